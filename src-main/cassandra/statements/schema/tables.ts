// CREATE, DROP and TRUNCATE TABLE.
import { randomUUID } from 'node:crypto'
import type { CreateTableStatement, QualifiedName, TypeName } from '@shared/cql'
import { invalid } from '../../errors'
import { lookupIn } from '../../schema/catalog'
import {
  type ColumnSpec,
  COMPACT_STORAGE,
  type Keyspace,
  makeTable,
  type Table,
} from '../../schema/model'
import { checkTableName } from '../../schema/keyspace-options'
import { readOptions, tableOptions } from '../../schema/table-options'
import {
  checkFrozen,
  type CqlType,
  isCollection,
  isUdt,
  mentionsDuration,
  resolveType,
} from '../../types'
import { isMadeUp, keyspaceOf, type Scope } from '../context'
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
  checkDeclaration(statement)
  refuseSystem(db, home, `CREATE <all tables in ${home}>`)
  readOptions(statement.properties)
  if (statement.columns.some(column => column.mask))
    throw invalid(
      'Cannot mask columns because dynamic data masking is not enabled. You can enable it with the dynamic_data_masking_enabled property on cassandra.yaml',
    )
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
    const options = tableOptions(statement.properties)
    const columns = columnsOf(keyspace, statement)
    const kept = statement.compactStorage ? new Map(options).set(COMPACT_STORAGE, true) : options
    if (
      columns.some(column => column.type.kind === 'counter') &&
      Number(options.get('default_time_to_live')) > 0
    )
      throw invalid('Cannot set default_time_to_live on a table with counters')
    checkTableName(home, name)
    const table = makeTable({
      keyspace: home,
      name,
      id: newTableId(),
      storeId: db.catalog.takeStoreId(),
      columns,
      options: kept,
    })
    return {
      keyspaces: keyspaces.set(home, withTable(keyspace, table)),
      result: changed({ change: 'CREATED', target: 'TABLE', keyspace: home, name }),
    }
  })
}

/** Faults of the statement itself, whatever the schema. */
function checkDeclaration(statement: CreateTableStatement): void {
  const { table, columns, primaryKeys } = statement
  for (const { type } of columns) checkFrozen(type)
  const names = columns.map(c => c.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined)
    throw invalid(`Duplicate column '${twice}' declaration for table '${table.name}'`)
  if (primaryKeys.length > 1)
    throw invalid(`Multiple PRIMARY KEY specified for table '${table.name}' (exactly one required)`)
  if (primaryKeys.length === 0)
    throw invalid(`No PRIMARY KEY specifed for table '${table.name}' (exactly one required)`)
  const ordered = statement.clusteringOrder.map(o => o.column)
  const again = ordered.find((column, i) => ordered.indexOf(column) !== i)
  if (again !== undefined)
    throw invalid(
      `Duplicate column '${again}' in CLUSTERING ORDER BY clause for table '${table.name}'`,
    )
}

function columnsOf(keyspace: Keyspace, statement: CreateTableStatement): ColumnSpec[] {
  const lookup = lookupIn(keyspace.name, keyspace.types)
  const types = new Map(
    statement.columns.map(c => [c.name, columnType(c.type, keyspace.name, lookup)] as const),
  )
  const key = statement.primaryKeys[0]!
  const keys = [...key.partition, ...key.clustering]
  const statics = new Set(statement.columns.filter(c => c.isStatic).map(c => c.name))
  checkKeyColumns(keyspace, statement, keys, types, statics)
  const descending = clusteringOrder(statement, key.clustering)
  const others = [...types].filter(([column]) => !keys.includes(column))
  if (statement.compactStorage) checkCompact(key.clustering.length > 0, others, statics)
  else if (statics.size > 0 && key.clustering.length === 0) {
    throw invalid(
      'Static columns are only useful (and thus allowed) if the table has at least one clustering column',
    )
  }
  const counters = others.filter(([, type]) => type.kind === 'counter')
  if (counters.length > 0 && counters.length < others.length)
    throw invalid('Cannot mix counter and non counter columns in the same table')
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

/** COMPACT STORAGE takes only what the tables of old clients could hold. */
function checkCompact(
  isDense: boolean,
  others: readonly (readonly [string, CqlType])[],
  statics: ReadonlySet<string>,
): void {
  if (others.some(([, type]) => type.multiCell))
    throw invalid('Non-frozen collections and UDTs are not supported with COMPACT STORAGE')
  if (statics.size > 0) throw invalid('Static columns are not supported in COMPACT STORAGE tables')
  if (!isDense && others.length === 0)
    throw invalid('No definition found that is not part of the PRIMARY KEY')
  if (isDense && others.length > 1)
    throw invalid(
      `COMPACT STORAGE with composite PRIMARY KEY allows no more than one column not part of the PRIMARY KEY (got: ${others
        .map(([column]) => column)
        .sort()
        .join(', ')})`,
    )
}

function checkKeyColumns(
  keyspace: Keyspace,
  { table }: CreateTableStatement,
  keys: readonly string[],
  types: ReadonlyMap<string, CqlType>,
  statics: ReadonlySet<string>,
): void {
  keys.forEach((column, i) => {
    const type = types.get(column)
    if (!type)
      throw invalid(
        `Unknown column '${column}' referenced in PRIMARY KEY for table '${table.name}'`,
      )
    if (keys.indexOf(column) !== i)
      throw invalid(`Duplicate column '${column}' in PRIMARY KEY clause for table '${table.name}'`)
    if (type.multiCell) {
      const kind = isUdt(type) ? 'user-defined' : 'collection'
      const shown = isUdt(type) ? `"${keyspace.name}.${type.typeName}"` : type.name
      throw invalid(`Invalid non-frozen ${kind} type ${shown} for PRIMARY KEY column '${column}'`)
    }
    if (type.kind === 'counter')
      throw invalid(`counter type is not supported for PRIMARY KEY column '${column}'`)
    if (mentionsDuration(type))
      throw invalid(`duration type is not supported for PRIMARY KEY column '${column}'`)
    if (statics.has(column))
      throw invalid(`Static column '${column}' cannot be part of the PRIMARY KEY`)
  })
}

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
  // The first columns alone may be given; the others are ascending.
  for (const [i, column] of [...given.keys()].entries()) {
    const expected = clustering[i]!
    if (column === expected) continue
    throw invalid(
      given.has(expected)
        ? `The order of columns in the CLUSTERING ORDER directive must match that of the clustering columns (${expected} must appear before ${column})`
        : `Missing CLUSTERING ORDER for column ${expected}`,
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
  refuseSystem(db, home, `DROP <table ${home}.${name.name}>`)
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
  if (isMadeUp(home)) throw invalid(`Truncation is not supported by table ${home}.${name.name}`)
  refuseSystem(db, home)
  return db.catalog.change(keyspaces => {
    const keyspace = needKeyspace(keyspaces, home)
    const table = keyspace.tables.get(name.name)
    if (!table) throw invalid(`table ${name.name} does not exist`)
    const empty = { ...table, storeId: db.catalog.takeStoreId() }
    return { keyspaces: keyspaces.set(home, withTable(keyspace, empty)), result: VOID }
  })
}
