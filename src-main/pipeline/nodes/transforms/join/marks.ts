// The watermark over two streams, as Spark combines them: that of the slower one counts, and a
// stream without a record holds it back. Which of its two marks is used where: see Watermark.
import type { Json } from '../../../model/operator'

export class JoinMarks {
  private readonly newest: [number, number] = [-Infinity, -Infinity]
  /** Rows at it or behind it are too late. */
  late = -Infinity
  /** Rows that only rows behind it could meet are given up. */
  closing = -Infinity

  /** Undefined: this side has no watermark. */
  constructor(private readonly delays: readonly (number | undefined)[]) {}

  see(side: 0 | 1, ms: number): void {
    if (ms > this.newest[side]) this.newest[side] = ms
  }

  /** State waits to be given up, though no row has come. */
  get isAhead(): boolean {
    return this.closing > this.late
  }

  /** After a batch; true when a mark has moved. */
  endBatch(): boolean {
    const { late, closing, newest } = this
    const marks = ([0, 1] as const).flatMap(side => {
      const delay = this.delays[side]
      return delay === undefined ? [] : [newest[side] - delay]
    })
    this.late = closing
    if (marks.length > 0) this.closing = Math.max(closing, Math.min(...marks))
    return this.late !== late || this.closing !== closing
  }

  save(): readonly Json[] {
    return [...this.newest, this.closing, this.late].map(ms => (Number.isFinite(ms) ? ms : null))
  }

  restore([one, other, closing, late]: readonly Json[]): void {
    const ms = (json: Json | undefined) => (typeof json === 'number' ? json : -Infinity)
    this.newest[0] = ms(one)
    this.newest[1] = ms(other)
    this.closing = ms(closing)
    this.late = ms(late)
  }
}
