// Reading records in a PySpark job. from_json keeps a record that does not fit in _corrupt_record;
// those rows are the dead letters.
import { sparkName, sparkType, type StructField, type StructType } from '@shared/expr'
import { ARRIVAL, type PySparkContext, type PySparkPart } from '../../../model/targets/pyspark'
import { inputOf, type PlanStep } from '../../../model/plan-step'
import { connectionEnv, pyAssign, pyCall, pyText } from '../../../model/targets/python'
import { whyNotExported } from '../../../topics/topic-config'
import type { Config, Meta } from './config'

const META: Readonly<Record<Meta, string>> = {
  key: 'CAST(key AS STRING)',
  partition: 'partition',
  offset: 'offset',
  timestamp: 'timestamp',
}
const AN_OBJECT = String.raw`CAST(value AS STRING) RLIKE '^\\s*[{]'`

export function parseInPySpark(step: PlanStep<Config>, context: PySparkContext): PySparkPart {
  const { config, outputs, id } = step
  const metas = Object.entries(config.meta)
  const fields = (outputs.out?.row.fields ?? []).filter(f => !(f.name in config.meta))
  const kept = [
    ...fields.map(f => fieldOf(f, config.format)),
    ...metas.map(([name, what]) => `${META[what]} AS ${sparkName(name)}`),
    // Several partitions have no order of their own but time.
    ...(context.isOrdered
      ? [`array(unix_millis(timestamp), CAST(partition AS BIGINT), offset) AS ${ARRIVAL}`]
      : []),
  ]
  if (config.keyedBy !== undefined)
    context.problem('keyedBy', 'export-keyed-records', 'error', { target: 'Spark' })
  const reason = whyNotExported(config.format, 'spark')
  if (reason) context.problem('format', reason, 'error', { target: 'Spark' })
  const isAvro = config.format === 'avro'
  if (isAvro) context.problem('format', 'export-avro-one-schema', 'warning')
  const isGood = goodOf(config)
  return {
    takes: 'port',
    ...(isAvro ? { onlyStreams: true as const } : {}),
    body: [
      ...(isAvro ? avroOf(step) : readingOf(config, { kind: 'struct', fields })),
      ...pyAssign('is_good', isGood),
      'if port == "dead":',
      `    return dead_letters(read.where(f"NOT coalesce({is_good}, false)"), ${pyText(id)})`,
      ...pyCall('return read.where(is_good).selectExpr', kept),
    ],
    helpers: isAvro ? ['dead', 'avro'] : ['dead'],
  }
}

function fieldOf({ name, type }: StructField, format: Config['format']): string {
  const own = sparkName(name)
  if (format === 'text') return own
  return format === 'avro' ? `CAST(read.${own} AS ${sparkType(type)}) AS ${own}` : `read.${own}`
}

function avroOf(step: PlanStep<Config>): string[] {
  const { config } = step
  const { encoding } = inputOf(step)
  const from = [connectionEnv(config.registry ?? ''), encoding?.subject ?? ''].map(pyText)
  const own = encoding?.schema
  return [
    ...(own === undefined ? [] : pyAssign('schema', own)),
    ...pyCall('read = avro_records', [], {
      plain: ['records', ...from, ...(own === undefined ? [] : ['schema'])],
    }),
  ]
}

function readingOf({ format, separator, wrongType }: Config, row: StructType): string[] {
  if (format === 'text') return ['read = records.withColumn("text", F.col("value").cast("string"))']
  const columns = row.fields.map(f => `${sparkName(f.name)} ${sparkType(f.type)}`)
  const keeps = format === 'csv' || wrongType === 'dead'
  const schema = [...columns, ...(keeps ? ['_corrupt_record STRING'] : [])].join(', ')
  const options = format === 'csv' ? `, {"sep": ${pyText(separator)}}` : ''
  const read = `F.from_${format}(F.col("value").cast("string"), schema${options})`
  return [...pyAssign('schema', schema), `read = records.withColumn("read", ${read})`]
}

function goodOf({ format, wrongType }: Config): string {
  if (format === 'text') return 'value IS NOT NULL'
  if (format === 'avro') return 'read IS NOT NULL'
  if (format === 'csv') return 'value IS NOT NULL AND read._corrupt_record IS NULL'
  return wrongType === 'dead'
    ? `read._corrupt_record IS NULL AND ${AN_OBJECT}`
    : `get_json_object(CAST(value AS STRING), '$') IS NOT NULL AND ${AN_OBJECT}`
}
