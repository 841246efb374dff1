// Figures over time in buckets of one width: what line charts and sparklines draw. The bucket that
// is being filled changes until its time is over, and late values change older ones, so a series is
// a keyed table of buckets; the oldest bucket makes room.
import type { FeedPage } from '../contract/define'
import type { Feed } from './feed'
import { KeyedTable } from './keyed-table'

export interface Bucket {
  /** Start of the bucket, ms since the epoch. */
  readonly at: number
  readonly count: number
  readonly sum: number
  readonly min: number
  readonly max: number
  readonly last: number
}

export class Series implements Feed<Bucket> {
  private readonly buckets: KeyedTable<Bucket>
  private newestAt = -Infinity

  constructor(
    readonly stepMs: number,
    readonly bucketsMax = 600,
  ) {
    this.buckets = new KeyedTable({ removalsMax: bucketsMax })
  }

  add(atMs: number, value: number): void {
    const at = Math.floor(atMs / this.stepMs) * this.stepMs
    if (at <= this.newestAt - this.bucketsMax * this.stepMs) return
    const key = String(at)
    const before = this.buckets.get(key)
    this.buckets.set(
      key,
      before
        ? merged(before, value)
        : { at, count: 1, sum: value, min: value, max: value, last: value },
    )
    if (at > this.newestAt) this.forgetUntil(at)
  }

  since(cursor: string | undefined, limit?: number): FeedPage<Bucket> {
    return this.buckets.since(cursor, limit)
  }

  watch(listener: () => void): () => void {
    return this.buckets.watch(listener)
  }

  private forgetUntil(newestAt: number): void {
    this.newestAt = newestAt
    const oldestAt = newestAt - (this.bucketsMax - 1) * this.stepMs
    if (this.buckets.size <= this.bucketsMax) return
    for (const bucket of [...this.buckets.values()])
      if (bucket.at < oldestAt) this.buckets.delete(String(bucket.at))
  }
}

function merged(bucket: Bucket, value: number): Bucket {
  return {
    at: bucket.at,
    count: bucket.count + 1,
    sum: bucket.sum + value,
    min: Math.min(bucket.min, value),
    max: Math.max(bucket.max, value),
    last: value,
  }
}
