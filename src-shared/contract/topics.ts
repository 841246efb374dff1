// Topics, their records, and consumer groups, on any Kafka connection (`builtin` is the embedded
// broker).
import { z } from 'zod'
import { BUILTIN } from './builtin'
import { command, feed, query } from './define'

const connection = z.string().max(100).default(BUILTIN)
const topic = z.string().min(1).max(249)

export interface TopicSummary {
  readonly name: string
  readonly partitions: number
  readonly replication: number
  readonly records: number
  /** On the disks of the partitions' leaders; left out where the cluster does not tell. */
  readonly sizeBytes?: number
  readonly ratePerSecond?: number
  readonly internal: boolean
}

export interface TopicDetail extends TopicSummary {
  readonly id?: string
  readonly partitionList: readonly {
    readonly id: number
    readonly leader: number
    readonly replicas: readonly number[]
    readonly isr: readonly number[]
    readonly earliest: string
    readonly latest: string
    readonly sizeBytes?: number
  }[]
  readonly configs: readonly {
    readonly name: string
    readonly value: string
    readonly isDefault: boolean
    readonly readOnly: boolean
  }[]
}

export interface TopicRecord {
  readonly partition: number
  readonly offset: string
  readonly timeMs: number
  readonly key: string | null
  readonly value: string | null
  readonly headers: readonly (readonly [string, string])[]
  readonly sizeBytes: number
  readonly truncated: boolean
  /** Its value was read by this schema of a registry; absent for all others. */
  readonly schemaId?: number
}

export const browseStartSchema = z.union([
  z.enum(['oldest', 'newest']),
  z.strictObject({ offset: z.number().int().min(0) }),
  z.strictObject({ timeMs: z.number().int() }),
])

export interface BrowseResult {
  readonly records: readonly TopicRecord[]
  readonly scanned: number
  readonly matched: number
  /**
   * Of those that did not match `where`: how many have a field of another type than it takes it
   * for.
   */
  readonly unlike: number
  readonly stoppedBecause: 'end' | 'limit' | 'oldest' | 'time-limit' | 'cancelled'
  /** What the time was too short for: ask with it as `rest` to go on from there. */
  readonly rest?: readonly BrowseRest[]
}

/** Where a partition is read on from: forwards from this offset, or backwards from before it. */
export interface BrowseRest {
  readonly partition: number
  readonly offset: number
}

export const topics = {
  list: query<TopicSummary[]>()(z.strictObject({ connection })),
  describe: query<TopicDetail>()(z.strictObject({ connection, topic })),
  create: command<void>()(
    z.strictObject({
      connection,
      topic,
      partitions: z.number().int().min(1).max(1000).default(1),
      replication: z.number().int().min(1).max(10).default(1),
      configs: z.record(z.string(), z.string()).optional(),
    }),
  ),
  delete: command<void>()(z.strictObject({ connection, topic })),
  empty: command<void>()(z.strictObject({ connection, topic })),
  addPartitions: command<void>()(
    z.strictObject({ connection, topic, count: z.number().int().min(1).max(1000) }),
  ),
  browse: query<BrowseResult>()(
    z.strictObject({
      connection,
      topic,
      from: browseStartSchema.default('newest'),
      partition: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(1000).default(100),
      /** A text in key or value. */
      filter: z.string().max(1000).optional(),
      /** A condition over the JSON value's fields and `_key`, `_partition`, `_time` and so on. */
      where: z
        .strictObject({
          where: z.string().min(1).max(20_000),
          /** As `fields` answers, or the lab's own; found anew when left out. */
          fields: z.string().max(200_000).optional(),
          timezone: z.string().max(100).optional(),
        })
        .optional(),
      /** The longest that one answer takes: short for a page that shows how far it is. */
      scanMs: z.number().int().min(50).max(10_000).default(10_000),
      rest: z
        .array(
          z.strictObject({ partition: z.number().int().min(0), offset: z.number().int().min(0) }),
        )
        .optional(),
    }),
  ),
  /** The fields that a condition over the topic's messages can name, as a type text. */
  fields: query<{ fields: string }>()(z.strictObject({ connection, topic })),
  /** Live: records as they arrive. */
  tail: feed<TopicRecord>()(z.object({ connection, topic })),
  produce: command<{ partition: number; offset: string }[]>()(
    z.strictObject({
      connection,
      topic,
      records: z
        .array(
          z.strictObject({
            key: z.string().nullable().optional(),
            value: z.string().max(1_000_000).nullable(),
            partition: z.number().int().min(0).optional(),
            headers: z.record(z.string(), z.string()).optional(),
          }),
        )
        .min(1)
        .max(10_000),
    }),
  ),
}

export interface GroupSummary {
  readonly id: string
  readonly state: string
  readonly members: number
  readonly topics: readonly string[]
  /** Of all its topics. */
  readonly lag: number
  /** Of each topic that it has committed offsets for. */
  readonly lags: readonly { readonly topic: string; readonly lag: number }[]
}

export interface GroupMember {
  readonly id: string
  readonly clientId: string
  readonly host: string
  readonly assignment: readonly {
    readonly topic: string
    readonly partitions: readonly number[]
  }[]
}

export interface GroupDetail extends GroupSummary {
  readonly protocol: string
  readonly memberList: readonly GroupMember[]
  readonly offsets: readonly {
    readonly topic: string
    readonly partition: number
    readonly committed: string
    readonly latest: string
    readonly lag: number
  }[]
}

export interface GroupCause {
  /** `late`: did not join or synchronise in time. `reset`: somebody put the committed offsets elsewhere. */
  readonly what: 'joined' | 'left' | 'expired' | 'changed' | 'late' | 'reset'
  readonly clientId: string
  /** Of a reset: the offset from which each partition goes on. */
  readonly moved?: readonly MovedOffset[]
}

export interface MovedOffset {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** What became of a group at a moment. */
export interface GroupChange {
  readonly at: number
  readonly state: 'rebalancing' | 'stable' | 'empty'
  /** What only the broker itself knows: which generation, and who made the group rebalance. */
  readonly generation?: number
  readonly because?: GroupCause
  /** Of a group that is stable. */
  readonly owners: readonly GroupMember[]
}

/**
 * Records of one partition that a group was sent again after a rebalance, because its offsets were not
 * committed, or were moved back. Seen by the embedded broker; the members are named by their clients.
 */
export interface GroupReread {
  readonly at: number
  readonly topic: string
  readonly partition: number
  readonly first: number
  /** The offset after the last. */
  readonly end: number
  /**
   * As far as the owner before had surely taken them. It was sent those from here to the end, too, and
   * nobody but itself knows how many of them it worked on.
   */
  readonly readEnd: number
  readonly generation: number
  /** What had made the group rebalance; none where a member only took its own place again. */
  readonly causes: readonly GroupCause[]
  readonly before: string
  readonly by: string
}

export interface GroupHistory {
  /** Oldest first. */
  readonly changes: readonly GroupChange[]
  /** Every change: told by the broker itself. Else what was seen whenever somebody asked. */
  readonly isExact: boolean
  /** What it read twice, oldest first; nothing where `isExact` is not so. */
  readonly rereads: readonly GroupReread[]
}

/** By so many records on, or back. */
const offsetTargetSchema = z.union([
  z.enum(['earliest', 'latest']),
  z.strictObject({ offset: z.number().int().min(0) }),
  z.strictObject({ timeMs: z.number().int() }),
  z.strictObject({ by: z.number().int() }),
])
export type OffsetTarget = z.infer<typeof offsetTargetSchema>

export interface OffsetMove {
  readonly partition: number
  /** Null where the group has committed nothing. */
  readonly from: string | null
  readonly to: string
}

const group = z.string().min(1).max(500)
const resetSchema = z.strictObject({
  connection,
  group,
  topic,
  partition: z.number().int().min(0).optional(),
  to: offsetTargetSchema,
})
export const groups = {
  list: query<GroupSummary[]>()(z.strictObject({ connection })),
  describe: query<GroupDetail>()(z.strictObject({ connection, group })),
  /** Its rebalances, and who had which partitions in between. */
  history: query<GroupHistory>()(z.strictObject({ connection, group })),
  delete: command<void>()(z.strictObject({ connection, group })),
  /** What `resetOffsets` would do. */
  planReset: query<OffsetMove[]>()(resetSchema),
  resetOffsets: command<OffsetMove[]>()(resetSchema),
}
