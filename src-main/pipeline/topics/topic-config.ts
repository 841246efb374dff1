// The settings of a topic node. The node's form, the writers and the readers of a run share them.
import { z } from 'zod'
import type { StreamType } from '../model/batch'

export const RECORD_FORMATS = ['json', 'avro', 'protobuf', 'json-schema'] as const
/** A registry's name of a format. */
export const SCHEMA_TYPES = { avro: 'AVRO', protobuf: 'PROTOBUF', 'json-schema': 'JSON' } as const
export type SchemaFormat = keyof typeof SCHEMA_TYPES

/** Why an exported job cannot have records of this format; undefined where it can. */
export function whyNotExported(format: string, target: 'spark' | 'flink'): string | undefined {
  if (format === 'protobuf') return `export-protobuf-${target}`
  return format === 'json-schema' ? 'export-json-schema' : undefined
}

export const topicConfig = z.strictObject({
  connection: z.string(),
  topic: z.string().regex(/^[a-zA-Z0-9._-]{1,249}$/, 'lab-form-topic'),
  partitions: z.number().int().min(1).max(1000).default(1),
  replication: z.number().int().min(1).max(10).default(1),
  /** Creates the topic when it is not there. */
  create: z.boolean().default(true),
  configs: z.record(z.string(), z.string()).default({}),
  /**
   * A topic that the lab creates holds at most this much, in all partitions; 0: no limit. The
   * oldest records go first.
   */
  limitMiB: z.number().int().min(0).max(1_000_000_000).default(4096),
  compression: z.enum(['none', 'gzip', 'snappy', 'lz4', 'zstd']).default('none'),
  acks: z.enum(['all', '1', '0']).default('all'),
  idempotent: z.boolean().default(true),
  lingerMs: z.number().int().min(0).max(10_000).default(5),
  batchRecords: z.number().int().min(1).max(100_000).default(2000),
  idlePartitions: z
    .array(z.number().int().min(0).max(999))
    .optional()
    .describe('Partitions that get no records from now on; those go to the others'),
  format: z
    .enum(RECORD_FORMATS)
    .default('json')
    .describe("Of its records: JSON, or a schema registry's Avro, Protobuf or JSON Schema"),
  registry: z.string().optional().describe('Connection of the schema registry'),
  subject: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe("Name of the schema in the registry; the topic's with -value when absent"),
  schema: z
    .string()
    .max(1_000_000)
    .optional()
    .meta({ format: 'schema' })
    .describe("Text of the schema; made from the fields' types when absent"),
  /** The record's key, for rows that a job writes (a source has its own key). */
  key: z.string().optional(),
  /** Name → expression, for the same rows; NULL is an empty text. */
  headers: z.record(z.string().min(1).max(200), z.string()).default({}),
})
export type TopicConfig = z.output<typeof topicConfig>

export function encodingOf({
  format,
  registry,
  subject,
  topic,
}: TopicConfig): StreamType['encoding'] {
  if (format === 'json') return undefined
  return { format, registry: registry ?? '', subject: subject ?? `${topic}-value` }
}

const MIB = 1024 * 1024
const SEGMENT_BYTES_MIN = MIB
const SEGMENT_BYTES_MAX = 128 * MIB
/** Kafka removes whole segments, so a limit needs several of them. */
const SEGMENTS_WITHIN_LIMIT = 4

/** What the topic is created with. Settings that the lab names itself come before the limit. */
export function newTopic({ partitions, replication, configs, limitMiB }: TopicConfig) {
  if (limitMiB === 0) return { partitions, replication, configs }
  const bytes = Math.ceil((limitMiB * MIB) / partitions)
  const wanted = Math.floor(bytes / SEGMENTS_WITHIN_LIMIT)
  const segment = Math.min(SEGMENT_BYTES_MAX, Math.max(SEGMENT_BYTES_MIN, wanted))
  const limit = { 'retention.bytes': String(bytes), 'segment.bytes': String(segment) }
  return { partitions, replication, configs: { ...limit, ...configs } }
}
