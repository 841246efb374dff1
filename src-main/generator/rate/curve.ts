// A rate as a function of active run time (pauses do not count): how many events stand behind a
// moment, and when the n-th falls due. Every shape is periodic or piecewise, so both directions are
// closed forms or a bisection over one period: nothing is simulated.
import { parseDuration, parseRate, type Rate } from '@shared/lab'

export interface Curve {
  /** Events from 0 to t (ms), as a real number; Infinity for max. */
  count(ms: number): number
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
  return { count: () => Infinity, timeOf: n => (n * 1000) / clock, rateAt: () => Infinity }
}

interface Step {
  readonly perSecond: number
  readonly lengthMs: number
}

function stepsCurve(steps: readonly Step[], repeat: boolean): Curve {
  const total = steps.reduce((sum, s) => sum + s.lengthMs, 0)
  const events = steps.reduce((sum, s) => sum + (s.perSecond * s.lengthMs) / 1000, 0)
  const last = steps.at(-1)?.perSecond ?? 0
  if (total <= 0) return fixedCurve(last)
  const within = (ms: number): number => {
    let [count, left] = [0, ms]
    for (const s of steps) {
      const span = Math.min(left, s.lengthMs)
      count += (s.perSecond * span) / 1000
      left -= span
      if (left <= 0) return count
    }
    return count + (last * left) / 1000
  }
  const timeWithin = (n: number): number => {
    let [ms, left] = [0, n]
    for (const s of steps) {
      const here = (s.perSecond * s.lengthMs) / 1000
      if (left < here - ROUNDING) return ms + (left * 1000) / s.perSecond
      left -= here
      ms += s.lengthMs
    }
    return repeat ? ms : last > 0 ? ms + (left * 1000) / last : Infinity
  }
  if (!repeat)
    return { count: within, timeOf: timeWithin, rateAt: ms => stepAt(steps, ms)?.perSecond ?? last }
  return {
    count: ms => Math.floor(ms / total) * events + within(ms % total),
    timeOf: n => {
      if (events <= 0) return n <= 0 ? 0 : Infinity
      const rounds = Math.floor(n / events + ROUNDING)
      return rounds * total + timeWithin(Math.max(0, n - rounds * events))
    },
    rateAt: ms => stepAt(steps, ms % total)?.perSecond ?? 0,
  }
}

function stepAt(steps: readonly Step[], ms: number): Step | undefined {
  let end = 0
  return steps.find(s => ms < (end += s.lengthMs))
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
