// How fast a source makes events, as the lab file says it: a text (`2/s`, `1 / 5 s`, `max`) or a
// shape over time. The meaning of a rate second by second is the generator's business
// (src-main/generator/rate); this file only reads it.
import { z } from 'zod'
import { durationSchema } from './duration'
import { parseRate } from './rate-text'
import { RECORDED_BYTES_MAX, recordedRate } from './recorded-rate'

/** Events a second that a person can ask for: more than any computer makes. */
const RATE_MAX = 10_000_000

export const plainRateSchema = z
  .union([z.string(), z.number()])
  .refine(value => parseRate(value) !== undefined, 'lab-form-rate')
  .refine(value => isInReach(parseRate(value)), 'lab-form-rate-high')
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
const recordedSchema = z.strictObject({
  recorded: z.strictObject({
    csv: z
      .string()
      .max(RECORDED_BYTES_MAX)
      .refine(text => recordedRate(text) !== undefined, 'lab-form-recorded')
      .describe('A line for each event with its time, or a time and the rate from then on'),
    /** After the last line again from the first; otherwise nothing more comes. */
    repeat: z.boolean().optional(),
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
  recordedSchema,
  maxSchema,
])
export type Rate = z.infer<typeof rateSchema>

/** `max` is, being as fast as it goes. */
function isInReach(perSecond: number | undefined): boolean {
  return perSecond === undefined || perSecond === Infinity || perSecond <= RATE_MAX
}
