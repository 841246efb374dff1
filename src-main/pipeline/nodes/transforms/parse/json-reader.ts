// Reads a record as JSON: quickly where its form is an everyday one, else by the reader that can say
// which field is wrong.
import {
  type StructType,
  findZone,
  type Row,
  type DataType,
  compileReader,
  isRow,
} from '@shared/expr'
import { FetchedRecord } from '@main/connections'
import type { RawRecord } from '../../../model/batch'
import type { Config } from './config'
import { jsonScanner, type JsonScanner } from './json-scan'
import { bytesOf, Unreadable, type ReadRecord } from './read-record'

/** Quickly where the form is an everyday one, else by the reader that can say what is wrong. */
export function jsonReader(
  row: StructType,
  wrongType: Config['wrongType'],
  timezone: string,
): ReadRecord {
  const scan = jsonScanner(row, findZone(timezone))
  const read = jsonRowReader(row, wrongType, timezone)
  return record => quickly(scan, record) ?? read(JSON.parse(bytesOf(record).toString('utf8')))
}

function quickly(scan: JsonScanner, record: RawRecord): Row | undefined {
  if (record instanceof FetchedRecord)
    return record.valueEnd < 0 ? undefined : scan(record.bytes, record.valueAt, record.valueEnd)
  return record.value ? scan(record.value, 0, record.value.length) : undefined
}

/** Reads what JSON.parse, or a schema, gave; it can say which field is wrong. */
export function jsonRowReader(
  row: StructType,
  wrongType: Config['wrongType'],
  timezone: string,
): (json: unknown) => Row {
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
  return json => {
    wrong = undefined
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
