// The header of a record batch, magic 2 (protocol guide, "Record Batch"). Batches are stored as
// they were sent: the CRC covers the bytes from the attributes on, so base offset and leader epoch
// can be patched without touching it.
import { crc32c } from '@main/platform'

export const BATCH_HEADER_BYTES = 61
/** Base offset and length: the length counts the bytes behind itself. */
export const BATCH_PREFIX_BYTES = 12

const LENGTH_AT = 8
const LEADER_EPOCH_AT = 12
const MAGIC_AT = 16
const CRC_AT = 17
const ATTRIBUTES_AT = 21
const LAST_OFFSET_DELTA_AT = 23
const BASE_TIMESTAMP_AT = 27
const MAX_TIMESTAMP_AT = 35
const PRODUCER_ID_AT = 43
const PRODUCER_EPOCH_AT = 51
const BASE_SEQUENCE_AT = 53
const RECORD_COUNT_AT = 57

export const COMPRESSION_MASK = 0x07
export const LOG_APPEND_TIME = 0x08
export const TRANSACTIONAL = 0x10
export const CONTROL = 0x20

export interface BatchHeader {
  readonly baseOffset: number
  readonly sizeBytes: number
  readonly magic: number
  readonly attributes: number
  readonly lastOffsetDelta: number
  readonly baseTimestamp: number
  readonly maxTimestamp: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly recordCount: number
}

const int64At = (buffer: Buffer, at: number) =>
  buffer.readInt32BE(at) * 0x100000000 + buffer.readUInt32BE(at + 4)

function putInt64(buffer: Buffer, at: number, value: number): void {
  buffer.writeInt32BE(Math.floor(value / 0x100000000) | 0, at)
  buffer.writeInt32BE(value | 0, at + 4)
}

export const baseOffsetAt = (buffer: Buffer, at: number) => int64At(buffer, at)
export const sizeBytesAt = (buffer: Buffer, at: number) =>
  buffer.readInt32BE(at + LENGTH_AT) + BATCH_PREFIX_BYTES
export const magicAt = (buffer: Buffer, at: number) => buffer[at + MAGIC_AT]!
export const lastOffsetAt = (buffer: Buffer, at: number) =>
  int64At(buffer, at) + buffer.readInt32BE(at + LAST_OFFSET_DELTA_AT)
export const maxTimestampAt = (buffer: Buffer, at: number) => int64At(buffer, at + MAX_TIMESTAMP_AT)

/** The caller checks that the buffer holds a whole header. */
export function readBatchHeader(buffer: Buffer, at: number): BatchHeader {
  return {
    baseOffset: int64At(buffer, at),
    sizeBytes: sizeBytesAt(buffer, at),
    magic: magicAt(buffer, at),
    attributes: buffer.readInt16BE(at + ATTRIBUTES_AT),
    lastOffsetDelta: buffer.readInt32BE(at + LAST_OFFSET_DELTA_AT),
    baseTimestamp: int64At(buffer, at + BASE_TIMESTAMP_AT),
    maxTimestamp: int64At(buffer, at + MAX_TIMESTAMP_AT),
    producerId: int64At(buffer, at + PRODUCER_ID_AT),
    producerEpoch: buffer.readInt16BE(at + PRODUCER_EPOCH_AT),
    baseSequence: buffer.readInt32BE(at + BASE_SEQUENCE_AT),
    recordCount: buffer.readInt32BE(at + RECORD_COUNT_AT),
  }
}

export function isCrcGood(buffer: Buffer, at: number, sizeBytes: number): boolean {
  return (
    crc32c(buffer.subarray(at + ATTRIBUTES_AT, at + sizeBytes)) === buffer.readUInt32BE(at + CRC_AT)
  )
}

/** A whole batch of magic 2 with a right checksum at this place, or nothing. */
export function goodBatchAt(buffer: Buffer, at: number): BatchHeader | undefined {
  if (buffer.length - at < BATCH_HEADER_BYTES || magicAt(buffer, at) !== 2) return undefined
  const header = readBatchHeader(buffer, at)
  if (header.sizeBytes < BATCH_HEADER_BYTES || header.sizeBytes > buffer.length - at)
    return undefined
  if (header.baseOffset < 0 || header.lastOffsetDelta < 0) return undefined
  return isCrcGood(buffer, at, header.sizeBytes) ? header : undefined
}

export function setPlace(
  buffer: Buffer,
  at: number,
  baseOffset: number,
  leaderEpoch: number,
): void {
  putInt64(buffer, at, baseOffset)
  buffer.writeInt32BE(leaderEpoch, at + LEADER_EPOCH_AT)
}

/**
 * Topics with message.timestamp.type=LogAppendTime: the only case in which the broker changes what
 * the checksum covers.
 */
export function setAppendTime(
  buffer: Buffer,
  at: number,
  sizeBytes: number,
  timestamp: number,
): void {
  buffer.writeInt16BE(buffer.readInt16BE(at + ATTRIBUTES_AT) | LOG_APPEND_TIME, at + ATTRIBUTES_AT)
  putInt64(buffer, at + MAX_TIMESTAMP_AT, timestamp)
  writeCrc(buffer, at, sizeBytes)
}

function writeCrc(buffer: Buffer, at: number, sizeBytes: number): void {
  buffer.writeUInt32BE(crc32c(buffer.subarray(at + ATTRIBUTES_AT, at + sizeBytes)), at + CRC_AT)
}

export interface BatchContents {
  readonly attributes: number
  readonly lastOffsetDelta: number
  readonly baseTimestamp: number
  readonly maxTimestamp: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly recordCount: number
  readonly baseOffset?: number
}

/**
 * Puts a header before encoded (and perhaps compressed) records: for control batches, conversion,
 * compaction and tests.
 */
export function makeBatch(contents: BatchContents, records: Uint8Array): Buffer {
  const buffer = Buffer.allocUnsafe(BATCH_HEADER_BYTES + records.length)
  putInt64(buffer, 0, contents.baseOffset ?? 0)
  buffer.writeInt32BE(buffer.length - BATCH_PREFIX_BYTES, LENGTH_AT)
  buffer.writeInt32BE(0, LEADER_EPOCH_AT)
  buffer[MAGIC_AT] = 2
  buffer.writeInt16BE(contents.attributes, ATTRIBUTES_AT)
  buffer.writeInt32BE(contents.lastOffsetDelta, LAST_OFFSET_DELTA_AT)
  putInt64(buffer, BASE_TIMESTAMP_AT, contents.baseTimestamp)
  putInt64(buffer, MAX_TIMESTAMP_AT, contents.maxTimestamp)
  putInt64(buffer, PRODUCER_ID_AT, contents.producerId)
  buffer.writeInt16BE(contents.producerEpoch, PRODUCER_EPOCH_AT)
  buffer.writeInt32BE(contents.baseSequence, BASE_SEQUENCE_AT)
  buffer.writeInt32BE(contents.recordCount, RECORD_COUNT_AT)
  buffer.set(records, BATCH_HEADER_BYTES)
  writeCrc(buffer, 0, buffer.length)
  return buffer
}
