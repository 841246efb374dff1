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
import { type CqlType, isList, isMap, isNative, isSet, isTuple, isUdt, isVector } from '../types'
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

const TABLE_OPTIONS = `additional_write_policy text, allow_auto_snapshot boolean, bloom_filter_fp_chance double, caching map<text, text>,
  cdc boolean, comment text, compaction map<text, text>, compression map<text, text>, crc_check_chance double, dclocal_read_repair_chance double,
  default_time_to_live int, extensions map<text, blob>`
const MORE_OPTIONS = `gc_grace_seconds int, id uuid, incremental_backups boolean, max_index_interval int, memtable text,
  memtable_flush_period_in_ms int, min_index_interval int, read_repair text, read_repair_chance double, speculative_retry text`
const VIEW_OPTIONS = `${TABLE_OPTIONS}, ${MORE_OPTIONS}, base_table_id uuid, base_table_name text, include_all_columns boolean, where_clause text`

/** Types as system_schema spells them: user types inside are bare names. */
export function typeText(type: CqlType): string {
  const frozen = (inner: string) => (type.multiCell ? inner : `frozen<${inner}>`)
  if (isNative(type)) return type.name
  if (isList(type) || isSet(type)) return frozen(`${type.kind}<${typeText(type.of)}>`)
  if (isMap(type)) return frozen(`map<${typeText(type.key)}, ${typeText(type.value)}>`)
  if (isUdt(type))
    return frozen(/^[a-z][a-z0-9_]*$/.test(type.typeName) ? type.typeName : `"${type.typeName}"`)
  if (isTuple(type)) return `frozen<tuple<${type.of.map(typeText).join(', ')}>>`
  if (isVector(type)) return `vector<${typeText(type.of)}, ${type.dimension}>`
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

/** Tables for what a schema of ours never has. Drivers read them all the same. */
const EMPTY: readonly (readonly [name: string, columns: string])[] = [
  ['views', `keyspace_name text|view_name text|${VIEW_OPTIONS}`],
  ['triggers', 'keyspace_name text|table_name text, trigger_name text|options map<text, text>'],
  [
    'functions',
    'keyspace_name text|function_name text, argument_types list<text>|argument_names list<text>, body text, called_on_null_input boolean, language text, return_type text',
  ],
  [
    'aggregates',
    'keyspace_name text|aggregate_name text, argument_types list<text>|final_func text, initcond text, return_type text, state_func text, state_type text',
  ],
  [
    'column_masks',
    'keyspace_name text|table_name text, column_name text|function_argument_nulls list<boolean>, function_argument_types list<text>, function_argument_values list<text>, function_keyspace text, function_name text',
  ],
]

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
    define(
      ks,
      'keyspaces',
      'keyspace_name text||durable_writes boolean, replication map<text, text>',
      () =>
        real().map(k => ({
          keyspace_name: text(k.name),
          durable_writes: bool(k.durableWrites),
          replication: textMap(k.replication),
        })),
    ),
    define(
      ks,
      'tables',
      `keyspace_name text|table_name text|${TABLE_OPTIONS}, flags set<text>, ${MORE_OPTIONS}`,
      () => tables().map(tableRow),
    ),
    define(
      ks,
      'columns',
      'keyspace_name text|table_name text, column_name text|clustering_order text, column_name_bytes blob, kind text, position int, type text',
      () => tables().flatMap(t => t.all.map(c => columnRow(t, c))),
    ),
    define(
      ks,
      'types',
      'keyspace_name text|type_name text|field_names list<text>, field_types list<text>',
      () => real().flatMap(typeRows),
    ),
    define(
      ks,
      'indexes',
      'keyspace_name text|table_name text, index_name text|kind text, options map<text, text>',
      () =>
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
    define(
      ks,
      'dropped_columns',
      'keyspace_name text|table_name text, column_name text|dropped_time timestamp, kind text, type text',
      () => tables().flatMap(droppedRows),
    ),
    ...EMPTY.map(([name, columns]) => define(ks, name, columns, () => [])),
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
    define(ks, 'keyspaces', 'keyspace_name text||', () =>
      virtual().map(k => ({ keyspace_name: text(k.name) })),
    ),
    define(ks, 'tables', 'keyspace_name text|table_name text|comment text', () =>
      tables().map(t => ({
        keyspace_name: text(t.keyspace),
        table_name: text(t.name),
        comment: text(''),
      })),
    ),
    define(
      ks,
      'columns',
      'keyspace_name text|table_name text, column_name text|clustering_order text, column_name_bytes blob, kind text, position int, type text',
      () => tables().flatMap(t => t.all.map(c => columnRow(t, c))),
    ),
  ]
}
