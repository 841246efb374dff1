// The types of a CSV's columns: said in the lab file, or judged by the first rows. Blank is NULL. A
// column is a number only if every sampled value is written as JSON would write it (no leading
// zeros, no blanks), so that codes such as 00123 stay texts.
import {
  castFunction,
  Decimal,
  parseType,
  STRING,
  utc,
  type DataType,
  type Value,
  type Zone,
} from '@shared/expr'
import { compactJson, jsonWriter } from '../json-text'

export const SAMPLE_ROWS = 1000

export type ColumnTypes = 'auto' | 'text' | Readonly<Record<string, string>>

export interface Column {
  readonly name: string
  readonly type: DataType
  /**
   * JSON text of a cell. A cell that does not fit its type stays a text, so that the parse step
   * says what is wrong with it.
   */
  readonly write: (cell: string) => string
}

const INTEGER = /^-?(0|[1-9]\d{0,14})$/
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/

export function columnsOf(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  types: ColumnTypes,
  zone: Zone = utc,
): Column[] {
  return names.map((name, i) => {
    const said = typeof types === 'object' && Object.hasOwn(types, name) ? types[name] : undefined
    const type =
      said !== undefined
        ? parseType(said)
        : types === 'auto'
          ? judged(sample.map(row => row[i] ?? ''))
          : STRING
    return { name, type, write: cellWriter(type, zone) }
  })
}

function judged(cells: readonly string[]): DataType {
  const filled = cells.filter(c => c !== '')
  if (filled.length === 0) return STRING
  if (filled.every(c => INTEGER.test(c))) return { kind: 'long' }
  if (filled.every(c => NUMBER.test(c))) return { kind: 'double' }
  if (filled.every(c => c === 'true' || c === 'false')) return { kind: 'boolean' }
  return STRING
}

function cellWriter(type: DataType, zone: Zone): (cell: string) => string {
  if (type.kind === 'string') return cell => (cell === '' ? 'null' : compactJson.text(cell))
  // Numbers keep the digits of the file: 10.50 does not become 10.5 by way of a float.
  const numeric =
    type.kind === 'long' || type.kind === 'int' || type.kind === 'double' || type.kind === 'decimal'
  const cast = castFunction(STRING, type, zone) ?? ((v: Value) => v)
  const write = jsonWriter(type, compactJson, zone)
  return cell => {
    if (cell === '') return 'null'
    if (numeric && type.kind !== 'int' && type.kind !== 'long' && NUMBER.test(cell)) return cell
    const value = cast(whole(cell, type))
    return value === null ? compactJson.text(cell) : write(value)
  }
}

/** `17490.0` is how pandas writes a whole number in a column with blanks. */
function whole(cell: string, type: DataType): string {
  if (type.kind !== 'int' && type.kind !== 'long') return cell
  const read = Decimal.parse(cell)
  if (!read) return cell
  const truncated = read.truncate()
  return read.equals(new Decimal(truncated, 0)) ? String(truncated) : 'not whole'
}
