// Converts the values of records to the form that cassandra-driver expects for a column's type, and
// back to JSON-like values.
import { DAY_MS } from '@shared/dates'
import { Decimal } from '@shared/expr'
import { LabError } from '@shared/errors'
import { types } from './library'

type Encode = (value: unknown) => unknown

const asNumber: Encode = value => (value instanceof Decimal ? value.toNumber() : Number(value))
const asText: Encode = value =>
  typeof value === 'string'
    ? value
    : value instanceof Decimal
      ? value.toString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
const asLong: Encode = value =>
  types.Long.fromString(value instanceof Decimal ? String(value.truncate()) : String(value))
const asDecimal: Encode = value => types.BigDecimal.fromString(String(value))
const asInteger: Encode = value =>
  types.Integer.fromString(value instanceof Decimal ? String(value.truncate()) : String(value))

/**
 * How a record's value becomes a value of a column; days and instants are numbers in records
 * (src-shared/expr/types.ts).
 */
export function encoderFor(cqlType: string): Encode {
  const encode = ENCODERS[cqlType.toLowerCase()]
  if (!encode)
    throw new LabError('cql-type-unsupported', { kind: 'config', params: { type: cqlType } })
  return value => (value === null || value === undefined ? null : encode(value))
}

const ENCODERS: Record<string, Encode | undefined> = {
  ascii: asText,
  text: asText,
  varchar: asText,
  int: asNumber,
  smallint: asNumber,
  tinyint: asNumber,
  bigint: asLong,
  varint: asInteger,
  float: asNumber,
  double: asNumber,
  decimal: asDecimal,
  boolean: value => value === true,
  timestamp: value => new Date(typeof value === 'number' ? value : String(value)),
  date: value =>
    typeof value === 'number'
      ? types.LocalDate.fromDate(new Date(value * DAY_MS))
      : types.LocalDate.fromString(String(value)),
  uuid: value => types.Uuid.fromString(String(value)),
  timeuuid: value => types.TimeUuid.fromString(String(value)),
}

/**
 * A value that the driver read, as JSON can hold it: exact numbers beyond a double's reach become
 * text.
 */
export function plainValue(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof types.Long) {
    const number = value.toNumber()
    return Number.isSafeInteger(number) ? number : value.toString()
  }
  if (typeof value !== 'object') return value
  if (Buffer.isBuffer(value)) return `0x${value.toString('hex')}`
  if (Array.isArray(value)) return value.map(plainValue)
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([k, v]) => [String(k), plainValue(v)]))
  if (value instanceof Set) return [...value].map(plainValue)
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plainValue(v)]))
  }
  return String(value)
}
