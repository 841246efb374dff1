// A topic: what flows in is written to it, what flows out is read from it by consumer groups, each
// edge with its own. Between the two stands a real Kafka, so a topic splits a lab into producers
// and jobs.
import {
  castFunction,
  findZone,
  STRING,
  utc,
  type CompiledExpression,
  type Row,
  type StructType,
} from '@shared/expr'
import { recordRow } from '@shared/lab'
import { parseSchema } from '@main/schemas'
import { LabError } from '@shared/errors'
import { schemaOf } from '../../../topics/record-encoder'
import { encodingOf, topicConfig, type TopicConfig } from '../../../topics/topic-config'
import { defineNode, type BindContext } from '../../../model/define-node'
import type { TopicAddress } from '../../../model/topic-address'
import { TopicSink } from './operator'
import { topicInFlink } from './flink'
import { topicInPySpark } from './pyspark'

export const topicNode = defineNode({
  type: 'topic',
  version: 1,
  kind: 'topic',
  group: 'sources',
  icon: 'layers',
  title: { en: 'Topic', 'pt-BR': 'Tópico', es: 'Topic' },
  doc: {
    en: 'A Kafka topic: written by what flows in, read by a consumer group for each edge out.',
    'pt-BR':
      'Um tópico do Kafka: escrito pelo que entra, lido por um grupo de consumidores em cada saída.',
    es: 'Un topic de Kafka: lo escribe lo que entra y lo lee un grupo de consumidores por cada salida.',
  },
  inputs: 'many',
  outputs: ['out'],
  config: topicConfig,
  initial: { connection: 'broker', topic: 'events', partitions: 1 },
  remembers: ['connection', 'topic'],
  live: ['idlePartitions'],
  takesRecords: true,
  givesRecords: true,
  nameFrom: 'topic',
  ownNames: { topic: 'topic' },
  summary: [
    [
      {
        setting: 'partitions',
        otherwise: 1,
        words: {
          en: { one: '{n} partition', other: '{n} partitions' },
          'pt-BR': { one: '{n} partição', other: '{n} partições' },
          es: { one: '{n} partición', other: '{n} particiones' },
        },
      },
      {
        setting: 'replication',
        otherwise: 1,
        words: { en: 'RF {n}', 'pt-BR': 'RF {n}', es: 'RF {n}' },
      },
    ],
    [
      {
        setting: 'idlePartitions',
        words: { en: 'idle: {n}', 'pt-BR': 'ociosa: {n}', es: 'inactiva: {n}' },
      },
      {
        figure: 'moved',
        unlessZero: true,
        words: { en: '{n} moved', 'pt-BR': '{n} desviados', es: '{n} desviados' },
      },
    ],
    [
      { setting: 'format', show: 'upper' },
      {
        figure: 'plain',
        unlessZero: true,
        words: {
          en: { one: '{n} without schema', other: '{n} without schema' },
          'pt-BR': { one: '{n} sem esquema', other: '{n} sem esquema' },
          es: { one: '{n} sin esquema', other: '{n} sin esquema' },
        },
      },
    ],
    [{ below: 'title' }],
  ],
  tips: [
    {
      text: {
        en: 'A topic keeps its records: two readers in two groups both see all of them.',
        'pt-BR': 'Um tópico guarda seus registros: dois leitores com dois grupos veem todos.',
        es: 'Un topic guarda sus registros: dos lectores con dos grupos los ven todos.',
      },
    },
  ],
  targets: { pyspark: topicInPySpark, flink: topicInFlink },
  bind(context, settings) {
    context.connection('connection', settings.connection, 'kafka')
    const raw = context.inputs.length === 0 || context.inputs.every(i => i.stream.raw === true)
    if (settings.key !== undefined && raw) context.problem('key', 'lab-topic-key-of-source')
    if (!raw && context.inputs.some(i => i.stream.raw === true))
      context.problem('', 'lab-topic-mixed')
    if (context.inputs.length > 1 && !raw) context.problem('', 'lab-one-input', { type: 'topic' })
    const { idlePartitions: idle = [], partitions } = settings
    if (idle.length > 0 && !raw) context.problem('idlePartitions', 'lab-topic-idle-of-source')
    if (Array.from({ length: partitions }, (_, at) => at).every(at => idle.includes(at)))
      context.problem('idlePartitions', 'lab-topic-all-idle', { count: partitions })
    const headerTexts = Object.entries(settings.headers)
    if (raw && headerTexts.length > 0) context.problem('headers', 'lab-topic-headers-of-source')
    const headers = raw
      ? []
      : headerTexts.flatMap(([name, text]) => {
          const it = context.expression(`headers.${name}`, text)
          return it ? [{ name, textOf: asText(it, context.zone) }] : []
        })
    const key =
      settings.key === undefined || raw ? undefined : context.expression('key', settings.key)
    // Rows that a job writes are objects in the topic.
    const content = raw ? context.input.content : context.input.row
    const own = raw ? undefined : schemaOf(settings, content)?.text
    const known = encodingOf(settings)
    const encoding = known && { ...known, ...(own === undefined ? {} : { schema: own }) }
    checkSchema(context, settings, content)
    return {
      outputs: { out: { row: recordRow, raw: true, content, ...(encoding ? { encoding } : {}) } },
      topic: { ...settings, ...avroOf(settings, content) },
      again: 'once',
      create: env =>
        new TopicSink(env, settings, context.input.row, {
          keyOf: key ? asText(key, context.zone) : () => null,
          headers,
        }),
    }
  },
})

function avroOf(
  settings: TopicConfig,
  content: StructType | undefined,
): Pick<TopicAddress, 'avro'> {
  if (settings.format !== 'avro') return {}
  const { registry = '', subject = '' } = encodingOf(settings) ?? {}
  return { avro: { registry, subject, schema: schemaOf(settings, content)?.text ?? '' } }
}

function checkSchema(
  context: BindContext,
  settings: TopicConfig,
  content: StructType | undefined,
): void {
  if (settings.format === 'json') return
  if (settings.registry === undefined)
    context.problem('registry', 'lab-missing-setting', { expected: 'registry' })
  else context.connection('registry', settings.registry, 'registry')
  const schema = schemaOf(settings, content)
  // A topic that is only read has its schemas already.
  if (!schema && context.inputs.length > 0)
    context.problem('schema', 'lab-topic-schema', { topic: settings.topic })
  if (!schema) return
  try {
    parseSchema(schema)
  } catch (error) {
    const { code, params } = LabError.from(error)
    context.problem('schema', code, params)
  }
}

/**
 * Keys and headers are texts as CAST would write them: a day is 2024-05-12, not the number of days
 * that it is held as.
 */
function asText(it: CompiledExpression, zone: string): (row: Row) => string | null {
  const convert = castFunction(it.type, STRING, findZone(zone) ?? utc)
  return row => {
    const text = convert ? convert(it.evaluate(row)) : null
    return text === null ? null : String(text)
  }
}
