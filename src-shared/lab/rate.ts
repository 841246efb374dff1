// How fast a source makes events, as the lab file says it: a text (`2/s`, `1 / 5 s`, `max`) or a
// shape over time. The meaning of a rate second by second is the generator's business
// (src-main/generator/rate); this file only reads it.
import { z } from 'zod'
import { durationSchema, parseDuration } from './duration'

/** Events a second; Infinity for `max`. Undefined when the text is not a rate. */
export function parseRate(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined
  const text = value.trim()
  if (/^max$/i.test(text)) return Infinity
  const match = /^(\d+(?:\.\d+)?)\s*(k)?\s*(?:(?:\/|per|a|by)\s*(.+))?$/i.exec(text)
  if (!match) return undefined
  const count = Number(match[1]) * (match[2] ? 1000 : 1)
  const per = match[3]
  if (per === undefined) return count
  const periodMs = parseDuration(/^\d/.test(per) ? per : `1 ${per}`)
  return periodMs === undefined || periodMs <= 0 ? undefined : (count * 1000) / periodMs
}

/** The shortest text that parseRate reads back. */
export function printRate(perSecond: number): string {
  if (perSecond === Infinity) return 'max'
  if (perSecond >= 1 || perSecond === 0) return `${Number(perSecond.toPrecision(6))}/s`
  const seconds = 1 / perSecond
  return Math.abs(seconds - Math.round(seconds)) < 1e-9
    ? `1 / ${Math.round(seconds)} s`
    : `${Number((perSecond * 60).toPrecision(6))}/min`
}

export const plainRateSchema = z
  .union([z.string(), z.number()])
  .refine(value => parseRate(value) !== undefined, 'lab-form-rate')
  .describe('Events in a time: 2/s, 1 / 5 s, 30/min, max')

const finiteRateSchema = plainRateSchema.refine(
  value => parseRate(value) !== Infinity,
  'lab-form-rate-finite',
)

const stepsSchema = z.strictObject({
  steps: z.array(z.strictObject({ rate: finiteRateSchema, for: durationSchema })).min(1),
  /** After the last step again from the first; otherwise the last rate stays. */
  repeat: z.boolean().optional(),
})
const burstSchema = z.strictObject({
  burst: z.strictObject({
    rate: finiteRateSchema.describe('While the burst lasts'),
    for: durationSchema,
    every: durationSchema,
    base: finiteRateSchema.optional().describe('Between bursts; nothing when absent'),
  }),
})
const sineSchema = z.strictObject({
  sine: z.strictObject({ low: finiteRateSchema, high: finiteRateSchema, period: durationSchema }),
})
const daySchema = z.strictObject({
  day: z.strictObject({
    low: finiteRateSchema,
    high: finiteRateSchema,
    peak: z
      .number()
      .min(0)
      .max(24)
      .optional()
      .describe('Hour of the most events, 0 to 24 (20 when absent)'),
    /** A lab cannot wait a day: how long one takes here. */
    length: durationSchema.optional().describe('How long the day lasts; a real day when absent'),
    start: z
      .number()
      .min(0)
      .max(24)
      .optional()
      .describe('Hour at which the run begins; 0 when absent'),
  }),
})
const maxSchema = z.strictObject({
  max: z.strictObject({
    clock: finiteRateSchema.describe(
      'How fast event time passes while events are made as fast as possible',
    ),
  }),
})

export const rateSchema = z.union([
  plainRateSchema,
  stepsSchema,
  burstSchema,
  sineSchema,
  daySchema,
  maxSchema,
])
export type Rate = z.infer<typeof rateSchema>
