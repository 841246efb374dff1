// The settings of this node, as the lab file has them.
import { z } from 'zod'

const identifier = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, 'lab-form-column')
export const config = z.strictObject({
  connection: z.string(),
  table: identifier,
  /** Primary key; the stream's own key when absent. `[]` appends. */
  key: z.array(z.string()).optional(),
  types: z
    .record(z.string(), z.enum(['text', 'int', 'long', 'double', 'boolean', 'date', 'timestamp']))
    .default({}),
  batchColumn: identifier.optional(),
  create: z.boolean().default(true),
})

export type Config = z.output<typeof config>
