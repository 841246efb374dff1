// Appending, reading, searching by time, transactions' ends, retention, and a disk that gives up.
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { applyRetention } from '../cluster/upkeep'
import { FullDisk } from '../testing/full-disk'
import { newDir, openEmpty, put, readAll, reopen, services, values } from '../testing/partition'
import { makeBatch, readBatchHeader, TRANSACTIONAL } from './batch'
import { offsetForTime, offsetOfMaxTime, readLog } from './read'
import { controlBatch, writeRecords } from './records'
import type { PartitionLog } from './partition-log'

describe('a partition', () => {
  it('gives whole batches from the one that holds the offset', async () => {
    const log = openEmpty(await newDir())
    await put(log, values('a', 'b', 'c')).done
    await put(log, values('d')).done
    const { records } = await readLog(log, { offset: 1, upTo: 4, bytesMax: 1, atLeastOne: true })
    expect(readBatchHeader(records, 0)).toMatchObject({ baseOffset: 0, recordCount: 3 })
    expect(await readAll(log, 3)).toEqual(['3:d'])
    const small = await readLog(log, { offset: 0, upTo: 4, bytesMax: 10, atLeastOne: false })
    expect(small.records).toHaveLength(0)
    await expect(
      readLog(log, { offset: 5, upTo: 4, bytesMax: 10, atLeastOne: true }),
    ).rejects.toMatchObject({
      error: 'OFFSET_OUT_OF_RANGE',
    })
  })

  it('reads thousands of batches over many segments in any step, also after a restart', async () => {
    const dir = await newDir()
    const log = openEmpty(dir, { segmentBytes: 20_000 })
    const expected: string[] = []
    for (let i = 0; i < 2000; i++) {
      void put(log, values(`v${i}`, 'x'.repeat(i % 300)))
      expected.push(`${2 * i}:v${i}`, `${2 * i + 1}:${'x'.repeat(i % 300)}`)
    }
    await log.settled()
    expect(log.segments.length).toBeGreaterThan(10)
    for (const bytesMax of [100, 5000, 1_000_000])
      expect(await readAll(log, 0, log.highWatermark, bytesMax)).toEqual(expected)
    await log.close()
    const { log: again } = await reopen(dir, { segmentBytes: 20_000 })
    expect(await readAll(again, 1234)).toEqual(expected.slice(1234))
  })

  it('finds the first record at or after a time, exactly, plain and in gzip', async () => {
    const log = openEmpty(await newDir(), { segmentBytes: 3000 })
    const times: number[] = []
    for (let i = 0; i < 60; i++) {
      const records = [0, 7, 3].map(d => ({
        value: Buffer.from('x'.repeat(30)),
        timestamp: i * 10 + d,
      }))
      times.push(...records.map(r => r.timestamp))
      if (i % 2 === 0) await put(log, records).done
      else {
        const contents = {
          attributes: 1,
          lastOffsetDelta: 2,
          baseTimestamp: i * 10,
          maxTimestamp: i * 10 + 7,
          producerId: -1,
          producerEpoch: -1,
          baseSequence: -1,
          recordCount: 3,
        }
        const batch = makeBatch(contents, gzipSync(writeRecords(records, i * 10)))
        await log.append(batch, readBatchHeader(batch, 0), 0).done
      }
    }
    for (let time = 0; time <= 598; time++) {
      const offset = times.findIndex(t => t >= time)
      const found = await offsetForTime(log, time, log.highWatermark)
      expect(found).toEqual(offset < 0 ? undefined : { offset, timestamp: times[offset] })
    }
    expect(await offsetOfMaxTime(log, log.highWatermark)).toEqual({ offset: 178, timestamp: 597 })
  })

  it('knows repeated and missing batches of an idempotent producer', async () => {
    const log = openEmpty(await newDir())
    const at = (baseSequence: number, producerEpoch = 0) => ({
      producerId: 9,
      producerEpoch,
      baseSequence,
    })
    const check = (sequence: number, epoch = 0, count = 1) =>
      log.producers.check({
        ...readBatchHeader(Buffer.alloc(61), 0),
        producerId: 9,
        producerEpoch: epoch,
        baseSequence: sequence,
        recordCount: count,
      })
    for (let i = 0; i < 8; i++) await put(log, values('x'), at(i)).done
    for (let i = 3; i < 8; i++) expect(check(i)).toEqual({ duplicateOf: i })
    expect(check(8)).toBeUndefined()
    expect(() => check(2)).toThrow(/sequence 2 where 8/)
    expect(() => check(9)).toThrow(/sequence 9 where 8/)
    expect(() => check(0, -1)).toThrow(/older/)
    expect(() => check(5, 1)).toThrow(/begins with 0/)
    expect(check(0, 1)).toBeUndefined()
  })

  it('hides open transactions and lists aborted ones', async () => {
    const log = openEmpty(await newDir())
    const txn = (producerId: number) => ({
      producerId,
      producerEpoch: 0,
      baseSequence: 0,
      attributes: TRANSACTIONAL,
    })
    await put(log, values('plain')).done
    await put(log, values('a'), txn(1)).done
    await put(log, values('b'), txn(2)).done
    expect(log.lastStable).toBe(1)
    await end(log, 2, true)
    expect(log.lastStable).toBe(1)
    await end(log, 1, false)
    expect(log.lastStable).toBe(5)
    expect(log.producers.abortedBetween(0, 5)).toEqual([
      { producerId: 1, firstOffset: 1, lastOffset: 4 },
    ])
    const { log: again } = await reopen(log.dir)
    expect(again.producers.abortedBetween(0, 5)).toEqual([
      { producerId: 1, firstOffset: 1, lastOffset: 4 },
    ])
  })

  it('drops segments by age and by size, and keeps the end', async () => {
    const byAge = openEmpty(await newDir(), { segmentBytes: 200, retentionMs: 1000 })
    for (let i = 0; i < 5; i++)
      await put(byAge, [{ value: Buffer.from('x'), timestamp: i * 1000 }]).done
    await applyRetention(byAge, 3500)
    expect(byAge.logStart).toBe(2)
    await applyRetention(byAge, 1e6)
    expect([byAge.logStart, byAge.logEnd, byAge.sizeBytes]).toEqual([5, 5, 0])
    const { log: again } = await reopen(byAge.dir)
    expect(again.logEnd).toBe(5)
    await put(again, values('next')).done
    expect(await readAll(again, 5)).toEqual(['5:next'])
    const bySize = openEmpty(await newDir(), { segmentBytes: 100, retentionBytes: 200 })
    for (let i = 0; i < 6; i++) await put(bySize, values('x')).done
    await applyRetention(bySize, 0)
    expect(bySize.sizeBytes).toBeGreaterThanOrEqual(200)
    expect(bySize.segments.length).toBeLessThan(6)
  })

  it('refuses while the disk is full, loses nothing that was answered, and goes on when there is room', async () => {
    const dir = await newDir()
    const files = new FullDisk()
    const log = openEmpty(dir, {}, services('safe', files))
    await put(log, values('kept'), { producerId: 3, producerEpoch: 0, baseSequence: 0 }).done
    files.isFull = true
    await expect(
      put(log, values('lost'), { producerId: 3, producerEpoch: 0, baseSequence: 1 }).done,
    ).rejects.toMatchObject({
      error: 'KAFKA_STORAGE_ERROR',
    })
    expect([log.logEnd, log.highWatermark]).toEqual([1, 1])
    files.isFull = false
    await log.settled()
    expect(
      log.producers.check({
        ...readBatchHeader(Buffer.alloc(61), 0),
        producerId: 3,
        producerEpoch: 0,
        baseSequence: 1,
        recordCount: 1,
      }),
    ).toBeUndefined()
    await put(log, values('again'), { producerId: 3, producerEpoch: 0, baseSequence: 1 }).done
    expect(await readAll(log, 0)).toEqual(['0:kept', '1:again'])
  })
})

const end = (log: PartitionLog, producerId: number, commit: boolean) => {
  const batch = controlBatch(producerId, 0, commit, 1)
  return log.append(batch, readBatchHeader(batch, 0), 1).done
}
