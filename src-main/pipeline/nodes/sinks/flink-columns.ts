// What the sinks of a Flink job share: the columns that they write, each in a type that the other
// side takes, and a topic in the place of a table that Flink SQL has no connector for.
import { flinkName, flinkType, type StructType } from '@shared/expr'
import {
  flinkAs,
  flinkBroker,
  flinkKey,
  flinkSelect,
  flinkTable,
  type FlinkContext,
  type FlinkPart,
} from '../../model/targets/flink'
import { isNested } from './pyspark-columns'

export interface WrittenColumn {
  readonly name: string
  readonly type: string
  /** What is selected for it. */
  readonly sql: string
}

/** `wanted`: Flink's type by column. Lists and structs are written as JSON texts. */
export function writtenInFlink(
  row: StructType,
  wanted: Readonly<Record<string, string | undefined>> = {},
): WrittenColumn[] {
  return row.fields.map(({ name, type }) => {
    const own = flinkName(name)
    if (isNested(type)) return { name, type: 'STRING', sql: flinkAs(`JSON_STRING(${own})`, name) }
    const to = wanted[name] ?? flinkType(type)
    const sql = to === flinkType(type) ? own : flinkAs(`CAST(${own} AS ${to})`, name)
    return { name, type: to, sql }
  })
}

interface TopicTable {
  /** What Flink SQL cannot write to. */
  readonly system: string
  readonly table: string
  readonly columns: readonly WrittenColumn[]
  readonly key: readonly string[]
}

/** The last value of each key is the table: a compacted topic holds it. */
export function topicInPlace(context: FlinkContext, given: TopicTable): FlinkPart {
  const { system, table, columns, key } = given
  const address = context.topicBehind()
  if (!address) return { makes: [] }
  const topic = table
  context.problem('', 'export-flink-topic', 'warning', { system, topic })
  const names = columns.map(({ name, type }) => `${flinkName(name)} ${type}`)
  const broker = flinkBroker({ ...address, topic })
  const query = flinkSelect(
    columns.map(c => c.sql),
    `FROM ${context.input()}`,
  )
  const made =
    key.length === 0
      ? flinkTable(context.name(), names, { connector: 'kafka', ...broker, format: 'json' })
      : flinkTable(context.name(), [...names, flinkKey(key)], {
          connector: 'upsert-kafka',
          ...broker,
          'key.format': 'json',
          'value.format': 'json',
          'value.json.encode.decimal-as-plain-number': 'true',
        })
  const keyed =
    key.length === 0 ? '' : `\nWHERE ${key.map(k => `${flinkName(k)} IS NOT NULL`).join(' AND ')}`
  return {
    makes: [made],
    writes: [`INSERT INTO ${context.name()}\n${query}${keyed}`],
  }
}

/** Each change of a table is a line on the console. */
export function printedInFlink(
  context: FlinkContext,
  id: string,
  row: StructType,
  shown: readonly string[] = row.fields.map(f => f.name),
): FlinkPart {
  context.problem('', 'export-flink-print', 'warning')
  const fields = shown.flatMap(name => row.fields.filter(f => f.name === name))
  const query = flinkSelect(
    fields.map(f => flinkName(f.name)),
    `FROM ${context.input()}`,
  )
  const columns = fields.map(f => `${flinkName(f.name)} ${flinkType(f.type)}`)
  return {
    makes: [flinkTable(context.name(), columns, { connector: 'print', 'print-identifier': id })],
    writes: [`INSERT INTO ${context.name()}\n${query}`],
  }
}
