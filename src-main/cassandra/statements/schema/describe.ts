// DESCRIBE on the server: the statements that would create the schema, and lists of names. cqlsh 6
// prints these answers as they are.
import type { DescribeTarget, Statement } from '@shared/cql'
import { quoteIfNeeded } from '@shared/cql'
import { invalid } from '../../errors'
import type { Keyspace, Schema, Table } from '../../schema/model'
import { CLUSTER_NAME, TOKEN } from '../../system/node-tables'
import { type CqlType, listType, mapType, native, packList } from '../../types'
import type { Plan, Scope } from '../context'
import type { ResultColumn } from '../../result'
import { describeIndex, describeKeyspace, describeTable, describeType } from './describe-text'

type Describe = Extract<Statement, { kind: 'describe' }>
interface Item {
  readonly keyspace: string
  readonly type: string
  readonly name: string
  readonly statement?: string
}

const text = native('text')
const column = (name: string, type: CqlType = text): ResultColumn => ({
  keyspace: 'system',
  table: 'describe',
  name,
  type,
})
const NAMES = [column('keyspace_name'), column('type'), column('name')]
const STATEMENTS = [...NAMES, column('create_statement')]
const bytes = (value: string) => Buffer.from(value, 'utf8')

export function describe(scope: Scope, statement: Describe): Plan {
  const { target } = statement
  if (target.kind === 'cluster') return cluster(scope)
  const lists = ['keyspaces', 'tables', 'types', 'functions', 'aggregates'].includes(target.kind)
  const columns = lists ? NAMES : STATEMENTS
  return {
    columns,
    run: request => {
      const { schema } = scope.db.catalog
      const items = lists
        ? listItems(schema, scope.keyspace, target.kind)
        : createItems(schema, scope, target, statement.withInternals)
      const start =
        request.pagingState && request.pagingState.length === 4
          ? request.pagingState.readUInt32BE()
          : 0
      const page = items.slice(start, start + Math.min(request.pageSize, items.length))
      const rest = start + page.length < items.length
      const state = Buffer.alloc(4)
      state.writeUInt32BE(start + page.length)
      const rows = page.map(i => [
        bytes(i.keyspace),
        bytes(i.type),
        bytes(i.name),
        ...(lists ? [] : [bytes(i.statement ?? '')]),
      ])
      return { kind: 'rows', columns, rows, pagingState: rest ? state : undefined }
    },
  }
}

function cluster(scope: Scope): Plan {
  const owners = mapType(text, listType(text, true), true)
  const columns = [column('cluster'), column('partitioner'), column('snitch')]
  const inKeyspace = scope.keyspace !== undefined && !scope.keyspace.startsWith('system')
  const all = inKeyspace ? [...columns, column('range_ownership', owners)] : columns
  const ownership = packList([bytes(TOKEN), packList([bytes(`/127.0.0.1:7000`)])], 2)
  const row = [bytes(CLUSTER_NAME), bytes('Murmur3Partitioner'), bytes('DynamicEndpointSnitch')]
  return {
    columns: all,
    run: () => ({ kind: 'rows', columns: all, rows: [inKeyspace ? [...row, ownership] : row] }),
  }
}

function listItems(schema: Schema, current: string | undefined, what: string): Item[] {
  if (what === 'keyspaces') {
    return [...schema.keyspaces.keys()]
      .sort()
      .map(name => ({ keyspace: quoteIfNeeded(name), type: 'keyspace', name: quoteIfNeeded(name) }))
  }
  const homes =
    current !== undefined
      ? [schema.keyspaces.get(current)].filter(k => k !== undefined)
      : [...schema.keyspaces.values()]
  const sorted = [...homes].sort((a, b) => (a.name < b.name ? -1 : 1))
  if (what === 'tables') {
    return sorted.flatMap(k =>
      [...k.tables.values()]
        .map(t => ({ keyspace: quoteIfNeeded(k.name), type: 'table', name: quoteIfNeeded(t.name) }))
        .sort(byLowerName),
    )
  }
  if (what === 'types')
    return sorted.flatMap(k =>
      [...k.types.keys()].sort().map(name => ({
        keyspace: quoteIfNeeded(k.name),
        type: 'type',
        name: quoteIfNeeded(name),
      })),
    )
  return []
}

/** Quoted names sort among the others by their letters. */
const byLowerName = (a: Item, b: Item) => {
  const [x, y] = [
    a.name.replaceAll('"', '').toLowerCase(),
    b.name.replaceAll('"', '').toLowerCase(),
  ]
  return x < y ? -1 : x > y ? 1 : 0
}

function createItems(
  schema: Schema,
  scope: Scope,
  target: DescribeTarget,
  internals: boolean,
): Item[] {
  switch (target.kind) {
    case 'schema':
      return [...schema.keyspaces.values()]
        .filter(k => target.full || !k.name.startsWith('system'))
        .flatMap(k => keyspaceItems(k, internals))
    case 'keyspace': {
      const name = target.name ?? scope.keyspace
      if (name === undefined) throw invalid('No keyspace specified and no current keyspace')
      const keyspace = needKeyspace(schema, name)
      return target.only
        ? keyspaceItems(keyspace, internals).slice(0, 1)
        : keyspaceItems(keyspace, internals)
    }
    case 'table': {
      const keyspace = homeOf(schema, scope, target.name.keyspace)
      return tableItems(keyspace, tableIn(keyspace, target.name.name), internals)
    }
    case 'type': {
      const keyspace = homeOf(schema, scope, target.name.keyspace)
      const type = keyspace.types.get(target.name.name)
      if (!type)
        throw invalid(`User defined type '${target.name.name}' not found in '${keyspace.name}'`)
      return [item(keyspace, 'type', type.name, describeType(keyspace, type))]
    }
    case 'index': {
      const keyspace = homeOf(schema, scope, target.name.keyspace)
      const table = [...keyspace.tables.values()].find(t =>
        t.indexes.some(i => i.name === target.name.name),
      )
      const index = table?.indexes.find(i => i.name === target.name.name)
      if (!table || !index)
        throw invalid(
          `Table for existing index '${target.name.name}' not found in '${keyspace.name}'`,
        )
      return [item(keyspace, 'index', index.name, describeIndex(table, index))]
    }
    case 'view': {
      const keyspace = homeOf(schema, scope, target.name.keyspace)
      throw invalid(`Materialized view '${target.name.name}' not found in '${keyspace.name}'`)
    }
    case 'function':
    case 'aggregate': {
      const keyspace = homeOf(schema, scope, target.name.keyspace)
      throw invalid(
        `User defined ${target.kind} '${target.name.name}' not found in '${keyspace.name}'`,
      )
    }
    case 'generic':
      return generic(schema, scope, target.name, internals)
    default:
      return []
  }
}

function generic(
  schema: Schema,
  scope: Scope,
  name: { keyspace?: string; name: string },
  internals: boolean,
): Item[] {
  if (name.keyspace === undefined) {
    const keyspace = schema.keyspaces.get(name.name)
    if (keyspace) return keyspaceItems(keyspace, internals)
    if (scope.keyspace === undefined) throw invalid(`'${name.name}' not found in keyspaces`)
  }
  const keyspace = homeOf(schema, scope, name.keyspace)
  const table = keyspace.tables.get(name.name)
  if (table) return tableItems(keyspace, table, internals)
  const indexed = [...keyspace.tables.values()].find(t => t.indexes.some(i => i.name === name.name))
  const index = indexed?.indexes.find(i => i.name === name.name)
  if (indexed && index) return [item(keyspace, 'index', index.name, describeIndex(indexed, index))]
  throw invalid(`'${name.name}' not found in keyspace '${keyspace.name}'`)
}

const item = (keyspace: Keyspace, type: string, name: string, statement: string): Item => ({
  keyspace: quoteIfNeeded(keyspace.name),
  type,
  name: quoteIfNeeded(name),
  statement,
})

function needKeyspace(schema: Schema, name: string): Keyspace {
  const keyspace = schema.keyspaces.get(name)
  if (!keyspace) throw invalid(`'${name}' not found in keyspaces`)
  return keyspace
}

function homeOf(schema: Schema, scope: Scope, given: string | undefined): Keyspace {
  const name = given ?? scope.keyspace
  if (name === undefined) throw invalid('No keyspace specified and no current keyspace')
  return needKeyspace(schema, name)
}

function tableIn(keyspace: Keyspace, name: string): Table {
  const table = keyspace.tables.get(name)
  if (!table) throw invalid(`Table '${name}' not found in keyspace '${keyspace.name}'`)
  return table
}

function tableItems(keyspace: Keyspace, table: Table, internals: boolean): Item[] {
  return [
    item(keyspace, 'table', table.name, describeTable(table, internals)),
    ...table.indexes.map(i => item(keyspace, 'index', i.name, describeIndex(table, i))),
  ]
}

function keyspaceItems(keyspace: Keyspace, internals: boolean): Item[] {
  return [
    item(keyspace, 'keyspace', keyspace.name, describeKeyspace(keyspace)),
    ...[...keyspace.types.values()].map(t =>
      item(keyspace, 'type', t.name, describeType(keyspace, t)),
    ),
    ...[...keyspace.tables.values()].flatMap(t => tableItems(keyspace, t, internals)),
  ]
}
