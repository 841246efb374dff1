// The warnings of the console before a statement runs: a syntax error in Cassandra's words, costly
// reads (ALLOW FILTERING, a WHERE without the partition key), and acts that cannot be undone
// (TRUNCATE, DROP).
import type { CqlColumn, SchemaTree } from '@shared/contract'
import { CqlSyntaxError, parseStatement, tokenize, type Statement } from '@shared/cql'
import { shellCommand } from './shell-commands'
import { statementsOf } from './statements'

export interface ConsoleWarning {
  readonly kind: 'syntax' | 'filtering' | 'no-partition-key' | 'truncate' | 'drop'
  readonly from: number
  readonly to: number
  /** Cassandra's words (syntax), or the names of the columns that are missing. */
  readonly detail?: string
}

const TEXT_MAX = 100_000

export function warningsOf(
  text: string,
  schema: SchemaTree | undefined,
  keyspace: string | undefined,
): ConsoleWarning[] {
  if (text.length > TEXT_MAX) return []
  return statementsOf(text).flatMap(({ text: statement, from }) => {
    if (shellCommand(statement) || /^\s*(describe|desc)\b/i.test(statement)) return []
    try {
      return judge(parseStatement(statement).statement, statement, from, schema, keyspace)
    } catch (error) {
      if (!(error instanceof CqlSyntaxError)) return []
      const end = Math.max(error.offset + 1, error.endOffset)
      return [
        {
          kind: 'syntax' as const,
          from: from + Math.min(error.offset, Math.max(0, statement.length - 1)),
          to: from + Math.min(end, statement.length),
          detail: error.message,
        },
      ]
    }
  })
}

function judge(
  parsed: Statement,
  statement: string,
  from: number,
  schema: SchemaTree | undefined,
  keyspace: string | undefined,
): ConsoleWarning[] {
  const first = tokenize(statement).tokens[0]
  const atWord = { from: from + (first?.startOffset ?? 0), to: from + (first?.endOffset ?? 0) + 1 }
  if (parsed.kind === 'truncate') return [{ kind: 'truncate', ...atWord }]
  if (parsed.kind.startsWith('drop')) return [{ kind: 'drop', ...atWord }]
  if (parsed.kind !== 'select') return []
  if (parsed.allowFiltering) {
    const at = /\ballow\s+filtering\b/i.exec(statement)
    return [
      {
        kind: 'filtering',
        from: from + (at?.index ?? 0),
        to: from + (at ? at.index + at[0].length : statement.length),
      },
    ]
  }
  const table = columnsOf(schema, parsed.table.keyspace ?? keyspace, parsed.table.name)
  if (!table || parsed.where.length === 0) return []
  const named = new Set(
    parsed.where.flatMap(relation =>
      'columns' in relation ? relation.columns : 'column' in relation ? [relation.column] : [],
    ),
  )
  const kindOf = (name: string) => table.find(column => column.name === name)?.kind
  const onlyClustering = [...named].every(name => kindOf(name) === 'clustering')
  const missing = table.filter(column => column.kind === 'partition_key' && !named.has(column.name))
  if (!onlyClustering || missing.length === 0) return []
  const where = /\bwhere\b/i.exec(statement)
  const place = { from: from + (where?.index ?? 0), to: from + (where ? where.index + 5 : 1) }
  return [
    { kind: 'no-partition-key', ...place, detail: missing.map(column => column.name).join(', ') },
  ]
}

export function columnsOf(
  schema: SchemaTree | undefined,
  keyspace: string | undefined,
  table: string,
): readonly CqlColumn[] | undefined {
  return schema?.keyspaces
    .find(each => each.name === keyspace)
    ?.tables.find(each => each.name === table)?.columns
}
