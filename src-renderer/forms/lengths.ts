// Lengths of time in a form: a number and its unit, and steps of 1, 2, 5 for handles and arrows. A
// text is kept as it was written until a person changes it, because some are labels of results.
import { parseDuration } from '@shared/lab'
import { formatNumber } from '@renderer/ui'

const UNIT_MS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const
export type Unit = keyof typeof UNIT_MS
export const UNITS: readonly Unit[] = ['ms', 's', 'min', 'h', 'd']

export interface Length {
  readonly n: number
  readonly unit: Unit
}

/** `90 s` is 90 s, and a length without a unit that we offer is in the largest that fits. */
export function lengthOf(text: string): Length | undefined {
  const ms = parseDuration(text)
  if (ms === undefined) return undefined
  const written = /[a-z]+/i.exec(text)?.[0]?.toLowerCase() ?? 's'
  const unit = UNITS.find(each => parseDuration(`1 ${written}`) === UNIT_MS[each])
  return unit === undefined ? fromMs(ms) : { n: ms / UNIT_MS[unit], unit }
}

export const lengthText = ({ n, unit }: Length): string => `${n} ${unit}`

/** In the largest unit of which it is a whole number. */
function fromMs(ms: number): Length {
  const unit = UNITS.findLast(each => ms >= UNIT_MS[each] && ms % UNIT_MS[each] === 0) ?? 'ms'
  return { n: ms / UNIT_MS[unit], unit }
}

export const msText = (ms: number): string => lengthText(fromMs(ms))

/** For people: `5 min`, `1.5 h`. */
export function lengthWords(ms: number): string {
  const { n, unit } = fromMs(Math.round(ms))
  return `${formatNumber(n)} ${unit}`
}

/** Days go by sevens, hours by parts of a day; the rest goes in 1-2-5 steps that make a minute. */
const LADDER: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 30].map(n => n * UNIT_MS.s),
  ...[1, 2, 5, 10, 20, 30].map(n => n * UNIT_MS.min),
  ...[1, 2, 6, 12].map(n => n * UNIT_MS.h),
  ...[1, 2, 7, 14, 30].map(n => n * UNIT_MS.d),
]

/** The step of the ladder that is nearest, as seen on a scale of proportions. */
export function nearestLength(ms: number): number {
  const far = (step: number) => Math.abs(Math.log(step / Math.max(1, ms)))
  return LADDER.reduce((best, step) => (far(step) < far(best) ? step : best))
}

export function stepLength(ms: number, by: 1 | -1): number {
  return by > 0
    ? (LADDER.find(step => step > ms) ?? ms)
    : (LADDER.findLast(step => step < ms) ?? ms)
}
