// The settings of this node, as the lab file has them.
import { z } from 'zod'
import { delaySchema, durationMs, durationSchema } from '../../../model/duration'
import { timeSettings } from '../../../model/event-times'
import { windowSchema } from '../../../model/windows'

/** Once per so many records. */
const RECORDS = /^([1-9]\d{0,8}) records?$/
const recordsSchema = z.string().regex(RECORDS)

export const config = z.strictObject({
  /** Name → expression. `{}` makes one total over everything. */
  by: z.record(z.string(), z.string()).optional(),
  /** Name → aggregate: `sum(quantity * price)`. */
  compute: z
    .record(z.string(), z.string())
    .refine(c => Object.keys(c).length > 0, 'lab-form-totals'),
  mode: z.enum(['complete', 'update', 'append']).default('update'),
  window: windowSchema.optional(),
  /** The event's time, or `processing` for the lab's clock. */
  time: z.string().optional(),
  /** How late an event may be. */
  watermark: delaySchema.optional(),
  ...timeSettings,
  lateness: delaySchema
    .optional()
    .describe('So long after it is over a window takes late rows and is given out again'),
  trigger: z
    .union([z.enum(['fast', 'available-now']), recordsSchema, durationSchema])
    .optional()
    .describe(
      'When results are given out: fast (as fast as possible, also when absent), a time, `1000 records`, or available-now: once, then done',
    )
    .meta({ format: 'trigger' }),
})
export type Config = z.output<typeof config>
export const PROCESSING = 'processing'

export interface Trigger {
  /** 0: whenever a batch is done. */
  readonly ms: number
  /** 0: however many rows came. */
  readonly rows: number
}

/**
 * Available now means one batch after the other, as fast as possible, until all is worked
 * through.
 */
export function triggerOf(trigger: Config['trigger']): Trigger {
  const rows = Number(RECORDS.exec(trigger ?? '')?.[1] ?? 0)
  const isAtOnce = trigger === undefined || trigger === 'fast' || trigger === 'available-now'
  return { ms: isAtOnce || rows > 0 ? 0 : durationMs(trigger), rows }
}
