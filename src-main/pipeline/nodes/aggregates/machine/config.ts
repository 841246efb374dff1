// The settings of a state per key: what it keeps, how a row changes it, and its timer.
import { z } from 'zod'
import { timerSettings } from './timer'

export const machineConfig = z.strictObject({
  by: z.record(z.string(), z.string()).optional(),
  /** Name → type and first value (an expression over the first row). */
  state: z
    .record(z.string(), z.strictObject({ type: z.string(), start: z.string() }))
    .meta({ format: 'states', beside: 'set' }),
  /** Name → new value, over the row and `state`. */
  set: z.record(z.string(), z.string()),
  /** Rows for which nothing is done. */
  when: z.string().optional(),
  ...timerSettings,
})
export type MachineConfig = z.output<typeof machineConfig>
