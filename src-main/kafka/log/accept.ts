// Checks the batches of a produce request before they are stored: they are whole, of magic 2, have
// a right checksum and counts that agree, are not control batches, are no larger than the topic
// allows, have times within its limits, and have keys where the topic is compacted.
import { isCodecType } from '@main/platform'
import { ApiError, type ErrorName, type RecordError } from '../wire/errors'
import {
  BATCH_HEADER_BYTES,
  COMPRESSION_MASK,
  CONTROL,
  isCrcGood,
  magicAt,
  readBatchHeader,
  sizeBytesAt,
  type BatchHeader,
} from './batch'
import { expand, readRecords } from './records'

export interface AcceptRules {
  readonly maxMessageBytes: number
  readonly isCompacted: boolean
  /** The times that records may have; -Infinity and Infinity: any. */
  readonly earliestMs: number
  readonly latestMs: number
}

export function checkBatches(bytes: Buffer, rules: AcceptRules): BatchHeader[] {
  const headers: BatchHeader[] = []
  for (let at = 0; at < bytes.length; at += headers.at(-1)!.sizeBytes)
    headers.push(checkBatch(bytes, at, rules))
  return headers
}

/** The headers of batches that nobody has checked, as far as they can be read. */
export function* headersIn(bytes: Buffer): Iterable<BatchHeader> {
  let at = 0
  while (bytes.length - at >= BATCH_HEADER_BYTES && magicAt(bytes, at) === 2) {
    const header = readBatchHeader(bytes, at)
    yield header
    if (header.sizeBytes < BATCH_HEADER_BYTES) return
    at += header.sizeBytes
  }
}

function checkBatch(bytes: Buffer, at: number, rules: AcceptRules): BatchHeader {
  const corrupt = (what: string) => new ApiError('CORRUPT_MESSAGE', what)
  if (bytes.length - at < BATCH_HEADER_BYTES) throw corrupt('less than the header of a batch')
  if (magicAt(bytes, at) !== 2)
    throw new ApiError('INVALID_RECORD', `magic ${magicAt(bytes, at)} where 2 is needed`)
  const size = sizeBytesAt(bytes, at)
  if (size < BATCH_HEADER_BYTES || size > bytes.length - at)
    throw corrupt(`a batch of ${size} bytes in ${bytes.length - at}`)
  if (size > rules.maxMessageBytes)
    throw new ApiError(
      'MESSAGE_TOO_LARGE',
      `The record batch size is ${size} bytes which exceeds ` +
        `the maximum configured value of ${rules.maxMessageBytes}.`,
    )
  if (!isCrcGood(bytes, at, size)) throw corrupt('the checksum is wrong')
  const header = readBatchHeader(bytes, at)
  if (header.recordCount <= 0 || header.recordCount !== header.lastOffsetDelta + 1)
    throw new ApiError(
      'INVALID_RECORD',
      `${header.recordCount} records with offsets up to ${header.lastOffsetDelta}`,
    )
  if (!isCodecType(header.attributes & COMPRESSION_MASK))
    throw new ApiError('UNSUPPORTED_COMPRESSION_TYPE', 'an unknown compression')
  if (header.attributes & CONTROL)
    throw new ApiError('INVALID_RECORD', 'a client may not write control batches')
  if (header.producerId >= 0 && (header.baseSequence < 0 || header.producerEpoch < 0))
    throw new ApiError(
      'INVALID_RECORD',
      `sequence ${header.baseSequence} and epoch ${header.producerEpoch} of a producer with an id`,
    )
  checkRecords(bytes.subarray(at, at + size), header, rules)
  return header
}

/** Refuses a batch for single records in it, and names them (KIP-467). */
function checkRecords(batch: Buffer, header: BatchHeader, rules: AcceptRules): void {
  const { earliestMs, latestMs } = rules
  const isTimely = header.maxTimestamp <= latestMs && header.baseTimestamp >= earliestMs
  if (!rules.isCompacted && isTimely && earliestMs === -Infinity) return
  const withoutKey: RecordError[] = []
  const untimely: RecordError[] = []
  const note = (list: RecordError[], batchIndex: number, batchIndexErrorMessage: string) =>
    void list.push({ batchIndex, batchIndexErrorMessage })
  try {
    let index = 0
    for (const { key, timestamp } of readRecords(expand(batch, header), header)) {
      if (rules.isCompacted && key === null)
        note(withoutKey, index, 'Compacted topic cannot accept message without key.')
      if (timestamp > latestMs || timestamp < earliestMs)
        note(untimely, index, `Timestamp ${timestamp} of message is out of range.`)
      index++
    }
  } catch {
    throw new ApiError('CORRUPT_MESSAGE', 'the records cannot be read')
  }
  refuseIfAny('INVALID_RECORD', withoutKey)
  refuseIfAny('INVALID_TIMESTAMP', untimely)
}

function refuseIfAny(error: ErrorName, errors: readonly RecordError[]): void {
  const [first] = errors
  if (!first) return
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  throw new ApiError(error, `${first.batchIndexErrorMessage}${rest}`, errors)
}
