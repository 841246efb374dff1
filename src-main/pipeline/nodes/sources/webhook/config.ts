// The settings of this node, as the lab file has them.
import { z } from 'zod'

export const config = z.strictObject({
  port: z
    .number()
    .int()
    .min(1)
    .max(65535)
    .default(8090)
    .describe('Port of this computer that it listens on'),
  path: z
    .string()
    .regex(/^\/[\w./~-]{0,200}$/, 'lab-form-url-path')
    .default('/hook'),
  login: z
    .string()
    .min(1)
    .optional()
    .meta({ format: 'connection' })
    .describe('Connection of type http whose token a sender must give'),
  maxKb: z.number().int().min(1).max(16_384).default(1024).describe('Largest request, in KiB'),
  key: z.string().optional().describe('Field that becomes the key of the record'),
  events: z.number().int().min(1).optional(),
})

export type Config = z.output<typeof config>
