// The settings of this node, as the lab file has them.
import { z } from 'zod'
import { parseDuration } from '@shared/lab'
import { durationSchema } from '../../../model/duration'

const isLength = (text: string) => (parseDuration(text) ?? -1) > 0

export const config = z.strictObject({
  connection: z.string().min(1).describe('Of a Cassandra or an SQL database'),
  keyspace: z.string().min(1).optional().describe("The table's keyspace (Cassandra)"),
  table: z.string().min(1).describe('A table or a view; a view stands for a query of your own'),
  growing: z
    .array(z.string().min(1))
    .min(1)
    .describe('Column that grows with each new row: a number or a moment; more columns order ties'),
  unique: z
    .array(z.string().min(1))
    .default([])
    .describe('Columns that tell rows apart; the primary key when empty'),
  onlyPartitions: z
    .array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])))
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'Cassandra: read only these partitions, from the position on; else the whole table is read each time',
    ),
  every: durationSchema.default('5 s').describe('How often the table is asked'),
  rowsPerPoll: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(1000)
    .describe('New rows that are taken at once, at most'),
  start: z
    .enum(['beginning', 'now'])
    .default('beginning')
    .describe('Whether the rows that are there already come too'),
  startAt: z
    .union([z.string().min(1), z.number()])
    .optional()
    .describe('Begin at this value of the first growing column, in place of start'),
  lookBack: z
    .union([z.string().refine(isLength, 'lab-form-duration'), z.number().int().min(1)])
    .optional()
    .describe(
      'Read so far back again, for rows that were committed late with a smaller value: a length of time, or how many numbers',
    ),
  key: z.string().optional().describe('Column that becomes the key of the record'),
  events: z.number().int().min(1).optional(),
})

export type Config = z.output<typeof config>
