// What a group read twice, as real clients do it: a consumer that never commits and starts again, one
// that dies in the middle of a batch, one that gives a partition away, and one that does all right.
import { connect, type Socket } from 'node:net'
import { Kafka, logLevel, type Consumer, type EachMessagePayload } from 'kafkajs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testBroker, type TestBroker } from './testing/broker'

const RECORDS = 20
const WAIT = { timeout: 30_000, interval: 50 }

let test: TestBroker
/** Those that can still leave. */
const open: Consumer[] = []
beforeAll(async () => {
  test = await testBroker()
})
afterAll(async () => {
  await Promise.all(open.map(consumer => consumer.disconnect().catch(() => {})))
  await test.end()
})

/** A client whose connections can be cut, as a crash would. */
function clientOf(clientId: string) {
  const sockets: Socket[] = []
  let isCut = false
  const kafka = new Kafka({
    clientId,
    brokers: [test.address],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0, restartOnFailure: () => Promise.resolve(false) },
    socketFactory: ({ host, port, onConnect }) => {
      const socket = connect(isCut ? 1 : port, host, onConnect)
      sockets.push(socket)
      return socket
    },
  })
  const cut = () => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  return { kafka, cut }
}

async function filled(topic: string, partitions = 1): Promise<void> {
  const { kafka } = clientOf('filler')
  const [admin, producer] = [kafka.admin(), kafka.producer()]
  await Promise.all([admin.connect(), producer.connect()])
  await admin.createTopics({ topics: [{ topic, numPartitions: partitions }] })
  const messages = Array.from({ length: RECORDS * partitions }, (_, n) => ({
    value: String(n),
    partition: n % partitions,
  }))
  await producer.send({ topic, messages })
  await Promise.all([admin.disconnect(), producer.disconnect()])
}

interface Reading {
  readonly topic: string
  readonly commits?: boolean
  readonly each?: (message: EachMessagePayload) => Promise<void>
}

/** A member of the group named as its topic; resolves with its consumer, and counts what it read. */
async function reads(kafka: Kafka, { topic, commits = false, each }: Reading) {
  const consumer = kafka.consumer({
    ...{ groupId: topic, maxWaitTimeInMs: 50, sessionTimeout: 6000, heartbeatInterval: 200 },
  })
  open.push(consumer)
  const seen: string[] = []
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    autoCommit: commits,
    eachMessage: async payload => {
      seen.push(`${payload.partition}/${payload.message.offset}`)
      await each?.(payload)
    },
  })
  return { consumer, seen }
}

it('tells what a consumer that never commits reads again after a restart', async () => {
  await filled('never')
  const { kafka } = clientOf('student.js')
  const first = await reads(kafka, { topic: 'never' })
  await expect.poll(() => first.seen.length, WAIT).toBe(RECORDS)
  expect(test.broker.groupRereads('never')).toEqual([])
  await first.consumer.disconnect()
  const second = await reads(kafka, { topic: 'never' })
  await expect.poll(() => second.seen.length, WAIT).toBe(RECORDS)
  const [again, ...more] = test.broker.groupRereads('never')
  expect(more).toEqual([])
  expect(again).toMatchObject({
    ...{ topic: 'never', partition: 0, first: 0, end: RECORDS },
    ...{ before: 'student.js', by: 'student.js' },
    causes: [
      { what: 'left', clientId: 'student.js' },
      { what: 'joined', clientId: 'student.js' },
    ],
  })
})

it('says what of it is sure when a member dies in the middle of a batch', async () => {
  await filled('dies')
  const { kafka, cut } = clientOf('dies.js')
  let arrived = () => {}
  let finish = () => {}
  const inTheMiddle = new Promise<void>(resolve => (arrived = resolve))
  await reads(kafka, {
    topic: 'dies',
    commits: true,
    each: async ({ message }) => {
      if (message.offset !== '5') return
      arrived()
      await new Promise<void>(resolve => (finish = resolve))
    },
  })
  await inTheMiddle
  cut()
  open.pop()
  const { seen } = await reads(clientOf('next.js').kafka, { topic: 'dies', commits: true })
  await expect.poll(() => seen.length, WAIT).toBe(RECORDS)
  expect(test.broker.groupRereads('dies')).toMatchObject([
    { first: 0, end: RECORDS, readEnd: 0, before: 'dies.js', by: 'next.js' },
  ])
  finish()
}, 40_000)

it('tells it of a partition that a member gave away without a commit, and only of what was read', async () => {
  await filled('shared', 2)
  const first = await reads(clientOf('a.js').kafka, { topic: 'shared' })
  await expect.poll(() => first.seen.length, WAIT).toBe(2 * RECORDS)
  const second = await reads(clientOf('b.js').kafka, { topic: 'shared' })
  await expect.poll(() => second.seen.length, WAIT).toBe(RECORDS)
  const given = test.broker.groupRereads('shared').filter(({ by }) => by === 'b.js')
  expect(given).toMatchObject([{ first: 0, end: RECORDS, before: 'a.js' }])
  expect(given[0]?.causes).toContainEqual({ what: 'joined', clientId: 'b.js' })
})

it('names the reset that made a group read again', async () => {
  await filled('reset')
  const { kafka } = clientOf('app.js')
  const first = await reads(kafka, { topic: 'reset', commits: true })
  await expect.poll(() => first.seen.length, WAIT).toBe(RECORDS)
  await first.consumer.disconnect()
  const admin = clientOf('teacher').kafka.admin()
  await admin.connect()
  await admin.setOffsets({
    ...{ groupId: 'reset', topic: 'reset' },
    partitions: [{ partition: 0, offset: '4' }],
  })
  await admin.disconnect()
  const second = await reads(kafka, { topic: 'reset', commits: true })
  await expect.poll(() => second.seen.length, WAIT).toBe(RECORDS - 4)
  const [again] = test.broker.groupRereads('reset')
  expect(again).toMatchObject({ first: 4, end: RECORDS, readEnd: RECORDS })
  expect(again?.causes).toContainEqual({
    ...{ what: 'reset', clientId: 'teacher' },
    moved: [{ topic: 'reset', partition: 0, offset: 4 }],
  })
})

it('says nothing of a group that commits what it reads, through restarts and rebalances', async () => {
  await filled('right', 2)
  const { kafka } = clientOf('right.js')
  const first = await reads(kafka, { topic: 'right', commits: true })
  await expect.poll(() => first.seen.length, WAIT).toBe(2 * RECORDS)
  const second = await reads(kafka, { topic: 'right', commits: true })
  await expect.poll(() => test.broker.groupChanges('right').at(-1)?.owners.length, WAIT).toBe(2)
  await filled('right', 2)
  await first.consumer.disconnect()
  await second.consumer.disconnect()
  const third = await reads(kafka, { topic: 'right', commits: true })
  await expect.poll(() => test.broker.groupChanges('right').at(-1)?.state, WAIT).toBe('stable')
  await filled('right', 2)
  await expect.poll(() => third.seen.length, WAIT).toBeGreaterThanOrEqual(2 * RECORDS)
  expect(test.broker.groupRereads('right')).toEqual([])
})
