// The settings of this node, as the lab file has them.
import { z } from 'zod'
import { parseDuration, rateSchema } from '@shared/lab'
import { durationSchema } from '../../../model/duration'

const moment = z.iso.datetime({ offset: true })
function isPast(written: string | number): boolean {
  return (parseDuration(written) ?? -1) > 0 || moment.safeParse(written).success
}

export const config = z.strictObject({
  /** A record schema of the lab. */
  record: z.string(),
  rate: rateSchema.default('1/s'),
  events: z.number().int().min(1).optional(),
  for: durationSchema.optional(),
  backfill: z
    .union([z.string(), z.number()])
    .refine(isPast, 'lab-form-backfill')
    .optional()
    .describe('Begins so long ago, or at a moment: history as fast as it goes, then live'),
})

export type FakeDataConfig = z.output<typeof config>
