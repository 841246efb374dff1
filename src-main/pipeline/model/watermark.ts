// An event-time watermark as Spark 3.5 moves it. A batch works with two marks: rows behind the mark of
// the batch before are too late, and state behind the mark of this batch is given up. So a row that
// comes in the batch after the one that moved the mark still counts, and a batch without rows follows
// when only the mark has moved.
import type { LaneStat, TimeStat } from '@shared/contract'
import { EventTimes, type MarkRule } from './event-times'
import type { Json, NodeEnv } from './operator'

export class Watermark {
  private readonly times: EventTimes
  /** Rows behind it are too late. */
  late = -Infinity
  /** State behind it is given up at the end of this batch. */
  closing = -Infinity
  /** The same marks without the delay: they say what other delays would make of a row. */
  private newest = -Infinity
  private newestLate = -Infinity

  constructor(
    private readonly delayMs: number,
    env: Pick<NodeEnv, 'lane' | 'lanes'>,
    rule: MarkRule,
  ) {
    this.times = new EventTimes(env, rule)
  }

  /** The newest time of some rows that came together. */
  see(ms: number): void {
    this.times.see(ms)
  }

  /** State waits to be given up, though no row has come. */
  get isAhead(): boolean {
    return this.closing > this.late
  }

  /** The next end of a batch moves it, though no row comes. */
  get moves(): boolean {
    return this.times.reached - this.delayMs > this.closing
  }

  /** The longest delay with which a row is too late that counts up to this time; below 0 for none. */
  slackOf(end: number): number {
    return this.newestLate - end
  }

  /** How far a row is behind the newest one that the watermark knows. */
  behind(ms: number): number {
    return Math.max(0, this.newest - ms)
  }

  /** In place of `endBatch` where a trigger holds the batch back; true when that is to be noted. */
  hold(): boolean {
    return this.times.hold()
  }

  /** When it moves although no row comes. */
  get idleAt(): number | undefined {
    return this.times.idleAt
  }

  /** After a batch; true when a mark has moved, which a checkpoint must then know. */
  endBatch(): boolean {
    const { late, closing } = this
    const waits = this.times.expect()
    this.late = closing
    this.newestLate = this.newest
    this.newest = Math.max(this.newest, this.times.reached)
    this.closing = Math.max(closing, this.times.reached - this.delayMs)
    return waits || this.late !== late || this.closing !== closing
  }

  resumed(nowMs: number): void {
    this.times.resumed(nowMs)
  }

  stat(): TimeStat {
    const { closing, times } = this
    const watermark = Number.isFinite(closing) ? { watermark: closing } : {}
    return { by: times.by, ...watermark, lanes: times.stats(this.delayMs) }
  }

  get lanes(): readonly (readonly [lane: string, stat: LaneStat])[] {
    return this.times.lanesOf(this.delayMs)
  }

  save(): readonly Json[] {
    const [closing = null, late = null, newest = null, newestLate = null] = [
      this.closing,
      this.late,
      this.newest,
      this.newestLate,
    ].map(ms => (Number.isFinite(ms) ? ms : null))
    return [[...this.times.save(), { newest, newestLate }], closing, late]
  }

  /** `late` is missing in checkpoints of the time when both marks were one. */
  restore(times: Json | undefined, closing: Json | undefined, late: Json | undefined): void {
    this.times.restore(times)
    if (typeof closing === 'number') this.closing = closing
    if (typeof late === 'number') this.late = late
    else if (late === undefined) this.late = this.closing
    const marks = Array.isArray(times) ? times.find(isMarks) : undefined
    this.newest = marks ? (marks.newest ?? -Infinity) : this.closing + this.delayMs
    this.newestLate = marks ? (marks.newestLate ?? -Infinity) : this.late + this.delayMs
  }
}

interface SavedMarks {
  readonly newest: number | null
  readonly newestLate: number | null
}

/** Among the saved lanes, which are lists. */
const isMarks = (saved: Json): saved is SavedMarks & Json =>
  typeof saved === 'object' && saved !== null && 'newestLate' in saved
