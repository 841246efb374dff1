// Checks the batches of a produce request before they are stored: they are whole, of magic 2, have
// a right checksum and counts that agree, are not control batches, are no larger than the topic
// allows, and have keys where the topic is compacted.
import { isCodecType } from '@main/platform'
import { ApiError } from '../wire/errors'
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
}

export function checkBatches(bytes: Buffer, rules: AcceptRules): BatchHeader[] {
  const headers: BatchHeader[] = []
  for (let at = 0; at < bytes.length; at += headers.at(-1)!.sizeBytes)
    headers.push(checkBatch(bytes, at, rules))
  return headers
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
  if (rules.isCompacted) checkKeys(bytes.subarray(at, at + size), header)
  return header
}

function checkKeys(batch: Buffer, header: BatchHeader): void {
  try {
    for (const record of readRecords(expand(batch, header), header))
      if (record.key === null)
        throw new ApiError('INVALID_RECORD', 'Compacted topic cannot accept message without key.')
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw new ApiError('CORRUPT_MESSAGE', 'the records cannot be read')
  }
}
