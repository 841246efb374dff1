// A topic in a Flink job. Its readers declare their own tables over it, each with the types that it
// reads; here are its records as they are, for a node that reads those, and the table that the job
// fills it by.
import {
  flinkAvro,
  flinkBroker,
  flinkColumns,
  flinkSelect,
  flinkTable,
  type FlinkContext,
  type FlinkPart,
} from '../../../model/targets/flink'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import { flinkName, flinkText } from '@shared/expr'
import { encodingOf, whyNotExported, type TopicConfig } from '../../../topics/topic-config'

const KEY = 'message_key'
const HEADERS = 'message_headers'

export function topicInFlink(step: PlanStep<TopicConfig>, context: FlinkContext): FlinkPart {
  if (step.config.idlePartitions?.length) context.problem('idlePartitions', 'export-idle', 'hint')
  const isWritten = step.inputs.length > 0 && !step.inputs.some(input => input.stream.raw)
  const records = context.ports.has('out') ? [recordsOf(step, context)] : []
  if (!isWritten) return { makes: records }
  const written = writing(step, context)
  return { ...written, makes: [...written.makes, ...records] }
}

function recordsOf({ config }: PlanStep<TopicConfig>, context: FlinkContext): string {
  for (const wish of context.times) context.refuseTime(wish)
  return flinkTable(context.name(), ['`key` STRING', '`value` STRING'], {
    connector: 'kafka',
    ...flinkBroker(config),
    'scan.startup.mode': 'earliest-offset',
    'scan.bounded.mode': '${BOUNDED}',
    'key.format': 'raw',
    'key.fields': 'key',
    'value.format': 'raw',
    'value.fields-include': 'EXCEPT_KEY',
  })
}

function writing(step: PlanStep<TopicConfig>, context: FlinkContext): FlinkPart {
  const { key, headers } = step.config
  const { row, keys } = inputOf(step)
  const table = context.name('filled')
  const columns = row.fields.map(f => flinkName(f.name))
  const own =
    key === undefined
      ? []
      : [`CAST(${context.sql('key', key, row)} AS STRING) AS ${flinkName(KEY)}`]
  const headed = Object.entries(headers).map(
    ([name, text]) =>
      `${flinkText(name)}, ENCODE(COALESCE(CAST(${context.sql(`headers.${name}`, text, row)} AS STRING), ''), 'UTF-8')`,
  )
  const beside = headed.length === 0 ? [] : [`MAP[${headed.join(', ')}] AS ${flinkName(HEADERS)}`]
  const query = flinkSelect([...columns, ...own, ...beside], `FROM ${context.input()}`)
  const reason = whyNotExported(step.config.format, 'flink')
  if (reason) context.problem('format', reason, 'error', { target: 'Flink SQL' })
  if (keys) context.problem('', 'export-flink-changes', 'error', { topic: step.config.topic })
  return {
    makes: [
      flinkTable(
        table,
        [
          ...flinkColumns(row),
          ...(own.length > 0 ? [`${flinkName(KEY)} STRING`] : []),
          ...(headed.length > 0
            ? [`${flinkName(HEADERS)} MAP<STRING, BYTES> METADATA FROM 'headers'`]
            : []),
        ],
        {
          connector: 'kafka',
          ...flinkBroker(step.config),
          ...(own.length > 0
            ? { 'key.format': 'raw', 'key.fields': KEY, 'value.fields-include': 'EXCEPT_KEY' }
            : {}),
          ...(step.config.format === 'avro'
            ? flinkAvro(encodingOf(step.config))
            : {
                'value.format': 'json',
                'value.json.encode.decimal-as-plain-number': 'true',
              }),
        },
      ),
    ],
    writes: [`INSERT INTO ${table}\n${query}`],
    ...(step.config.format === 'avro' ? { connectors: ['avro'] as const } : {}),
  }
}
