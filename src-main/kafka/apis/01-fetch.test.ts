import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBatchHeader, TRANSACTIONAL } from '../log/batch'
import { controlBatch } from '../log/records'
import { InProcess } from '../testing/in-process'
import { values } from '../testing/partition'
import { fetch } from './01-fetch'

let broker: InProcess
let topicId: string
beforeAll(async () => {
  broker = await InProcess.open()
  topicId = (await broker.topic('t', 2)).id
  await broker.put('t', values('a', 'b'))
  await broker.put('t', values('c'))
})
afterAll(() => broker.end())

interface Wanted {
  readonly topic?: string
  readonly topicId?: string
  readonly partition?: number
  readonly offset?: number
  readonly epoch?: number
  readonly bytes?: number
}
const request = (wanted: Wanted = {}, change: Record<string, number> = {}) => ({
  replicaId: -1,
  maxWaitMs: 0,
  minBytes: 1,
  isolationLevel: 0,
  topics: [
    {
      topic: wanted.topic ?? 't',
      topicId: wanted.topicId ?? topicId,
      partitions: [
        {
          partition: wanted.partition ?? 0,
          fetchOffset: wanted.offset ?? 0,
          currentLeaderEpoch: wanted.epoch ?? -1,
          partitionMaxBytes: wanted.bytes ?? 100_000,
        },
      ],
    },
  ],
  ...change,
})
const read = async (...args: Parameters<typeof request>) =>
  (await broker.ask(fetch, 12, request(...args))).responses[0]!.partitions[0]!
const offsetsIn = (records: Buffer | null) => {
  const found: number[] = []
  for (let at = 0; records && at < records.length;) {
    const header = readBatchHeader(records, at)
    found.push(header.baseOffset)
    at += header.sizeBytes
  }
  return found
}

describe('Fetch', () => {
  it('gives whole batches and the ends of the log in each version', async () => {
    for (const { answer } of await broker.askEach(fetch, request())) {
      const part = answer.responses[0]!.partitions[0]!
      expect(part).toMatchObject({ errorCode: 0, highWatermark: 3, lastStableOffset: 3 })
      expect(offsetsIn(part.records)).toEqual([0, 2])
    }
  })

  it('gives the batch that holds the offset, at least one, and no more than was asked for', async () => {
    expect(offsetsIn((await read({ offset: 1 })).records)).toEqual([0, 2])
    expect(offsetsIn((await read({ offset: 2 })).records)).toEqual([2])
    expect(offsetsIn((await read({ bytes: 1 })).records)).toEqual([0])
    expect((await read({ offset: 3 })).records).toHaveLength(0)
  })

  it.each([
    ['an offset behind the end', 1, { offset: 4 }],
    ['a partition that is not there', 3, { partition: 2 }],
    ['a topic that is not there', 3, { topic: 'other' }],
    ['a leader epoch that never was', 75, { epoch: 1 }],
  ])('refuses %s', async (_, errorCode, wanted) => {
    expect(await read(wanted)).toMatchObject({ errorCode })
  })

  it('refuses a partition that cannot be read, where an empty answer would look like its end', async () => {
    await broker.topic('unreadable')
    broker.log('unreadable').refuse(new Error('EIO'))
    expect(await read({ topic: 'unreadable', offset: 5 })).toMatchObject({ errorCode: 56 })
  })

  it('knows topics by id from version 13 on', async () => {
    const asked = request({ topicId: '1'.repeat(32), topic: 't' })
    const answer = await broker.ask(fetch, 13, asked)
    expect(answer.responses[0]!.partitions[0]).toMatchObject({ errorCode: 100 })
  })

  it('refuses a session that it did not give', async () => {
    const answer = await broker.ask(fetch, 12, request({}, { sessionId: 5, sessionEpoch: 1 }))
    expect(answer).toMatchObject({ errorCode: 70, responses: [] })
  })

  it('keeps a session from version 7 on, in each version', async () => {
    for (const { version, answer } of await broker.askEach(
      fetch,
      request({}, { sessionEpoch: 0 }),
    )) {
      if (version < 7) continue
      const { sessionId } = answer
      expect(sessionId).toBeGreaterThan(0)
      const next = (sessionEpoch: number, offset?: number) =>
        broker.ask(fetch, version, {
          ...request({ offset }, { sessionId, sessionEpoch }),
          ...(offset === undefined ? { topics: [] } : {}),
        })
      const again = (await next(1)).responses[0]!.partitions[0]!
      expect(offsetsIn(again.records)).toEqual([0, 2])
      expect(await next(2, 3)).toMatchObject({ errorCode: 0, sessionId, responses: [] })
      expect(await next(2)).toMatchObject({ errorCode: 71, responses: [] })
      await broker.ask(fetch, version, request({}, { sessionId, sessionEpoch: -1 }))
      expect(await next(3)).toMatchObject({ errorCode: 70, responses: [] })
    }
  })

  it('waits for records, and no longer than it was told to', async () => {
    const startedAt = performance.now()
    const empty = await read({ offset: 3 }, { maxWaitMs: 60 })
    expect(performance.now() - startedAt).toBeGreaterThan(50)
    expect(empty.records).toHaveLength(0)
    const waiting = read({ partition: 1 }, { maxWaitMs: 10_000 })
    await sleep(5)
    const log = broker.log('t', 1)
    const batch = controlBatch(1, 0, true, 0)
    await log.append(batch, readBatchHeader(batch, 0), 0).done
    expect(offsetsIn((await waiting).records)).toEqual([0])
  })

  it('stops waiting for a client that is gone', async () => {
    const waiting = read({ offset: 3 }, { maxWaitMs: 600_000 })
    await sleep(5)
    broker.hangUp()
    expect((await waiting).records).toHaveLength(0)
  })

  it('hides from read_committed what an open transaction wrote', async () => {
    await broker.topic('tx')
    await broker.put('tx', values('open'), {
      producerId: 1,
      producerEpoch: 0,
      baseSequence: 0,
      attributes: TRANSACTIONAL,
    })
    expect(offsetsIn((await read({ topic: 'tx' })).records)).toEqual([0])
    const committed = await read({ topic: 'tx' }, { isolationLevel: 1 })
    expect(committed).toMatchObject({ lastStableOffset: 0, highWatermark: 1 })
    expect(committed.records).toHaveLength(0)
  })
})
