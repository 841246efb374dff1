// An event-time watermark as Spark 3.5 moves it. A batch works with two marks: rows behind the mark of
// the batch before are too late, and state behind the mark of this batch is given up. So a row that
// comes in the batch after the one that moved the mark still counts, and a batch without rows follows
// when only the mark has moved.
import type { Json } from './operator'

export class Watermark {
  private newest = -Infinity
  /** Rows behind it are too late. */
  late = -Infinity
  /** State behind it is given up at the end of this batch. */
  closing = -Infinity

  constructor(private readonly delayMs: number) {}

  see(ms: number): void {
    if (ms > this.newest) this.newest = ms
  }

  /** State waits to be given up, though no row has come. */
  get isAhead(): boolean {
    return this.closing > this.late
  }

  /** After a batch; true when a mark has moved, which a checkpoint must then know. */
  endBatch(): boolean {
    const { late, closing } = this
    this.late = closing
    this.closing = Math.max(closing, this.newest - this.delayMs)
    return this.late !== late || this.closing !== closing
  }

  save(): readonly Json[] {
    return [this.newest, this.closing, this.late].map(ms => (Number.isFinite(ms) ? ms : null))
  }

  /** `late` is missing in checkpoints of the time when both marks were one. */
  restore(newest: Json | undefined, closing: Json | undefined, late: Json | undefined): void {
    if (typeof newest === 'number') this.newest = newest
    if (typeof closing === 'number') this.closing = closing
    if (typeof late === 'number') this.late = late
    else if (late === undefined) this.late = this.closing
  }
}
