// Completes input in the shell on Tab: keywords, shell commands, keyspaces, tables and columns. The
// schema is read at most once every few seconds.
import { keywords, quoteIfNeeded } from '@shared/cql'
import type { SchemaTree } from '@shared/contract'
import type { LabClient } from '../parts'
import { commandNames } from './commands'

const SCHEMA_AGE_MS_MAX = 5000

export function completerFor(client: Pick<LabClient, 'queries'>) {
  let schema: SchemaTree | undefined
  let readAt = -Infinity
  return async (input: string, keyspace: string | undefined): Promise<[string[], string]> => {
    if (performance.now() - readAt > SCHEMA_AGE_MS_MAX) {
      schema = await client.queries.schema({}).catch(() => schema)
      readAt = performance.now()
    }
    return completions(input, keyspace, schema ?? { keyspaces: [], functions: [] })
  }
}

/** The words that may follow at the end of the input, and the part already typed. */
export function completions(
  input: string,
  keyspace: string | undefined,
  schema: SchemaTree,
): [string[], string] {
  const typed = /[\w."]*$/.exec(input)![0]
  const before = input.slice(0, input.length - typed.length)
  const last = /([a-z]+)\s+$/i.exec(before)?.[1]?.toUpperCase()
  const isFirst = /^\s*$|;\s*$/.test(before)
  const candidates = isFirst
    ? [...commandNames, ...STARTS]
    : last && TABLE_WORDS.has(last)
      ? tableNames(keyspace, schema)
      : last === 'USE' || last === 'KEYSPACE'
        ? keyspaceNames(schema)
        : [...columnNames(input, keyspace, schema), ...keywords, ...schema.functions]
  const lower = typed.toLowerCase()
  const hits = [...new Set(candidates)].filter(
    name => name.toLowerCase().startsWith(lower) && name.length > typed.length,
  )
  return [hits.map(hit => `${hit} `), typed]
}

const STARTS =
  'ALTER BEGIN CREATE DELETE DROP GRANT INSERT LIST REVOKE SELECT TRUNCATE UPDATE USE'.split(' ')
const TABLE_WORDS = new Set('FROM INTO UPDATE TABLE TRUNCATE JOIN ON'.split(' '))

const keyspaceNames = (schema: SchemaTree) =>
  schema.keyspaces.map(space => quoteIfNeeded(space.name))

function tableNames(keyspace: string | undefined, schema: SchemaTree): string[] {
  const own =
    schema.keyspaces
      .find(space => space.name === keyspace)
      ?.tables.map(table => quoteIfNeeded(table.name)) ?? []
  const all = schema.keyspaces.flatMap(space =>
    space.tables.map(table => `${quoteIfNeeded(space.name)}.${quoteIfNeeded(table.name)}`),
  )
  return [...own, ...all]
}

/** Columns of the tables that the statement names. */
function columnNames(input: string, keyspace: string | undefined, schema: SchemaTree): string[] {
  const named = [...input.matchAll(/\b(?:from|into|update|on)\s+(?:"?(\w+)"?\.)?"?(\w+)"?/gi)]
  return named.flatMap(([, space, table]) => {
    const found = schema.keyspaces
      .find(one => one.name === (space ?? keyspace))
      ?.tables.find(one => one.name === table)
    return found?.columns.map(column => quoteIfNeeded(column.name)) ?? []
  })
}
