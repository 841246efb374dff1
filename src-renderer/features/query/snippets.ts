// Statements ready to run for a table, with its own columns and values of the right type.
import type { CqlColumn, SchemaTree } from '@shared/contract'
import { quoteIfNeeded } from '@shared/cql'

export interface TableRef {
  readonly keyspace: string
  readonly name: string
  readonly columns: readonly CqlColumn[]
}

export type SnippetId =
  | 'snipSelect'
  | 'snipSelectKey'
  | 'snipToken'
  | 'snipCount'
  | 'snipInsert'
  | 'snipUpdate'
  | 'snipDelete'
  | 'snipDescribe'
  | 'snipTruncate'
  | 'snipKeyspace'
  | 'snipTable'

export interface Snippet {
  readonly id: SnippetId
  readonly text: string
}

export const fullName = (table: { readonly keyspace: string; readonly name: string }) =>
  `${quoteIfNeeded(table.keyspace)}.${quoteIfNeeded(table.name)}`

export function snippetsFor(table: TableRef): Snippet[] {
  const name = fullName(table)
  const keys = table.columns.filter(
    column => column.kind === 'partition_key' || column.kind === 'clustering',
  )
  const partition = table.columns.filter(column => column.kind === 'partition_key')
  const rest = table.columns.filter(column => !keys.includes(column))
  const counters = rest.filter(column => column.type === 'counter')
  const where = (columns: readonly CqlColumn[]) =>
    columns
      .map(
        (column, index) =>
          `${index === 0 ? ' WHERE' : '   AND'} ${quoteIfNeeded(column.name)} = ${sample(column.type)}`,
      )
      .join('\n')
  const settable = counters.length > 0 ? counters.slice(0, 1) : rest.slice(0, 2)
  const set = settable.map(column => {
    const column_ = quoteIfNeeded(column.name)
    return column.type === 'counter'
      ? `${column_} = ${column_} + 1`
      : `${column_} = ${sample(column.type)}`
  })
  const out: (Snippet | undefined)[] = [
    { id: 'snipSelect', text: `SELECT * FROM ${name};` },
    partition.length > 0
      ? { id: 'snipSelectKey', text: `SELECT *\n  FROM ${name}\n${where(partition)};` }
      : undefined,
    partition.length > 0
      ? {
          id: 'snipToken',
          text: `SELECT ${partition.map(c => quoteIfNeeded(c.name)).join(', ')}, token(${partition.map(c => quoteIfNeeded(c.name)).join(', ')})\n  FROM ${name};`,
        }
      : undefined,
    { id: 'snipCount', text: `SELECT count(*) FROM ${name};` },
    counters.length === 0
      ? {
          id: 'snipInsert',
          text: `INSERT INTO ${name} (${table.columns.map(c => quoteIfNeeded(c.name)).join(', ')})\nVALUES (${table.columns.map(c => sample(c.type)).join(', ')});`,
        }
      : undefined,
    set.length > 0
      ? { id: 'snipUpdate', text: `UPDATE ${name}\n   SET ${set.join(', ')}\n${where(keys)};` }
      : undefined,
    { id: 'snipDelete', text: `DELETE FROM ${name}\n${where(keys)};` },
    { id: 'snipDescribe', text: `DESCRIBE TABLE ${name};` },
    { id: 'snipTruncate', text: `TRUNCATE ${name};` },
  ]
  return out.filter(snippet => snippet !== undefined)
}

export const generalSnippets: readonly Snippet[] = [
  {
    id: 'snipKeyspace',
    text: `CREATE KEYSPACE IF NOT EXISTS mine\n  WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1};`,
  },
  {
    id: 'snipTable',
    text: `CREATE TABLE IF NOT EXISTS mine.things (\n  id uuid,\n  at timestamp,\n  name text,\n  PRIMARY KEY (id, at)\n);`,
  },
]

function sample(type: string): string {
  if (/^(frozen<)?(list|vector)</.test(type)) return '[]'
  if (/^(frozen<)?(set|map)</.test(type)) return '{}'
  if (/^(frozen<)?tuple</.test(type)) return '()'
  switch (type) {
    case 'text':
    case 'ascii':
    case 'varchar':
      return "'…'"
    case 'uuid':
      return 'uuid()'
    case 'timeuuid':
      return 'now()'
    case 'timestamp':
      return 'toTimestamp(now())'
    case 'date':
      return 'toDate(now())'
    case 'time':
      return "'12:00:00'"
    case 'boolean':
      return 'true'
    case 'blob':
      return '0x00'
    case 'inet':
      return "'127.0.0.1'"
    case 'duration':
      return '1h'
    case 'double':
    case 'float':
    case 'decimal':
      return '0.0'
    default:
      return /int$|^counter$/.test(type) ? '0' : 'null'
  }
}

export function tableRef(
  schema: SchemaTree | undefined,
  keyspace: string | undefined,
  name: string,
): TableRef | undefined {
  const found = schema?.keyspaces
    .find(each => each.name === keyspace)
    ?.tables.find(each => each.name === name)
  return found && keyspace !== undefined ? { keyspace, name, columns: found.columns } : undefined
}
