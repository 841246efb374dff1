// The running parse. A record that does not read becomes a dead letter with its reason; one bad
// record never stops a stream.
import type { ErrorData } from '@shared/errors'
import type { StructType, Row } from '@shared/expr'
import type { RawRecord } from '../../../model/batch'
import type { NodeEnv, Operator } from '../../../model/operator'
import type { Config, Meta } from './config'
import { csvReader } from './csv-reader'
import { jsonReader } from './json-reader'
import { withMeta } from './record-meta'
import { bytesOf, Unreadable } from './read-record'

export function parseOperator(
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

function textReader(record: RawRecord): Row {
  return { text: bytesOf(record).toString('utf8') }
}
