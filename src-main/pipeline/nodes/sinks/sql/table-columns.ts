// What SQL and file sinks share: the columns of a stream, and values as drivers take them (exact
// numbers and times as text).
import {
  compileWriter,
  Decimal,
  type DataType,
  type Row,
  type StructType,
  type Value,
} from '@shared/expr'
import type { SqlColumn, SqlTable, SqlType, SqlValue } from '@main/connections'
import type { Config } from './config'

export function sqlTypeOf(type: DataType): SqlType {
  switch (type.kind) {
    case 'int':
    case 'long':
    case 'double':
    case 'boolean':
    case 'date':
    case 'timestamp':
      return type.kind
    case 'decimal':
      return { decimal: [type.precision, type.scale] }
    default:
      return 'text'
  }
}

export interface ColumnWriter {
  readonly column: SqlColumn
  readonly valueOf: (row: Row) => SqlValue
}

export function columnWriters(
  row: StructType,
  types: Readonly<Record<string, SqlType>>,
): ColumnWriter[] {
  return row.fields.map(({ name, type }) => {
    const wanted = types[name] ?? sqlTypeOf(type)
    const json = compileWriter(type)
    return {
      column: { name, type: wanted },
      valueOf: r => sqlValue(r[name] ?? null, type, wanted, json),
    }
  })
}

/** The table that this node fills, out of its settings and the columns that come in. */
export function tableOf(
  { table, batchColumn, create }: Config,
  key: readonly string[],
  columns: readonly SqlColumn[],
): SqlTable {
  const batch = batchColumn === undefined ? [] : [{ name: batchColumn, type: 'long' as const }]
  return { name: table, columns: [...columns, ...batch], key, create }
}

function sqlValue(
  value: Value,
  type: DataType,
  wanted: SqlType,
  json: (value: Value) => unknown,
): SqlValue {
  if (value === null) return null
  if (value instanceof Decimal)
    return wanted === 'double' || wanted === 'int' || wanted === 'long'
      ? value.toNumber()
      : value.toString()
  // `2024-05-12T10:00:00.000Z` → what every SQL reads, in UTC.
  if (type.kind === 'timestamp') return String(json(value)).replace('T', ' ').replace(/Z$/, '')
  if (typeof value === 'object' || type.kind === 'date') {
    const written = json(value)
    return typeof written === 'string' ? written : JSON.stringify(written)
  }
  return value
}
