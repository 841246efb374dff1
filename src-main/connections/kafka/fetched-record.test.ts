// The records of a fetched batch a few at a time, with and without gaps in their offsets.
import { describe, expect, it } from 'vitest'
import { FetchedBatch, type FetchedRecord } from './fetched-record'
import { NO_HEADERS, RecordSet } from './record-set'

const HEADER_BYTES = 61

async function batchOf(count: number, firstOffset: number, lastOffset: number) {
  const set = new RecordSet()
  for (let i = 0; i < count; i++) set.add(null, `value ${i}`, 1000 + i, NO_HEADERS)
  const bytes = Buffer.from((await set.encode(undefined, 0, undefined)).subarray(HEADER_BYTES))
  const source = { bytes, count, firstOffset, firstMs: 1000, appendMs: undefined }
  return new FetchedBatch(String(lastOffset), source)
}

const offsets = (records: readonly FetchedRecord[]) => records.map(({ offset }) => offset)

describe('a fetched batch', () => {
  it('gives its records a few at a time, between two offsets', async () => {
    const batch = await batchOf(10, 100, 109)
    const reader = batch.reader(3, 102, 108)
    const parts: number[][] = []
    for (let more = true; more;) {
      const records: FetchedRecord[] = []
      more = reader.readInto(records, 4)
      if (records.length > 0) parts.push(offsets(records))
    }
    expect(parts).toEqual([
      [102, 103, 104, 105],
      [106, 107],
    ])
    const all: FetchedRecord[] = []
    batch.readInto(all, 3, 0)
    expect(all.map(r => [r.partition, r.timeMs, String(r.value)])[9]).toEqual([3, 1009, 'value 9'])
  })

  it('knows how many lie behind an offset, and where the n-th of them is', async () => {
    const whole = await batchOf(10, 100, 109)
    expect([0, 100, 104, 109, 110].map(from => whole.countFrom(from))).toEqual([10, 10, 6, 1, 0])
    expect([whole.offsetOf(0, 104), whole.offsetOf(5, 104), whole.offsetOf(6, 104)]).toEqual([
      104,
      109,
      undefined,
    ])
    // Compaction took its last ones: they still count among its offsets.
    const thinned = await batchOf(5, 100, 109)
    expect([100, 103, 105, 110].map(from => thinned.countFrom(from))).toEqual([5, 2, 0, 0])
    expect([thinned.offsetOf(1, 103), thinned.offsetOf(2, 103)]).toEqual([104, undefined])
  })
})
