// The settings of this node, as the lab file has them.
import { z } from 'zod'
import { rateSchema } from '@shared/lab'
import { durationSchema } from '../../../model/duration'

export const config = z.strictObject({
  /** A record schema of the lab. */
  record: z.string(),
  rate: rateSchema.default('1/s'),
  events: z.number().int().min(1).optional(),
  for: durationSchema.optional(),
})

export type FakeDataConfig = z.output<typeof config>
