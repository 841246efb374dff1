// Reads a record as one line of CSV, cell by cell.
import { type StructType, findZone, compileReader, type Value, type DataType } from '@shared/expr'
import { parseCsvLine } from '../../text/csv'
import type { Config } from './config'
import { bytesOf, Unreadable, type ReadRecord } from './read-record'

const TRUE_WORDS = new Set(['true', '1', 'yes'])
const FALSE_WORDS = new Set(['false', '0', 'no'])
export function csvReader(
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
