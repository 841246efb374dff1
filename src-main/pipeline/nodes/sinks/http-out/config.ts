// The settings of this node, as the lab file has them.
import { z } from 'zod'
import { durationSchema } from '../../../model/duration'

export const config = z.strictObject({
  connection: z.string().min(1).describe('Of type http: the address, and the login'),
  path: z
    .string()
    .regex(/^(?:\/[^\s#]*)?$/, 'lab-form-request-path')
    .default('')
    .describe('Behind the address of the connection'),
  method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
  headers: z
    .record(
      z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, 'lab-form-header-name'),
      z
        .string()
        .max(2000)
        .regex(/^[\t\x20-\x7e\xa0-\xff]*$/, 'lab-form-header-value'),
    )
    .default({})
    .describe('Further headers; secrets belong to the connection'),
  fields: z.array(z.string()).optional().describe('Only these fields; all when absent'),
  rowsPerRequest: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(1)
    .describe('One row is an object; more are an array'),
  timeout: durationSchema.default('10 s'),
  tries: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Then the rows become dead letters; without it the node waits until they are taken'),
})

export type Config = z.output<typeof config>
