// Rates on a log scale from 0.1 to 10 k events per second (design: section 9), and as people write
// them: "20", "1 / 5 s", "2k", "max".
export type Rate = number | 'max'

export const RATE_MIN = 0.1
export const RATE_MAX = 10_000
export const RATE_TICKS = [0.1, 1, 10, 100, 1000, 10_000] as const

const DECADES = Math.log10(RATE_MAX / RATE_MIN)

/** The place on the scale, from 0 to 1. */
export function placeOf(rate: Rate): number {
  if (rate === 'max') return 1
  return Math.min(1, Math.max(0, Math.log10(Math.max(rate, 1e-9) / RATE_MIN) / DECADES))
}

/** The rate at a place, rounded to two significant digits: a hand cannot aim better. */
export function rateAt(place: number): number {
  return round(RATE_MIN * 10 ** (Math.min(1, Math.max(0, place)) * DECADES), 2)
}

/** One step of the leading digit up or down: 20 → 30, 9 → 10, 10 → 9, 1 → 0.9. */
export function stepRate(rate: Rate, by: 1 | -1): Rate {
  if (rate === 'max') return by < 0 ? RATE_MAX : 'max'
  const power = 10 ** Math.floor(Math.log10(rate) + 1e-9)
  const unit = by < 0 && rate <= power * (1 + 1e-9) ? power / 10 : power
  return Math.min(RATE_MAX, Math.max(RATE_MIN, round(rate + by * unit, 3)))
}

function round(value: number, digits: number): number {
  return Number(value.toPrecision(digits))
}

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, m: 60, h: 3600 }

/** Reads "20", "0,5", "2k", "1 / 5 s", "3/min", "max". Undefined when it is none of these. */
export function parseRate(text: string): Rate | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\u2009/g, ' ')
  if (plain === 'max') return 'max'
  const found =
    /^(\d+(?:[.,]\d+)?)\s*(k|mil)?\s*(?:(?:\/|per|por|a cada|cada)\s*(\d+(?:[.,]\d+)?)?\s*(ms|s|min|m|h))?$/.exec(
      plain,
    )
  if (found === null) return undefined
  const [, amount = '', thousand, every = '1', unit = 's'] = found
  const number = (part: string) => Number(part.replace(',', '.'))
  const seconds = number(every) * (SECONDS[unit] ?? 1)
  if (seconds <= 0) return undefined
  return (number(amount) * (thousand === undefined ? 1 : 1000)) / seconds
}

/** Writes a rate for a lab file: slow ones as "1 / 5 s", others as a plain number. */
export function rateText(rate: Rate): string {
  if (rate === 'max') return 'max'
  if (rate > 0 && rate < 1) {
    const every = 1 / rate
    if (Math.abs(every - Math.round(every)) < 1e-6) return `1 / ${Math.round(every)} s`
  }
  return String(round(rate, 4))
}
