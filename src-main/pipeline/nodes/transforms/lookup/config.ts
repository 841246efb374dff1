// The settings of this node, as the lab file has them.
import { z } from 'zod'
import { durationSchema } from '../../../model/duration'

export const config = z.strictObject({
  connection: z.string().min(1).describe('Of a Cassandra or an SQL database'),
  keyspace: z.string().min(1).optional().describe("The table's keyspace (Cassandra)"),
  table: z.string().min(1),
  /** Column of the table → expression of the row. */
  on: z
    .record(z.string(), z.string())
    .refine(pairs => Object.keys(pairs).length > 0, 'lab-form-pairs'),
  /** Column → type. */
  fields: z
    .record(z.string(), z.string())
    .refine(fields => Object.keys(fields).length > 0, 'lab-form-columns'),
  how: z
    .enum(['left', 'inner'])
    .default('left')
    .describe('What becomes of a row without a partner: it goes on (left), or it is left out'),
  refresh: durationSchema
    .optional()
    .describe('Reads the whole table at the start and every so often; else asks for each new key'),
  keepFor: durationSchema
    .default('5 min')
    .describe('So long an answer is used again before the table is asked anew'),
  cacheRows: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(10_000)
    .describe('Rows that are remembered at most; with refresh, rows that the table may have'),
})

export type Config = z.output<typeof config>
