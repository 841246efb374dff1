// ALTER TABLE: columns added, dropped and renamed, options changed.
import type { AlterTableChange, SchemaStatement } from '@shared/cql'
import { configError, invalid } from '../../errors'
import { lookupIn } from '../../schema/catalog'
import {
  type ColumnSpec,
  isCompact,
  type Keyspace,
  makeTable,
  type Table,
} from '../../schema/model'
import { droppedColumn, lastColumnId, withDropped } from '../../schema/dropped-columns'
import { readOptions, tableOptions } from '../../schema/table-options'
import { type CqlType, isUdt } from '../../types'
import { keyspaceOf, type Scope } from '../context'
import { type Result, VOID } from '../../result'
import { changed, refuseSystem } from './keyspaces'
import { columnType, needKeyspace, withTable } from './tables'

const NO_MASKS =
  'Cannot mask columns because dynamic data masking is not enabled. You can enable it with the dynamic_data_masking_enabled property on cassandra.yaml'

type AlterTable = Extract<SchemaStatement, { kind: 'alterTable' }>

export function alterTable(scope: Scope, statement: AlterTable): Promise<Result> {
  const { db } = scope
  const home = keyspaceOf(scope, statement.table)
  const { name } = statement.table
  refuseSystem(db, home, `ALTER <table ${home}.${statement.table.name}>`)
  if (statement.change.kind === 'with') readOptions(statement.change.properties)
  if (statement.change.kind === 'mask' && statement.change.mask) throw invalid(NO_MASKS)
  return db.catalog.change(keyspaces => {
    const table = keyspaces.get(home)?.tables.get(name)
    if (!table) {
      if (statement.ifExists) return { result: VOID }
      throw invalid(`Table '${home}.${name}' doesn't exist`)
    }
    const keyspace = needKeyspace(keyspaces, home)
    const next = changedTable(keyspace, table, statement.change)
    if (next === table) return { result: VOID }
    return {
      keyspaces: keyspaces.set(home, withTable(keyspace, next)),
      result: changed({ change: 'UPDATED', target: 'TABLE', keyspace: home, name }),
    }
  })
}

function rebuilt(
  table: Table,
  columns: readonly ColumnSpec[],
  more: Partial<Pick<Table, 'options' | 'indexes'>> = {},
): Table {
  return makeTable({
    ...table,
    options: more.options ?? table.options,
    indexes: more.indexes ?? table.indexes,
    columns,
  })
}

function changedTable(keyspace: Keyspace, table: Table, change: AlterTableChange): Table {
  switch (change.kind) {
    case 'alterType':
      throw invalid(`Altering column types is no longer supported`)
    case 'mask':
      if (!change.ifExists && !table.columns.has(change.column))
        throw invalid(`Column with name '${change.column}' doesn't exist on table '${table.name}'`)
      return table
    case 'dropCompactStorage':
      throw invalid('DROP COMPACT STORAGE is disabled. Enable in cassandra.yaml to use.')
    case 'add':
      return withColumns(keyspace, table, change)
    case 'drop':
      return withoutColumns(table, change)
    case 'rename':
      return renamed(table, change)
    case 'with':
      return rebuilt(table, table.all, { options: checkedOptions(table, change) })
  }
}

function checkedOptions(table: Table, change: Extract<AlterTableChange, { kind: 'with' }>) {
  const options = tableOptions(change.properties, table.options)
  if (table.isCounter && Number(options.get('default_time_to_live')) > 0)
    throw invalid('Cannot set default_time_to_live on a table with counters')
  return options
}

function withColumns(
  keyspace: Keyspace,
  table: Table,
  change: Extract<AlterTableChange, { kind: 'add' }>,
): Table {
  let nextId = lastColumnId(table) + 1
  const added: ColumnSpec[] = []
  for (const column of change.columns) {
    if (table.columns.has(column.name) || added.some(c => c.name === column.name)) {
      if (change.ifNotExists) continue
      throw invalid(`Column with name '${column.name}' already exists`)
    }
    const type = columnType(column.type, keyspace.name, lookupIn(keyspace.name, keyspace.types))
    if (isCompact(table)) throw invalid('Cannot add new column to a COMPACT STORAGE table')
    if (column.isStatic && table.clustering.length === 0) {
      throw invalid(
        `Static columns are only useful (and thus allowed) if the table has at least one clustering column`,
      )
    }
    checkAgainstDropped(table, column, type)
    if (table.isCounter && type.kind !== 'counter')
      throw configError(
        `${table.keyspace}.${table.name}: Cannot have a non counter column ("${column.name}") in a counter table`,
      )
    if (!table.isCounter && type.kind === 'counter')
      throw configError(
        `${table.keyspace}.${table.name}: Cannot have a counter column ("${column.name}") in a non counter table`,
      )
    added.push({
      id: nextId++,
      name: column.name,
      kind: column.isStatic ? 'static' : 'regular',
      position: -1,
      type,
    })
  }
  return added.length === 0 ? table : rebuilt(table, [...table.all, ...added])
}

function checkAgainstDropped(
  table: Table,
  { name, isStatic }: { readonly name: string; readonly isStatic: boolean },
  type: CqlType,
): void {
  const before = droppedColumn(table, name)
  if (!before) return
  const again = `Cannot re-add previously dropped column '${name}' of`
  if (before.type !== type.name)
    throw invalid(`${again} type ${type.name}, incompatible with previous type ${before.type}`)
  if ((before.kind === 'static') !== isStatic)
    throw invalid(
      `${again} kind ${isStatic ? 'STATIC' : 'REGULAR'}, incompatible with previous kind ${before.kind.toUpperCase()}`,
    )
  if (table.isCounter) throw invalid(`Cannot re-add previously dropped counter column ${name}`)
}

function withoutColumns(table: Table, change: Extract<AlterTableChange, { kind: 'drop' }>): Table {
  const dropped = new Set<string>()
  for (const name of change.columns) {
    const column = table.columns.get(name)
    if (!column) {
      if (change.ifExists) continue
      throw invalid(`Column ${name} was not found in table '${table.keyspace}.${table.name}'`)
    }
    if (column.slot < 0) throw invalid(`Cannot drop PRIMARY KEY column ${name}`)
    if (isUdt(column.type) && column.type.multiCell)
      throw invalid(
        `Cannot drop non-frozen column ${name} of user type ${table.keyspace}.${column.type.typeName}`,
      )
    const indexes = table.indexes.filter(i => i.column === name)
    if (indexes.length > 0) {
      throw invalid(
        `Cannot drop column ${name} because it has dependent secondary indexes (${indexes.map(i => i.name).join(', ')})`,
      )
    }
    dropped.add(name)
  }
  if (dropped.size === 0) return table
  return rebuilt(
    table,
    table.all.filter(c => !dropped.has(c.name)),
    { options: withDropped(table, dropped, Date.now()) },
  )
}

function renamed(table: Table, change: Extract<AlterTableChange, { kind: 'rename' }>): Table {
  let columns: readonly ColumnSpec[] = table.all
  let { indexes } = table
  for (const [from, to] of change.renames) {
    const column = columns.find(c => c.name === from)
    // IF EXISTS does not help here, as little as in Cassandra.
    if (!column)
      throw invalid(`Undefined column name ${from} in table ${table.keyspace}.${table.name}`)
    if (column.kind !== 'partition_key' && column.kind !== 'clustering')
      throw invalid(`Cannot rename non PRIMARY KEY column ${from}`)
    if (columns.some(c => c.name === to))
      throw invalid(
        `Cannot rename column ${from} to ${to} in table '${table.keyspace}.${table.name}'; another column with that name already exists`,
      )
    if (indexes.some(i => i.column === from))
      throw invalid(
        `Can't rename column ${from} because it has dependent secondary indexes (${indexes
          .filter(i => i.column === from)
          .map(i => i.name)
          .join(', ')})`,
      )
    columns = columns.map(c => (c === column ? { ...c, name: to } : c))
    indexes = indexes.map(i => (i.column === from ? { ...i, column: to } : i))
  }
  return rebuilt(table, columns, { indexes })
}
