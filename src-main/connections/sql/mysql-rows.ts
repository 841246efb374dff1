// The rows of a MySQL or MariaDB table as a replay plays them: in an order without ties, so that
// pages neither miss nor repeat a row, and with values that JSON holds without loss. Numbers of
// column types: MySQL's client/server protocol, "Column Definition".
const DECIMAL = 246
const TIMESTAMP = 7
const DOUBLE_DIGITS = 15
/** A zero date has no moment: it stays as it is stored. */
const MOMENT = /^(\d{4}-(?!00)\d\d-(?!00)\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)$/

export const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``

export interface TableColumns {
  readonly columns: readonly string[]
  readonly primaryKey: readonly string[]
}

/**
 * The wanted columns, all when none are wanted; then what tells rows apart that are alike in those.
 * Without a primary key that is a hash of the whole row: a collation takes A for a, and sorting
 * looks at the first bytes of a long text only. QUOTE tells NULL from 'NULL'.
 */
export function orderWithoutTies(
  wanted: readonly string[],
  { columns, primaryKey }: TableColumns,
): string {
  const first = wanted.length > 0 ? wanted : columns
  const rest =
    primaryKey.length > 0
      ? primaryKey.filter(name => !first.includes(name)).map(quoted)
      : [`MD5(CONCAT_WS(',', ${columns.map(name => `QUOTE(${quoted(name)})`).join(', ')}))`]
  return [...first.map(quoted), ...rest].join(', ')
}

/**
 * Whole numbers beyond a double's reach come as text from the driver, and stay so: JSON's readers
 * would round them.
 */
type Plain = (value: unknown) => unknown

/** As a number where that holds every digit: a record says 12.5, not "12.50". */
const plainDecimal: Plain = value =>
  typeof value === 'string' && value.replace(/[-.]/g, '').length <= DOUBLE_DIGITS
    ? Number(value)
    : value
/** The session's zone is UTC. A DATETIME has no zone, and stays the text that it is. */
const plainMoment: Plain = value =>
  typeof value === 'string' ? value.replace(MOMENT, '$1T$2Z') : value
const plainOther: Plain = value => (Buffer.isBuffer(value) ? `0x${value.toString('hex')}` : value)

export function rowReader(
  fields: readonly { readonly name: string; readonly type?: number }[],
): (row: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  const readers = fields.map(({ name, type }) => {
    const read = type === DECIMAL ? plainDecimal : type === TIMESTAMP ? plainMoment : plainOther
    return [name, read] as const
  })
  return row => Object.fromEntries(readers.map(([name, read]) => [name, read(row[name])]))
}
