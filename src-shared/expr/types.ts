// The data types of records and expressions, with Spark SQL's names, and the form of their values in
// JavaScript.
//
//   string   string          boolean    boolean
//   int      number          decimal    Decimal (exact; decimal.ts)
//   long     number while it is a safe integer, bigint beyond (canonical: equal longs are ===)
//   double   number          date       number: days since 1970-01-01
//   array    Value[]         timestamp  number: milliseconds since 1970-01-01T00:00Z
//   struct   plain object    map        plain object (keys are strings)
//   NULL is null; a field that is absent reads as null.
//
// Values carry no tag: their static type says how to read them. So rows are plain JSON-like
// objects, fast to make and to copy.
import type { Decimal } from './decimal'
import { DECIMAL_DIGITS_MAX } from './decimal'

export type Value = null | string | number | bigint | boolean | Decimal | readonly Value[] | Row
export interface Row {
  readonly [field: string]: Value | undefined
}

export type SimpleKind =
  'string' | 'int' | 'long' | 'double' | 'boolean' | 'date' | 'timestamp' | 'null' | 'interval'
export interface SimpleType {
  readonly kind: SimpleKind
}
export interface DecimalType {
  readonly kind: 'decimal'
  readonly precision: number
  readonly scale: number
}
export interface ArrayType {
  readonly kind: 'array'
  readonly element: DataType
}
export interface MapType {
  readonly kind: 'map'
  readonly value: DataType
}
export interface StructType {
  readonly kind: 'struct'
  readonly fields: readonly StructField[]
}
export interface StructField {
  readonly name: string
  readonly type: DataType
}
export type DataType = SimpleType | DecimalType | ArrayType | MapType | StructType

export const STRING: SimpleType = { kind: 'string' }
export const INT: SimpleType = { kind: 'int' }
export const LONG: SimpleType = { kind: 'long' }
export const DOUBLE: SimpleType = { kind: 'double' }
export const BOOLEAN: SimpleType = { kind: 'boolean' }
export const DATE: SimpleType = { kind: 'date' }
export const TIMESTAMP: SimpleType = { kind: 'timestamp' }
/** The type of a bare NULL: it becomes any other type. */
export const NULL: SimpleType = { kind: 'null' }
/** Only between + and -: never the type of a field. */

export const decimal = (precision: number, scale: number): DecimalType => ({
  kind: 'decimal',
  precision,
  scale,
})
export const array = (element: DataType): ArrayType => ({ kind: 'array', element })
export const map = (value: DataType): MapType => ({ kind: 'map', value })
export const struct = (fields: Readonly<Record<string, DataType>>): StructType => ({
  kind: 'struct',
  fields: Object.entries(fields).map(([name, type]) => ({ name, type })),
})

const plainName = /^[A-Za-z_\u00C0-\u024F][A-Za-z0-9_\u00C0-\u024F]*$/

export function quoteName(name: string): string {
  return plainName.test(name) ? name : `\`${name.replaceAll('`', '``')}\``
}

/** The text that parseType reads back: `array<struct<nome: string, preco: decimal(10,2)>>`. */
export function printType(type: DataType): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`
    case 'array':
      return `array<${printType(type.element)}>`
    case 'map':
      return `map<string, ${printType(type.value)}>`
    case 'struct':
      return `struct<${type.fields.map(f => `${quoteName(f.name)}: ${printType(f.type)}`).join(', ')}>`
    default:
      return type.kind
  }
}

export function typesEqual(a: DataType, b: DataType): boolean {
  return a === b || printType(a) === printType(b)
}

export function isNumeric(type: DataType): boolean {
  return (
    type.kind === 'int' || type.kind === 'long' || type.kind === 'double' || type.kind === 'decimal'
  )
}

export function isIntegral(type: DataType): boolean {
  return type.kind === 'int' || type.kind === 'long'
}

/**
 * Spark's adjustPrecisionScale: beyond 38 digits, whole digits win over fraction digits, of which
 * at least six stay.
 */
export function boundedDecimal(precision: number, scale: number): DecimalType {
  if (precision <= DECIMAL_DIGITS_MAX) return decimal(precision, scale)
  const whole = precision - scale
  const scaleMin = Math.min(scale, 6)
  return decimal(DECIMAL_DIGITS_MAX, Math.max(DECIMAL_DIGITS_MAX - whole, scaleMin))
}

/** How an integer stands when it meets a decimal. */
export function asDecimalType(type: DataType): DecimalType {
  if (type.kind === 'decimal') return type
  return type.kind === 'long' ? decimal(20, 0) : decimal(10, 0)
}

/**
 * The type that both can become without loss of meaning; undefined when there is none (a string is
 * never made a number in silence).
 */
export function commonType(a: DataType, b: DataType): DataType | undefined {
  if (a.kind === 'null') return b
  if (b.kind === 'null' || a === b) return a
  if (isNumeric(a) && isNumeric(b)) {
    if (a.kind === 'double' || b.kind === 'double') return DOUBLE
    if (a.kind === 'decimal' || b.kind === 'decimal') {
      const x = asDecimalType(a)
      const y = asDecimalType(b)
      const scale = Math.max(x.scale, y.scale)
      return boundedDecimal(Math.max(x.precision - x.scale, y.precision - y.scale) + scale, scale)
    }
    return a.kind === 'long' || b.kind === 'long' ? LONG : INT
  }
  if (
    (a.kind === 'date' && b.kind === 'timestamp') ||
    (a.kind === 'timestamp' && b.kind === 'date')
  )
    return TIMESTAMP
  if (a.kind === 'array' && b.kind === 'array') {
    const element = commonType(a.element, b.element)
    return element && array(element)
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const value = commonType(a.value, b.value)
    return value && map(value)
  }
  if (a.kind === 'struct' && b.kind === 'struct') return commonStruct(a, b)
  return a.kind === b.kind ? a : undefined
}

function commonStruct(a: StructType, b: StructType): StructType | undefined {
  if (a.fields.length !== b.fields.length) return undefined
  const fields: StructField[] = []
  for (const [i, field] of a.fields.entries()) {
    const other = b.fields[i]
    const type = other && other.name === field.name ? commonType(field.type, other.type) : undefined
    if (!type) return undefined
    fields.push({ name: field.name, type })
  }
  return { kind: 'struct', fields }
}

/**
 * A field by its name: exact first, else the one that differs in case only (Spark's names are
 * case-insensitive).
 */
export function fieldOf(type: StructType, name: string): StructField | undefined {
  const exact = type.fields.find(f => f.name === name)
  if (exact) return exact
  const lower = name.toLowerCase()
  const loose = type.fields.filter(f => f.name.toLowerCase() === lower)
  return loose.length === 1 ? loose[0] : undefined
}
