// What clients can make the broker hold: answers that they do not read, requests that they do not
// finish.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { fetch } from '../apis/01-fetch'
import { metadata } from '../apis/03-metadata'
import { produce } from '../apis/00-produce'
import { batchOf } from '../log/records'
import { testBroker, type TestBroker } from '../testing/broker'
import { WireClient } from '../testing/client'

const MIB = 1024 * 1024
const RECORD = Buffer.alloc(256 * 1024, 'x')

let test: TestBroker
const clients: WireClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await test.end()
})

async function open(): Promise<WireClient> {
  const client = await WireClient.open(test.broker.port)
  clients.push(client)
  return client
}

const fetchAll = {
  replicaId: -1,
  maxWaitMs: 100,
  minBytes: 1,
  maxBytes: 30 * MIB,
  isolationLevel: 0,
  topics: [
    { topic: 'big', partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 30 * MIB }] },
  ],
  forgottenTopicsData: [],
  rackId: '',
}

/** Metadata makes the topic. */
const makeBig = (client: WireClient) =>
  client.send(metadata, 5, { topics: [{ name: 'big' }], allowAutoTopicCreation: true })

async function fill(client: WireClient, bytes: number): Promise<void> {
  await makeBig(client)
  const batch = batchOf([{ value: RECORD }])
  const topicData = [{ name: 'big', partitionData: [{ index: 0, records: batch }] }]
  for (let sent = 0; sent < bytes; sent += RECORD.length)
    await client.send(produce, 7, { acks: 1, timeoutMs: 1000, topicData })
}

it('holds few answers for slow readers, and serves others all the same', async () => {
  test = await testBroker({ limits: { answerBytesMax: 8 * MIB, stalledMs: 2000 } })
  await fill(await open(), 40 * MIB)
  let most = 0
  for (let i = 0; i < 30; i++) {
    const slow = await open()
    slow.socket.pause()
    void slow.send(fetch, 11, fetchAll).catch(() => {})
    await sleep(5)
    most = Math.max(most, test.broker.stats().answerBytesHeld)
  }
  // The system's socket buffers hold a part of the answers, so it varies how much the broker does.
  expect(most).toBeGreaterThan(2 * MIB)
  // The budget, and at most a batch each for the few that read at the same time.
  expect(most).toBeLessThan(8 * MIB + 4 * RECORD.length)
  const quick = await open()
  for (let offset = 0; offset < 160;) {
    const partitions = [{ partition: 0, fetchOffset: offset, partitionMaxBytes: 30 * MIB }]
    const answer = await quick.send(fetch, 11, {
      ...fetchAll,
      topics: [{ topic: 'big', partitions }],
    })
    const part = answer.responses[0]!.partitions[0]!
    expect(part.errorCode).toBe(0)
    offset += Math.floor((part.records ?? '').length / RECORD.length)
  }
})

it('reads few large requests at a time, finishes each, and small ones always', async () => {
  test = await testBroker({ configs: { 'queued.max.request.bytes': String(2 * MIB) } })
  const frames = 12
  const records = batchOf([{ value: Buffer.alloc(MIB - 1000, 'x') }])
  const topicData = [{ name: 'big', partitionData: [{ index: 0, records }] }]
  await makeBig(await open())
  const slow = await Promise.all(Array.from({ length: frames }, open))
  const bytes = slow.map((client, i) =>
    client.encode(produce, 7, { acks: 1, timeoutMs: 1000, topicData }, 1000 + i),
  )
  slow.forEach((client, i) => client.socket.write(bytes[i]!.subarray(0, 700_000)))
  await sleep(100)
  expect(test.broker.stats().requestBytesHeld).toBeGreaterThan(MIB)
  expect(test.broker.stats().requestBytesHeld).toBeLessThan(4 * MIB)
  await (await open()).send(metadata, 5, { topics: null })
  const answered = slow.map(
    client => new Promise<void>(resolve => client.socket.once('data', () => resolve())),
  )
  slow.forEach((client, i) => client.socket.write(bytes[i]!.subarray(700_000)))
  await Promise.all(answered)
  expect(test.broker.stats().requestBytesHeld).toBe(0)
})

it('takes as many connections as it may', async () => {
  test = await testBroker({ configs: { 'max.connections': '3' } })
  for (let i = 0; i < 3; i++) await (await open()).send(metadata, 5, { topics: null })
  await (await open()).closed()
})

it('takes as many connections from one address as it may', async () => {
  test = await testBroker({ configs: { 'max.connections.per.ip': '2' } })
  for (let i = 0; i < 2; i++) await (await open()).send(metadata, 5, { topics: null })
  await (await open()).closed()
})
