// CREATE, DROP and TRUNCATE TABLE.
import { randomUUID } from 'node:crypto'
import type { CreateTableStatement, QualifiedName, TypeName } from '@shared/cql'
import { invalid } from '../../errors'
import { lookupIn } from '../../schema/catalog'
import { type ColumnSpec, type Keyspace, makeTable, type Table } from '../../schema/model'
import { checkTableName, tableOptions } from '../../schema/options'
import { type CqlType, isCollection, isUdt, resolveType } from '../../types'
import { keyspaceOf, type Scope } from '../context'
import { type Result, VOID } from '../../result'
import { alreadyExists, changed, refuseSystem } from './keyspaces'

export function needKeyspace(keyspaces: ReadonlyMap<string, Keyspace>, name: string): Keyspace {
  const keyspace = keyspaces.get(name)
  if (!keyspace) throw invalid(`Keyspace '${name}' doesn't exist`)
  return keyspace
}

export const withTable = (keyspace: Keyspace, table: Table): Keyspace => ({
  ...keyspace,
  tables: sorted(new Map(keyspace.tables).set(table.name, table)),
})

const sorted = (tables: Map<string, Table>) =>
  new Map([...tables].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))

/** Time-based in Cassandra; only its uniqueness matters. */
export const newTableId = () => randomUUID()

export async function createTable(scope: Scope, statement: CreateTableStatement): Promise<Result> {
  const { db } = scope
  const home = keyspaceOf(scope, statement.table)
  const { name } = statement.table
  refuseSystem(db, home)
  const options = tableOptions(statement.properties)
  return db.catalog.change(keyspaces => {
    const keyspace = needKeyspace(keyspaces, home)
    if (keyspace.tables.has(name)) {
      if (statement.ifNotExists) return { result: VOID }
      throw alreadyExists(
        `Cannot add already existing table "${name}" to keyspace "${home}"`,
        home,
        name,
      )
    }
    checkTableName(home, name)
    const columns = columnsOf(keyspace, statement)
    const table = makeTable({
      keyspace: home,
      name,
      id: newTableId(),
      storeId: db.catalog.takeStoreId(),
      columns,
      options,
    })
    return {
      keyspaces: keyspaces.set(home, withTable(keyspace, table)),
      result: changed({ change: 'CREATED', target: 'TABLE', keyspace: home, name }),
    }
  })
}

function columnsOf(keyspace: Keyspace, statement: CreateTableStatement): ColumnSpec[] {
  const types = typesOf(keyspace, statement)
  const key = keyOf(statement)
  const keys = [...key.partition, ...key.clustering]
  const statics = new Set(statement.columns.filter(c => c.isStatic).map(c => c.name))
  checkKeyColumns(keyspace, statement, keys, types, statics)
  if (statics.size > 0 && key.clustering.length === 0) {
    throw invalid(
      'Static columns are only useful (and thus allowed) if the table has at least one clustering column',
    )
  }
  const others = [...types].filter(([column]) => !keys.includes(column))
  const counters = others.filter(([, type]) => type.kind === 'counter')
  if (counters.length > 0 && counters.length < others.length)
    throw invalid('Cannot mix counter and non counter columns in the same table')
  const descending = clusteringOrder(statement, key.clustering)
  return [...types].map(([name, type], id): ColumnSpec => {
    const inPartition = key.partition.indexOf(name)
    if (inPartition >= 0) return { id, name, kind: 'partition_key', position: inPartition, type }
    const position = key.clustering.indexOf(name)
    if (position < 0)
      return { id, name, kind: statics.has(name) ? 'static' : 'regular', position, type }
    return {
      id,
      name,
      kind: 'clustering',
      position,
      type,
      descending: descending.get(name) ?? false,
    }
  })
}

function typesOf(keyspace: Keyspace, statement: CreateTableStatement): Map<string, CqlType> {
  const lookup = lookupIn(keyspace.name, keyspace.types)
  const types = new Map<string, CqlType>()
  for (const column of statement.columns) {
    if (types.has(column.name))
      throw invalid(
        `Duplicate column '${column.name}' declaration for table '${statement.table.name}'`,
      )
    if (column.mask)
      throw invalid(
        'Cannot mask columns because dynamic data masking is not enabled. You can enable it with the dynamic_data_masking_enabled property on cassandra.yaml',
      )
    types.set(column.name, columnType(column.type, keyspace.name, lookup))
  }
  return types
}

function keyOf({ table, primaryKeys, compactStorage }: CreateTableStatement) {
  const [key, second] = primaryKeys
  if (!key)
    throw invalid(`No PRIMARY KEY specifed for table '${table.name}' (exactly one required)`)
  if (second)
    throw invalid(`Multiple PRIMARY KEY specified for table '${table.name}' (exactly one required)`)
  if (compactStorage)
    throw invalid('COMPACT STORAGE tables are not allowed starting with version 4.0')
  return key
}

function checkKeyColumns(
  keyspace: Keyspace,
  { table }: CreateTableStatement,
  keys: readonly string[],
  types: ReadonlyMap<string, CqlType>,
  statics: ReadonlySet<string>,
): void {
  keys.forEach((column, i) => {
    if (keys.indexOf(column) !== i)
      throw invalid(`Duplicate column '${column}' in PRIMARY KEY clause for table '${table.name}'`)
    const type = types.get(column)
    if (!type)
      throw invalid(
        `Unknown column '${column}' referenced in PRIMARY KEY for table '${table.name}'`,
      )
    if (type.kind === 'counter')
      throw invalid(`counter type is not supported for PRIMARY KEY column '${column}'`)
    if (mentionsDuration(type))
      throw invalid(`duration type is not supported for PRIMARY KEY column '${column}'`)
    if (type.multiCell) {
      const kind = isUdt(type) ? 'user-defined' : 'collection'
      const shown = isUdt(type) ? `"${keyspace.name}.${type.typeName}"` : type.name
      throw invalid(`Invalid non-frozen ${kind} type ${shown} for PRIMARY KEY column '${column}'`)
    }
    if (statics.has(column))
      throw invalid(`Static column '${column}' cannot be part of the PRIMARY KEY`)
  })
}

const mentionsDuration = (type: CqlType) => type.kind === 'duration'

function clusteringOrder(
  statement: CreateTableStatement,
  clustering: readonly string[],
): Map<string, boolean> {
  const given = new Map(statement.clusteringOrder.map(o => [o.column, o.descending]))
  const strangers = [...given.keys()].filter(column => !clustering.includes(column))
  if (strangers.length > 0) {
    throw invalid(
      `Only clustering key columns can be defined in CLUSTERING ORDER directive: [${strangers.join(', ')}] are not clustering columns`,
    )
  }
  if (given.size === 0) return given
  const missing = clustering.find(column => !given.has(column))
  if (missing !== undefined) throw invalid(`Missing CLUSTERING ORDER for column ${missing}`)
  const order = [...given.keys()]
  const early = clustering.find((column, i) => order[i] !== column)
  if (early !== undefined) {
    throw invalid(
      `The order of columns in the CLUSTERING ORDER directive must match that of the clustering columns (${early} must appear before ${order[clustering.indexOf(early)]})`,
    )
  }
  return given
}

export function columnType(
  type: TypeName,
  keyspace: string,
  lookup: Parameters<typeof resolveType>[2],
): CqlType {
  const resolved = resolveType(type, keyspace, lookup)
  if (isUdt(resolved) && resolved.multiCell) {
    const inner = resolved.fields.find(
      f => f.type.multiCell && (isCollection(f.type) || isUdt(f.type)),
    )
    if (inner) throw invalid('Non-frozen UDTs with nested non-frozen collections are not supported')
  }
  return resolved
}

export function dropTable(scope: Scope, name: QualifiedName, ifExists: boolean): Promise<Result> {
  const { db } = scope
  const home = keyspaceOf(scope, name)
  refuseSystem(db, home)
  return db.catalog.change(keyspaces => {
    const keyspace = keyspaces.get(home)
    const tables = new Map(keyspace?.tables)
    if (!keyspace || !tables.delete(name.name)) {
      if (ifExists) return { result: VOID }
      throw invalid(`Table '${home}.${name.name}' doesn't exist`)
    }
    return {
      keyspaces: keyspaces.set(home, { ...keyspace, tables }),
      result: changed({ change: 'DROPPED', target: 'TABLE', keyspace: home, name: name.name }),
    }
  })
}

/**
 * A truncated table gets a new store id; the entries under the old one are dead from then on.
 */
export function truncateTable(scope: Scope, name: QualifiedName): Promise<Result> {
  const { db } = scope
  const home = keyspaceOf(scope, name)
  const found = db.catalog.schema.keyspaces.get(home)?.tables.get(name.name)
  if (!db.catalog.schema.keyspaces.has(home)) throw invalid(`keyspace ${home} does not exist`)
  if (!found) throw invalid(`table ${name.name} does not exist`)
  refuseSystem(db, home)
  return db.catalog.change(keyspaces => {
    const keyspace = needKeyspace(keyspaces, home)
    const table = keyspace.tables.get(name.name)
    if (!table) throw invalid(`table ${name.name} does not exist`)
    const empty = { ...table, storeId: db.catalog.takeStoreId() }
    return { keyspaces: keyspaces.set(home, withTable(keyspace, empty)), result: VOID }
  })
}
