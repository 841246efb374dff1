// Completions at the cursor: keyspaces and tables after FROM, INTO, UPDATE and the like, elsewhere
// the columns of the statement's table, then keywords, types and the server's functions. Names are
// quoted where CQL needs it.
import type { SchemaTree } from '@shared/contract'
import { keywords, nativeTypeNames, quoteIfNeeded, tokenize } from '@shared/cql'
import { statementAt, statementsOf, tableOf } from './statements'

export interface Suggestion {
  readonly label: string
  readonly kind: 'keyspace' | 'table' | 'column' | 'keyword' | 'type' | 'function'
  readonly detail?: string
  /** Higher comes first. */
  readonly rank: number
}

export interface Suggestions {
  readonly from: number
  readonly items: readonly Suggestion[]
}

const TABLE_COMES = new Set(['FROM', 'INTO', 'UPDATE', 'TABLE', 'TRUNCATE', 'ON', 'COLUMNFAMILY'])
const SHELL = [
  'CAPTURE',
  'COPY',
  'HISTORY',
  'SERIAL CONSISTENCY',
  'SHOW VERSION',
  'SOURCE',
  'CONSISTENCY',
  'TRACING ON',
  'TRACING OFF',
  'EXPAND ON',
  'EXPAND OFF',
  'PAGING',
  'DESCRIBE',
  'CLEAR',
  'HELP',
]

export function completeCql(
  text: string,
  offset: number,
  schema: SchemaTree | undefined,
  keyspace: string | undefined,
): Suggestions | undefined {
  const upTo = text.slice(0, offset)
  const word = /"?[\w]*$/.exec(upTo)?.[0] ?? ''
  const from = offset - word.length
  const before = tokenize(upTo.slice(0, from))
  // Inside a text or a comment there are no completions.
  if (
    before.error ||
    before.hidden.some(
      span => span.kind === 'comment' && span.end >= from && !upTo.slice(0, from).endsWith('\n'),
    )
  )
    return undefined
  const tokens = before.tokens
  const last = tokens.at(-1)
  const beforeLast = tokens.at(-2)

  if (last?.image === '.' && beforeLast) {
    const found = schema?.keyspaces.find(each => each.name === beforeLast.payload)
    return (
      found && {
        from,
        items: found.tables.map(table => ({
          label: quoteIfNeeded(table.name),
          kind: 'table' as const,
          detail: found.name,
          rank: 5,
        })),
      }
    )
  }
  const items: Suggestion[] = []
  const lastWord = last?.image.toUpperCase()
  const opens = last === undefined || last.image === ';'
  if (lastWord !== undefined && TABLE_COMES.has(lastWord)) items.push(...tablesOf(schema, keyspace))
  else if (lastWord === 'USE' || lastWord === 'KEYSPACE') items.push(...keyspacesOf(schema, 5))
  else if (opens) items.push(...SHELL.map(label => ({ label, kind: 'keyword' as const, rank: 1 })))
  else
    items.push(
      ...columnsAt(text, offset, schema, keyspace),
      ...(schema?.functions ?? []).map(label => ({ label, kind: 'function' as const, rank: 1 })),
    )
  items.push(...keywords.map(label => ({ label, kind: 'keyword' as const, rank: opens ? 0 : 2 })))
  if (!opens)
    items.push(...nativeTypeNames.map(label => ({ label, kind: 'type' as const, rank: 0 })))
  return { from, items: unique(items) }
}

function tablesOf(schema: SchemaTree | undefined, keyspace: string | undefined): Suggestion[] {
  const spaces = schema?.keyspaces ?? []
  const own = spaces.find(each => each.name === keyspace)
  return [
    ...(own?.tables ?? []).map(table => ({
      label: quoteIfNeeded(table.name),
      kind: 'table' as const,
      detail: own?.name,
      rank: 6,
    })),
    ...spaces.flatMap(space =>
      space.tables.map(table => ({
        label: `${quoteIfNeeded(space.name)}.${quoteIfNeeded(table.name)}`,
        kind: 'table' as const,
        rank: space.system ? 3 : 5,
      })),
    ),
    ...keyspacesOf(schema, 4),
  ]
}

function keyspacesOf(schema: SchemaTree | undefined, rank: number): Suggestion[] {
  return (schema?.keyspaces ?? []).map(each => ({
    label: quoteIfNeeded(each.name),
    kind: 'keyspace' as const,
    rank: each.system ? rank - 1 : rank,
  }))
}

function columnsAt(
  text: string,
  offset: number,
  schema: SchemaTree | undefined,
  keyspace: string | undefined,
): Suggestion[] {
  const statement = statementAt(statementsOf(text), offset)
  const table = statement && tableOf(statement.text)
  const columns =
    table &&
    schema?.keyspaces
      .find(each => each.name === (table.keyspace ?? keyspace))
      ?.tables.find(each => each.name === table.name)?.columns
  return (columns ?? []).map(column => ({
    label: quoteIfNeeded(column.name),
    kind: 'column' as const,
    detail: column.type,
    rank: 5,
  }))
}

function unique(items: readonly Suggestion[]): Suggestion[] {
  const seen = new Map<string, Suggestion>()
  for (const item of items) {
    const known = seen.get(item.label)
    if (!known || known.rank < item.rank) seen.set(item.label, item)
  }
  return [...seen.values()]
}
