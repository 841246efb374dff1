// Messages of magic 0 and 1, as clients from before Kafka 0.11 send them (Produce versions 0 to 2),
// turned into a batch of magic 2. [offset i64][size i32][crc i32][magic i8][attributes
// i8][timestamp i64, magic 1][key][value]; a compressed message holds others.
import { crc32 } from 'node:zlib'
import { codecOf, isCodecType } from '@main/platform'
import { ApiError } from '../wire/errors'
import { MalformedFrame, Reader } from '../wire/reader'
import { batchOf, type NewRecord } from './records'

const COMPRESSION_MASK = 0x07

export function convertMessageSet(bytes: Buffer, now: number): Buffer {
  try {
    const records = readMessages(bytes, now, true)
    if (records.length === 0) throw new ApiError('CORRUPT_MESSAGE', 'no messages')
    return batchOf(records)
  } catch (error) {
    if (error instanceof MalformedFrame) throw new ApiError('CORRUPT_MESSAGE', error.message)
    throw error
  }
}

function readMessages(bytes: Buffer, now: number, mayNest: boolean): NewRecord[] {
  const reader = new Reader(bytes)
  const records: NewRecord[] = []
  while (reader.remaining > 0) {
    reader.skip(8)
    const message = reader.view(reader.int32())
    const inner = new Reader(message)
    const crc = inner.uint32()
    if (crc32(message.subarray(4)) !== crc)
      throw new ApiError('CORRUPT_MESSAGE', 'the checksum of a message is wrong')
    const magic = inner.int8()
    if (magic !== 0 && magic !== 1)
      throw new ApiError('INVALID_RECORD', `magic ${magic} in a version that has 0 and 1`)
    const attributes = inner.int8()
    const timestamp = magic === 1 ? inner.int64() : now
    const key = blob(inner)
    const value = blob(inner)
    const compression = attributes & COMPRESSION_MASK
    if (compression === 0) records.push({ key, value, timestamp: timestamp < 0 ? now : timestamp })
    else if (isCodecType(compression) && mayNest && value)
      records.push(...readMessages(expandSet(value, compression), now, false))
    else
      throw new ApiError(
        'UNSUPPORTED_COMPRESSION_TYPE',
        'an unknown compression, or one inside another',
      )
  }
  return records
}

function expandSet(bytes: Buffer, compression: number): Buffer {
  try {
    return codecOf(compression).decompressSync(bytes)
  } catch {
    throw new ApiError('CORRUPT_MESSAGE', 'a compressed message cannot be read')
  }
}

function blob(reader: Reader): Buffer | null {
  const size = reader.int32()
  return size < 0 ? null : reader.view(size)
}
