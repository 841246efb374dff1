// How many records each delay of a watermark would have dropped: counts by the slack of a record,
// which is the longest delay that still drops it. The number of counts is bounded; when records lie
// too far apart, the unit grows to a multiple, so that delays of that unit stay exact.
import type { Drops } from '@shared/contract'
import type { Json } from './operator'

/** Each divides the next one. */
const UNITS_MS = [100, 500, 1000, 5000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000] as const
const COUNTS_MAX = 512

export class DropCounts {
  private unit = 0
  private counts = new Map<number, number>()

  /** Below 0 no delay drops the record. */
  add(slackMs: number, records = 1): void {
    if (!(slackMs >= 0)) return
    const at = this.placeOf(slackMs)
    this.counts.set(at, (this.counts.get(at) ?? 0) + records)
    while (this.counts.size > COUNTS_MAX) this.coarsen()
  }

  get isEmpty(): boolean {
    return this.counts.size === 0
  }

  private get unitMs(): number {
    return UNITS_MS[this.unit] ?? 1
  }

  private get isCoarsest(): boolean {
    return this.unit === UNITS_MS.length - 1
  }

  private placeOf(slackMs: number): number {
    const at = Math.floor(slackMs / this.unitMs)
    return this.isCoarsest ? Math.min(at, COUNTS_MAX - 1) : at
  }

  private coarsen(): void {
    const { counts, unitMs } = this
    this.unit += 1
    this.counts = new Map()
    for (const [at, records] of counts) this.add(at * unitMs, records)
  }

  view(): Drops {
    const { unitMs } = this
    const sorted = [...this.counts].sort(([a], [b]) => a - b)
    return { unitMs, bySlack: sorted.map(([at, records]) => [at * unitMs, records] as const) }
  }

  save(): Json {
    return [this.unit, [...this.counts].map(([at, records]) => [at, records])]
  }

  restore(saved: Json | undefined): void {
    if (!Array.isArray(saved)) return
    const [unit, counts] = saved
    this.unit = Number(unit)
    this.counts = new Map()
    if (Array.isArray(counts))
      for (const pair of counts)
        if (Array.isArray(pair)) this.counts.set(Number(pair[0]), Number(pair[1]))
  }
}
