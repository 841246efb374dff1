// Clients that go as soon as they have sent all: what reached the broker is done, in order.
import { afterEach, expect, it, vi } from 'vitest'
import { fetch } from '../apis/01-fetch'
import { listOffsets } from '../apis/02-list-offsets'
import { metadata } from '../apis/03-metadata'
import { produce } from '../apis/00-produce'
import { batchOf } from '../log/records'
import { testBroker, type TestBroker } from '../testing/broker'
import { WireClient } from '../testing/client'

const RECORDS = 100
const PATIENCE = { timeout: 20_000, interval: 20 }

let test: TestBroker
let begun = 0
afterEach(() => test.end())

/** Produce requests run one after another, and each takes a moment. */
async function slowBroker(): Promise<void> {
  begun = 0
  test = await testBroker({
    limits: { pipelinedPerConnectionMax: 1 },
    fault: ({ apiKey }) => {
      if (apiKey !== produce.key) return undefined
      begun++
      return { kind: 'delay', ms: 2 }
    },
  })
}

async function makeTopic(): Promise<WireClient> {
  const client = await WireClient.open(test.broker.port)
  await client.send(metadata, 5, { topics: [{ name: 't' }], allowAutoTopicCreation: true })
  return client
}

function unanswered(client: WireClient, n: number): Buffer {
  const records = batchOf([{ value: Buffer.from(`${n} ${'x'.repeat(500)}`) }])
  const topicData = [{ name: 't', partitionData: [{ index: 0, records }] }]
  return client.encode(produce, 7, { acks: 0, timeoutMs: 1000, topicData }, n)
}

async function written(client: WireClient): Promise<number> {
  const partitions = [{ partitionIndex: 0, timestamp: -1 }]
  const asked = { replicaId: -1, topics: [{ name: 't', partitions }] }
  const { topics } = await client.send(listOffsets, 5, asked)
  return topics[0]?.partitions[0]?.offset ?? 0
}

it.each([
  ['ends its side', (client: WireClient) => client.socket.end()],
  ['resets the connection', (client: WireClient) => client.socket.resetAndDestroy()],
])('appends all that a producer sent that wants no answers and %s', async (_, go) => {
  await slowBroker()
  const reader = await makeTopic()
  const client = await WireClient.open(test.broker.port)
  const all = Array.from({ length: RECORDS }, (_, n) => unanswered(client, n))
  client.socket.write(Buffer.concat(all.slice(0, RECORDS / 2)))
  await vi.waitUntil(() => begun > 0, PATIENCE)
  // The broker reads no more for now: these wait before its parser.
  const rest = Buffer.concat(all.slice(RECORDS / 2))
  await new Promise<void>(resolve => client.socket.write(rest, () => resolve()))
  go(client)
  await client.closed()
  await vi.waitUntil(async () => (await written(reader)) === RECORDS, PATIENCE)
  expect(begun).toBe(RECORDS)
  await vi.waitUntil(() => test.broker.stats().connections === 1, PATIENCE)
  reader.close()
})

it('does not wait with a fetch for a client that has gone', async () => {
  await slowBroker()
  const reader = await makeTopic()
  const client = await WireClient.open(test.broker.port)
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1000 }]
  const longest = {
    ...{ replicaId: -1, maxWaitMs: 600_000, minBytes: 1_000_000, maxBytes: 1_000_000 },
    ...{ isolationLevel: 0, topics: [{ topic: 't', partitions }], forgottenTopicsData: [] },
    rackId: '',
  }
  const asked = client.encode(fetch, 11, longest, 1000)
  client.socket.write(Buffer.concat([unanswered(client, 0), asked, unanswered(client, 1)]))
  await vi.waitUntil(() => begun > 0, PATIENCE)
  client.socket.resetAndDestroy()
  await vi.waitUntil(async () => (await written(reader)) === 2, PATIENCE)
  reader.close()
})
