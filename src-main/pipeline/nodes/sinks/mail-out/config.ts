// The settings of this node, as the lab file has them.
import { z } from 'zod'
import { durationSchema } from '../../../model/duration'

/** One line: a header must not begin another. */
const line = z
  .string()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}*$/u, 'lab-form-one-line')

export const config = z.strictObject({
  connection: z
    .string()
    .min(1)
    .optional()
    .describe('Of type smtp; without it, or without a profile, mails stay in the outbox'),
  to: z.array(line).min(1).max(20).describe('Addresses; `{field}` stands for a field of the row'),
  subject: line.describe('`{field}` stands for a field of the row'),
  text: z
    .string()
    .min(1)
    .max(20_000)
    .describe('Once for each row of the mail')
    .meta({ format: 'lines' }),
  rowsPerMail: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(1)
    .describe('Rows to the same addresses that come together'),
  perMinute: z
    .number()
    .int()
    .min(1)
    .max(600)
    .default(6)
    .describe('Mails in a minute at most; the others wait'),
  timeout: durationSchema.default('30 s'),
  tries: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Then the rows become dead letters; without it the node waits until they are taken'),
})

export type Config = z.output<typeof config>
