// The running parse. A record that does not read becomes a dead letter with its reason; one bad
// record never stops a stream.
import { LabError, type ErrorData } from '@shared/errors'
import type { StructType, Row, Value } from '@shared/expr'
import type { RawRecord } from '../../../model/batch'
import type { NodeEnv, Operator } from '../../../model/operator'
import { SCHEMA_TYPES, type SchemaFormat } from '../../../topics/topic-config'
import type { Config, Meta } from './config'
import { csvReader } from './csv-reader'
import { jsonReader } from './json-reader'
import { withMeta } from './record-meta'
import { bytesOf, Unreadable, type ReadRecord } from './read-record'
import { SchemaReader } from './schema-reader'

export function parseOperator(
  env: NodeEnv,
  settings: Config,
  row: StructType,
  meta: readonly (readonly [string, Meta])[],
  timezone: string,
  gone?: GoneRow,
): Operator {
  const { format } = settings
  const schemas = isSchemaFormat(format)
    ? new SchemaReader(env, { ...settings, format }, row, timezone)
    : undefined
  const read = schemas?.read ?? readerOf(settings, row, timezone)
  const rowOf = meta.length === 0 ? read : withMeta(read, row, meta)
  return {
    ...(schemas ? partsOf(schemas) : {}),
    batch(_input, { records = [] }, emit) {
      let rows: Row[] = []
      const give = () => {
        if (rows.length > 0) emit('out', { rows })
        rows = []
      }
      for (const record of records) {
        const removed = gone?.(record)
        if (removed) {
          // By itself: of one key the last record counts.
          give()
          emit('out', { rows: [], removed: [removed] })
          continue
        }
        try {
          rows.push(rowOf(record))
        } catch (error) {
          if (error instanceof LabError) throw error
          env.dead({ record, reason: reasonOf(error, record) })
        }
      }
      give()
    },
  }
}

export const isSchemaFormat = (format: Config['format']): format is SchemaFormat =>
  format in SCHEMA_TYPES

const partsOf = (reader: SchemaReader): Partial<Operator> => ({
  foresee: records => reader.foresee(records),
  schemaCounts: () => reader.schemaCounts(),
  snapshot: reader.snapshot,
  restore: reader.restore,
})

function readerOf(settings: Config, row: StructType, timezone: string): ReadRecord {
  switch (settings.format) {
    case 'csv':
      return csvReader(row, settings, timezone)
    case 'text':
      return textReader
    default:
      return jsonReader(row, settings.wrongType, timezone)
  }
}

/** Of a record without a value (a tombstone): the row that it deletes. */
type GoneRow = (record: RawRecord) => Row | undefined

export function goneRow(
  { fields }: StructType,
  keyedBy: string,
  keyOf: (key: string) => Value,
): GoneRow {
  const nothing = Object.fromEntries(fields.map(({ name }) => [name, null]))
  return ({ key, value }) => {
    if (key === null || (value !== null && value.length > 0)) return undefined
    const own = keyOf(key.toString('utf8'))
    return own === null ? undefined : { ...nothing, [keyedBy]: own }
  }
}

function reasonOf(error: unknown, record: RawRecord): ErrorData {
  const place = { partition: record.partition, offset: record.offset }
  if (error instanceof Unreadable)
    return { code: error.code, kind: 'data', params: { ...error.params, ...place }, retry: false }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'record-not-json', kind: 'data', params: { message, ...place }, retry: false }
}

function textReader(record: RawRecord): Row {
  return { text: bytesOf(record).toString('utf8') }
}
