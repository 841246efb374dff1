// CREATE statements as Cassandra 5.0 prints them, option by option.
import { quoteIfNeeded, quoteText } from '@shared/cql'
import type { Column, Index, Keyspace, OptionValue, Table, UserType } from '../../schema/model'
import { tableOptionNames } from '../../schema/table-options'
import { typeText } from '../../system/schema-tables'
import { isMadeUp } from '../context'

const full = (table: { keyspace: string; name: string }) =>
  `${quoteIfNeeded(table.keyspace)}.${quoteIfNeeded(table.name)}`

function mapText(map: ReadonlyMap<string, string>): string {
  return `{${[...map].map(([k, v]) => `${quoteText(k)}: ${quoteText(v)}`).join(', ')}}`
}

export function describeKeyspace(keyspace: Keyspace): string {
  if (keyspace.virtual)
    return `/*\nWarning: Keyspace ${quoteIfNeeded(keyspace.name)} is a virtual keyspace and cannot be recreated with CQL.\nStructure, for reference:\nVIRTUAL KEYSPACE ${quoteIfNeeded(keyspace.name)};\n*/`
  const replication = new Map(keyspace.replication)
  replication.set(
    'class',
    (replication.get('class') ?? '').replace(/^org\.apache\.cassandra\.locator\./, ''),
  )
  return `CREATE KEYSPACE ${quoteIfNeeded(keyspace.name)} WITH replication = ${mapText(replication)}  AND durable_writes = ${keyspace.durableWrites};`
}

export function describeType(keyspace: Keyspace, type: UserType): string {
  const fields = type.fields.map(f => `    ${quoteIfNeeded(f.name)} ${typeText(f.type)}`)
  return `CREATE TYPE ${quoteIfNeeded(keyspace.name)}.${quoteIfNeeded(type.name)} (\n${fields.join(',\n')}\n);`
}

export function describeIndex(table: Table, index: Index): string {
  const target = index.options.get('target') ?? quoteIfNeeded(index.column)
  const on = `${quoteIfNeeded(index.name)} ON ${full(table)} (${target})`
  if (index.className === undefined) return `CREATE INDEX ${on};`
  const options = new Map([...index.options].filter(([k]) => k !== 'target' && k !== 'class_name'))
  return `CREATE CUSTOM INDEX ${on} USING ${quoteText(index.className)}${options.size > 0 ? ` WITH OPTIONS = ${mapText(options)}` : ''};`
}

export function describeTable(table: Table, internals: boolean): string {
  const single = table.partitionKey.length === 1 && table.clustering.length === 0
  // Collections and other types stored in parts come after the plain columns.
  const regulars = [...table.regulars].sort(
    (a, b) => Number(a.type.multiCell) - Number(b.type.multiCell),
  )
  const statics = [...table.statics].sort(
    (a, b) => Number(a.type.multiCell) - Number(b.type.multiCell),
  )
  const columns = [...table.partitionKey, ...table.clustering, ...statics, ...regulars]
  const lines = columns.map(
    c => `    ${columnText(c)}${single && c.kind === 'partition_key' ? ' PRIMARY KEY' : ''}`,
  )
  if (!single) lines.push(`    PRIMARY KEY (${primaryKeyText(table)})`)
  const order = table.clustering
    .map(c => `${quoteIfNeeded(c.name)} ${c.descending ? 'DESC' : 'ASC'}`)
    .join(', ')
  const options = [
    ...(internals ? [`ID = ${table.id}`] : []),
    ...(table.clustering.length > 0 ? [`CLUSTERING ORDER BY (${order})`] : []),
    ...(isVirtual(table)
      ? [`comment = ${valueText('comment', table.options.get('comment'))}`]
      : optionTexts(table)),
  ]
  const head = isVirtual(table)
    ? '/*\nWarning: Table ' +
      full(table) +
      ' is a virtual table and cannot be recreated with CQL.\nStructure, for reference:\nVIRTUAL'
    : 'CREATE'
  const tail = head === 'CREATE' ? ';' : ';\n*/'
  return `${head} TABLE ${full(table)} (\n${lines.join(',\n')}\n) WITH ${options.join('\n    AND ')}${tail}`
}

/** Made up in Cassandra too: such a table has no options but its comment. */
const isVirtual = (table: Table) => table.virtual !== undefined && isMadeUp(table.keyspace)

const columnText = (column: Column) =>
  `${quoteIfNeeded(column.name)} ${typeText(column.type)}${column.kind === 'static' ? ' static' : ''}`

function primaryKeyText(table: Table): string {
  const partition = table.partitionKey.map(c => quoteIfNeeded(c.name))
  const first = partition.length > 1 ? `(${partition.join(', ')})` : partition[0]
  return [first, ...table.clustering.map(c => quoteIfNeeded(c.name))].join(', ')
}

function optionTexts(table: Table): string[] {
  return tableOptionNames.map(name => `${name} = ${valueText(name, table.options.get(name))}`)
}

function valueText(name: string, value: OptionValue | undefined): string {
  if (value instanceof Map) return mapText(value)
  if (typeof value === 'string') return quoteText(value)
  if (
    typeof value === 'number' &&
    (name === 'crc_check_chance' || name === 'bloom_filter_fp_chance')
  )
    return Number.isInteger(value) ? value.toFixed(1) : String(value)
  return String(value)
}
