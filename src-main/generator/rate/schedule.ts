// When events fall due. A pure function of a clock that the caller reads: nothing here sleeps or
// looks at the time. The schedule is a list of segments (a curve from a moment on); changes, pauses
// and resumes append one, and the list is part of the run's state, so that event times are the same
// after a restart.
//
// Position is the real-valued count of events: event n falls due when the position reaches n, so
// the first one at the start itself.
import { curveFrom, parseDuration, type Curve, type Rate } from '@shared/lab'

export interface RateLimits {
  readonly events?: number
  /** Of active time (pauses do not count): `30 s`. */
  readonly duration?: string | number
}

/** The state in a checkpoint: plain JSON. */
export interface ScheduleState {
  readonly startMs: number
  /** Until then it fills up history; absent where it was live from the start. */
  readonly liveMs?: number
  readonly segments: readonly SegmentState[]
}
export interface SegmentState {
  /** The moment from which it holds. */
  readonly fromMs: number
  /** Position at that moment. */
  readonly position: number
  readonly rate: Rate
  readonly paused: boolean
  /** Active time before it. */
  readonly activeMs: number
  /** How far in its rate's curve it begins; at the start when absent. */
  readonly curveMs?: number
}

interface Segment extends SegmentState {
  readonly curve: Curve
}

const withCurve = (state: SegmentState): Segment => ({
  ...state,
  curve: curveFrom(state.rate, state.curveMs ?? 0),
})
/** Positions are sums of floats: an event a billionth short is due. */
const ROUNDING = 1e-9

export class RateSchedule {
  private readonly segments: Segment[]
  private readonly eventsMax: number
  private readonly activeMaxMs: number

  private constructor(
    readonly startMs: number,
    private readonly liveMs: number | undefined,
    states: readonly SegmentState[],
    limits: RateLimits,
  ) {
    this.segments = states.map(withCurve)
    this.eventsMax = limits.events ?? Infinity
    this.activeMaxMs =
      limits.duration === undefined ? Infinity : (parseDuration(limits.duration) ?? Infinity)
  }

  /** `liveMs`: it begins in the past, and all until then is due at once. */
  static start(
    rate: Rate,
    startMs: number,
    limits: RateLimits = {},
    liveMs?: number,
  ): RateSchedule {
    return new RateSchedule(
      startMs,
      liveMs,
      [{ fromMs: startMs, position: 0, rate, paused: false, activeMs: 0 }],
      limits,
    )
  }

  static restore(state: ScheduleState, limits: RateLimits = {}): RateSchedule {
    return new RateSchedule(state.startMs, state.liveMs, state.segments, limits)
  }

  snapshot(): ScheduleState {
    const segments = this.segments.map(({ curve: _curve, ...state }) => state)
    const { startMs, liveMs } = this
    return { startMs, ...(liveMs === undefined ? {} : { liveMs }), segments }
  }

  /** How many events should exist at that moment; Infinity for max. */
  due(nowMs: number): number {
    const { curve, position } = this.last
    const active = this.activeIn(nowMs)
    const left = this.activeMaxMs - this.last.activeMs
    const reached = position + (active > 0 ? curve.count(Math.min(active, left)) : 0)
    if (active < left) {
      if (this.instant(active)) return this.eventsMax
      // In a silent stretch an event on its border waits for the end of the silence.
      const silent = !this.last.paused && curve.rateAt(active) === 0
      return Math.min(
        this.eventsMax,
        silent ? Math.ceil(reached - ROUNDING) : Math.floor(reached + ROUNDING) + 1,
      )
    }
    // The time is up: a duration of 10 s at 1/s holds the events of the seconds 0 to 9. Max owes
    // nothing more.
    return Math.min(
      this.eventsMax,
      reached === Infinity ? Math.floor(position) + 1 : Math.ceil(reached - ROUNDING),
    )
  }

  /** The event time of number `seq`: when the schedule wants it, however late it is made. */
  timeOf(seq: number): number {
    const { segments } = this
    let index = segments.length - 1
    while (index > 0 && ((segments[index]?.position ?? 0) >= seq || segments[index]?.paused))
      index--
    const segment = segments[index] ?? this.last
    const time = segment.fromMs + segment.curve.timeOf(seq - segment.position)
    const next = segments[index + 1]
    const latest = next && next.position >= seq ? next.fromMs : Infinity
    return Math.floor(Math.max(segment.fromMs, Math.min(time, latest)) + 1e-6)
  }

  /** How many events have their time by that moment, of those that there are as it stands now. */
  countAt(ms: number): number {
    const { segments } = this
    let index = segments.length - 1
    while (index > 0 && (segments[index]?.fromMs ?? 0) > ms) index--
    const { fromMs, position, paused, curve, activeMs } = segments[index] ?? this.last
    if (ms < fromMs) return 0
    const active = paused ? 0 : Math.min(ms - fromMs, this.activeMaxMs - activeMs)
    const more = active <= 0 ? 0 : curve.passed ? curve.passed(active) : curve.count(active)
    const reached = Math.min(position + more, segments[index + 1]?.position ?? Infinity)
    const silent = !paused && curve.rateAt(active) === 0
    return Math.min(
      this.eventsMax,
      silent ? Math.ceil(reached - ROUNDING) : Math.floor(reached + ROUNDING) + 1,
    )
  }

  /** Whether the limits are reached and all that was due is made. */
  finished(emitted: number, nowMs: number): boolean {
    if (emitted >= this.eventsMax) return true
    return (
      this.last.activeMs + this.activeIn(nowMs) >= this.activeMaxMs && this.due(nowMs) <= emitted
    )
  }

  /** When the next event falls due; Infinity while paused. May lie in the past. */
  nextDueMs(emitted: number): number {
    const { paused, fromMs, curve, position } = this.last
    if (paused || emitted >= this.eventsMax) return Infinity
    return this.instant(0) ? fromMs : fromMs + curve.timeOf(emitted - position)
  }

  get paused(): boolean {
    return this.last.paused
  }

  /** The rate that was last asked for. */
  get rate(): Rate {
    return this.last.rate
  }

  /** Whether event `seq` is history. */
  isPast(seq: number): boolean {
    return this.liveMs !== undefined && this.timeOf(seq) < this.liveMs
  }

  /**
   * History has no clock: what is done to it happens at the last event that was made, and nothing of
   * it is left out.
   */
  private momentOf(nowMs: number, emitted: number): number {
    return this.isPast(emitted)
      ? Math.max(this.last.fromMs, this.timeOf(Math.max(0, emitted - 1)))
      : nowMs
  }

  /**
   * Events a second that are wanted at this moment; while paused, those that it goes on with.
   * Infinity for max.
   */
  rateAt(nowMs: number): number {
    return this.last.curve.rateAt(this.activeIn(nowMs))
  }

  /** How far in the rate's curve this moment is. */
  curveMsAt(nowMs: number): number {
    return (this.last.curveMs ?? 0) + this.activeIn(nowMs)
  }

  /**
   * From now on another rate, also while paused. What was due and not made is dropped, so the new
   * rate acts at once; a shape over time begins.
   */
  change(rate: Rate, nowMs: number, emitted: number): void {
    this.append(nowMs, emitted, { rate, paused: this.paused, curveMs: 0 })
  }

  pause(nowMs: number, emitted: number): void {
    if (!this.paused) this.goOn(nowMs, emitted, true)
  }

  resume(nowMs: number, emitted: number): void {
    if (this.paused) this.goOn(nowMs, emitted, false)
  }

  /** Drops what was due and not made; a shape over time is further by as much as the clock. */
  skip(nowMs: number, emitted: number): void {
    this.goOn(nowMs, emitted, this.paused)
  }

  /**
   * Goes on after a stop or a crash as if the clock had stood still since the last event that was
   * made. Max needs no clock, so its events keep the times that they would have had. True when time
   * was passed over.
   */
  restart(nowMs: number, emitted: number): boolean {
    const { curve, position, paused } = this.last
    if (this.instant(0) || (!paused && this.isPast(emitted))) return false
    if (paused) {
      this.goOn(nowMs, emitted, false)
      return true
    }
    const active = Math.min(this.activeIn(nowMs), Math.max(0, curve.timeOf(emitted - 1 - position)))
    this.push(nowMs, active, {
      rate: this.rate,
      paused: false,
      curveMs: (this.last.curveMs ?? 0) + active,
      position: Math.max(emitted - 1, position + curve.count(active)),
    })
    return true
  }

  private goOn(nowMs: number, emitted: number, paused: boolean): void {
    const curveMs = this.curveMsAt(this.momentOf(nowMs, emitted))
    this.append(nowMs, emitted, { rate: this.rate, paused, curveMs })
  }

  private get last(): Segment {
    const last = this.segments.at(-1)
    if (!last) throw new Error('a schedule has at least one segment')
    return last
  }

  private activeIn(nowMs: number): number {
    return this.last.paused ? 0 : Math.max(0, nowMs - this.last.fromMs)
  }

  private instant(activeMs: number): boolean {
    return !this.last.paused && this.last.curve.rateAt(activeMs) === Infinity
  }

  private append(nowMs: number, emitted: number, next: Next): void {
    const { last } = this
    const atMs = this.momentOf(nowMs, emitted)
    const active = this.activeIn(atMs)
    const reached = last.position + (active > 0 ? last.curve.count(active) : 0)
    // The share of the way to the next event is kept; a backlog is not.
    const position = reached < emitted ? Math.max(reached, emitted - 1) : emitted - 1
    this.push(atMs, active, { ...next, position })
  }

  private push(nowMs: number, active: number, next: Next & { readonly position: number }): void {
    const { last } = this
    const fromMs = Math.max(nowMs, last.fromMs)
    // A slider moved a thousand times must not leave a thousand segments: one that made no event
    // goes.
    if (this.segments.length > 1 && Math.floor(last.position) === Math.floor(next.position))
      this.segments.pop()
    this.segments.push(withCurve({ ...next, fromMs, activeMs: last.activeMs + active }))
  }
}

/** How a schedule goes on. */
interface Next {
  readonly rate: Rate
  readonly paused: boolean
  readonly curveMs: number
}
