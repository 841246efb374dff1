// A rate as a function of active run time (pauses do not count): how many events stand behind a
// moment, and when the n-th falls due. Every shape is periodic or piecewise, so both directions are
// closed forms or a bisection over one period: nothing is simulated. The generator makes events by it,
// and the form draws it.
import { parseDuration } from './duration'
import type { Rate } from './rate'
import { parseRate } from './rate-text'
import { recordedRate, type RatePiece } from './recorded-rate'

export interface Curve {
  /** Events from 0 to t (ms), as a real number; Infinity for max. */
  count(ms: number): number
  /** Events that have their time by t: as `count`, and for max by its own clock. */
  passed?(ms: number): number
  /** When the count reaches n. */
  timeOf(n: number): number
  /** Events a second at a moment: what a dial shows. */
  rateAt(ms: number): number
}

/**
 * An event that falls on the border of two steps belongs to the later one, so that silence stays
 * silent.
 */
const ROUNDING = 1e-9

/** Max has no clock of its own: event time passes as if so many a second were made. */
const MAX_CLOCK = 1000

export function curveOf(rate: Rate): Curve {
  if (typeof rate === 'string' || typeof rate === 'number') {
    const perSecond = parseRate(rate) ?? 0
    return perSecond === Infinity ? maxCurve(MAX_CLOCK) : fixedCurve(perSecond)
  }
  if ('max' in rate) return maxCurve(finite(rate.max.clock))
  if ('steps' in rate) {
    return stepsCurve(
      rate.steps.map(s => ({ perSecond: finite(s.rate), lengthMs: parseDuration(s.for) ?? 0 })),
      rate.repeat === true,
    )
  }
  if ('burst' in rate) {
    const { burst } = rate
    const lengthMs = parseDuration(burst.for) ?? 0
    const rest = Math.max(0, (parseDuration(burst.every) ?? 0) - lengthMs)
    return stepsCurve(
      [
        { perSecond: finite(burst.rate), lengthMs },
        { perSecond: finite(burst.base ?? 0), lengthMs: rest },
      ],
      true,
    )
  }
  if ('recorded' in rate) {
    const { pieces } = recordedRate(rate.recorded.csv) ?? { pieces: [] }
    return piecesCurve(pieces, rate.recorded.repeat === true, 0)
  }
  if ('sine' in rate)
    return sineCurve(
      finite(rate.sine.low),
      finite(rate.sine.high),
      parseDuration(rate.sine.period) ?? 60_000,
      -0.25,
    )
  const { day } = rate
  const phase = 0.25 + ((day.start ?? 0) - (day.peak ?? 20)) / 24
  return sineCurve(
    finite(day.low),
    finite(day.high),
    parseDuration(day.length ?? '1 d') ?? 86_400_000,
    phase,
  )
}

const finite = (rate: string | number) => {
  const perSecond = parseRate(rate) ?? 0
  return Number.isFinite(perSecond) ? perSecond : 0
}

function fixedCurve(perSecond: number): Curve {
  return {
    count: ms => (ms * perSecond) / 1000,
    timeOf: n => (perSecond === 0 ? (n <= 0 ? 0 : Infinity) : (n * 1000) / perSecond),
    rateAt: () => perSecond,
  }
}

function maxCurve(clock: number): Curve {
  return {
    count: () => Infinity,
    passed: ms => (ms * clock) / 1000,
    timeOf: n => (n * 1000) / clock,
    rateAt: () => Infinity,
  }
}

interface Step {
  readonly perSecond: number
  readonly lengthMs: number
}

/** After the last piece comes the first again, or the rate `after` for good. */
function stepsCurve(steps: readonly Step[], repeat: boolean): Curve {
  const pieces = steps.map(({ perSecond, lengthMs }) => ({
    events: (perSecond * lengthMs) / 1000,
    lengthMs,
  }))
  return piecesCurve(pieces, repeat, steps.at(-1)?.perSecond ?? 0)
}

function piecesCurve(pieces: readonly RatePiece[], repeat: boolean, after: number): Curve {
  const starts = sums(pieces.map(piece => piece.lengthMs))
  const counts = sums(pieces.map(piece => piece.events))
  const [total, events] = [starts.at(-1) ?? 0, counts.at(-1) ?? 0]
  if (total <= 0) return fixedCurve(after)
  const perSecond = ({ events: made, lengthMs }: RatePiece) => (made * 1000) / lengthMs
  const within = (ms: number): number => {
    const at = firstOver(starts, ms) - 1
    const piece = pieces[at]
    const [from, before] = [starts[at] ?? 0, counts[at] ?? 0]
    if (!piece) return events + (after * (ms - total)) / 1000
    return before + (piece.events * (ms - from)) / piece.lengthMs
  }
  const timeWithin = (n: number): number => {
    const at = firstOver(counts, n + ROUNDING) - 1
    const piece = pieces[at]
    const [from, before] = [starts[at] ?? 0, counts[at] ?? 0]
    if (piece) return from + (Math.max(0, n - before) * piece.lengthMs) / piece.events
    return repeat ? total : after > 0 ? total + ((n - events) * 1000) / after : Infinity
  }
  const rateWithin = (ms: number): number => {
    const piece = pieces[firstOver(starts, ms) - 1]
    return piece ? perSecond(piece) : after
  }
  if (!repeat) return { count: within, timeOf: timeWithin, rateAt: rateWithin }
  return {
    count: ms => Math.floor(ms / total) * events + within(ms % total),
    timeOf: n => {
      if (events <= 0) return n <= 0 ? 0 : Infinity
      const rounds = Math.floor(n / events + ROUNDING)
      return rounds * total + timeWithin(Math.max(0, n - rounds * events))
    },
    rateAt: ms => rateWithin(ms % total),
  }
}

/** 0, a, a + b, … */
function sums(parts: readonly number[]): readonly number[] {
  const all = [0]
  for (const part of parts) all.push((all.at(-1) ?? 0) + part)
  return all
}

/** The place of the first that is over the limit, in a list that does not fall. */
function firstOver(list: readonly number[], limit: number): number {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((list[middle] ?? 0) > limit) to = middle
    else from = middle + 1
  }
  return from
}

/**
 * Between low and high once a period; phase is the share of the period by which the sine is moved.
 */
function sineCurve(low: number, high: number, periodMs: number, phase: number): Curve {
  const mean = (low + high) / 2
  const swing = (high - low) / 2
  const turn = (2 * Math.PI) / periodMs
  const rateAt = (ms: number) => mean + swing * Math.sin(turn * ms + 2 * Math.PI * phase)
  const offset = Math.cos(2 * Math.PI * phase)
  const count = (ms: number) =>
    (mean * ms) / 1000 +
    (swing / turn / 1000) * (offset - Math.cos(turn * ms + 2 * Math.PI * phase))
  return {
    count,
    rateAt,
    timeOf: n => {
      const each = (mean * periodMs) / 1000
      if (each <= 0) return n <= 0 ? 0 : Infinity
      const rounds = Math.floor(n / each)
      let [from, to] = [rounds * periodMs, (rounds + 1) * periodMs]
      for (let i = 0; i < 60; i++) {
        const middle = (from + to) / 2
        if (count(middle) < n) from = middle
        else to = middle
      }
      return to
    },
  }
}

/** Where a part of a rate's curve goes on that has already run for so long. */
export function curveFrom(rate: Rate, fromMs: number): Curve {
  const curve = curveOf(rate)
  if (fromMs === 0 || typeof rate !== 'object' || 'max' in rate) return curve
  const before = curve.count(fromMs)
  return {
    count: ms => curve.count(fromMs + ms) - before,
    timeOf: n => Math.max(0, curve.timeOf(before + n) - fromMs),
    rateAt: ms => curve.rateAt(fromMs + ms),
  }
}
