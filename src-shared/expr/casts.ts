// Changing a value's type: CAST as Spark 3.5 does it by default (what cannot be read becomes NULL),
// and the silent widenings (int → long → decimal → double, date → timestamp) that lose nothing.
import type { Bound } from './bound'
import { isRow } from './compare'
import { canonicalInteger, Decimal } from './decimal'
import { compileWriter } from './json'
import { momentOr, parseDate, parseTimestamp, printDate, printTimestamp } from './time/iso'
import { DAY_MS } from '../dates'
import type { Zone } from './time/zone'
import {
  isNumeric,
  typesEqual,
  type DataType,
  type Row,
  type StructType,
  type Value,
} from './types'

export type Convert = (value: Value) => Value

const LONG_MIN = -(2n ** 63n)
const LONG_MAX = 2n ** 63n - 1n

/** A long as it is in a row, or NULL beyond 64 bits. */
export function toLong(value: number | bigint): Value {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value === 0 ? 0 : value
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  const big = BigInt(value)
  return big < LONG_MIN || big > LONG_MAX ? null : canonicalInteger(big)
}

export function toInt(value: number | bigint): Value {
  return value >= -2147483648 && value <= 2147483647
    ? Number(value) === 0
      ? 0
      : Number(value)
    : null
}

/** Undefined when the types have nothing to do with each other. */
export function castFunction(from: DataType, to: DataType, zone: Zone): Convert | undefined {
  if (from.kind === 'null') return () => null
  if (typesEqual(from, to)) return v => v
  const convert = castNonNull(from, to, zone)
  return convert && (v => (v === null ? null : convert(v)))
}

function castNonNull(from: DataType, to: DataType, zone: Zone): Convert | undefined {
  switch (to.kind) {
    case 'string':
      return textOf(from, zone)
    case 'int':
      return toInteger(from, toInt)
    case 'long':
      return toInteger(from, toLong)
    case 'double':
      return toDouble(from)
    case 'decimal':
      return toDecimal(from, to.precision, to.scale)
    case 'boolean':
      if (from.kind === 'string') return readBoolean
      return isNumeric(from) ? v => (v instanceof Decimal ? v.units !== 0 : v !== 0) : undefined
    case 'date':
      return toDate(from, zone)
    case 'timestamp':
      return toTimestamp(from, zone)
    case 'array': {
      const element =
        from.kind === 'array' ? castFunction(from.element, to.element, zone) : undefined
      return element && (v => (Array.isArray(v) ? v.map(element) : null))
    }
    case 'map': {
      const inner = from.kind === 'map' ? castFunction(from.value, to.value, zone) : undefined
      return inner && (v => (isRow(v) ? mapRow(v, inner) : null))
    }
    case 'struct':
      return toStruct(from, to, zone)
    default:
      return undefined
  }
}

function toInteger(from: DataType, fit: (value: number | bigint) => Value): Convert | undefined {
  if (from.kind === 'string') return v => readInteger(v, fit)
  if (from.kind === 'boolean') return v => (v === true ? 1 : 0)
  if (from.kind === 'timestamp')
    return v => (typeof v === 'number' ? fit(Math.floor(v / 1000)) : null)
  if (!isNumeric(from)) return undefined
  return v => {
    if (v instanceof Decimal) return fit(v.truncate())
    if (typeof v === 'number') return fit(Math.trunc(v))
    return typeof v === 'bigint' ? fit(v) : null
  }
}

function toDouble(from: DataType): Convert | undefined {
  if (from.kind === 'string') return readDouble
  if (from.kind === 'boolean') return v => (v === true ? 1 : 0)
  if (from.kind === 'timestamp') return v => (typeof v === 'number' ? v / 1000 : null)
  return isNumeric(from) ? v => (v instanceof Decimal ? v.toNumber() : Number(v)) : undefined
}

function toDecimal(from: DataType, precision: number, scale: number): Convert | undefined {
  const fit = (d: Decimal | undefined): Value => {
    const scaled = d?.rescale(scale)
    return scaled?.fits(precision) ? scaled : null
  }
  if (from.kind === 'string') return v => (typeof v === 'string' ? fit(Decimal.parse(v)) : null)
  if (from.kind === 'boolean') return v => fit(new Decimal(v === true ? 1 : 0, 0))
  if (from.kind === 'timestamp') return v => (typeof v === 'number' ? fit(new Decimal(v, 3)) : null)
  if (from.kind === 'double')
    return v => (typeof v === 'number' ? fit(Decimal.fromNumber(v, scale)) : null)
  if (!isNumeric(from)) return undefined
  return v => {
    if (v instanceof Decimal) return fit(v)
    return typeof v === 'number' || typeof v === 'bigint' ? fit(new Decimal(v, 0)) : null
  }
}

function toDate(from: DataType, zone: Zone): Convert | undefined {
  if (from.kind === 'string') return v => (typeof v === 'string' ? (parseDate(v) ?? null) : null)
  return from.kind === 'timestamp'
    ? v => (typeof v === 'number' ? Math.floor(zone.toLocal(v) / DAY_MS) : null)
    : undefined
}

/** A number is seconds. */
function toTimestamp(from: DataType, zone: Zone): Convert | undefined {
  if (from.kind === 'string')
    return v => (typeof v === 'string' ? (parseTimestamp(v, zone) ?? null) : null)
  if (from.kind === 'date')
    return v => (typeof v === 'number' ? momentOr(zone.toUtc(v * DAY_MS), null) : null)
  if (!isNumeric(from)) return undefined
  return v =>
    momentOr(
      v instanceof Decimal ? Number(v.times(1000).floor()) : Math.floor(Number(v) * 1000),
      null,
    )
}

/** By the order of the fields, as Spark does; the names are the new type's. */
function toStruct(from: DataType, to: StructType, zone: Zone): Convert | undefined {
  if (from.kind !== 'struct' || from.fields.length !== to.fields.length) return undefined
  const parts: { from: string; to: string; convert: Convert }[] = []
  for (const [i, field] of to.fields.entries()) {
    const source = from.fields[i]
    const convert = source && castFunction(source.type, field.type, zone)
    if (!source || !convert) return undefined
    parts.push({ from: source.name, to: field.name, convert })
  }
  return v =>
    isRow(v) ? Object.fromEntries(parts.map(p => [p.to, p.convert(v[p.from] ?? null)])) : null
}

function mapRow(row: Row, convert: Convert): Row {
  return Object.fromEntries(Object.entries(row).map(([k, v]) => [k, convert(v ?? null)]))
}

export function textOf(from: DataType, zone: Zone): Convert {
  switch (from.kind) {
    case 'date':
      return v => (typeof v === 'number' ? printDate(v) : null)
    case 'timestamp':
      return v => (typeof v === 'number' ? printTimestamp(v, zone) : null)
    case 'double':
      return v => (typeof v === 'number' ? printDouble(v) : null)
    case 'array':
    case 'struct':
    case 'map': {
      // Spark writes {a, 1} here; JSON is what people expect and can read back.
      const write = compileWriter(from, { decimals: 'number' })
      return v => JSON.stringify(write(v))
    }
    default:
      return v => String(v)
  }
}

/** As Java's Double.toString for everyday sizes: a whole number keeps its `.0`. */
export function printDouble(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7)
    return `${Object.is(value, -0) ? '-0' : value}.0`
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size >= 1e-3 && size < 1e7) return String(value)
  const [mantissa = '', exponent = ''] = value.toExponential().split('e')
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`
}

function readInteger(value: Value, fit: (n: number | bigint) => Value): Value {
  if (typeof value !== 'string') return null
  const plain = plainDigits(value)
  if (plain >= 0) return fit(plain)
  const read = Decimal.parse(value)
  // Spark reads '3.7' as 3 and '3e2' as NULL.
  return read && !/[eE]/.test(value) ? fit(read.truncate()) : null
}

/** What most texts of whole numbers are: a few digits and nothing else; -1 for all others. */
function plainDigits(text: string): number {
  const { length } = text
  if (length === 0 || length > 15) return -1
  let value = 0
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

function readDouble(value: Value): Value {
  if (typeof value !== 'string') return null
  const text = value.trim()
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(text))
    return Number(text.replace(/[dDfF]$/, ''))
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  return /^nan$/i.test(text) ? NaN : null
}

function readBoolean(value: Value): Value {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (['true', 't', 'yes', 'y', '1'].includes(text)) return true
  return ['false', 'f', 'no', 'n', '0'].includes(text) ? false : null
}

/** Widens without loss; undefined when that needs an explicit CAST. */
export function coerce(bound: Bound, to: DataType, zone: Zone): Bound | undefined {
  const { type: from, evaluate } = bound
  if (typesEqual(from, to)) return bound
  if (from.kind === 'null') return { type: to, evaluate: () => null, constant: bound.constant }
  if (!widens(from, to)) return undefined
  if (from.kind === 'int' && to.kind === 'long') return { ...bound, type: to }
  const convert = castFunction(from, to, zone)
  return convert && { type: to, evaluate: row => convert(evaluate(row)), constant: bound.constant }
}

/** The same as CAST, for the places where Spark casts in silence. */
export function readAs(bound: Bound, to: DataType, zone: Zone): Bound | undefined {
  const convert = castFunction(bound.type, to, zone)
  const { evaluate, constant } = bound
  return convert && { type: to, constant, evaluate: row => convert(evaluate(row)) }
}

export function widens(from: DataType, to: DataType): boolean {
  if (from.kind === 'null' || typesEqual(from, to)) return true
  switch (to.kind) {
    case 'long':
      return from.kind === 'int'
    case 'decimal':
      return isNumeric(from) && from.kind !== 'double'
    case 'double':
      return isNumeric(from)
    case 'timestamp':
      return from.kind === 'date'
    case 'array':
      return from.kind === 'array' && widens(from.element, to.element)
    case 'map':
      return from.kind === 'map' && widens(from.value, to.value)
    case 'struct':
      return (
        from.kind === 'struct' &&
        from.fields.length === to.fields.length &&
        from.fields.every((f, i) => {
          const target = to.fields[i]
          return target !== undefined && target.name === f.name && widens(f.type, target.type)
        })
      )
    default:
      return false
  }
}
