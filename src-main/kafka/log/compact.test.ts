// Of each key the last record stays, at its offset, whatever reads at the same time; tombstones go
// when their time is over.
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { CodecType } from '@main/platform'
import { newDir, openEmpty, packedBatch, put, reopen } from '../testing/partition'
import { makeBatch, readBatchHeader, TRANSACTIONAL } from './batch'
import { compactLog } from './compact'
import type { PartitionLog } from './partition-log'
import { readLog } from './read'
import { controlBatch, expand, readRecords, writeRecords } from './records'

const rules = { minCleanableRatio: 0.1, deleteRetentionMs: 1000, minCompactionLagMs: 0 }

async function state(log: PartitionLog): Promise<string[]> {
  const found: string[] = []
  for (let offset = log.logStart; offset < log.highWatermark;) {
    const { records } = await readLog(log, {
      offset,
      upTo: log.highWatermark,
      bytesMax: 500,
      atLeastOne: true,
    })
    if (records.length === 0) break
    for (let at = 0; at < records.length;) {
      const header = readBatchHeader(records, at)
      for (const r of readRecords(expand(records.subarray(at), header), header))
        found.push(`${r.offset} ${r.key}=${r.value}`)
      offset = header.baseOffset + header.lastOffsetDelta + 1
      at += header.sizeBytes
    }
  }
  return found
}

const record = (key: string, value: string | null, timestamp = 1) => ({
  key: Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
  timestamp,
})

describe('compaction', () => {
  it('keeps the last of each key in sealed segments, and the end', async () => {
    const dir = await newDir()
    const log = openEmpty(dir, { segmentBytes: 400, cleanup: 'compact' })
    for (let i = 0; i < 40; i++)
      await put(log, [record(`k${i % 3}`, `v${i}`), record('gone', i === 0 ? 'x' : null)], {}, 1)
        .done
    const before = log.sizeBytes
    const reading = Promise.all(Array.from({ length: 20 }, () => state(log)))
    expect(await compactLog(log, rules, 10_000)).toBe(true)
    await reading
    expect(log.sizeBytes).toBeLessThan(before / 3)
    expect(log.logEnd).toBe(80)
    const left = await state(log)
    const sealedEnd = log.active!.baseOffset
    const sealed = left.filter(line => Number(line.split(' ')[0]) < sealedEnd)
    expect(new Set(sealed.map(line => line.split(/[ =]/)[1]))).toEqual(new Set(['k0', 'k1', 'k2']))
    expect(sealed).toHaveLength(3)
    expect(await compactLog(log, rules, 10_000)).toBe(false)
    await log.close()
    const { log: again, notes } = await reopen(dir, { segmentBytes: 400, cleanup: 'compact' }, 1e6)
    expect(notes).toEqual([])
    expect(again.logEnd).toBe(80)
    expect(await state(again)).toEqual(left)
  })

  it('rewrites gzip batches, and leaves unreadable ones whole', async () => {
    const log = openEmpty(await newDir(), { segmentBytes: 300, cleanup: 'compact' })
    const send = (attributes: number, body: Buffer) => {
      const contents = {
        attributes,
        lastOffsetDelta: 1,
        baseTimestamp: 1,
        maxTimestamp: 1,
        producerId: -1,
        producerEpoch: -1,
        baseSequence: -1,
        recordCount: 2,
      }
      const batch = makeBatch(contents, body)
      return log.append(batch, readBatchHeader(batch, 0), 1).done
    }
    const body = writeRecords([record('a', '1'), record('b', '1')], 1)
    await send(1, gzipSync(body))
    await send(2, Buffer.from('snappy, as far as anybody knows'))
    await send(1, gzipSync(writeRecords([record('a', '2'), record('c', '1')], 1)))
    for (let i = 0; i < 6; i++) await put(log, [record('z', 'x'.repeat(100))]).done
    await compactLog(log, rules, 10_000)
    const { records } = await readLog(log, { offset: 0, upTo: 6, bytesMax: 1e6, atLeastOne: true })
    const first = readBatchHeader(records, 0)
    expect([first.recordCount, first.lastOffsetDelta]).toEqual([1, 1])
    expect(readBatchHeader(records, first.sizeBytes)).toMatchObject({
      baseOffset: 2,
      recordCount: 2,
      attributes: 2,
    })
  })

  it.each(Object.entries(CodecType))(
    'opens batches of %s and packs them again',
    async (_, type) => {
      const log = openEmpty(await newDir(), { segmentBytes: 300, cleanup: 'compact' })
      await put(log, [record('a', '1'), record('b', '1')], { attributes: type }).done
      await put(log, [record('a', '2'), record('c', '1')], { attributes: type }).done
      for (let i = 0; i < 6; i++) await put(log, [record('z', 'x'.repeat(100))]).done
      await compactLog(log, rules, 10_000)
      expect((await state(log)).slice(0, 3)).toEqual(['1 b=1', '2 a=2', '3 c=1'])
      const { records } = await readLog(log, { offset: 0, upTo: 1, bytesMax: 1, atLeastOne: true })
      expect(readBatchHeader(records, 0)).toMatchObject({ attributes: type, recordCount: 1 })
      await log.close()
    },
  )

  it('compacts committed transactions, removes aborted ones, and keeps markers', async () => {
    const log = openEmpty(await newDir(), { segmentBytes: 400, cleanup: 'compact' })
    const inTxn = (producerId: number, baseSequence: number) => ({
      producerId,
      producerEpoch: 0,
      baseSequence,
      attributes: TRANSACTIONAL,
    })
    const end = async (producerId: number, commit: boolean) => {
      const batch = controlBatch(producerId, 0, commit, 1)
      await log.append(batch, readBatchHeader(batch, 0), 1).done
    }
    await put(log, [record('a', 'old')], inTxn(1, 0)).done
    await put(log, [record('a', 'committed')], inTxn(1, 1)).done
    await end(1, true)
    await put(log, [record('a', 'aborted')], inTxn(2, 0)).done
    await end(2, false)
    for (let i = 0; i < 6; i++) await put(log, [record('z', 'x'.repeat(100))]).done
    await compactLog(log, rules, 10_000)
    const left = (await state(log)).filter(line => !line.includes('z='))
    expect(left.map(line => line.split(' ')[0])).toEqual(['1', '2', '4'])
    expect(left[0]).toBe('1 a=committed')
    await log.close()
  })

  it("keeps a producer's sequence over a restart when all its records are superseded", async () => {
    const dir = await newDir()
    const settings = { segmentBytes: 300, cleanup: 'compact' } as const
    const log = openEmpty(dir, settings)
    const from = (baseSequence: number) => ({ producerId: 1, producerEpoch: 0, baseSequence })
    await put(log, [record('a', '1'), record('b', '1')], from(0)).done
    await put(log, [record('a', '2'), record('b', '2')], from(2)).done
    for (let i = 0; i < 6; i++) await put(log, [record(i % 2 ? 'a' : 'b', 'x'.repeat(100))]).done
    await compactLog(log, rules, 10_000)
    await log.close()
    const { log: again } = await reopen(dir, settings, 1e6)
    const next = packedBatch([record('c', '1')], from(4))
    expect(again.producers.check(readBatchHeader(next, 0))).toBeUndefined()
    await again.close()
  })
})
