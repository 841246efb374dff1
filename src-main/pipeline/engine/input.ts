// Where a job's records come from: chunks in the order of arrival, by partition, bounded. A replay
// asks for exactly the range that a plan named; the queue then gives just that, whatever the
// chunks' borders were this time.
import type { LabError } from '@shared/errors'
import type { Batch, RawRecord } from '../model/batch'
import type { Json } from '../model/operator'

export interface Chunk {
  readonly partition: number
  readonly from: number
  /** The offset after the last. */
  readonly to: number
  readonly batch: Batch
  /** Records in it, for bounds and counters. */
  readonly count: number
  /** What it keeps in memory, where that is known. */
  readonly sizeBytes?: number
  /** The same as `batch`, so many at a time, for one whose records are made when they are asked for. */
  slices?(countMax: number): Iterable<Batch>
  /** The offset of its n-th record. */
  offsetOf?(n: number): number
  cutAt?(at: number): [Chunk, Chunk]
}

/**
 * So many records go through a job at a time: what is made of them is garbage before the heap is
 * collected, so nothing of it has to be copied.
 */
const SLICE_RECORDS = 256

export function* slicesOf(chunk: Chunk, countMax = SLICE_RECORDS): Generator<Batch> {
  if (chunk.slices) {
    yield* chunk.slices(countMax)
    return
  }
  const { rows, records } = chunk.batch
  const { length } = records ?? rows
  for (let from = 0; from < length; from += countMax) {
    const to = from + countMax
    yield {
      rows: rows.slice(from, to),
      ...(records ? { records: records.slice(from, to) } : {}),
    }
  }
}

export interface JobInput {
  /** The edge's id: names the input in checkpoints and statistics. */
  readonly id: string
  readonly node: string
  /** Index among the node's inputs. */
  readonly port: number
  /**
   * `plannedTo`: the end of what plans since the checkpoint have read, to be read again first; 0
   * for nothing.
   */
  open(positions: Readonly<Record<string, number>> | undefined, plannedTo: number): Promise<void>
  /** The next chunk, of at most so many records. */
  take(countMax: number): Chunk | undefined
  /** Undefined while not all of the range is there. */
  takeRange(partition: number, from: number, to: number): Chunk | undefined
  /** Counts records that have been worked through. */
  saw?(records: readonly RawRecord[]): void
  /** Moves the positions past a chunk that has been worked through. */
  done(chunk: Chunk): void
  readonly positions: ReadonlyMap<number, number>
  /** Tells the outside (the consumer group) what has been committed. */
  committed(): void
  /** For the checkpoint, beside the positions. */
  save(): Json
  /** Before `open`. */
  restore(saved: Json | undefined): void
  /**
   * The schedule was changed, paused or resumed since the checkpoint: a record made by it could not
   * be made again the same.
   */
  readonly scheduleMoved?: boolean
  /** The input can read nothing more: the job fails with this. */
  readonly failure: LabError | undefined
  readonly lag: number
  /** 0…1 */
  readonly fill: number
  /** From now on takes only records that are there already. */
  limitToNow(): Promise<void>
  /** Whether all of it has been taken. */
  reachedLimit(): Promise<boolean>
  /**
   * True when everything that will ever come has been taken; only asked when the run is to end by
   * itself.
   */
  drained(): Promise<boolean>
  close(): Promise<void>
  /** Once all jobs have ended. */
  lookLast?(): Promise<void>
}

/** Cuts a chunk in two behind so many records. */
export function cutAfter(chunk: Chunk, count: number): [Chunk, Chunk] {
  const at = chunk.offsetOf?.(count) ?? chunk.batch.records?.[count]?.offset ?? chunk.from + count
  return splitChunk(chunk, at)
}

/** Cuts a chunk in two at an offset. */
export function splitChunk(chunk: Chunk, at: number): [Chunk, Chunk] {
  if (chunk.cutAt) return chunk.cutAt(at)
  const offsets = chunk.batch.records
  const index = offsets
    ? lowerBound(offsets.length, i => offsets[i]?.offset ?? 0, at)
    : at - chunk.from
  const cut = (from: number, to: number, start: number, end: number): Chunk => ({
    partition: chunk.partition,
    from,
    to,
    count: end - start,
    ...(chunk.sizeBytes === undefined
      ? {}
      : { sizeBytes: (chunk.sizeBytes * (end - start)) / Math.max(1, chunk.count) }),
    batch: {
      rows: chunk.batch.rows.slice(start, end),
      ...(offsets ? { records: offsets.slice(start, end) } : {}),
    },
  })
  return [cut(chunk.from, at, 0, index), cut(at, chunk.to, index, chunk.count)]
}

function lowerBound(length: number, valueAt: (index: number) => number, wanted: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (valueAt(middle) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
