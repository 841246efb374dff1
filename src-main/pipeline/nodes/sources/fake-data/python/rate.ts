// A source's rate as the body of a Python function: events per second at `seconds` after the start.
import { parseDuration, parseRate, recordedRate, type Rate } from '@shared/lab'

/** When a rate falls to 0 for good, in seconds; Infinity where it never does. */
export function lastPositive(rate: Rate): number {
  const isPositive = (one: string | number) => (parseRate(one) ?? 0) > 0
  if (typeof rate !== 'object') return isPositive(rate) ? Infinity : 0
  if ('max' in rate) return Infinity
  if ('steps' in rate) {
    const last = rate.steps.at(-1)
    if (last && isPositive(last.rate)) return Infinity
    const at = rate.steps.findLastIndex(step => isPositive(step.rate) && secondsIn(step.for) > 0)
    if (at >= 0 && rate.repeat) return Infinity
    return rate.steps.slice(0, at + 1).reduce((sum, step) => sum + secondsIn(step.for), 0)
  }
  if ('recorded' in rate) return rate.recorded.repeat ? Infinity : endOf(rate.recorded.csv)
  const highest =
    'burst' in rate
      ? [rate.burst.rate, rate.burst.base ?? 0]
      : 'sine' in rate
        ? [rate.sine.low, rate.sine.high]
        : [rate.day.low, rate.day.high]
  return highest.some(isPositive) ? Infinity : 0
}

const perSecond = (rate: string | number) => {
  const known = parseRate(rate) ?? 0
  return known === Infinity ? 'math.inf' : `${Number(known.toPrecision(6))}`
}
export const secondsIn = (duration: string | number) => (parseDuration(duration) ?? 0) / 1000

/** The body of a function of `seconds`. */
export function rateInPython(rate: Rate): string[] {
  if (typeof rate !== 'object') return constant(perSecond(rate))
  if ('max' in rate) return constant('math.inf')
  if ('steps' in rate) {
    const steps = rate.steps.map(step => [perSecond(step.rate), secondsIn(step.for)] as const)
    return stepped(steps, rate.repeat === true)
  }
  if ('burst' in rate) {
    const { burst } = rate
    const length = secondsIn(burst.for)
    const rest = Math.max(0, secondsIn(burst.every) - length)
    const steps = [
      [perSecond(burst.rate), length],
      [perSecond(burst.base ?? 0), rest],
    ] as const
    return stepped(steps, true)
  }
  if ('recorded' in rate) return recorded(rate.recorded.csv, rate.recorded.repeat === true)
  if ('sine' in rate) return wave(rate.sine.low, rate.sine.high, secondsIn(rate.sine.period), -0.25)
  const { low, high, length = '1 d', peak = 20, start = 0 } = rate.day
  return wave(low, high, secondsIn(length), 0.25 + (start - peak) / 24)
}

const constant = (rate: string) => [`return ${rate}`]

function stepped(steps: readonly (readonly [string, number])[], repeats: boolean): string[] {
  const total = steps.reduce((sum, [, seconds]) => sum + seconds, 0)
  const written = steps.map(([rate, seconds]) => `(${rate}, ${seconds})`).join(', ')
  return [
    `left = ${repeats ? `seconds % ${total}` : 'seconds'}`,
    `for rate, length in [${written}]:`,
    '    if left < length:',
    '        return rate',
    '    left -= length',
    `return ${steps.at(-1)?.[0] ?? '0'}`,
  ]
}

function wave(low: string | number, high: string | number, period: number, phase: number) {
  const turn = `2 * math.pi * (seconds / ${period} + ${Number(phase.toFixed(6))})`
  const [from, to] = [perSecond(low), perSecond(high)]
  return [`return ${from} + (${to} - ${from}) * (1 + math.sin(${turn})) / 2`]
}

export const isByTimes = (rate: Rate): boolean =>
  typeof rate === 'object' &&
  'recorded' in rate &&
  recordedRate(rate.recorded.csv)?.kind === 'times'

/** Its last event is made, and no other falls due. */
function endOf(csv: string): number {
  const { kind, pieces } = recordedRate(csv) ?? { kind: 'rates', pieces: [] }
  const last = pieces.findLastIndex(piece => piece.events > 0)
  const ms = pieces.slice(0, last + 1).reduce((sum, piece) => sum + piece.lengthMs, 0)
  const rest = kind === 'times' ? (pieces[last]?.lengthMs ?? 0) / 2 : 0
  return (ms - rest) / 1000
}

/** Events of one moment come so far apart: each has a due time of its own. */
const APART_S = 1e-5

function recorded(csv: string, repeats: boolean): string[] {
  const { kind, pieces } = recordedRate(csv) ?? { kind: 'rates', pieces: [] }
  const total = pieces.reduce((sum, piece) => sum + piece.lengthMs, 0) / 1000
  if (kind === 'rates') {
    const lines = pieces.map(({ events, lengthMs }) => {
      const rate = lengthMs === 0 ? 0 : (events * 1000) / lengthMs
      return `    (${Number(rate.toPrecision(6))}, ${lengthMs / 1000}),`
    })
    return [
      ...['steps = (', ...lines, ')'],
      `left = ${repeats ? `seconds % ${total}` : 'seconds'}`,
      ...['for rate, length in steps:', '    if left < length:', '        return rate'],
      ...['    left -= length', 'return 0'],
    ]
  }
  const times: number[] = []
  let due = 0
  for (const { lengthMs } of pieces) {
    times.push(Math.max(due, (times.at(-1) ?? -1) + APART_S))
    due += lengthMs / 1000
  }
  const lines = times.map(time => `    ${Number(time.toFixed(5))},`)
  return [
    ...['times = (', ...lines, ')'],
    `passed = (seconds + 1e-6)${repeats ? ` % ${total}` : ''}`,
    'following = bisect_right(times, passed)',
    `due = times[following] if following < len(times) else ${total}`,
    'return 1 / max(1e-6, due - passed + 1e-6)',
  ]
}
