// Reads the records of a topic into typed rows: JSON, CSV, plain text, or a registry's Avro, Protobuf and
// JSON Schema. A record that does not read goes to the dead letters with what is wrong, its offset and
// its bytes; one bad record never stops a stream.
import {
  castFunction,
  findZone,
  printType,
  STRING,
  utc,
  type StructField,
  type StructType,
} from '@shared/expr'
import { deadRow } from '../../../model/dead-row'
import { defineNode, type BindContext } from '../../../model/define-node'
import { META_TYPES } from './record-meta'
import { goneRow, isSchemaFormat, parseOperator } from './operator'
import { config, type Config } from './config'
import { parseInFlink } from './flink'
import { parseInPySpark } from './pyspark'

export const parseNode = defineNode({
  type: 'parse',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'braces',
  title: { en: 'Parse', 'pt-BR': 'Interpretar', es: 'Interpretar' },
  doc: {
    en: 'Reads records as JSON, CSV or text into typed fields. Also Avro, Protobuf and JSON Schema of a schema registry. What does not read goes to the dead letters.',
    'pt-BR':
      'Lê os registros como JSON, CSV ou texto em campos com tipo. Também Avro, Protobuf e JSON Schema de um registro de esquemas. O que não puder ser lido vai para as mensagens com erro.',
    es: 'Lee los registros como JSON, CSV o texto en campos con tipo. También Avro, Protobuf y JSON Schema de un registro de esquemas. Lo que no se puede leer va a los mensajes con error.',
  },
  inputs: 'one',
  outputs: ['out', 'dead'],
  config,
  initial: { format: 'json', fields: { id: 'string' } },
  takesRecords: true,
  mends: {
    'lab-field-before-parse': {
      en: 'A topic gives a key and a value. A Parse step in between reads the fields out of the value.',
      'pt-BR':
        'Um tópico entrega chave e valor. Um passo Interpretar entre os dois lê os campos do valor.',
      es: 'Un topic da clave y valor. Un paso Interpretar entre ambos lee los campos del valor.',
    },
  },
  summary: [
    [
      { setting: 'format', show: 'upper' },
      {
        setting: 'fields',
        show: 'count',
        words: {
          en: { one: '{n} field', other: '{n} fields' },
          'pt-BR': { one: '{n} campo', other: '{n} campos' },
          es: { one: '{n} campo', other: '{n} campos' },
        },
      },
    ],
  ],
  firstSettings({ initial, row, encoding }) {
    const { format, registry } = encoding ?? {}
    const begin = encoding ? { ...initial, format, registry } : initial
    const fields = row?.fields.map(({ name, type }) => [name, printType(type)] as const)
    return { initial: fields ? { ...begin, fields: Object.fromEntries(fields) } : begin }
  },
  targets: { pyspark: parseInPySpark, flink: parseInFlink },
  bind(context, settings) {
    if (context.inputs[0] && !context.input.raw)
      context.problem('', 'lab-parse-needs-records', { from: context.inputs[0].edge.from })
    checkFormat(context, settings)
    const fields: StructField[] = []
    if (settings.format === 'text') fields.push({ name: 'text', type: STRING })
    for (const [name, text] of Object.entries(settings.fields)) {
      const type = context.type(`fields.${name}`, text)
      if (type) fields.push({ name, type })
    }
    if (fields.length === 0 && !context.failed)
      context.problem('fields', 'lab-missing-setting', { expected: 'name: type' })
    const row: StructType = { kind: 'struct', fields }
    const meta = Object.entries(settings.meta)
    for (const [name] of meta)
      if (fields.some(f => f.name === name))
        context.problem(`meta.${name}`, 'lab-name-twice', { name })
    const whole: StructType = {
      kind: 'struct',
      fields: [...fields, ...meta.map(([name, what]) => ({ name, type: META_TYPES[what] }))],
    }
    const { keyedBy } = settings
    const keyType = keyedBy === undefined ? undefined : context.field('keyedBy', keyedBy, whole)
    const keyOf = keyType && castFunction(STRING, keyType, findZone(context.zone) ?? utc)
    const keys = keyedBy === undefined ? {} : { keys: [keyedBy] }
    const gone =
      keyedBy === undefined || !keyOf ? undefined : goneRow(whole, keyedBy, key => keyOf(key))
    return {
      outputs: { out: { row: whole, ...keys }, dead: { row: deadRow } },
      create: env => parseOperator(env, settings, row, meta, context.zone, gone),
    }
  },
})

/** A topic says how its records lie there; a schema needs its registry. */
function checkFormat(context: BindContext, { format, registry }: Config): void {
  const { encoding } = context.input
  if (encoding && encoding.format !== format)
    context.problem('format', 'lab-parse-format', { format, topic: encoding.format })
  if (!isSchemaFormat(format)) return
  if (registry === undefined)
    context.problem('registry', 'lab-missing-setting', { expected: 'registry' })
  else context.connection('registry', registry, 'registry')
}
