// A length of time that may be drawn: fixed, evenly between two, around a mean.
import { z } from 'zod'
import { durationSchema } from './duration'

export const delaySchema = z.union([
  durationSchema,
  z.tuple([durationSchema, durationSchema]),
  z
    .strictObject({ exponential: durationSchema })
    .describe('Around a mean: mostly little, seldom much'),
  z
    .strictObject({ normal: z.tuple([durationSchema, durationSchema]) })
    .describe('Mean and deviation'),
])
export type Delay = z.infer<typeof delaySchema>
