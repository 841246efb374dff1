// Reading a partition: by offset for a fetch, and by time for ListOffsets. A fetch gets whole
// batches, read into a lent buffer, from the one that *holds* the wanted offset. Beginning with the
// one after it would let a client that asks inside a batch wait for ever.
import { ApiError } from '../wire/errors'
import {
  BATCH_HEADER_BYTES,
  BATCH_PREFIX_BYTES,
  baseOffsetAt,
  lastOffsetAt,
  maxTimestampAt,
  readBatchHeader,
  sizeBytesAt,
  type BatchHeader,
} from './batch'
import type { Lease } from './buffer-pool'
import type { PartitionLog } from './partition-log'
import { expand, readRecords } from './records'
import { walkBatches } from './scan'
import type { Segment } from './segment'

export interface ReadResult {
  readonly records: Buffer
  /** The offset after the last record; nothing without records. */
  readonly end?: number
  /** What it costs until it is released: the buffer around the records. */
  readonly heldBytes: number
  release(): void
}

const NOTHING: ReadResult = { records: Buffer.alloc(0), heldBytes: 0, release: () => {} }
/** An answer holds at most so many times its records. */
const SPARE_FACTOR_MAX = 4
/**
 * Between two entries of the index, so that the first read holds the batch that is looked for in
 * the common case.
 */
const INDEX_SLACK_BYTES = 4096 + 1024

interface ReadPlan {
  readonly offset: number
  /** No batch that begins here or later is given. */
  readonly upTo: number
  readonly bytesMax: number
  /**
   * Give the first batch even if it is larger than bytesMax (KIP-74): a small limit must not stop a
   * reader for ever.
   */
  readonly atLeastOne: boolean
}

export async function readLog(log: PartitionLog, plan: ReadPlan): Promise<ReadResult> {
  if (log.mending) await log.mending
  const { offset } = plan
  if (offset < log.logStart || offset > log.highWatermark)
    throw new ApiError(
      'OFFSET_OUT_OF_RANGE',
      `offset ${offset} is outside of ${log.logStart}..${log.highWatermark}`,
    )
  if (offset >= plan.upTo || (plan.bytesMax <= 0 && !plan.atLeastOne)) return NOTHING
  for (let i = segmentAt(log.segments, offset); i < log.segments.length; i++) {
    const segment = log.segments[i]!
    const found = await readSegment(log, segment, plan).catch((error: unknown) => {
      if (log.segments.includes(segment)) throw error
      return undefined
    })
    // Dropped or compacted while it was read: the bytes may mix the old file and the new one.
    if (!log.segments.includes(segment)) {
      found?.release()
      return readLog(log, plan)
    }
    if (found) return found
    // The rest of this segment holds nothing from the offset on (compaction, a mended hole): the
    // next one may.
    if (log.segments[i + 1] === undefined || log.segments[i + 1]!.baseOffset >= plan.upTo) break
  }
  return NOTHING
}

/** The last segment that begins at or before the offset. */
export function segmentAt(segments: readonly Segment[], offset: number): number {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (segments[middle]!.baseOffset <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

async function readSegment(
  log: PartitionLog,
  segment: Segment,
  plan: ReadPlan,
): Promise<ReadResult | undefined> {
  const { files, buffers } = log.services
  const index = await log.indexOf(segment)
  const hint = log.hints.get(plan.offset)
  let position = hint && hint.segment === segment ? hint.position : index.positionOf(plan.offset)
  let want = plan.bytesMax + (hint ? 0 : INDEX_SLACK_BYTES)
  while (position < segment.durableBytes) {
    const lease = buffers.lend(
      Math.min(segment.durableBytes - position, Math.max(want, BATCH_HEADER_BYTES)),
    )
    try {
      const { buffer } = lease
      const got = await files.read(
        segment.path,
        buffer,
        Math.min(buffer.length, segment.durableBytes - position),
        position,
      )
      const part = partOf(buffer, got, plan)
      if (part.isDamaged) throw corrupt(segment, position + part.end)
      if (part.end > part.start) {
        const end = lastOffset(buffer, part) + 1
        log.hints.set(end, { segment, position: position + part.end })
        return { ...resultOf(buffer.subarray(part.start, part.end), lease), end }
      }
      lease.release()
      if (part.stopped || (part.found && !plan.atLeastOne)) return NOTHING
      position += part.start
      if (part.needed > segment.durableBytes - position) throw corrupt(segment, position)
      if (part.needed > 0) want = part.needed
      else if (part.start === 0) return undefined
    } catch (error) {
      lease.release()
      throw error
    }
  }
  return undefined
}

/**
 * A small batch before a large one that does not fit lies in a buffer for both: it is copied out, or
 * many such answers would hold far more than they give.
 */
function resultOf(records: Buffer, lease: Lease): ReadResult {
  const heldBytes = lease.buffer.length
  if (records.length * SPARE_FACTOR_MAX >= heldBytes)
    return { records, heldBytes, release: lease.release }
  const copy = Buffer.from(records)
  lease.release()
  return { records: copy, heldBytes: copy.length, release: () => {} }
}

interface Part {
  start: number
  end: number
  /** Start of the last batch of the part. */
  last: number
  /** The wanted offset lies in the batch at `start`. */
  found: boolean
  /** The limit was met before the wanted offset. */
  stopped: boolean
  /** The batch at `start` is larger than what was read. */
  needed: number
  /** At `start` there is something else than a batch. */
  isDamaged: boolean
}

const NO_PART: Part = {
  start: 0,
  end: 0,
  last: 0,
  found: false,
  stopped: false,
  needed: 0,
  isDamaged: false,
}

function partOf(buffer: Buffer, got: number, plan: ReadPlan): Part {
  const part = { ...NO_PART }
  for (let at = 0; got - at >= BATCH_PREFIX_BYTES;) {
    const size = sizeBytesAt(buffer, at)
    if (size < BATCH_HEADER_BYTES) {
      part.isDamaged = part.end === part.start
      break
    }
    if (baseOffsetAt(buffer, at) >= plan.upTo) {
      part.stopped = true
      break
    }
    if (!part.found && got - at >= BATCH_HEADER_BYTES) {
      if (lastOffsetAt(buffer, at) < plan.offset) {
        at += size
        part.start = part.end = Math.min(at, got)
        if (at > got) part.start = part.end = at
        continue
      }
      part.found = true
      part.start = part.end = at
    }
    const fits = at + size - part.start <= plan.bytesMax || (plan.atLeastOne && at === part.start)
    if (at + size > got || !fits) {
      if (at === part.start) part.needed = Math.max(size, BATCH_HEADER_BYTES)
      break
    }
    part.last = at
    part.end = at += size
  }
  return part
}

const corrupt = ({ path }: Segment, position: number) =>
  new ApiError('CORRUPT_MESSAGE', `no batch at ${position} of ${path}`)

const lastOffset = (buffer: Buffer, part: Part) => lastOffsetAt(buffer, part.last)

export interface TimedOffset {
  readonly offset: number
  readonly timestamp: number
}

/** The first record at or after a time, before `upTo`. */
export async function offsetForTime(
  log: PartitionLog,
  timestamp: number,
  upTo: number,
): Promise<TimedOffset | undefined> {
  if (log.mending) await log.mending
  for (let i = segmentAt(log.segments, log.logStart); i < log.segments.length; i++) {
    const segment = log.segments[i]!
    if (segment.durableBytes === 0) continue
    const index = await log.indexOf(segment)
    if (!log.segments.includes(segment)) return offsetForTime(log, timestamp, upTo)
    const from = index.positionOfTime(timestamp)
    if (from === undefined) continue
    const found = await searchSegment(log, segment, from, timestamp, upTo)
    if (!log.segments.includes(segment)) return offsetForTime(log, timestamp, upTo)
    if (found) return found
  }
  return undefined
}

/** The record with the largest timestamp, the first of them (ListOffsets -3, KIP-734). */
export async function offsetOfMaxTime(
  log: PartitionLog,
  upTo: number,
): Promise<TimedOffset | undefined> {
  let max = -1
  for (const segment of log.segments)
    if (segment.durableBytes > 0)
      max = Math.max(max, await segment.maxTimestamp(log.services.files))
  return max < 0 ? undefined : offsetForTime(log, max, upTo)
}

async function searchSegment(
  log: PartitionLog,
  segment: Segment,
  from: number,
  timestamp: number,
  upTo: number,
): Promise<TimedOffset | undefined> {
  const { files } = log.services
  let place: { position: number; size: number } | undefined
  let after = from
  for (;;) {
    place = undefined
    await walkBatches(
      files,
      segment.path,
      segment.durableBytes,
      (buffer, at, position, size) => {
        if (maxTimestampAt(buffer, at) < timestamp || lastOffsetAt(buffer, at) < log.logStart)
          return undefined
        place = { position, size }
        return 'stop'
      },
      after,
    )
    const found = place as { position: number; size: number } | undefined
    if (!found) return undefined
    const batch = Buffer.allocUnsafe(found.size)
    await files.read(segment.path, batch, found.size, found.position)
    const header = readBatchHeader(batch, 0)
    if (header.baseOffset >= upTo) return undefined
    const hit = searchBatch(batch, header, Math.max(timestamp, 0), log.logStart)
    if (hit) return hit
    after = found.position + found.size
  }
}

function searchBatch(
  batch: Buffer,
  header: BatchHeader,
  timestamp: number,
  logStart: number,
): TimedOffset | undefined {
  try {
    for (const record of readRecords(expand(batch, header), header))
      if (record.timestamp >= timestamp && record.offset >= logStart)
        return { offset: record.offset, timestamp: record.timestamp }
    return undefined
  } catch {
    throw new ApiError('CORRUPT_MESSAGE', `the batch at ${header.baseOffset} cannot be read`)
  }
}
