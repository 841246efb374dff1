// A record schema: what one generated event looks like. Field order is the order of the keys in the JSON.
// (Owned by the generator: src-main/generator reads it.)
import { z } from 'zod'

export const recordSchema = z.strictObject({
  locale: z.string().optional(),
  fields: z.record(z.string(), z.unknown()),
})
export type RecordSchema = z.infer<typeof recordSchema>
