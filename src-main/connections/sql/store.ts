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
  /** The names of its columns. */
  columns(table: string): Promise<readonly string[]>
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
  /** The columns of the primary key; none for a view. */
  primaryKey(table: string): Promise<readonly string[]>
  /** The next rows in the order of some columns, and those columns' values as the server gave them. */
  page(request: PageRequest): Promise<readonly OrderedRow[]>
  rows(table: string, rowsMax: number): Promise<Record<string, unknown>[]>
  count(table: string): Promise<number>
  query(sql: string): Promise<{ columns: readonly string[]; rows: Record<string, unknown>[] }>
  drop(table: string): Promise<void>
  close(): Promise<void>
}

export interface PageRequest {
  readonly table: string
  readonly order: readonly string[]
  /** So many of these have a value in each row; a row without one is left out. */
  readonly given: number
  readonly bound:
    | { readonly after: readonly (string | number | boolean)[] }
    | { readonly from: string | number }
    | 'beginning'
  readonly rowsMax: number
  /** From the end. */
  readonly isLast?: true
}

export interface OrderedRow {
  readonly row: Readonly<Record<string, unknown>>
  readonly at: readonly (string | number | boolean)[]
}

/**
 * The statement of a page; `valueAt` gives what stands for a value of the n-th column. Written out for
 * each column, because no server uses an index for a comparison of rows in all cases.
 */
export function pageSql(
  select: string,
  { order, given, bound, rowsMax, isLast }: PageRequest,
  quoted: (name: string) => string,
  valueAt: (column: number, value: string | number | boolean) => string,
): string {
  const names = order.map(quoted)
  const conditions = names.slice(0, given).map(name => `${name} IS NOT NULL`)
  if (bound !== 'beginning' && 'from' in bound)
    conditions.push(`${names[0]} >= ${valueAt(0, bound.from)}`)
  if (bound !== 'beginning' && 'after' in bound) {
    const { after } = bound
    const each = names.map((name, at) => {
      const equal = names.slice(0, at).map((one, i) => `${one} = ${valueAt(i, after[i] ?? '')}`)
      return `(${[...equal, `${name} > ${valueAt(at, after[at] ?? '')}`].join(' AND ')})`
    })
    conditions.push(`(${each.join(' OR ')})`)
  }
  const by = names.map(name => (isLast ? `${name} DESC` : name)).join(', ')
  return `${select} WHERE ${conditions.join(' AND ')} ORDER BY ${by} LIMIT ${rowsMax}`
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
