// A database as the relational sink needs it: a table with a key, rows upserted by it in one
// commit, rows read. Neutral column types keep dialects out of the pipeline.
export type SqlType =
  | 'text'
  | 'int'
  | 'long'
  | 'double'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | { readonly decimal: readonly [precision: number, scale: number] }

export interface SqlColumn {
  readonly name: string
  readonly type: SqlType
}

export interface SqlTable {
  readonly name: string
  readonly columns: readonly SqlColumn[]
  readonly key: readonly string[]
  readonly create: boolean
}

/** Text for exact and temporal values, numbers, booleans: what every driver takes. */
export type SqlValue = string | number | bigint | boolean | null

export interface SqlStore {
  readonly address: string
  /** Whether a double may be NaN or infinite. */
  readonly takesNaN: boolean
  ensure(table: SqlTable): Promise<void>
  /**
   * One commit for all rows; values in the order of the table's columns. An error of kind `data`
   * says that a row is at fault, and that none was written.
   */
  upsert(table: SqlTable, rows: readonly (readonly SqlValue[])[]): Promise<void>
  remove(table: SqlTable, keys: readonly (readonly SqlValue[])[]): Promise<void>
  /**
   * All rows, streamed, in the order of some columns (all columns when none are named): the same
   * again each time it is read.
   */
  ordered(table: string, order: readonly string[]): AsyncGenerator<Record<string, unknown>>
  /** Rows whose key columns have one of these values; texts, as the database reads them. */
  find(
    table: string,
    columns: readonly string[],
    key: readonly string[],
    keys: readonly (readonly string[])[],
    rowsMax: number,
  ): Promise<Record<string, unknown>[]>
  rows(table: string, rowsMax: number): Promise<Record<string, unknown>[]>
  count(table: string): Promise<number>
  query(sql: string): Promise<{ columns: readonly string[]; rows: Record<string, unknown>[] }>
  drop(table: string): Promise<void>
  close(): Promise<void>
}

/** `valueAt`: what stands for a value of the keys, counted over all of them. */
export function whereKeys(
  names: readonly string[],
  keys: readonly (readonly string[])[],
  valueAt: (at: number) => string,
): string {
  const [only, ...more] = names
  if (only !== undefined && more.length === 0)
    return `${only} IN (${keys.map((_, at) => valueAt(at)).join(', ')})`
  const width = names.length
  return keys
    .map(
      (_, n) => `(${names.map((name, i) => `${name} = ${valueAt(n * width + i)}`).join(' AND ')})`,
    )
    .join(' OR ')
}
