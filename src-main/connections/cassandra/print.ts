// Values and types as cqlsh 6.2 prints them: numbers without trailing zeros, nested text in quotes,
// timestamps in UTC with microseconds, blobs in hexadecimal. NULL stays null, so that a table can
// show it as such.
import { lazyObject } from '@main/platform'
import { types } from './library'

const codes = lazyObject(() => types.dataTypes)

export interface ColumnType {
  readonly code: number
  readonly info?: unknown
}
type TypeInfo = ColumnType | null | undefined

let names: ReadonlyMap<number, string> | undefined
const nameOf = (code: number) => (names ??= namesByCode()).get(code)

function namesByCode(): ReadonlyMap<number, string> {
  const entries = Object.entries(types.dataTypes).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  )
  return new Map(entries.map(([name, code]) => [code, name]))
}

function asType(info: unknown): TypeInfo {
  return typeof info === 'object' &&
    info !== null &&
    'code' in info &&
    typeof info.code === 'number'
    ? { code: info.code, info: 'info' in info ? info.info : undefined }
    : undefined
}

export function typeText(type: TypeInfo): string {
  if (!type) return 'blob'
  const { code, info } = type
  const inner = Array.isArray(info)
    ? info.map(one => typeText(asType(one)))
    : [typeText(asType(info))]
  if (code === codes.list || code === codes.set) return `${nameOf(code)}<${inner[0]}>`
  if (code === codes.map) return `map<${inner.join(', ')}>`
  if (code === codes.tuple) return `tuple<${inner.join(', ')}>`
  if (code === codes.udt)
    return typeof info === 'object' && info !== null && 'name' in info ? String(info.name) : 'udt'
  if (code === codes.custom) return classText(String(info))
  return code === codes.varchar ? 'text' : (nameOf(code) ?? 'blob')
}

const MARSHAL: Readonly<Record<string, string>> = {
  UTF8: 'text',
  Int32: 'int',
  Long: 'bigint',
  Short: 'smallint',
  Byte: 'tinyint',
  Integer: 'varint',
}

/** Of a Java class that the protocol names: DurationType, VectorType(FloatType, 2). */
function classText(name: string): string {
  const vector = /VectorType\s*\((.*),\s*(\d+)\s*\)$/.exec(name)
  if (vector) return `vector<${classText(vector[1]?.trim() ?? '')}, ${vector[2]}>`
  const short = name.replace(/^.*\./, '').replace(/Type$/, '')
  return MARSHAL[short] ?? short.toLowerCase()
}

export function cqlText(value: unknown, type?: TypeInfo): string | null {
  return value === null || value === undefined ? null : print(value, type, false)
}

function print(value: unknown, type: TypeInfo, nested: boolean): string {
  if (value === null || value === undefined) return 'null'
  const code = type?.code
  if (typeof value === 'number')
    return code === codes.float || code === codes.double
      ? floatText(value, code === codes.float)
      : String(value)
  if (typeof value === 'string')
    return nested ? `'${value.replaceAll("'", "''")}'` : value.replaceAll('\n', '\\n')
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value instanceof Date) return timestampText(value, nested)
  if (Buffer.isBuffer(value)) return `0x${value.toString('hex')}`
  if (value instanceof types.LocalDate || value instanceof types.LocalTime)
    return nested ? `'${String(value)}'` : timeText(value)
  if (value instanceof types.Tuple)
    return `(${value
      .values()
      .map((one, i) => print(one, innerOf(type, i), true))
      .join(', ')})`
  if (value instanceof types.Vector) return `[${value.elements.map(String).join(', ')}]`
  if (Array.isArray(value)) {
    const items = value.map(one => print(one, innerOf(type, 0), true)).join(', ')
    return code === codes.set ? `{${items}}` : `[${items}]`
  }
  if (value instanceof Map) return mapText([...value], type)
  if (value instanceof Set)
    return `{${[...value].map(one => print(one, innerOf(type, 0), true)).join(', ')}}`
  if (Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value)
    return code === codes.map ? mapText(entries, type) : fieldsText(entries, type)
  }
  return String(value)
}

function fieldsText(entries: readonly (readonly [string, unknown])[], type: TypeInfo): string {
  const fields = fieldsOf(type)
  const typeOf = (name: string) => fields.find(each => each.name === name)?.type
  const printed = entries.map(([name, one]) => `${name}: ${print(one, typeOf(name), true)}`)
  return `{${printed.join(', ')}}`
}

function mapText(entries: readonly (readonly [unknown, unknown])[], type: TypeInfo): string {
  const [key, value] = [innerOf(type, 0), innerOf(type, 1)]
  return `{${entries.map(([k, v]) => `${print(k, key, true)}: ${print(v, value, true)}`).join(', ')}}`
}

export function innerOf(type: TypeInfo, index: number): TypeInfo {
  const info = type?.info
  return asType(Array.isArray(info) ? info[index] : info)
}

/** The fields of a user type. */
export function fieldsOf(type: TypeInfo): { readonly name: string; readonly type: ColumnType }[] {
  const info = type?.info
  const fields: unknown =
    typeof info === 'object' && info !== null && 'fields' in info ? info.fields : undefined
  if (!Array.isArray(fields)) return []
  return fields.flatMap((field: unknown) => {
    if (typeof field !== 'object' || field === null) return []
    const inner = 'type' in field ? asType(field.type) : undefined
    return inner && 'name' in field ? [{ name: String(field.name), type: inner }] : []
  })
}

/**
 * Python's repr of a double, cut to cqlsh's five decimals in the way `%.12g`-like settings do:
 * 99.9, 250, 1.5e+20.
 */
function floatText(value: number, single: boolean): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (Object.is(value, -0)) return '-0'
  const text = single ? shortestFloat(value) : String(value)
  const match = /^(-?[\d.]+)e([+-])(\d)$/.exec(text)
  return match ? `${match[1]}e${match[2]}0${match[3]}` : text
}

/** A float is stored in 32 bits: the shortest decimal that reads back as the same 32 bits. */
function shortestFloat(value: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const text = String(Number(value.toPrecision(digits)))
    if (Math.fround(Number(text)) === Math.fround(value)) return text
  }
  return String(value)
}

function timestampText(value: Date, nested: boolean): string {
  const iso = value.toISOString()
  const text = `${iso.slice(0, 10)} ${iso.slice(11, 23)}000+0000`
  return nested ? `'${text}'` : text
}

/** Times print with nine digits, as cqlsh does. */
function timeText(value: unknown): string {
  const text = String(value)
  return value instanceof types.LocalTime && !text.includes('.') ? `${text}.000000000` : text
}
