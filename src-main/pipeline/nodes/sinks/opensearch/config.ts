// The settings of this node, as the lab file has them.
import { z } from 'zod'

export const config = z.strictObject({
  connection: z.string(),
  index: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,200}$/, 'lab-form-index'),
  /** Fields that name a document; the stream's own key when absent. */
  id: z.array(z.string()).optional(),
  keep: z.enum(['all', 'latest']).default('all'),
  /** Name of a field for the lab's time of the batch (ISO, UTC). */
  timestamp: z.string().optional(),
  /** Only these fields of the rows; all when absent. */
  fields: z.array(z.string()).optional(),
  /** Does nothing while nobody has said where OpenSearch is. */
  optional: z.boolean().default(false),
  /** Writes nothing, wherever OpenSearch is: the figures are for the screen alone. */
  off: z.boolean().default(false),
})

export type Config = z.output<typeof config>
