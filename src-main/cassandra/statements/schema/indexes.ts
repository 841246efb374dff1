// CREATE and DROP INDEX. The schema says which indexes there are; they are built from it
// (indexes/table-indexes.ts).
import type { SchemaStatement } from '@shared/cql'
import { configError, invalid, syntaxError } from '../../errors'
import type { Index, Keyspace, Table } from '../../schema/model'
import { isCollection, isMap } from '../../types'
import { keyspaceOf, qualified, type Scope } from '../context'
import { type Result, VOID } from '../../result'
import { isSai } from '../../indexes'
import { changed, refuseSystem } from './keyspaces'
import { checkSai, vectorWarnings } from './sai-options'
import { needKeyspace, withTable } from './tables'

type Of<K extends SchemaStatement['kind']> = Extract<SchemaStatement, { kind: K }>

export function createIndex(scope: Scope, statement: Of<'createIndex'>): Promise<Result> {
  const { db } = scope
  const home = keyspaceOf(scope, statement.table)
  refuseSystem(db, home)
  return db.catalog.change(keyspaces => {
    const keyspace = needKeyspace(keyspaces, home)
    const table = keyspace.tables.get(statement.table.name)
    if (!table) throw invalid(`Table '${statement.table.name}' doesn't exist`)
    const existing = statement.name && indexNamed(keyspace, statement.name.name)
    if (existing) {
      if (statement.ifNotExists) return { result: VOID }
      throw invalid(`Index '${statement.name?.name}' already exists`)
    }
    const index = buildIndex(keyspace, table, statement)
    const same = table.indexes.find(
      i =>
        i.column === index.column &&
        i.target === index.target &&
        i.className === index.className &&
        (!isSai(i) || sameOptions(i.options, index.options)),
    )
    if (same) {
      if (statement.ifNotExists) return { result: VOID }
      throw invalid(`Index ${index.name} is a duplicate of existing index ${same.name}`)
    }
    if (isSai(index)) checkSai(table, table.columns.get(index.column)!, index, index.options)
    const next: Table = {
      ...table,
      indexes: [...table.indexes, index].sort((a, b) => (a.name < b.name ? -1 : 1)),
    }
    const warnings = vectorWarnings(next)
    return {
      keyspaces: keyspaces.set(home, withTable(keyspace, next)),
      result: {
        ...changed({ change: 'UPDATED', target: 'TABLE', keyspace: home, name: table.name }),
        ...(warnings.length > 0 ? { warnings } : {}),
      },
    }
  })
}

const sameOptions = (a: Index['options'], b: Index['options']) =>
  a.size === b.size && [...a].every(([name, value]) => b.get(name) === value)

const unknownClass = (name: string) => configError(`Unable to find custom indexer class '${name}'`)
const KNOWN =
  /^(sai|legacy_local_table|(org\.apache\.cassandra\.index\.sai\.)?storageattachedindex)$/i

function manyColumns({ className, targets }: Of<'createIndex'>) {
  if (className === undefined || !isSai({ className }))
    return invalid('Only CUSTOM indexes support multiple columns')
  const columns = targets.map(t => t.column).join(', ')
  return invalid(`A storage-attached index cannot be created over multiple columns: ${columns}`)
}

const indexNamed = (keyspace: Keyspace, name: string) =>
  [...keyspace.tables.values()].find(t => t.indexes.some(i => i.name === name))

function buildIndex(keyspace: Keyspace, table: Table, statement: Of<'createIndex'>): Index {
  const [target, second] = statement.targets
  if (table.isCounter) throw invalid("Secondary indexes on counter tables aren't supported")
  if (statement.custom && statement.className === undefined)
    throw unknownClass('legacy_local_table')
  if (!target)
    throw invalid('Only CUSTOM indexes can be created without specifying a target column')
  if (second) throw manyColumns(statement)
  const column = table.columns.get(target.column)
  if (!column) throw invalid(`Undefined column name ${target.column} in table ${qualified(table)}`)
  const { type } = column
  if (type.kind === 'duration')
    throw invalid('Secondary indexes are not supported on duration columns')
  if (column.kind === 'partition_key' && table.partitionKey.length === 1) {
    throw invalid(`Cannot create secondary index on the only partition key column ${column.name}`)
  }
  let kind = target.kind
  if (kind === 'simple' && isCollection(type) && type.multiCell) kind = 'values'
  if (!isCollection(type) && kind !== 'simple') {
    throw invalid(
      `Cannot create ${kind}() index on ${column.name}. Non-collection columns only support simple indexes`,
    )
  }
  if (isCollection(type) && !type.multiCell && kind !== 'full' && kind !== 'simple') {
    throw invalid(
      `Cannot create ${kind}() index on frozen column ${column.name}. Frozen collections are immutable and must be fully indexed by using the 'full(${column.name})' modifier`,
    )
  }
  if (isCollection(type) && !type.multiCell && kind === 'simple') {
    throw invalid(
      `Cannot create values() index on frozen column ${column.name}. Frozen collections are immutable and must be fully indexed by using the 'full(${column.name})' modifier`,
    )
  }
  if (isCollection(type) && type.multiCell && kind === 'full')
    throw invalid('full() indexes can only be created on frozen collections')
  if ((kind === 'keys' || kind === 'entries') && !isMap(type))
    throw invalid(`Cannot create index on ${kind} of column ${column.name} with non-map type`)
  const name = statement.name?.name ?? freeName(keyspace, `${table.name}_${column.name}_idx`)
  const shown = /^[a-z][a-z0-9_]*$/.test(column.name) ? column.name : `"${column.name}"`
  const options = new Map<string, string>()
  for (const { name: property, value } of statement.properties) {
    if (property !== 'options') throw syntaxError(`Unknown property '${property}'`)
    if (typeof value !== 'string') for (const [k, v] of value) options.set(k, v)
  }
  if (statement.className !== undefined && !KNOWN.test(statement.className)) {
    if (/sasiindex$/i.test(statement.className))
      throw invalid('SASI indexes are disabled. Enable in cassandra.yaml to use.')
    throw unknownClass(statement.className)
  }
  const isLegacy =
    statement.className !== undefined && /^legacy_local_table$/i.test(statement.className)
  return {
    name,
    column: column.name,
    target: kind,
    className: isLegacy ? undefined : statement.className,
    options: new Map([
      ...(statement.className !== undefined && !isLegacy
        ? [['class_name', statement.className] as const]
        : []),
      ...options,
      ['target', kind === 'simple' ? shown : `${kind}(${shown})`],
    ]),
  }
}

function freeName(keyspace: Keyspace, base: string): string {
  let name = base
  for (let i = 1; indexNamed(keyspace, name); i++) name = `${base}_${i}`
  return name
}

export function dropIndex(scope: Scope, statement: Of<'dropIndex'>): Promise<Result> {
  const { db } = scope
  const home = keyspaceOf(scope, statement.name)
  const { name } = statement.name
  refuseSystem(db, home)
  return db.catalog.change(keyspaces => {
    const keyspace = keyspaces.get(home)
    const table = keyspace && indexNamed(keyspace, name)
    if (!keyspace || !table) {
      if (statement.ifExists) return { result: VOID }
      throw invalid(`Index '${home}.${name}' doesn't exist'`)
    }
    const next: Table = { ...table, indexes: table.indexes.filter(i => i.name !== name) }
    return {
      keyspaces: keyspaces.set(home, withTable(keyspace, next)),
      result: changed({ change: 'UPDATED', target: 'TABLE', keyspace: home, name: table.name }),
    }
  })
}
