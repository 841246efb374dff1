// The lab file: one readable YAML document that the canvas edits, the CLI runs, git diffs and the
// export compiles. This is its shape alone. The content of a node's `with` is described by the
// node's own descriptor (src-main/pipeline/nodes) and checked against the catalogue (checks.ts), so
// that a new node changes nothing here.
import { z } from 'zod'
import { durationSchema, parseDuration } from './duration'
import { LANGUAGES } from './local-text'
import { localTextSchema } from './local-text-schema'
import { recordSchema } from './record'
import { tileSchema } from './tile'

export const LAB_FORMAT = 1

export const languageSchema = z.enum(LANGUAGES)

/** Names of labs, nodes, records: they appear in paths, edges and group names. */
export const slugSchema = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,62}$/, 'lab-form-name')

export const speedSchema = z.number().min(0.1).max(1000)

export const connectionTypes = [
  'kafka',
  'cassandra',
  'sql',
  'opensearch',
  'registry',
  'http',
  'smtp',
] as const
const connectionRefSchema = z.strictObject({
  type: z.enum(connectionTypes),
  /**
   * A profile of this computer's by name; without it the embedded engine. Addresses and secrets
   * live in profiles, never here.
   */
  profile: z.string().optional(),
})

/** Where a consumer without a committed position begins. */
export const startSchema = z.union([
  z.enum(['earliest', 'latest']),
  z.strictObject({ offset: z.number().int().min(0) }),
  z.strictObject({ time: z.iso.datetime({ offset: true }) }),
])
export type StartPosition = z.infer<typeof startSchema>

/**
 * An edge, named at its target: `from: node`, `from: node.port`, or long form. An edge out of a
 * topic is a consumer group.
 */
const edgeSchema = z.union([
  z.string(),
  z.strictObject({ node: z.string(), group: z.string().optional(), start: startSchema.optional() }),
])

const placeSchema = z.tuple([z.number(), z.number()])

export const nodeSchema = z.strictObject({
  type: z.string(),
  title: localTextSchema.optional(),
  notes: localTextSchema.optional(),
  from: z.union([edgeSchema, z.array(edgeSchema)]).optional(),
  /** Place on the canvas, in its frame if it has one; without it the layout decides. */
  at: placeSchema.optional(),
  with: z.record(z.string(), z.unknown()).optional(),
})
export type LabNode = z.infer<typeof nodeSchema>

/** Nodes that the canvas draws together, or as one card. To a run it means nothing. */
const frameSchema = z.strictObject({
  title: localTextSchema.optional(),
  nodes: z.array(z.string()).min(1),
  folded: z.boolean().optional(),
  at: placeSchema.optional(),
})
export type LabFrame = z.infer<typeof frameSchema>

/** About 100 MB. */
export const MEMORY_KEYS = 100_000

/** Which checkpoints a run keeps, so that one can go back to them. */
const checkpointsSchema = z.strictObject({
  /** How many of each job. */
  keep: z.number().int().min(1).max(100).optional(),
  /** At least so long between two (`10 s`). */
  every: durationSchema
    .refine(value => (parseDuration(value) ?? -1) >= 0, 'lab-form-duration')
    .optional(),
  /** What the logs of older ones may take on disk. */
  megabytes: z.number().int().min(1).max(1_000_000).optional(),
})

export const labFileSchema = z.strictObject({
  sluice: z.literal(LAB_FORMAT),
  id: slugSchema,
  title: localTextSchema,
  summary: localTextSchema.optional(),
  notes: localTextSchema.optional(),
  seed: z.number().int().min(0).optional(),
  /** IANA zone for calendar windows and dates without a zone; this computer's when absent. */
  timezone: z.string().optional(),
  /**
   * Where the lab's clock begins in a new run; the computer's time when absent. With it and the
   * seed, events are the same on every desk.
   */
  clock: z.iso.datetime({ offset: true }).optional(),
  /** How many seconds of the lab's clock pass in one of the computer's; 1 when absent. */
  speed: speedSchema.optional(),
  checkpoints: checkpointsSchema.optional(),
  /** Of each node that keeps state by key: as many stay in memory, the others are in a file. */
  memoryKeys: z.number().int().min(1).optional(),
  connections: z.record(slugSchema, connectionRefSchema).optional(),
  /** Lists shared by every record schema and node of the lab: products, cities, cards. */
  catalogs: z
    .record(
      slugSchema,
      z.array(z.union([z.string(), z.number(), z.record(z.string(), z.unknown())])),
    )
    .optional(),
  records: z.record(slugSchema, recordSchema).optional(),
  nodes: z.record(slugSchema, nodeSchema),
  frames: z.record(slugSchema, frameSchema).optional(),
  dashboard: z.array(tileSchema).optional(),
  /** Topic → the condition by which its messages are looked at. To a run it means nothing. */
  filters: z.record(z.string().max(249), z.string().max(20_000)).optional(),
})
export type LabFile = z.infer<typeof labFileSchema>
