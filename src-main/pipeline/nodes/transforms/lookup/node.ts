// A stream with a table of a database: each row goes on with the table's row of the same key, as the
// table is when it is asked. Spark and Flink call it a stream–static join and a lookup join.
import {
  castFunction,
  compileReader,
  STRING,
  utc,
  type CompiledExpression,
  type DataType,
  type Row,
  type StructType,
  type Value,
} from '@shared/expr'
import type { LabFile } from '@shared/lab'
import type { LookupKey } from '@main/connections'
import { defineNode, type BindContext } from '../../../model/define-node'
import { durationMs } from '../../../model/duration'
import { lookupPairing } from './columns'
import { config } from './config'
import { lookupInFlink } from './flink'
import type { ReadTableRow } from './found-rows'
import { Lookup } from './operator'
import { lookupInPySpark } from './pyspark'

export const lookupNode = defineNode({
  type: 'lookup',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'search',
  title: { en: 'Look up', 'pt-BR': 'Consultar tabela', es: 'Consultar tabla' },
  doc: {
    en: 'Gives each row the fields of a database table: read whole now and then, or asked for each new key.',
    'pt-BR':
      'Dá a cada linha os campos de uma tabela do banco: lida inteira de tempos em tempos ou consultada a cada chave nova.',
    es: 'Da a cada fila los campos de una tabla de la base: leída entera de vez en cuando o consultada por cada clave nueva.',
  },
  inputs: 'one',
  outputs: ['out'],
  config,
  initial: {
    connection: 'db',
    table: 'customers',
    on: { id: 'customer_id' },
    fields: { name: 'string' },
  },
  remembers: [],
  summary: [
    [{ setting: 'table' }, { setting: 'on', show: 'values' }],
    [
      {
        figure: 'keys',
        words: {
          en: { one: '{n} key known', other: '{n} keys known' },
          'pt-BR': { one: '{n} chave conhecida', other: '{n} chaves conhecidas' },
          es: { one: '{n} clave conocida', other: '{n} claves conocidas' },
        },
      },
    ],
  ],
  tips: [
    {
      text: {
        en: 'A change of the table shows in new rows only, and no sooner than the answer is asked for again.',
        'pt-BR':
          'Uma mudança na tabela só aparece em linhas novas, e não antes de a resposta ser pedida de novo.',
        es: 'Un cambio de la tabla solo se ve en filas nuevas, y no antes de volver a pedir la respuesta.',
      },
    },
  ],
  targets: { pyspark: lookupInPySpark, flink: lookupInFlink },
  bind(context, settings) {
    const { input, zone } = context
    const { connection, keyspace, table, on, fields, how, refresh, keepFor, cacheRows } = settings
    if (input.keys) context.problem('', 'lab-needs-events', { type: 'lookup' })
    checkTable(context, connection, keyspace)
    const types = Object.entries(fields).flatMap(([name, text]) => {
      const type = context.type(`fields.${name}`, text)
      return type ? [{ name, type }] : []
    })
    const keys = Object.entries(on).flatMap(([column, text]) => {
      const own = context.expression(`on.${column}`, text)
      const write = own && castFunction(own.type, STRING, utc)
      if (own && !write) context.problem(`on.${column}`, 'lab-lookup-key', { text })
      return own && write ? [{ column, own, write }] : []
    })
    const found: StructType = { kind: 'struct', fields: types }
    const pairing = lookupPairing(input.row, found, on, zone)
    const outputs = { out: { row: pairing.row } }
    if (context.failed) return { outputs }
    const key = keys.map(({ column }) => column)
    const columns = [...new Set([...key, ...types.map(({ name }) => name)])]
    const where = { table, columns, key, ...(keyspace === undefined ? {} : { keyspace }) }
    const keyTypes = keys.map(({ own }) => own.type)
    const options = {
      ...{ connection, table: where, keepsAll: how === 'left', now: context.now, textOf },
      isMadeHere: isMadeBy(context.lab, { connection, keyspace, table }),
      refreshMs: refresh === undefined ? undefined : durationMs(refresh),
      keepMs: durationMs(keepFor),
      keyOf: keyReader(keys),
      shape: { name: table, rowsMax: cacheRows, read: rowReader(key, keyTypes, found) },
      types: [input.row, found] as const,
      pair: (row: Row, other: Row | null) => pairing.make(row, other),
    }
    return { outputs, gathers: true, create: env => new Lookup(env, options) }
  },
})

function checkTable(context: BindContext, connection: string, keyspace: string | undefined): void {
  const isCassandra = context.lab.connections?.[connection]?.type === 'cassandra'
  context.connection('connection', connection, isCassandra ? 'cassandra' : 'sql')
  if (isCassandra && keyspace === undefined)
    context.problem('keyspace', 'lab-missing-setting', { expected: 'string' })
}

/** Another node of the lab fills the table, so it may be made only while the lab runs. */
function isMadeBy(lab: LabFile, place: Readonly<Record<string, string | undefined>>): boolean {
  return Object.values(lab.nodes).some(
    ({ type, with: settings = {} }) =>
      type !== 'lookup' &&
      Object.entries(place).every(([setting, value]) => settings[setting] === value),
  )
}

interface KeyPart {
  readonly column: string
  readonly own: CompiledExpression
  readonly write: (value: Value) => Value
}

const keyReader =
  (parts: readonly KeyPart[]) =>
  (row: Row): LookupKey | undefined => {
    const key: string[] = []
    for (const { own, write } of parts) {
      const value = own.evaluate(row)
      if (value === null) return undefined
      key.push(String(write(value)))
    }
    return key
  }

const textOf = (key: LookupKey): string => JSON.stringify(key)

/** The key as the row of the stream writes it: 7, not 7.0, and a moment in UTC as drivers do. */
function rowReader(
  key: readonly string[],
  types: readonly DataType[],
  { fields }: StructType,
): ReadTableRow {
  const keyReaders = key.map((name, at) => {
    const type = types[at] ?? STRING
    const write = castFunction(type, STRING, utc)
    const read = columnReader(type)
    return (row: Readonly<Record<string, unknown>>) => String(write?.(read(row[name])) ?? '')
  })
  const readers = fields.map(({ name, type }) => ({ name, read: columnReader(type) }))
  return row => ({
    key: textOf(keyReaders.map(read => read(row))),
    row: Object.fromEntries(readers.map(({ name, read }) => [name, read(row[name])])),
  })
}

/** Drivers give values beyond JSON's reach as texts. */
function columnReader(type: DataType): (value: unknown) => Value {
  const read = compileReader(type)
  const fromText = castFunction(STRING, type, utc)
  return value => {
    if (value === null || value === undefined) return null
    if (typeof value === 'bigint') return fromText?.(String(value)) ?? null
    if (value instanceof Date) return fromText?.(value.toISOString()) ?? null
    if (typeof value === 'string' && type.kind !== 'string') return fromText?.(value) ?? null
    return read(value)
  }
}
