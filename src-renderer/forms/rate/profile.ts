// A source's rate as its form shows it: which kind of profile it is, the same rate as another kind,
// and the part of its curve that the picture draws. Pure, so that picture and figures cannot differ.
import {
  curveOf,
  parseDuration,
  parseRate,
  printRate,
  rateSchema,
  recordedRate,
  type Rate,
} from '@shared/lab'

/** In the order in which they are offered. */
export const RATE_KINDS = ['steady', 'steps', 'burst', 'sine', 'day', 'recorded'] as const
export type RateKind = (typeof RATE_KINDS)[number]

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function kindOfRate(value: unknown): RateKind {
  if (!isObject(value)) return 'steady'
  return RATE_KINDS.find(kind => value[kind] !== undefined) ?? 'steady'
}

/** What stands behind the kind's word. */
export function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  const inside = isObject(value) ? value[kindOfRate(value)] : undefined
  return isObject(inside) ? inside : {}
}

/** A profile that makes about as much as the old one did. */
export function asRateKind(kind: RateKind, value: unknown): unknown {
  const usual = usualRate(value)
  const times = (by: number) => printRate(Number((usual * by).toPrecision(2)))
  switch (kind) {
    case 'steady':
      return usual >= 1 ? usual : printRate(usual)
    case 'steps':
      return {
        steps: [
          { rate: times(0.5), for: '30 s' },
          { rate: times(1), for: '30 s' },
          { rate: times(2), for: '30 s' },
        ],
        repeat: true,
      }
    case 'burst':
      return { burst: { rate: times(10), for: '10 s', every: '1 min', base: times(1) } }
    case 'sine':
      return { sine: { low: times(0.2), high: times(1.8), period: '1 min' } }
    case 'day':
      return { day: { low: times(0.2), high: times(1.8), length: '5 min' } }
    case 'recorded':
      return {
        recorded: { csv: `seconds,rate\n0,${usual}\n30,${usual * 3}\n60,${usual}\n`, repeat: true },
      }
  }
}

/** Events a second: the mean of a curve; 1 where there is none. */
function usualRate(value: unknown): number {
  const rate = rateSchema.safeParse(value).data
  const mean = rate === undefined ? undefined : meanOf(rate, spanOf(rate))
  return mean === undefined || !Number.isFinite(mean) || mean <= 0 ? 1 : Number(mean.toPrecision(2))
}

const ms = (duration: string | number) => parseDuration(duration) ?? 0
const STEADY_MS = 120_000
const LEAST_MS = 1000

/** So much of the curve tells all of it. */
export function spanOf(rate: Rate): number {
  if (typeof rate !== 'object' || 'max' in rate) return STEADY_MS
  const span = (() => {
    if ('sine' in rate) return 2 * ms(rate.sine.period)
    if ('day' in rate) return ms(rate.day.length ?? '1 d')
    if ('burst' in rate) return 2 * Math.max(ms(rate.burst.every), ms(rate.burst.for))
    if ('steps' in rate)
      return rate.steps.reduce((sum, step) => sum + ms(step.for), 0) * (rate.repeat ? 2 : 1.2)
    const pieces = recordedRate(rate.recorded.csv)?.pieces ?? []
    return pieces.reduce((sum, piece) => sum + piece.lengthMs, 0) * (rate.recorded.repeat ? 2 : 1.2)
  })()
  return Math.max(LEAST_MS, span)
}

const meanOf = (rate: Rate, spanMs: number) => (curveOf(rate).count(spanMs) * 1000) / spanMs

export interface RatePicture {
  readonly fromMs: number
  readonly spanMs: number
  /** Events a second at evenly spaced moments. */
  readonly rates: readonly number[]
  readonly most: number
  readonly mean: number
  readonly events: number
}

const POINTS = 274

/**
 * The coming part of the curve: it turns like a page, so that the moment now is always in its first
 * half. Undefined while the settings do not make a curve, and for max, which has none.
 */
export function pictureOf(value: unknown, nowMs = 0): RatePicture | undefined {
  const rate = rateSchema.safeParse(value).data
  if (rate === undefined || kindOfRate(rate) === 'steady') return undefined
  const spanMs = spanOf(rate)
  const fromMs = Math.floor(nowMs / (spanMs / 2)) * (spanMs / 2)
  const curve = curveOf(rate)
  // Between two points lie events of one moment too: the mean of the stretch shows them.
  const step = spanMs / POINTS
  const rates = Array.from({ length: POINTS }, (_, i) => {
    const at = fromMs + i * step
    return ((curve.count(at + step) - curve.count(at)) * 1000) / step
  })
  const events = curve.count(fromMs + spanMs) - curve.count(fromMs)
  return { fromMs, spanMs, rates, most: Math.max(...rates), mean: (events * 1000) / spanMs, events }
}

/** As it is written, when it is a rate with a number; a lab file has no decimal comma. */
export function rateIn(text: string): string | number | undefined {
  const written = text.trim().replace(',', '.')
  const perSecond = parseRate(written)
  if (perSecond === undefined || !Number.isFinite(perSecond)) return undefined
  return /^\d+(\.\d+)?$/.test(written) ? perSecond : written
}
