// The settings of this node, as the lab file has them.
import { z } from 'zod'
import { plainRateSchema } from '@shared/lab'

export const config = z.strictObject({
  file: z
    .string()
    .min(1)
    .optional()
    .meta({ format: 'data-file' })
    .describe('Path of a CSV, NDJSON, JSON or Parquet file; or else a table'),
  connection: z.string().optional().describe('Connection of the table: sql or cassandra'),
  keyspace: z.string().min(1).optional().describe("The table's keyspace (Cassandra)"),
  table: z.string().min(1).optional().describe('Table whose rows are played'),
  orderBy: z
    .array(z.string())
    .default([])
    .describe('Columns that order a relational table; all when empty'),
  format: z.enum(['csv', 'ndjson', 'json', 'parquet']).optional(),
  separator: z.string().length(1).optional(),
  /** Names, for a CSV without a line of names. */
  columns: z.array(z.string()).optional(),
  types: z
    .union([z.enum(['auto', 'text']), z.record(z.string(), z.string())])
    .optional()
    .meta({ format: 'types' }),
  /** `original` is the pace of the field `time`. */
  rate: z.union([z.literal('original'), plainRateSchema]).default('10/s'),
  time: z.strictObject({ field: z.string(), format: z.string().optional() }).optional(),
  loop: z.boolean().default(false),
  /** Field that becomes the record's key. */
  key: z.string().optional(),
  events: z.number().int().min(1).optional(),
})

export type Config = z.output<typeof config>
