import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { goodBatchAt } from './batch'
import { convertMessageSet } from './message-set'
import { oldMessage } from '../testing/old-message'
import { expand, readRecords } from './records'

const NOW = 1_700_000_000_000

function recordsOf(batch: Buffer) {
  const header = goodBatchAt(batch, 0)
  if (!header) throw new Error('no good batch')
  return [...readRecords(expand(batch, header), header)].map(r => [
    String(r.key),
    String(r.value),
    r.timestamp,
  ])
}

describe('messages of the formats from before 0.11', () => {
  it('become records of one batch: magic 0 at the time of arrival, magic 1 at its own', () => {
    const set = Buffer.concat([
      oldMessage(0, Buffer.from('a')),
      oldMessage(1, Buffer.from('b'), { timestamp: NOW - 5 }),
    ])
    expect(recordsOf(convertMessageSet(set, NOW))).toEqual([
      ['k', 'a', NOW],
      ['k', 'b', NOW - 5],
    ])
  })

  it('are unpacked once from gzip, and not a second time', () => {
    const inner = Buffer.concat([
      oldMessage(1, Buffer.from('a'), { timestamp: 7 }),
      oldMessage(1, Buffer.from('b'), { timestamp: 8 }),
    ])
    const packed = oldMessage(1, gzipSync(inner), { attributes: 1 })
    expect(recordsOf(convertMessageSet(packed, NOW)).map(([, value]) => value)).toEqual(['a', 'b'])
    const nested = oldMessage(1, gzipSync(packed), { attributes: 1 })
    expect(() => convertMessageSet(nested, NOW)).toThrow(
      expect.objectContaining({ error: 'UNSUPPORTED_COMPRESSION_TYPE' }),
    )
  })

  it('are refused with a wrong checksum, cut off, or as nothing', () => {
    const set = oldMessage(1, Buffer.from('a'), { timestamp: NOW })
    const flipped = Buffer.from(set)
    flipped[flipped.length - 1]! ^= 1
    for (const bytes of [flipped, set.subarray(0, set.length - 2), Buffer.alloc(0)])
      expect(() => convertMessageSet(bytes, NOW)).toThrow(
        expect.objectContaining({ error: 'CORRUPT_MESSAGE' }),
      )
  })
})
