// Shows values and types the way the recorded answers of a real Cassandra do: close to cqlsh, text
// bare at the top level and quoted inside collections.
import {
  type CqlType,
  isList,
  isMap,
  isSet,
  isTuple,
  isUdt,
  isVector,
  unpackList,
  unpackTuple,
  vectorParts,
} from '../types'
import { bytesToBigInt, bytesToDecimal } from '../types/java-numbers'
import { DAY_MS } from '@shared/dates'
import { dateText, timestampText } from '../types/time-text'
import { bytesToDuration, uuidText } from '../types/value-codec'

/** The name of a type without frozen<…>, as a client sees it. */
export function showType(type: CqlType): string {
  if (isList(type) || isSet(type)) return `${type.kind}<${showType(type.of)}>`
  if (isMap(type)) return `map<${showType(type.key)}, ${showType(type.value)}>`
  if (isTuple(type)) return `tuple<${type.of.map(showType).join(', ')}>`
  if (isVector(type)) return `vector<${showType(type.of)}, ${type.dimension}>`
  return isUdt(type) ? type.typeName : type.kind
}

const EMPTY_SHOWN = new Set(['text', 'ascii', 'blob', 'list', 'set', 'map', 'tuple', 'udt'])

export function showValue(type: CqlType, value: Buffer | null, nested = false): string {
  if (value === null) return 'null'
  if (value.length === 0 && !EMPTY_SHOWN.has(type.kind)) return ''
  const parts = (of: CqlType, values: readonly (Buffer | null)[]) =>
    values.map(v => showValue(of, v, true)).join(', ')
  if (isList(type)) return `[${parts(type.of, unpackList(value))}]`
  if (isSet(type)) return `{${parts(type.of, unpackList(value))}}`
  if (isVector(type)) return `[${parts(type.of, vectorParts(type, value))}]`
  if (isMap(type)) {
    const flat = unpackList(value, 2).map((v, i) =>
      showValue(i % 2 === 0 ? type.key : type.value, v, true),
    )
    const entries = flat.flatMap((key, i) => (i % 2 === 0 ? [`${key}: ${flat[i + 1]}`] : []))
    return `{${entries.join(', ')}}`
  }
  if (isTuple(type)) {
    const values = unpackTuple(value)
    return `(${type.of.map((of, i) => showValue(of, values[i] ?? null, true)).join(', ')})`
  }
  if (isUdt(type)) {
    const values = unpackTuple(value)
    const fields = type.fields.map(
      (f, i) => `${f.name}: ${showValue(f.type, values[i] ?? null, true)}`,
    )
    return `{${fields.join(', ')}}`
  }
  return showNative(type, value, nested)
}

function showNative(type: CqlType, value: Buffer, nested: boolean): string {
  switch (type.kind) {
    case 'text':
    case 'ascii': {
      const text = value.toString('utf8')
      return nested ? `'${text.replaceAll("'", "''")}'` : text
    }
    case 'boolean':
      return value[0] ? 'True' : 'False'
    case 'double':
      return showNumber(value.readDoubleBE())
    case 'float':
      return showNumber(shortest(value.readFloatBE()))
    case 'decimal':
      return showDecimal(value)
    case 'blob':
      return `0x${value.toString('hex')}`
    case 'uuid':
    case 'timeuuid':
      return uuidText(value)
    case 'inet':
      return showInet(value)
    case 'timestamp':
      return isBeyondDates(value.readBigInt64BE())
        ? String(value.readBigInt64BE())
        : `${timestampText(value.readBigInt64BE()).replace(/Z$/, '')}000+0000`
    case 'date': {
      const days = value.readUInt32BE() - 2 ** 31
      const shown = Math.abs(days * DAY_MS) <= 8.64e15 && days >= -719162 && days <= 2932896
      return shown ? dateText(days) : String(days)
    }
    case 'time':
      return type.toText(value)
    case 'duration':
      return showDuration(value)
    case 'tinyint':
      return String(value.readInt8())
    default:
      return type.name.startsWith("'")
        ? `0x${value.toString('hex')}`
        : bytesToBigInt(value).toString()
  }
}

/** JavaScript has no such date: the milliseconds are shown, here and by the client of recordings. */
const DATE_MAX = 8_640_000_000_000_000n
const isBeyondDates = (ms: bigint) => ms > DATE_MAX || ms < -DATE_MAX

function showNumber(n: number): string {
  return Object.is(n, -0) ? '-0' : String(n)
}

/** The shortest decimal that is this float. */
function shortest(n: number): number {
  if (!Number.isFinite(n) || n === 0) return n
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(n.toPrecision(digits))
    if (Math.fround(short) === n) return short
  }
  return n
}

function showDecimal(value: Buffer): string {
  const { unscaled, scale } = bytesToDecimal(value)
  if (scale <= 0) return scale === 0 ? unscaled.toString() : `${unscaled}E+${-scale}`
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function showInet(value: Buffer): string {
  if (value.length === 4) return [...value].join('.')
  const groups = Array.from({ length: 8 }, (_, i) => value.readUInt16BE(i * 2).toString(16))
  const runs = [...groups.join(':').matchAll(/\b0(?::0)+\b/g)].map(m => m[0])
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), '')
  if (longest === '') return groups.join(':')
  const at = groups.join(':').search(new RegExp(`\\b${longest}\\b`))
  const whole = groups.join(':')
  return `${whole.slice(0, Math.max(0, at - 1))}::${whole.slice(at + longest.length + 1)}`
}

const NANOS = [
  [3_600_000_000_000n, 'h'],
  [60_000_000_000n, 'm'],
  [1_000_000_000n, 's'],
  [1_000_000n, 'ms'],
  [1000n, 'us'],
  [1n, 'ns'],
] as const

function showDuration(value: Buffer): string {
  const { months, days, nanos } = bytesToDuration(value)
  const size = (n: bigint) => (n < 0n ? -n : n)
  const parts: string[] = []
  const put = (n: bigint, unit: string) => void (n > 0n && parts.push(`${n}${unit}`))
  put(size(months) / 12n, 'y')
  put(size(months) % 12n, 'mo')
  put(size(days), 'd')
  let left = size(nanos)
  for (const [of, unit] of NANOS) {
    put(left / of, unit)
    left %= of
  }
  if (parts.length === 0) return '0'
  return `${months < 0n || days < 0n || nanos < 0n ? '-' : ''}${parts.join('')}`
}
