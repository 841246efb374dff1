// Rows of a database table in the order of columns that grow, page by page: what a source that polls a
// table asks for. A position is the values of those columns, and of columns that tell rows apart where
// they are equal; it is plain JSON, because a checkpoint keeps it.
import { LabError } from '@shared/errors'
import type { ResolvedConnection } from '../profiles'
import { pollCassandra } from './cassandra-poll'
import { pollSql } from './sql-poll'

export interface PolledTable {
  readonly table: string
  /** Cassandra. */
  readonly keyspace?: string
  /** The first one says what is new. */
  readonly growing: readonly string[]
  /** Tell rows apart that are equal in those; the primary key when empty. */
  readonly unique: readonly string[]
  /** Cassandra: only these partitions, each by the values of its columns. */
  readonly partitions?: readonly Readonly<Record<string, string | number | boolean>>[]
}

/** As the database wrote them: a text, or a number that holds every digit. */
export type PollPosition = readonly (string | number | boolean)[]

/** `after` is not among the rows that come; `from` is the first growing column's least value. */
export type PollBound =
  { readonly after: PollPosition } | { readonly from: string | number } | 'beginning'

export interface PolledRow {
  readonly row: Readonly<Record<string, unknown>>
  readonly at: PollPosition
}

export interface TablePoll {
  /** Parts with a position of their own; one, unless partitions are named. */
  readonly lanes: readonly string[]
  /** The next rows, in order. Rows without a value in a growing column never come. */
  page(lane: string, bound: PollBound, rowsMax: number): Promise<readonly PolledRow[]>
  /** The last position there is; undefined in an empty table. */
  newest(lane: string): Promise<PollPosition | undefined>
  /** Of the first growing column. */
  readonly compare: (a: string | number, b: string | number) => number
  close(): Promise<void>
}

export function openTablePoll(
  connection: ResolvedConnection,
  table: PolledTable,
): Promise<TablePoll> {
  if (connection.type === 'sql') return pollSql(connection, table)
  if (connection.type === 'cassandra') return pollCassandra(connection, table)
  throw new LabError('bug', {
    kind: 'bug',
    params: { message: `${connection.type} has no tables` },
  })
}
