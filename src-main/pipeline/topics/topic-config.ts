// The settings of a topic node. The node's form, the writers and the readers of a run share them.
import { z } from 'zod'

export const topicConfig = z.strictObject({
  connection: z.string(),
  topic: z.string().regex(/^[a-zA-Z0-9._-]{1,249}$/, 'lab-form-topic'),
  partitions: z.number().int().min(1).max(1000).default(1),
  replication: z.number().int().min(1).max(10).default(1),
  /** Creates the topic when it is not there. */
  create: z.boolean().default(true),
  configs: z.record(z.string(), z.string()).default({}),
  compression: z.enum(['none', 'gzip', 'snappy', 'lz4', 'zstd']).default('none'),
  acks: z.enum(['all', '1', '0']).default('all'),
  idempotent: z.boolean().default(true),
  lingerMs: z.number().int().min(0).max(10_000).default(5),
  batchRecords: z.number().int().min(1).max(100_000).default(2000),
  /** The record's key, for rows that a job writes (a source has its own key). */
  key: z.string().optional(),
})
export type TopicConfig = z.output<typeof topicConfig>
