// Between JSON and typed values. Reading follows Spark's from_json in PERMISSIVE mode: a field that
// is absent or of the wrong JSON type is NULL, and a caller that asks gets its path. Writing gives
// what JSON.stringify takes; what is written with the defaults reads back unchanged, which is what
// checkpoints use.
import { isRow } from './compare'
import { canonicalInteger, Decimal } from './decimal'
import {
  momentOr,
  parseDate,
  parseTimestamp,
  printDate,
  printIsoInstant,
  printIsoLocal,
} from './time/iso'
import { utc, type Zone } from './time/zone'
import {
  array,
  BOOLEAN,
  commonType,
  decimal,
  DOUBLE,
  INT,
  LONG,
  NULL,
  STRING,
  type DataType,
  type Row,
  type StructField,
  type StructType,
  type Value,
} from './types'

export interface ReadOptions {
  readonly zone?: Zone
  /** Told of each field whose JSON was of another type, with its path (`products[1].price`). */
  readonly onMismatch?: (path: string, expected: DataType, found: unknown) => void
}

type Read = (json: unknown, path: string) => Value

/** Compiles a reader of values that JSON.parse gave. */
export function compileReader(type: DataType, options: ReadOptions = {}): (json: unknown) => Value {
  const read = reader(type, options)
  return json => read(json, '')
}

type Refuse = (json: unknown, path: string) => null

function reader(type: DataType, options: ReadOptions): Read {
  const refuse = (json: unknown, path: string): null => {
    options.onMismatch?.(path, type, json)
    return null
  }
  switch (type.kind) {
    case 'string':
      return readText
    case 'int':
      return intReader(refuse)
    case 'long':
      return longReader(refuse)
    case 'double':
      return doubleReader(refuse)
    case 'decimal':
      return decimalReader(type.precision, type.scale, refuse)
    case 'boolean':
      return (json, path) =>
        typeof json === 'boolean' ? json : absent(json) ? null : refuse(json, path)
    case 'date':
      return (json, path) =>
        (typeof json === 'string' ? parseDate(json) : undefined) ??
        (absent(json) ? null : refuse(json, path))
    case 'timestamp':
      return momentReader(options.zone ?? utc, refuse)
    case 'array':
      return arrayReader(reader(type.element, options), options, refuse)
    case 'map':
      return mapReader(reader(type.value, options), refuse)
    case 'struct':
      return structReader(type, options, refuse)
    default:
      return () => null
  }
}

const readText: Read = json => {
  if (typeof json === 'string') return json
  if (json === null || json === undefined) return null
  return typeof json === 'object' ? JSON.stringify(json) : String(json)
}

function intReader(refuse: Refuse): Read {
  return (json, path) =>
    typeof json === 'number' && Number.isInteger(json) && json >= -2147483648 && json <= 2147483647
      ? json
      : absent(json)
        ? null
        : refuse(json, path)
}

function longReader(refuse: Refuse): Read {
  return (json, path) => {
    if (typeof json === 'number' && Number.isSafeInteger(json)) return json
    // Digits in a string: how a long beyond 2^53 survives JSON.
    if (typeof json === 'string' && /^-?\d{1,19}$/.test(json))
      return within64(BigInt(json)) ?? refuse(json, path)
    return absent(json) ? null : refuse(json, path)
  }
}

function doubleReader(refuse: Refuse): Read {
  return (json, path) => {
    if (typeof json === 'number') return json
    if (json === 'NaN' || json === 'Infinity' || json === '-Infinity') return Number(json)
    return absent(json) ? null : refuse(json, path)
  }
}

function decimalReader(precision: number, scale: number, refuse: Refuse): Read {
  return (json, path) => {
    const value =
      typeof json === 'number'
        ? Decimal.fromNumber(json, scale)
        : typeof json === 'string'
          ? Decimal.parse(json, scale)
          : undefined
    if (value?.fits(precision)) return value
    return absent(json) ? null : refuse(json, path)
  }
}

/** A number is seconds, as in Spark; a fraction finer than milliseconds is rounded. */
function momentReader(zone: Zone, refuse: Refuse): Read {
  return (json, path) => {
    const value =
      typeof json === 'string'
        ? parseTimestamp(json, zone)
        : typeof json === 'number'
          ? json * 1000
          : undefined
    return (
      momentOr(Math.round(value ?? NaN), undefined) ?? (absent(json) ? null : refuse(json, path))
    )
  }
}

function arrayReader(element: Read, { onMismatch }: ReadOptions, refuse: Refuse): Read {
  return (json, path) => {
    if (!Array.isArray(json)) return absent(json) ? null : refuse(json, path)
    const values: Value[] = new Array<Value>(json.length)
    for (let i = 0; i < json.length; i++)
      values[i] = element(json[i], onMismatch ? `${path}[${i}]` : path)
    return values
  }
}

function mapReader(inner: Read, refuse: Refuse): Read {
  return (json, path) => {
    if (!isObject(json)) return absent(json) ? null : refuse(json, path)
    const values: Record<string, Value> = {}
    for (const [key, value] of Object.entries(json))
      define(values, key, inner(value, `${path}.${key}`))
    return values
  }
}

function structReader(type: StructType, options: ReadOptions, refuse: Refuse): Read {
  const fields = type.fields.map(f => ({
    name: f.name,
    inherited: f.name in {},
    read: reader(f.type, options),
  }))
  return (json, path) => {
    if (!isObject(json)) return absent(json) ? null : refuse(json, path)
    const values: Record<string, Value> = {}
    for (const { name, inherited, read } of fields)
      define(
        values,
        name,
        read(
          inherited && !Object.hasOwn(json, name) ? undefined : json[name],
          options.onMismatch ? (path === '' ? name : `${path}.${name}`) : path,
        ),
      )
    return values
  }
}

/** Undefined for a number that a long cannot hold. */
function within64(value: bigint): number | bigint | undefined {
  return value === BigInt.asIntN(64, value) ? canonicalInteger(value) : undefined
}

const absent = (json: unknown) => json === null || json === undefined

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** A field named __proto__ is data like any other. */
function define(target: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  else target[name] = value
}

export interface WriteOptions {
  /**
   * Exact texts (`"12.50"`, the default) or JSON numbers, which others expect in messages. `exact`:
   * a number where that holds every digit, else a text.
   */
  readonly decimals?: 'string' | 'number' | 'exact'
  /** `omit`: fields that are NULL are left out, as Spark's to_json does. */
  readonly nulls?: 'omit'
  /** Moments with this zone's offset; in UTC without it. */
  readonly zone?: Zone
}

/** A double tells fifteen digits apart. */
const EXACT_UNITS_MAX = 1e15

function exactNumber(value: Decimal): number | string {
  const { units } = value
  const isExact = typeof units === 'number' && Math.abs(units) < EXACT_UNITS_MAX
  return isExact ? value.toNumber() : value.toString()
}

/**
 * Compiles a writer to what JSON.stringify takes. Dates become `2024-05-12`, timestamps ISO
 * instants, longs beyond 2^53 digits in a string.
 */
export function compileWriter(
  type: DataType,
  options: WriteOptions = {},
): (value: Value) => unknown {
  switch (type.kind) {
    case 'decimal':
      switch (options.decimals) {
        case 'number':
          return v => (v instanceof Decimal ? v.toNumber() : null)
        case 'exact':
          return v => (v instanceof Decimal ? exactNumber(v) : null)
        default:
          return v => (v instanceof Decimal ? v.toString() : null)
      }
    case 'long':
      return v => (typeof v === 'bigint' ? String(v) : v)
    case 'double':
      return v => (typeof v === 'number' && !Number.isFinite(v) ? String(v) : v)
    case 'date':
      return v => (typeof v === 'number' ? printDate(v) : null)
    case 'timestamp': {
      const { zone } = options
      return zone
        ? v => (typeof v === 'number' ? printIsoLocal(v, zone) : null)
        : v => (typeof v === 'number' ? printIsoInstant(v) : null)
    }
    case 'array': {
      const element = compileWriter(type.element, options)
      return v => (Array.isArray(v) ? v.map(element) : null)
    }
    case 'map': {
      const inner = compileWriter(type.value, options)
      return v =>
        isRow(v)
          ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, inner(x ?? null)]))
          : null
    }
    case 'struct': {
      const fields = type.fields.map(f => ({ name: f.name, write: compileWriter(f.type, options) }))
      return v => {
        if (!isRow(v)) return null
        const row: Row = v
        const written = fields.map(f => [f.name, f.write(row[f.name] ?? null)] as const)
        return Object.fromEntries(
          options.nulls === 'omit' ? written.filter(([, value]) => value !== null) : written,
        )
      }
    }
    default:
      return v => v
  }
}

/**
 * Constants are all that there is: the narrowest type holds them, and fractions that look like money
 * are decimals, so that sums stay exact. After samples others may come: the widest type holds those
 * too, while a decimal would round a price with more digits, and nobody would see it.
 */
export function typeOfNumber(value: number, of: 'constants' | 'samples'): DataType {
  if (of === 'samples') return Number.isSafeInteger(value) ? LONG : DOUBLE
  if (Number.isInteger(value)) return Math.abs(value) < 2 ** 31 ? INT : LONG
  const digits = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0
  const isMoney = digits > 0 && digits <= 4 && Math.abs(value) < 1e12
  return isMoney ? decimal(18, Math.max(2, digits)) : DOUBLE
}

/** The narrowest type that holds a constant; `fieldsOfValues` and `typeOfSamples` are for samples. */
export function inferType(json: unknown): DataType {
  switch (typeof json) {
    case 'string':
      return STRING
    case 'boolean':
      return BOOLEAN
    case 'number':
      return typeOfNumber(json, 'constants')
    case 'object': {
      if (json === null) return NULL
      if (Array.isArray(json))
        return array(
          json.reduce<DataType>((type, item) => commonType(type, inferType(item)) ?? STRING, NULL),
        )
      const fields: StructField[] = Object.entries(json).map(([name, value]) => ({
        name,
        type: inferType(value),
      }))
      return { kind: 'struct', fields }
    }
    default:
      return STRING
  }
}
