// system_schema: keyspaces, tables, columns, types, indexes as rows. Drivers and cqlsh build their
// metadata from it.
import { droppedColumns, isHiddenOption } from '../schema/dropped-columns'
import {
  type Column,
  isCompact,
  type Keyspace,
  type OptionValue,
  type Table,
} from '../schema/model'
import {
  type CqlType,
  isCollection,
  isList,
  isMap,
  isNative,
  isSet,
  isTuple,
  isUdt,
  isVector,
} from '../types'
import {
  bool,
  define,
  double,
  type Facts,
  int,
  text,
  textBlobMap,
  textMap,
  texts,
  timestamp,
  uuid,
} from './define'

/** Types as system_schema spells them: user types inside are bare names. */
export function typeText(type: CqlType): string {
  const frozen = (inner: string) => (type.multiCell ? inner : `frozen<${inner}>`)
  if (isNative(type)) return type.name
  if (isList(type) || isSet(type)) return frozen(`${type.kind}<${typeText(type.of)}>`)
  if (isMap(type)) return frozen(`map<${typeText(type.key)}, ${typeText(type.value)}>`)
  if (isUdt(type))
    return frozen(/^[a-z][a-z0-9_]*$/.test(type.typeName) ? type.typeName : `"${type.typeName}"`)
  if (isTuple(type)) return `frozen<tuple<${type.of.map(typeText).join(', ')}>>`
  if (isVector(type)) {
    // Collections inside are not frozen by name.
    const of = isCollection(type.of) ? { ...type.of, multiCell: true } : type.of
    return `vector<${typeText(of)}, ${type.dimension}>`
  }
  return type.name
}

function columnRow(table: Table, column: Column): Record<string, Buffer | null> {
  return {
    keyspace_name: text(table.keyspace),
    table_name: text(table.name),
    column_name: text(column.name),
    clustering_order: text(
      column.kind === 'clustering' ? (column.descending ? 'desc' : 'asc') : 'none',
    ),
    column_name_bytes: text(column.name),
    kind: text(column.kind),
    position: int(column.position),
    type: text(typeText(column.type)),
  }
}

function optionCell(name: string, value: OptionValue): Buffer | null {
  if (value instanceof Map) return name === 'extensions' ? textBlobMap() : textMap(value)
  if (typeof value === 'boolean') return bool(value)
  if (typeof value === 'number')
    return name === 'bloom_filter_fp_chance' || name === 'crc_check_chance'
      ? double(value)
      : int(value)
  return typeof value === 'string' ? text(value) : null
}

function flagsOf(table: Table): string[] {
  const counter = table.isCounter ? ['counter'] : []
  if (!isCompact(table)) return ['compound', ...counter]
  const keys = table.clustering.length
  return [...(keys > 1 ? ['compound'] : []), ...counter, ...(keys > 0 ? ['dense'] : [])]
}

function tableRow(table: Table): Record<string, Buffer | null> {
  const options = Object.fromEntries(
    [...table.options]
      .filter(([name]) => !isHiddenOption(name))
      .map(([name, value]) => [name, optionCell(name, value)]),
  )
  return {
    ...options,
    // Defaults that the schema of a table never sets are not stored.
    allow_auto_snapshot: null,
    cdc: null,
    incremental_backups: null,
    ...(table.options.get('allow_auto_snapshot') === false
      ? { allow_auto_snapshot: bool(false) }
      : {}),
    ...(table.options.get('incremental_backups') === false
      ? { incremental_backups: bool(false) }
      : {}),
    memtable: table.options.get('memtable') === 'default' ? null : (options.memtable ?? null),
    keyspace_name: text(table.keyspace),
    table_name: text(table.name),
    dclocal_read_repair_chance: double(0),
    read_repair_chance: double(0),
    flags: texts(flagsOf(table)),
    id: uuid(table.id),
  }
}

const droppedRows = (table: Table): Record<string, Buffer | null>[] =>
  droppedColumns(table).map(dropped => ({
    keyspace_name: text(table.keyspace),
    table_name: text(table.name),
    column_name: text(dropped.name),
    dropped_time: timestamp(dropped.droppedMs),
    kind: text(dropped.kind),
    type: text(dropped.type),
  }))

export function schemaTables(facts: Facts): Table[] {
  const real = () => [...facts.keyspaces().values()].filter(k => !k.virtual)
  const tables = () => real().flatMap(k => [...k.tables.values()])
  const ks = 'system_schema'
  return [
    define(ks, 'keyspaces', () =>
      real().map(k => ({
        keyspace_name: text(k.name),
        durable_writes: bool(k.durableWrites),
        replication: textMap(k.replication),
      })),
    ),
    define(ks, 'tables', () => tables().map(tableRow)),
    define(ks, 'columns', () => tables().flatMap(t => t.all.map(c => columnRow(t, c)))),
    define(ks, 'types', () => real().flatMap(typeRows)),
    define(ks, 'indexes', () =>
      tables().flatMap(t =>
        t.indexes.map(i => ({
          keyspace_name: text(t.keyspace),
          table_name: text(t.name),
          index_name: text(i.name),
          kind: text(i.className === undefined ? 'COMPOSITES' : 'CUSTOM'),
          options: textMap(i.options),
        })),
      ),
    ),
    define(ks, 'dropped_columns', () => tables().flatMap(droppedRows)),
  ]
}

function typeRows(keyspace: Keyspace): Record<string, Buffer | null>[] {
  return [...keyspace.types.values()].map(t => ({
    keyspace_name: text(keyspace.name),
    type_name: text(t.name),
    field_names: texts(t.fields.map(f => f.name)),
    field_types: texts(t.fields.map(f => typeText(f.type))),
  }))
}

/**
 * system_virtual_schema: the same for the keyspaces that exist only as tables made up on reading.
 */
export function virtualSchemaTables(facts: Facts): Table[] {
  const virtual = () => [...facts.keyspaces().values()].filter(k => k.virtual)
  const tables = () => virtual().flatMap(k => [...k.tables.values()])
  const ks = 'system_virtual_schema'
  return [
    define(ks, 'keyspaces', () => virtual().map(k => ({ keyspace_name: text(k.name) }))),
    define(ks, 'tables', () =>
      tables().map(t => ({
        keyspace_name: text(t.keyspace),
        table_name: text(t.name),
        comment: text(String(t.options.get('comment'))),
      })),
    ),
    define(ks, 'columns', () => tables().flatMap(t => t.all.map(c => columnRow(t, c)))),
  ]
}
