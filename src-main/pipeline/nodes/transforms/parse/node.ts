// Reads the records of a topic into typed rows: JSON, CSV or plain text. A record that does not
// read goes to the dead letters with what is wrong, its offset and its bytes; one bad record never
// stops a stream.
import {
  compileReader,
  findZone,
  isRow,
  STRING,
  type DataType,
  type Row,
  type StructField,
  type StructType,
  type Value,
} from '@shared/expr'
import type { ErrorData, ErrorParams } from '@shared/errors'
import { z } from 'zod'
import { FetchedRecord } from '@main/connections'
import type { RawRecord } from '../../../model/batch'
import type { NodeEnv, Operator } from '../../../model/operator'
import { defineNode } from '../../../model/define-node'
import { parseCsvLine } from '../../text/csv'
import { rowMaker } from '../../../model/row-maker'
import { jsonScanner, type JsonScanner } from './json-scan'

const META = ['key', 'partition', 'offset', 'timestamp'] as const
type Meta = (typeof META)[number]
const META_TYPES: Readonly<Record<Meta, DataType>> = {
  key: STRING,
  partition: { kind: 'int' },
  offset: { kind: 'long' },
  timestamp: { kind: 'timestamp' },
}

const config = z.strictObject({
  format: z.enum(['json', 'csv', 'text']).default('json'),
  /** Name → type; for CSV in the order of the columns. */
  fields: z.record(z.string(), z.string()).default({}),
  separator: z.string().length(1).default(','),
  /** Takes what the topic knows of the record into the row: `{ received: timestamp }`. */
  meta: z.record(z.string(), z.enum(META)).default({}),
  /** A field of another type than declared: a dead letter, or NULL as Spark's from_json does. */
  wrongType: z.enum(['dead', 'null']).default('dead'),
})
type Config = z.output<typeof config>

export const parseNode = defineNode({
  type: 'parse',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'braces',
  title: { en: 'Parse', 'pt-BR': 'Interpretar', es: 'Interpretar' },
  doc: {
    en: 'Reads records as JSON, CSV or text into typed fields. What does not read goes to the dead letters.',
    'pt-BR':
      'Lê os registros como JSON, CSV ou texto em campos com tipo. O que não puder ser lido vai para as mensagens com erro.',
    es: 'Lee los registros como JSON, CSV o texto en campos con tipo. Lo que no se puede leer va a los mensajes con error.',
  },
  inputs: 'one',
  outputs: ['out', 'dead'],
  config,
  initial: { format: 'json', fields: { id: 'string' } },
  takesRecords: true,
  bind(context, settings) {
    if (context.inputs[0] && !context.input.raw)
      context.problem('', 'lab-parse-needs-records', { from: context.inputs[0].edge.from })
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
    return {
      outputs: { out: { row: whole }, dead: { row: deadRow } },
      create: env => parseOperator(env, settings, row, meta, context.zone),
    }
  },
})

/** What comes out of a `dead` port. */
export const deadRow: StructType = {
  kind: 'struct',
  fields: [
    { name: 'node', type: STRING },
    { name: 'reason', type: STRING },
    { name: 'partition', type: { kind: 'int' } },
    { name: 'offset', type: { kind: 'long' } },
    { name: 'timestamp', type: { kind: 'timestamp' } },
    { name: 'key', type: STRING },
    { name: 'value', type: STRING },
  ],
}

class Unreadable extends Error {
  constructor(
    readonly code: string,
    readonly params: ErrorParams,
  ) {
    super(code)
  }
}

function parseOperator(
  env: NodeEnv,
  settings: Config,
  row: StructType,
  meta: readonly (readonly [string, Meta])[],
  timezone: string,
): Operator {
  const read =
    settings.format === 'json'
      ? jsonReader(row, settings.wrongType, timezone)
      : settings.format === 'csv'
        ? csvReader(row, settings, timezone)
        : textReader
  const rowOf = meta.length === 0 ? read : withMeta(read, row, meta)
  return {
    batch(_input, { records = [] }, emit) {
      const rows: Row[] = []
      for (const record of records) {
        try {
          rows.push(rowOf(record))
        } catch (error) {
          env.dead({ record, reason: reasonOf(error, record) })
        }
      }
      if (rows.length > 0) emit('out', { rows })
    },
  }
}

function reasonOf(error: unknown, record: RawRecord): ErrorData {
  const place = { partition: record.partition, offset: record.offset }
  if (error instanceof Unreadable)
    return { code: error.code, kind: 'data', params: { ...error.params, ...place }, retry: false }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'record-not-json', kind: 'data', params: { message, ...place }, retry: false }
}

type ReadRecord = (record: RawRecord) => Row

function bytesOf({ value }: RawRecord): Buffer {
  if (value === null) throw new Unreadable('record-empty', {})
  return value
}

const META_VALUES: Readonly<Record<Meta, (record: RawRecord) => Value>> = {
  key: record => record.key?.toString('utf8') ?? null,
  partition: record => record.partition,
  offset: record => record.offset,
  timestamp: record => record.timeMs,
}

function withMeta(
  read: ReadRecord,
  { fields }: StructType,
  meta: readonly (readonly [string, Meta])[],
): ReadRecord {
  const added = new Map(meta.map(([name, what]) => [name, META_VALUES[what]]))
  const names = [...new Set([...fields.map(f => f.name), ...added.keys()])]
  const make = rowMaker(names)
  return record => {
    const row = read(record)
    return make(
      names.map(
        name => added.get(name)?.(record) ?? (added.has(name) ? null : (row[name] ?? null)),
      ),
    )
  }
}

/** Quickly where the form is an everyday one, else by the reader that can say what is wrong. */
function jsonReader(row: StructType, wrongType: Config['wrongType'], timezone: string): ReadRecord {
  const scan = jsonScanner(row, findZone(timezone))
  const read = carefulReader(row, wrongType, timezone)
  return record => quickly(scan, record) ?? read(bytesOf(record))
}

function quickly(scan: JsonScanner, record: RawRecord): Row | undefined {
  if (record instanceof FetchedRecord)
    return record.valueEnd < 0 ? undefined : scan(record.bytes, record.valueAt, record.valueEnd)
  return record.value ? scan(record.value, 0, record.value.length) : undefined
}

function carefulReader(
  row: StructType,
  wrongType: Config['wrongType'],
  timezone: string,
): (bytes: Buffer) => Row {
  let wrong: Unreadable | undefined
  const zone = findZone(timezone)
  const onMismatch = (path: string, expected: DataType, found: unknown) => {
    wrong ??= new Unreadable('record-wrong-type', {
      path,
      expected: expected.kind,
      found: JSON.stringify(found)?.slice(0, 100) ?? '',
    })
  }
  const read = compileReader(row, {
    ...(zone ? { zone } : {}),
    ...(wrongType === 'dead' ? { onMismatch } : {}),
  })
  return bytes => {
    wrong = undefined
    const json: unknown = JSON.parse(bytes.toString('utf8'))
    const made = read(json)
    if (wrong) throw wrong
    if (!isRow(made))
      throw new Unreadable('record-wrong-type', {
        path: '',
        expected: 'object',
        found: JSON.stringify(json).slice(0, 100),
      })
    return made
  }
}

const TRUE_WORDS = new Set(['true', '1', 'yes'])
const FALSE_WORDS = new Set(['false', '0', 'no'])

function csvReader(
  { fields }: StructType,
  { separator, wrongType }: Config,
  timezone: string,
): ReadRecord {
  const zone = findZone(timezone)
  const readers = fields.map(({ name, type }) => {
    const refuse = (cell: string): null => {
      if (wrongType === 'null') return null
      throw new Unreadable('record-wrong-type', {
        path: name,
        expected: type.kind,
        found: cell.slice(0, 100),
      })
    }
    return { name, read: cellReader(type, compileReader(type, zone ? { zone } : {}), refuse) }
  })
  return record => {
    const cells = parseCsvLine(
      bytesOf(record)
        .toString('utf8')
        .replace(/\r?\n$/, ''),
      separator,
    )
    if (cells.length !== fields.length && (cells.length < fields.length || wrongType === 'dead'))
      throw new Unreadable('record-few-columns', { expected: fields.length, found: cells.length })
    const row: Record<string, Value> = {}
    for (const [i, { name, read }] of readers.entries()) row[name] = read(cells[i] ?? '')
    return row
  }
}

/** A blank cell is NULL; one that does not read as its type is refused, never silently NULL. */
function cellReader(
  type: DataType,
  read: (json: unknown) => Value,
  refuse: (cell: string) => null,
): (cell: string) => Value {
  const taken = (cell: string, value: Value) => (value === null ? refuse(cell) : value)
  if (type.kind === 'string') return cell => (cell === '' ? null : cell)
  if (type.kind === 'int' || type.kind === 'double')
    return cell =>
      cell.trim() === ''
        ? null
        : Number.isNaN(Number(cell))
          ? refuse(cell)
          : taken(cell, read(Number(cell)))
  if (type.kind === 'boolean')
    return cell => {
      const text = cell.trim().toLowerCase()
      if (text === '') return null
      return TRUE_WORDS.has(text) ? true : FALSE_WORDS.has(text) ? false : refuse(cell)
    }
  return cell => (cell.trim() === '' ? null : taken(cell, read(cell.trim())))
}

function textReader(record: RawRecord): Row {
  return { text: bytesOf(record).toString('utf8') }
}
