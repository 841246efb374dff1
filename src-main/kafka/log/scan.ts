// Goes through a segment batch by batch. `walkBatches` trusts the sizes in the headers, which were
// checked when they were appended; `scanBatches` trusts nothing and says how far the file is good.
import { BATCH_HEADER_BYTES, goodBatchAt, magicAt, sizeBytesAt, type BatchHeader } from './batch'
import { ApiError } from '../wire/errors'
import type { FilePool } from './file-pool'

const CHUNK_BYTES = 1024 * 1024
/** No request is larger, so no batch is. */
const BATCH_BYTES_MAX = 128 * 1024 * 1024

/** Offsets of one segment: the index holds them in 32 bits. */
const OFFSETS_MAX = 2 ** 32 - 1

/** The first offset that a segment may have, and the first one that it may not. */
interface Offsets {
  readonly from: number
  readonly before: number
}

type OnBatch = (buffer: Buffer, at: number, position: number, header: BatchHeader) => void

export async function walkBatches(
  files: FilePool,
  path: string,
  sizeBytes: number,
  onBatch: (buffer: Buffer, at: number, position: number, wholeBytes: number) => void | 'stop',
  from = 0,
): Promise<void> {
  const chunk = Buffer.allocUnsafe(
    Math.max(BATCH_HEADER_BYTES, Math.min(CHUNK_BYTES, sizeBytes - from)),
  )
  for (let position = from; position < sizeBytes;) {
    const got = await files.read(
      path,
      chunk,
      Math.min(chunk.length, sizeBytes - position),
      position,
    )
    let at = 0
    while (got - at >= BATCH_HEADER_BYTES) {
      const size = sizeBytesAt(chunk, at)
      if (size < BATCH_HEADER_BYTES)
        throw new ApiError('CORRUPT_MESSAGE', `no batch at ${position + at} of ${path}`)
      if (onBatch(chunk, at, position + at, size) === 'stop') return
      at += size
    }
    if (at === 0) return
    position += at
  }
}

/**
 * Gives the number of bytes from the start up to which every batch is whole, in order and has a
 * right checksum.
 */
export async function scanBatches(
  files: FilePool,
  path: string,
  fileBytes: number,
  { from, before }: Offsets,
  onBatch: OnBatch,
): Promise<number> {
  let chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(BATCH_HEADER_BYTES, fileBytes)))
  let position = 0
  let nextOffset = from
  const end = Math.min(before, from + OFFSETS_MAX + 1)
  while (position < fileBytes) {
    const got = await files.read(
      path,
      chunk,
      Math.min(chunk.length, fileBytes - position),
      position,
    )
    let at = 0
    let missing = 0
    while (at < got) {
      const header = goodBatchAt(chunk.subarray(0, got), at)
      if (
        !header ||
        header.baseOffset < nextOffset ||
        header.baseOffset + header.lastOffsetDelta >= end
      ) {
        missing = sizeWanted(chunk, at, got)
        break
      }
      onBatch(chunk, at, position + at, header)
      nextOffset = header.baseOffset + header.lastOffsetDelta + 1
      at += header.sizeBytes
    }
    position += at
    if (at > 0) continue
    // Nothing good at the start of the chunk: either the batch is larger than the chunk, or this is
    // where the good part ends.
    if (missing <= chunk.length || position + missing > fileBytes) return position
    chunk = Buffer.allocUnsafe(missing)
  }
  return position
}

function sizeWanted(chunk: Buffer, at: number, got: number): number {
  if (got - at < BATCH_HEADER_BYTES || magicAt(chunk, at) !== 2) return 0
  const size = sizeBytesAt(chunk, at)
  return size > got - at && size <= BATCH_BYTES_MAX ? size : 0
}

/** The first good batch after a bad place, if there is one: it tells damage from a torn tail. */
export function findGoodBatch(buffer: Buffer, from: number): number | undefined {
  const MAGIC_AT = 16
  for (let at = from; at + BATCH_HEADER_BYTES <= buffer.length;) {
    const magic = buffer.indexOf(2, at + MAGIC_AT)
    if (magic < 0) return undefined
    at = magic - MAGIC_AT
    if (at >= from && goodBatchAt(buffer, at)) return at
    at++
  }
  return undefined
}
