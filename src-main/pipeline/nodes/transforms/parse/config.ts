// The settings of this node, as the lab file has them.
import { z } from 'zod'

export const META = ['key', 'partition', 'offset', 'timestamp'] as const
export type Meta = (typeof META)[number]
export const config = z.strictObject({
  format: z.enum(['json', 'csv', 'text', 'avro', 'protobuf', 'json-schema']).default('json'),
  registry: z.string().optional().describe('Connection of the schema registry'),
  schemaChange: z
    .enum(['follow', 'dead', 'stop'])
    .default('follow')
    .describe(
      'A record of another schema than the first: read by its own, a dead letter, or the run stops',
    ),
  /** Name → type; for CSV in the order of the columns. */
  fields: z.record(z.string(), z.string()).default({}).meta({ format: 'types' }),
  separator: z.string().length(1).default(','),
  /** Takes what the topic knows of the record into the row: `{ received: timestamp }`. */
  meta: z.record(z.string(), z.enum(META)).default({}),
  /** A field of another type than declared: a dead letter, or NULL as Spark's from_json does. */
  wrongType: z.enum(['dead', 'null']).default('dead'),
  keyedBy: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Field that is the record's key: rows replace each other, an empty record deletes one",
    ),
})

export type Config = z.output<typeof config>
