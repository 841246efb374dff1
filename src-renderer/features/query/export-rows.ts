// Writes a result as CSV, JSON, or CQL INSERT statements. Values leave as they are stored: a number
// keeps its digits (a bigint or decimal never passes through a double), and null stays null.
import { csvText } from '@renderer/ui'
import type { CqlColumn } from '@shared/contract'

export interface ResultRows {
  readonly columns: readonly CqlColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
}

const NUMERIC = new Set([
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'varint',
  'counter',
  'float',
  'double',
  'decimal',
])
const BARE = new Set([...NUMERIC, 'boolean', 'uuid', 'timeuuid', 'blob', 'duration'])

export const isNumeric = (type: string) => NUMERIC.has(type)

export function toCsv({ columns, rows }: ResultRows): string {
  return csvText([columns.map(column => column.name), ...rows])
}

export function toJson({ columns, rows }: ResultRows): string {
  if (rows.length === 0) return '[]\n'
  const objects = rows.map(row => `  ${jsonRow(columns, row)}`)
  return `[\n${objects.join(',\n')}\n]\n`
}

export function jsonRow(
  columns: readonly CqlColumn[],
  row: readonly (string | null)[],
  indent = false,
): string {
  const gap = indent ? '\n  ' : ' '
  const fields = columns.map(
    (column, index) =>
      `${JSON.stringify(column.name)}: ${jsonValue(column.type, row[index] ?? null)}`,
  )
  return indent ? `{\n  ${fields.join(`,${gap}`)}\n}` : `{ ${fields.join(`,${gap}`)} }`
}

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

function jsonValue(type: string, value: string | null): string {
  if (value === null) return 'null'
  if (type === 'boolean') return /^true$/i.test(value) ? 'true' : 'false'
  // JSON has no NaN or Infinity, nor cqlsh's own spellings of numbers: these go as text.
  return NUMERIC.has(type) && JSON_NUMBER.test(value) ? value : JSON.stringify(value)
}

export function toInserts({ columns, rows }: ResultRows, table: string): string {
  return rows
    .map(row => {
      const there = columns
        .map((column, index) => [column, row[index] ?? null] as const)
        .filter(([, value]) => value !== null)
      const names = there.map(([column]) => cqlName(column.name)).join(', ')
      return `INSERT INTO ${table} (${names}) VALUES (${there.map(([column, value]) => cqlValue(column.type, value ?? '')).join(', ')});\n`
    })
    .join('')
}

/** cqlsh already prints collections, tuples and user types as CQL literals. */
function cqlValue(type: string, value: string): string {
  const nested = /[<(]/.test(type) || !/^[a-z]+$/.test(type)
  if (BARE.has(type) || (nested && /^[[{(]/.test(value))) return value
  return `'${value.replaceAll("'", "''")}'`
}

/** A name as CQL needs it: bare when it is lower case, quoted otherwise. */
export function cqlName(name: string): string {
  return /^[a-z][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}
