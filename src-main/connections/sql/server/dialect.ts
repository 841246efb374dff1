// What differs between the SQL of MySQL, MariaDB and PostgreSQL, as far as a table with a key needs
// it. Everything else is written once, over a dialect and a server (server-store.ts).
import type { SqlTable, SqlType } from '../store'

export interface Dialect {
  /** Whether a double may be NaN or infinite. */
  readonly takesNaN: boolean
  quoted(name: string): string
  /** Not every text can be part of a key. */
  typeName(type: SqlType, inKey: boolean): string
  /** What follows the columns of a table that is made. */
  readonly tableOptions: string
  /** The place of a value in a statement, counted from 0. */
  place(index: number): string
  /** A value that has to be written into the statement to keep its type. */
  literal(type: number | undefined, value: string | number | boolean): string | undefined
  /** The most places that one statement has. */
  readonly placesMax: number
  /** What becomes of a row whose key is there; it follows an INSERT. */
  onConflict(table: SqlTable): string
  /** A column as rows can be ordered by it. */
  sortable(field: SqlField): string
  /** Tells rows apart that have no key: two of them are equal only when all their values are. */
  rowHash(columns: readonly string[]): string
  /** A statement that gives the columns of a table's primary key as `name`, in order. */
  primaryKeySql(table: string): string
  /** What makes a value of a row one that JSON holds without loss. */
  recordValue(type: number | undefined): (value: unknown) => unknown
}

/** A column of an answer, its type as the server numbers it. */
export interface SqlField {
  readonly name: string
  readonly type?: number
}

export interface TableColumns {
  readonly columns: readonly SqlField[]
  readonly primaryKey: readonly string[]
}

/**
 * The wanted columns, all when none are wanted; then what tells rows apart that are alike in those:
 * pages then neither miss nor repeat a row.
 */
export function orderWithoutTies(
  dialect: Dialect,
  wanted: readonly string[],
  { columns, primaryKey }: TableColumns,
): string {
  const names = columns.map(({ name }) => name)
  const first = wanted.length > 0 ? wanted : names
  const sortable = (name: string) =>
    dialect.sortable(columns.find(column => column.name === name) ?? { name })
  const rest =
    primaryKey.length > 0
      ? primaryKey.filter(name => !first.includes(name)).map(sortable)
      : [dialect.rowHash(names)]
  return [...first.map(sortable), ...rest].join(', ')
}

export function rowReader(
  { recordValue }: Dialect,
  fields: readonly SqlField[],
): (row: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  const readers = fields.map(({ name, type }) => [name, recordValue(type)] as const)
  return row => Object.fromEntries(readers.map(([name, read]) => [name, read(row[name])]))
}

const DOUBLE_DIGITS = 15

/** As a number where that holds every digit: a record says 12.5, not "12.50". */
export const plainDecimal = (value: unknown): unknown =>
  typeof value === 'string' && /^-?[\d.]+$/.test(value) && digitsOf(value) <= DOUBLE_DIGITS
    ? Number(value)
    : value
const digitsOf = (number: string) => number.replace(/[-.]/g, '').length
