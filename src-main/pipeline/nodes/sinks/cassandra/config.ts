// The settings of this node, as the lab file has them.
import { z } from 'zod'

const identifier = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,47}$/, 'lab-form-column')
/** Those that a form offers; any other can be written. */
const CQL_TYPES = [
  'text',
  'int',
  'bigint',
  'double',
  'decimal',
  'boolean',
  'date',
  'timestamp',
  'uuid',
  'varint',
]

export const config = z.strictObject({
  connection: z.string(),
  keyspace: identifier,
  table: identifier,
  /** Partition key; the stream's own key when absent. */
  key: z.array(z.string()).optional(),
  clustering: z.array(z.string()).default([]),
  /** Column → CQL type, where it should not be the usual one. */
  types: z.record(z.string(), z.string().meta({ examples: CQL_TYPES })).default({}),
  create: z.boolean().default(true),
  replication: z.number().int().min(1).max(10).default(1),
})
export type Config = z.output<typeof config>
