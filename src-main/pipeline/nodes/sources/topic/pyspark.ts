// A topic in a PySpark job: a stream that reads it, and where the job fills it, a write of JSON rows.
import { sparkName, sparkText } from '@shared/expr'
import { ARRIVAL, type PySparkContext, type PySparkPart } from '../../../model/targets/pyspark'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import { connectionEnv, pyAssign, pyCall, pyText } from '../../../model/targets/python'
import { schemaOf } from '../../../topics/record-encoder'
import { encodingOf, whyNotExported, type TopicConfig } from '../../../topics/topic-config'

export function topicInPySpark(step: PlanStep<TopicConfig>, context: PySparkContext): PySparkPart {
  const { connection, topic } = step.config
  const from = pyText(connectionEnv(connection))
  if (step.config.idlePartitions?.length) context.problem('idlePartitions', 'export-idle', 'hint')
  const isWritten = step.inputs.length > 0 && !step.inputs.some(input => input.stream.raw)
  return {
    takes: 'spark',
    body: pyCall('return kafka', [], { plain: ['spark', from, pyText(topic), 'start'] }),
    helpers: ['kafka'],
    ...(isWritten ? { sink: writing(step, context) } : {}),
  }
}

function writing(step: PlanStep<TopicConfig>, context: PySparkContext): PySparkPart {
  const { connection, topic, key, headers, partitions, format } = step.config
  const fields = inputOf(step)
    .row.fields.map(f => sparkName(f.name))
    .filter(n => n !== ARRIVAL)
  const reason = whyNotExported(format, 'spark')
  if (reason) context.problem('format', reason, 'error', { target: 'Spark' })
  const value =
    format === 'avro'
      ? `struct(${fields.join(', ')}) AS value`
      : `to_json(struct(${fields.join(', ')}), map('ignoreNullFields', 'false')) AS value`
  const keyed = key === undefined ? [] : [`CAST(${context.sql('key', key)} AS STRING) AS key`]
  const named = Object.entries(headers).map(
    ([name, text]) =>
      `struct(${sparkText(name)} AS key, CAST(COALESCE(CAST(${context.sql(`headers.${name}`, text)} AS STRING), '') AS BINARY) AS value)`,
  )
  const headed = named.length === 0 ? [] : [`array(${named.join(', ')}) AS headers`]
  context.problem('', 'export-topic-repeats', 'warning', { topic })
  const made = (start: string) => pyCall(`${start}rows.selectExpr`, [...keyed, ...headed, value])
  const encoded = format === 'avro' ? encoding(step) : []
  return {
    takes: 'batch',
    body: [
      ...made('values = '),
      ...encoded,
      `options = kafka_options(${pyText(connectionEnv(connection))})`,
      `values.write.format("kafka").options(**options).option("topic", ${pyText(topic)}).save()`,
    ],
    ...(format === 'json' ? { relay: made('return ') } : {}),
    helpers: format === 'avro' ? ['kafka', 'make_topics', 'avro'] : ['kafka', 'make_topics'],
    partitions,
  }
}

/** Registered and written by the schema that the lab's own runs use. */
function encoding(step: PlanStep<TopicConfig>): string[] {
  const { config } = step
  const { registry = '', subject = '' } = encodingOf(config) ?? {}
  const { text = '' } = schemaOf(config, inputOf(step).row) ?? {}
  const plain = ['values', ...[connectionEnv(registry), subject].map(pyText), 'schema']
  return [...pyAssign('schema', text), ...pyCall('values = avro_values', [], { plain })]
}
