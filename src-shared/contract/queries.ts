// The CQL console: statements on any Cassandra connection, and the schema that completes and
// explains them.
import { z } from 'zod'
import { query } from './define'
import { slugSchema } from '../lab'
import { BUILTIN } from './builtin'

const connection = z.string().max(100).default(BUILTIN)

export interface CqlColumn {
  readonly name: string
  readonly type: string
  readonly kind?: 'partition_key' | 'clustering' | 'static' | 'regular'
}

export interface CqlResult {
  readonly kind: 'rows' | 'void' | 'schema' | 'use'
  readonly columns: readonly CqlColumn[]
  /** Values as cqlsh prints them, as stored in every language; null stays null. */
  readonly rows: readonly (readonly (string | null)[])[]
  /** Give it back to read the next page. */
  readonly pageState?: string
  readonly keyspace?: string
  readonly warnings: readonly string[]
  readonly ms: number
  readonly trace?: readonly {
    readonly activity: string
    readonly source: string
    readonly elapsedUs: number
  }[]
}

/** A place in a statement that takes a value: `?` or `:name`. */
export interface CqlMarker {
  /** As written after the colon; of a `?` the column that it is compared with. */
  readonly name: string
  readonly type: string
}

export interface SchemaTree {
  readonly keyspaces: readonly {
    readonly name: string
    readonly system: boolean
    readonly tables: readonly {
      readonly name: string
      readonly columns: readonly CqlColumn[]
      readonly createStatement?: string
    }[]
    readonly types: readonly { readonly name: string; readonly fields: readonly CqlColumn[] }[]
  }[]
  /** Native functions of Cassandra 5.0, as the embedded database lists them. */
  readonly functions: readonly string[]
}

/** What a SQL question reads: topics of a connection, a lab's own SQL file, or a SQL connection. */
const sqlOverSchema = z.union([
  z.strictObject({ topics: connection }),
  z.strictObject({ lab: slugSchema, store: slugSchema }),
  z.strictObject({ connection: z.string().max(100) }),
])
export type SqlOver = z.input<typeof sqlOverSchema>

export interface SqlResult {
  readonly columns: readonly CqlColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** There were more rows, or larger ones, than an answer carries. */
  readonly isCut: boolean
  readonly ms: number
  /** How much of each topic was read, the newest messages first in mind. */
  readonly read: readonly {
    readonly topic: string
    readonly scanned: number
    readonly of: number
    readonly stoppedBecause: 'end' | 'limit' | 'size' | 'time-limit'
  }[]
}

/** A field of a topic's messages, or one of `_key`, `_partition` and `_bytes`, as it was found. */
export interface FieldProfile {
  readonly name: string
  readonly type: string
  readonly rows: number
  readonly nulls: number
  /** Different values, null left out. */
  readonly distinct: number
  readonly min: string | null
  readonly max: string | null
  /** The most frequent values, null among them. */
  readonly top: readonly { readonly value: string | null; readonly rows: number }[]
}

export interface TopicProfile {
  readonly fields: readonly FieldProfile[]
  readonly read: SqlResult['read'][number]
}

export const queries = {
  /** One statement that reads. It ends: by rows, size, and time. */
  sql: query<SqlResult>()(
    z.strictObject({
      over: sqlOverSchema,
      statement: z.string().min(1).max(100_000),
      rowsMax: z.number().int().min(1).max(5000).default(1000),
      /** Of each topic, the newest. */
      recordsMax: z.number().int().min(1).max(1_000_000).default(100_000),
    }),
  ),
  /** What the newest messages of a topic hold, field by field. */
  profile: query<TopicProfile>()(
    z.strictObject({
      connection,
      topic: z.string().min(1).max(249),
      recordsMax: z.number().int().min(1).max(1_000_000).default(100_000),
    }),
  ),
  cql: query<CqlResult>()(
    z.strictObject({
      connection,
      statement: z.string().min(1).max(1_000_000),
      keyspace: z.string().max(48).optional(),
      pageSize: z.number().int().min(1).max(5000).default(100),
      pageState: z.string().max(100_000).optional(),
      consistency: z
        .enum([
          'ANY',
          'ONE',
          'TWO',
          'THREE',
          'QUORUM',
          'ALL',
          'LOCAL_QUORUM',
          'EACH_QUORUM',
          'LOCAL_ONE',
        ])
        .default('LOCAL_ONE'),
      serialConsistency: z.enum(['SERIAL', 'LOCAL_SERIAL']).default('SERIAL'),
      tracing: z.boolean().default(false),
      /** Values of the markers in order, written as the console prints them; texts are as they are. */
      bind: z.array(z.string().max(1_000_000).nullable()).max(65_535).optional(),
    }),
  ),
  /** Which values a statement takes. It is prepared, not run. */
  markers: query<readonly CqlMarker[]>()(
    z.strictObject({
      connection,
      statement: z.string().min(1).max(1_000_000),
      keyspace: z.string().max(48).optional(),
    }),
  ),
  schema: query<SchemaTree>()(z.strictObject({ connection })),
}
