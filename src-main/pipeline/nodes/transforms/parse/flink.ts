// Reading records in a Flink job: a table over the topic with the fields' types, and the event's time
// and watermark of whoever counts by it. Flink skips a record that does not read, so the dead letters
// are found by a second table over the same topic, as texts.
import { flinkInterval, flinkName, flinkText, flinkType, type StructType } from '@shared/expr'
import type { TopicAddress } from '../../../model/topic-address'
import type { PlanStep } from '../../../model/plan-step'
import {
  flinkAvro,
  flinkBroker,
  flinkSelect,
  flinkTable,
  flinkTimeOf,
  flinkView,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'
import { whyNotExported } from '../../../topics/topic-config'
import type { Config, Meta } from './config'

const META: Readonly<Record<Exclude<Meta, 'key'>, string>> = {
  partition: "INT METADATA FROM 'partition' VIRTUAL",
  offset: "BIGINT METADATA FROM 'offset' VIRTUAL",
  timestamp: "TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL",
}
const PLACE = (['partition', 'offset', 'timestamp'] as const).map(
  name => `${flinkName(name)} ${META[name]}`,
)

export function parseInFlink(step: PlanStep<Config>, context: FlinkContext): FlinkPart {
  const { config, inputs, lab, id } = step
  const [input] = inputs
  const address = context.topicBehind()
  if (!input || !address) return { makes: [] }
  if (config.keyedBy !== undefined)
    context.problem('keyedBy', 'export-keyed-records', 'error', { target: 'Flink SQL' })
  const { edge } = input
  const reads = {
    connector: 'kafka',
    ...flinkBroker(address),
    'properties.group.id': edge.group ?? `${lab.id}-${id}`,
    'scan.startup.mode': edge.start === 'latest' ? 'latest-offset' : 'earliest-offset',
    'scan.bounded.mode': '${BOUNDED}',
  }
  const makes = [
    flinkTable(context.name(), columnsOf(step, context), { ...reads, ...formatOf(step) }),
  ]
  const reason = whyNotExported(config.format, 'flink')
  if (reason) context.problem('format', reason, 'error', { target: 'Flink SQL' })
  if (config.format === 'avro') {
    // Its format fails at a record that does not read: there is nothing to write a letter from.
    const severity = context.ports.has('dead') ? 'error' : 'warning'
    context.problem('format', 'export-flink-avro', severity)
    return { makes, connectors: ['avro'] }
  }
  if (config.format === 'text' || reason) return { makes }
  if (config.wrongType === 'dead') context.problem('', 'export-flink-types', 'warning')
  const dead = deadLetters(step, context, { address, reads })
  return { ...dead, makes: [...makes, ...dead.makes] }
}

function columnsOf({ config, outputs }: PlanStep<Config>, context: FlinkContext): string[] {
  const row = outputs.out?.row ?? { kind: 'struct', fields: [] }
  const fields = row.fields.map(({ name, type }) => {
    const meta = config.meta[name]
    if (meta === 'key') return `${flinkName(name)} STRING`
    return `${flinkName(name)} ${meta === undefined ? flinkType(type) : META[meta]}`
  })
  return [...fields, ...timesOf(context, row)]
}

/** One watermark a table, on one column: Flink has no more. */
function timesOf(context: FlinkContext, row: StructType): string[] {
  const [first, ...more] = context.times
  if (!first) return []
  for (const wish of more)
    if (wish.text !== first.text || wish.delayMs !== first.delayMs || wish.column !== first.column)
      context.refuseTime(wish)
  const own = flinkName(first.column)
  const time =
    first.text === undefined
      ? META.timestamp
      : `AS ${flinkTimeOf(context.sql('', first.text, row))}`
  return [`${own} ${time}`, `WATERMARK FOR ${own} AS ${own} - ${flinkInterval(first.delayMs)}`]
}

function formatOf({ config, inputs }: PlanStep<Config>): Record<string, string> {
  const { format, separator, meta } = config
  const keys = Object.entries(meta).flatMap(([name, what]) => (what === 'key' ? [name] : []))
  const keyed: Record<string, string> =
    keys.length > 0
      ? { 'key.format': 'raw', 'key.fields': keys.join(';'), 'value.fields-include': 'EXCEPT_KEY' }
      : {}
  if (format === 'text') return { ...keyed, 'value.format': 'raw' }
  if (format === 'avro') return { ...keyed, ...flinkAvro(inputs[0]?.stream.encoding) }
  return {
    ...keyed,
    'value.format': format,
    [`value.${format}.ignore-parse-errors`]: 'true',
    ...(format === 'csv' && separator !== ',' ? { 'value.csv.field-delimiter': separator } : {}),
    ...(format === 'json' ? { 'value.json.timestamp-format.standard': 'ISO-8601' } : {}),
  }
}

interface Reading {
  readonly address: TopicAddress
  readonly reads: Readonly<Record<string, string>>
}

/** To the lab's own sink for them, else to a topic of their own. */
function deadLetters(
  { id, config }: PlanStep<Config>,
  context: FlinkContext,
  { address, reads }: Reading,
): FlinkPart {
  const texts = context.name('texts')
  const test =
    config.format === 'json' ? '`value` IS NOT JSON OBJECT' : "TRIM(COALESCE(`value`, '')) = ''"
  const query = flinkSelect(
    [
      `${flinkText(id)} AS \`node\``,
      "'record-unreadable' AS `reason`",
      ...['partition', 'offset', 'timestamp', 'key', 'value'].map(flinkName),
    ],
    `FROM ${texts}\nWHERE \`value\` IS NULL OR ${test}`,
  )
  const table = flinkTable(texts, ['`key` STRING', '`value` STRING', ...PLACE], {
    ...reads,
    'properties.group.id': `${reads['properties.group.id']}-dead`,
    'key.format': 'raw',
    'key.fields': 'key',
    'value.format': 'raw',
    'value.fields-include': 'EXCEPT_KEY',
  })
  if (context.ports.has('dead')) return { makes: [table, flinkView(context.name('dead'), query)] }
  const letters = context.name('letters')
  const columns = ['`node` STRING', '`reason` STRING', '`partition` INT', '`offset` BIGINT']
  const more = ['`timestamp` TIMESTAMP_LTZ(3)', '`key` STRING', '`value` STRING']
  return {
    makes: [
      table,
      flinkTable(letters, [...columns, ...more], {
        connector: 'kafka',
        ...flinkBroker({ ...address, topic: `${address.topic}-dead` }),
        format: 'json',
      }),
    ],
    writes: [`INSERT INTO ${letters}\n${query}`],
  }
}
