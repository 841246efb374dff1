import { crc32, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { goodBatchAt } from './batch'
import { convertMessageSet } from './message-set'
import { expand, readRecords } from './records'

const NOW = 1_700_000_000_000

const sized = (bytes: Buffer | null) => {
  const size = Buffer.alloc(4)
  size.writeInt32BE(bytes?.length ?? -1)
  return Buffer.concat([size, bytes ?? Buffer.alloc(0)])
}

function message(magic: 0 | 1, attributes: number, value: Buffer, timestamp = 0): Buffer {
  const time = Buffer.alloc(magic === 1 ? 8 : 0)
  if (magic === 1) time.writeBigInt64BE(BigInt(timestamp))
  const body = Buffer.concat([
    Buffer.from([magic, attributes]),
    time,
    sized(Buffer.from('k')),
    sized(value),
  ])
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([Buffer.alloc(8), sized(Buffer.concat([crc, body]))])
}

function recordsOf(batch: Buffer) {
  const header = goodBatchAt(batch, 0)
  if (!header) throw new Error('no good batch')
  return [...readRecords(expand(batch, header)!, header)].map(r => [
    String(r.key),
    String(r.value),
    r.timestamp,
  ])
}

describe('messages of the formats from before 0.11', () => {
  it('become records of one batch: magic 0 at the time of arrival, magic 1 at its own', () => {
    const set = Buffer.concat([
      message(0, 0, Buffer.from('a')),
      message(1, 0, Buffer.from('b'), NOW - 5),
    ])
    expect(recordsOf(convertMessageSet(set, NOW))).toEqual([
      ['k', 'a', NOW],
      ['k', 'b', NOW - 5],
    ])
  })

  it('are unpacked once from gzip, and not a second time', () => {
    const inner = Buffer.concat([
      message(1, 0, Buffer.from('a'), 7),
      message(1, 0, Buffer.from('b'), 8),
    ])
    const packed = message(1, 1, gzipSync(inner))
    expect(recordsOf(convertMessageSet(packed, NOW)).map(([, value]) => value)).toEqual(['a', 'b'])
    const nested = message(1, 1, gzipSync(packed))
    expect(() => convertMessageSet(nested, NOW)).toThrow(
      expect.objectContaining({ error: 'UNSUPPORTED_COMPRESSION_TYPE' }),
    )
  })

  it('are refused with a wrong checksum, cut off, or as nothing', () => {
    const set = message(1, 0, Buffer.from('a'), NOW)
    const flipped = Buffer.from(set)
    flipped[flipped.length - 1]! ^= 1
    for (const bytes of [flipped, set.subarray(0, set.length - 2), Buffer.alloc(0)])
      expect(() => convertMessageSet(bytes, NOW)).toThrow(
        expect.objectContaining({ error: 'CORRUPT_MESSAGE' }),
      )
  })
})
