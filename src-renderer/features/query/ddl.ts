// The CREATE statement of a table. The database's own DESCRIBE has all of it (options, comments).
// When it cannot answer, we write one from the schema: columns, key, clustering.
import type { CqlColumn, CqlResult } from '@shared/contract'
import { quoteIfNeeded } from '@shared/cql'
import { fullName } from './snippets'

export function createStatementIn(result: CqlResult): string | undefined {
  const at = result.columns.findIndex(column => column.name === 'create_statement')
  const text = result.rows[0]?.[at]
  // Values come as cqlsh prints them: a line end inside a text is `\\n`.
  return typeof text === 'string' && text !== '' ? text.replaceAll('\\n', '\n') : undefined
}

export function createStatementOf(table: {
  readonly keyspace: string
  readonly name: string
  readonly columns: readonly CqlColumn[]
}): string {
  const names = (kind: CqlColumn['kind']) =>
    table.columns.filter(column => column.kind === kind).map(column => quoteIfNeeded(column.name))
  const partition = names('partition_key')
  const clustering = names('clustering')
  const only = partition.length === 1 && clustering.length === 0 ? partition[0] : undefined
  const width = Math.max(0, ...table.columns.map(column => quoteIfNeeded(column.name).length))
  const lines = table.columns.map(column => {
    const name = quoteIfNeeded(column.name)
    const mark = column.kind === 'static' ? ' STATIC' : name === only ? ' PRIMARY KEY' : ''
    return `  ${name.padEnd(width)} ${column.type}${mark}`
  })
  const first = partition.length > 1 ? `(${partition.join(', ')})` : partition[0]
  if (only === undefined && first !== undefined)
    lines.push(`  PRIMARY KEY (${[first, ...clustering].join(', ')})`)
  return `CREATE TABLE ${fullName(table)} (\n${lines.join(',\n')}\n);`
}
