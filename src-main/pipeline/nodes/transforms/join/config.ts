// The settings of this node, as the lab file has them.
import { LATE_PORT } from '@shared/lab'
import { z } from 'zod'
import { timeSettings } from '../../../model/event-times'
import { delaySchema } from '../../../model/duration'

const side = z.strictObject({
  /** When the event happened. */
  time: z.string(),
  /** How late an event of this side may be. */
  watermark: delaySchema.optional(),
})

/** By input: where rows go that its watermark had passed when they came. */
export const LATE_PORTS = [LATE_PORT, `${LATE_PORT}Second`] as const

export const config = z.strictObject({
  how: z
    .enum(['inner', 'left', 'right', 'full'])
    .default('inner')
    .describe('Which rows come out: pairs alone, or those without a partner too'),
  /** Expression of the first input → expression of the second. */
  on: z
    .record(z.string(), z.string())
    .refine(pairs => Object.keys(pairs).length > 0, 'lab-form-pairs'),
  table: z
    .boolean()
    .optional()
    .describe('The second input is a table: of each key the newest row counts'),
  left: side.optional().describe('The time of the first input'),
  right: side.optional().describe('The time of the second input'),
  within: z
    .strictObject({ before: delaySchema, after: delaySchema })
    .optional()
    .describe('How far before and after the first row the second may come'),
  ...timeSettings,
})
export type Config = z.output<typeof config>
export type How = Config['how']
