// Values as five steps of one colour, low to high (ui/README.md §3). Values that span more than a
// hundredfold are stepped by their logarithm, and the legend says so.
import type { ChartTokens } from './tokens'

const STEPS = ['s3', 's4', 's5', 's6', 's7'] as const
const LOG_FROM = 20

export interface Scale {
  readonly low: number
  readonly high: number
  readonly isLog: boolean
}

export function scaleOf(values: Iterable<number | null | undefined>): Scale | undefined {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value === null || value === undefined) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return undefined
  return { low, high, isLog: low > 0 && high / low >= LOG_FROM }
}

/** 0 for the lowest, 4 for the highest. */
export function stepOf({ low, high, isLog }: Scale, value: number): number {
  if (high <= low) return STEPS.length - 1
  const place = isLog ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
  return Math.max(0, Math.min(STEPS.length - 1, Math.floor(place * STEPS.length)))
}

export const stepColour = (tokens: ChartTokens, step: number): string => tokens[STEPS[step] ?? 's7']

export const stepColours = (tokens: ChartTokens): readonly string[] =>
  STEPS.map(name => tokens[name])

/** The one of two inks that reads better on a ground; each is #rrggbb. */
export function inkOn(ground: string, one: string, other: string): string {
  return contrast(ground, one) >= contrast(ground, other) ? one : other
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: string): number {
  const parts = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = parts.map(part =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
