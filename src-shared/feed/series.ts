// Figures over time in steps of equal length: throughput and lag lines. The newest step is still open, so a reader gets it again
// whenever it changed. Bounded: the oldest steps leave.
import type { FeedPage } from '../contract/define'
import { KeyedTable } from './keyed-table'

export interface SeriesPoint {
  /** Start of the step, in ms since 1970. */
  readonly at: number
  readonly values: Readonly<Record<string, number>>
}

export class Series {
  private readonly points: KeyedTable<SeriesPoint>

  constructor(
    readonly stepMs: number,
    stepsMax: number,
  ) {
    this.points = new KeyedTable({ rowsMax: stepsMax })
  }

  /** Adds to the sums of the step that `at` lies in. */
  add(at: number, values: Readonly<Record<string, number>>): void {
    const start = Math.floor(at / this.stepMs) * this.stepMs
    const sums: Record<string, number> = { ...this.points.get(String(start))?.values }
    for (const [name, value] of Object.entries(values)) sums[name] = (sums[name] ?? 0) + value
    this.points.set(String(start), { at: start, values: sums })
  }

  /** Replaces the figures of the step that `at` lies in. */
  put(at: number, values: Readonly<Record<string, number>>): void {
    const start = Math.floor(at / this.stepMs) * this.stepMs
    this.points.set(String(start), { at: start, values: { ...this.points.get(String(start))?.values, ...values } })
  }

  since(cursor?: string): FeedPage<SeriesPoint> {
    return this.points.since(cursor)
  }

  clear(): void {
    this.points.clear()
  }
}
