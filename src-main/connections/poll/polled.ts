// What a table that is polled is, and what a poll of it gives.
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
