// The watermark over two streams, as Spark combines them: that of the slower one counts, and a
// stream without a record holds it back. Which of its two marks is used where: see Watermark.
import type { LaneStat, TimeStat } from '@shared/contract'
import { EventTimes, type MarkRule } from '../../../model/event-times'
import type { Json, NodeEnv } from '../../../model/operator'

export class JoinMarks {
  private readonly times: readonly [EventTimes, EventTimes]
  /** Rows at it or behind it are too late. */
  late = -Infinity
  /** Rows that only rows behind it could meet are given up. */
  closing = -Infinity

  /** Undefined: this side has no watermark. */
  constructor(
    private readonly delays: readonly (number | undefined)[],
    env: Pick<NodeEnv, 'lane' | 'lanes'>,
    rule: MarkRule,
  ) {
    const sideOf = (side: number) =>
      new EventTimes({ lane: env.lane, lanes: () => env.lanes(side) }, rule)
    this.times = [sideOf(0), sideOf(1)]
  }

  /** The newest time of some rows that came together. */
  see(side: 0 | 1, ms: number): void {
    this.times[side].see(ms)
  }

  /** State waits to be given up, though no row has come. */
  get isAhead(): boolean {
    return this.closing > this.late
  }

  /** When it moves although no row comes. */
  get idleAt(): number | undefined {
    const at = Math.min(...this.times.map(({ idleAt = Infinity }) => idleAt))
    return Number.isFinite(at) ? at : undefined
  }

  /** After a batch; true when a mark has moved. */
  endBatch(): boolean {
    const { late, closing } = this
    const sides = this.times.flatMap((times, side) => {
      const delayMs = this.delays[side]
      return delayMs === undefined ? [] : [{ times, delayMs }]
    })
    const waits = sides.map(({ times }) => times.expect()).some(Boolean)
    const marks = sides.map(({ times, delayMs }) => times.time - delayMs)
    this.late = closing
    if (marks.length > 0) this.closing = Math.max(closing, Math.min(...marks))
    return waits || this.late !== late || this.closing !== closing
  }

  resumed(nowMs: number): void {
    for (const times of this.times) times.resumed(nowMs)
  }

  stat(): TimeStat {
    const { closing, times } = this
    const lanes = this.lanes.map(([, lane]) => lane)
    return { by: times[0].by, ...(Number.isFinite(closing) ? { watermark: closing } : {}), lanes }
  }

  get lanes(): readonly (readonly [lane: string, stat: LaneStat])[] {
    return this.times.flatMap((side, at) => {
      const delayMs = this.delays[at]
      return delayMs === undefined ? [] : side.lanesOf(delayMs)
    })
  }

  save(): readonly Json[] {
    const marks = [this.closing, this.late].map(ms => (Number.isFinite(ms) ? ms : null))
    return [...this.times.map(times => times.save()), ...marks]
  }

  restore([one, other, closing, late]: readonly Json[]): void {
    const ms = (json: Json | undefined) => (typeof json === 'number' ? json : -Infinity)
    this.times[0].restore(one)
    this.times[1].restore(other)
    this.closing = ms(closing)
    this.late = ms(late)
  }
}
