// The native types of CQL 3.4.7: literals, JSON, order and key form of each, one entry a type.
import { isIP } from 'node:net'
import { invalid } from '../errors'
import type { KeyReader, KeyWriter } from '../storage/key-codec'
import type { Writer } from '../wire/writer'
import { javaClass, JsonNumber, jsonText, javaText, type JsonValue } from './json'
import {
  bigIntToBytes,
  bytesToBigInt,
  bytesToDecimal,
  compareDecimals,
  decimalPlainText,
  decimalText,
  decimalToBytes,
  javaDouble,
  javaFloat,
  parseDecimal,
} from './java-numbers'
import {
  readDecimalKey,
  readFloatKey,
  readUuidKey,
  readVarintKey,
  writeDecimalKey,
  writeFloatKey,
  writeUuidKey,
  writeVarintKey,
} from './ordered'
import { dateText, durationText, parseDate, parseDuration, parseTime, parseTimestamp, timestampText, timeText } from './time-text'
import { EMPTY, type NativeType } from './type'
import { durationToBytes, bytesToDuration, inetText, inetToBytes, uuidText, uuidToBytes } from './value-codec'

interface Spec {
  readonly option: number
  readonly className: string
  readonly accepts: readonly string[]
  readonly emptyAllowed?: boolean
  readonly fixedLength?: number
  parse(text: string): Buffer
  compare(a: Buffer, b: Buffer): number
  flaw(value: Buffer): string | undefined
  toText(value: Buffer): string
  toJson?(value: Buffer): string
  fromJson(value: JsonValue, parse: (text: string) => Buffer): Buffer
  writeKey(writer: KeyWriter, value: Buffer): void
  readKey(reader: KeyReader): Buffer
}

/** Protocol v4 has no code for duration: it travels as a custom type. */
const CUSTOM = 0
const MARSHAL = 'org.apache.cassandra.db.marshal.'

function define(name: string, spec: Spec): NativeType {
  return {
    kind: name,
    name,
    multiCell: false,
    emptyAllowed: spec.emptyAllowed ?? false,
    fixedLength: spec.fixedLength,
    className: spec.className,
    accepts: new Set(spec.accepts),
    parse: spec.parse,
    compare: spec.compare,
    flaw: value => (value.length === 0 ? undefined : spec.flaw(value)),
    toText: value => (value.length === 0 && !spec.emptyAllowed ? '' : spec.toText(value)),
    toJson: value => {
      if (value.length === 0 && !spec.emptyAllowed) return '""'
      return spec.toJson ? spec.toJson(value) : jsonText(spec.toText(value))
    },
    fromJson: value => spec.fromJson(value, spec.parse),
    writeKey: spec.writeKey,
    readKey: spec.readKey,
    writeOption(writer: Writer) {
      writer.u16(spec.option)
      if (spec.option === CUSTOM) writer.string(MARSHAL + spec.className)
    },
  }
}

const byBytes = (a: Buffer, b: Buffer) => Buffer.compare(a, b)
const wrongJson = (wanted: string, value: JsonValue) =>
  invalid(`Expected ${wanted} value, but got a ${javaClass(value)}: ${javaText(value)}`)
const escapedKey = {
  writeKey: (writer: KeyWriter, value: Buffer) => void writer.escaped(value),
  readKey: (reader: KeyReader) => reader.escaped(),
}

function text(name: string, option: number, className: string, flaw: (value: Buffer) => string | undefined) {
  return define(name, {
    option,
    className,
    accepts: ['STRING'],
    emptyAllowed: true,
    parse: s => Buffer.from(s, 'utf8'),
    compare: byBytes,
    flaw,
    toText: value => value.toString('utf8'),
    fromJson: value => {
      if (typeof value === 'string') return Buffer.from(value, 'utf8')
      throw invalid(
        `Expected ${name === 'ascii' ? 'an ascii' : 'a UTF-8'} string, but got a ${javaClass(value)}: ${javaText(value)}`,
      )
    },
    ...escapedKey,
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
function utf8Flaw(value: Buffer): string | undefined {
  try {
    utf8.decode(value)
    return undefined
  } catch {
    return "String didn't validate."
  }
}

interface IntegerSpec {
  readonly option: number
  readonly className: string
  readonly bytes: 1 | 2 | 4 | 8
  readonly parsedAs: string
  readonly flaw: (bytes: number) => string
  readonly article: string
}

const INTEGER_ONLY = ['INTEGER']

function integer(name: string, spec: IntegerSpec) {
  const bits = spec.bytes * 8
  const parse = (s: string) => {
    const value = /^[+-]?\d+$/.test(s.trim()) ? BigInt(s.trim()) : undefined
    if (value === undefined || BigInt.asIntN(bits, value) !== value) throw invalid(`Unable to make ${spec.parsedAs} from '${s}'`)
    return integerToBytes(value, spec.bytes)
  }
  return define(name, {
    ...integerOrder(spec.bytes),
    option: spec.option,
    className: spec.className,
    accepts: INTEGER_ONLY,
    fixedLength: spec.bytes,
    parse,
    flaw: value => (value.length === spec.bytes ? undefined : spec.flaw(value.length)),
    toText: value => bytesToBigInt(value).toString(),
    toJson: value => bytesToBigInt(value).toString(),
    fromJson: value => {
      if (typeof value === 'string') return parse(value)
      if (!(value instanceof JsonNumber) || /[.eE]/.test(value.text)) throw wrongJson(spec.article, value)
      if (BigInt.asIntN(bits, BigInt(value.text)) !== BigInt(value.text)) throw wrongJson(spec.article, value)
      return parse(value.text)
    },
  })
}

export function integerToBytes(value: bigint, bytes: number): Buffer {
  const out = Buffer.allocUnsafe(bytes)
  if (bytes === 8) out.writeBigInt64BE(value)
  else out.writeIntBE(Number(value), 0, bytes)
  return out
}

/** Signed big-endian integers sort as bytes once the sign bit is turned. */
function integerOrder(bytes: number) {
  return {
    compare: (a: Buffer, b: Buffer) => {
      if (a.length === 0 || b.length === 0) return a.length - b.length
      const first = (a[0]! ^ 0x80) - (b[0]! ^ 0x80)
      return first !== 0 ? first : Buffer.compare(a, b)
    },
    writeKey: (writer: KeyWriter, value: Buffer) => {
      writer.u8(value[0]! ^ 0x80)
      for (let i = 1; i < bytes; i++) writer.u8(value[i]!)
    },
    readKey: (reader: KeyReader) => {
      const value = reader.raw(bytes)
      value[0] = value[0]! ^ 0x80
      return value
    },
  }
}

function floating(name: 'float' | 'double', option: number, className: string, bytes: 4 | 8) {
  const read = (b: Buffer) => (bytes === 4 ? b.readFloatBE(0) : b.readDoubleBE(0))
  const encode = (n: number) => {
    const out = Buffer.allocUnsafe(bytes)
    if (bytes === 4) out.writeFloatBE(n)
    else out.writeDoubleBE(n)
    return out
  }
  const parse = (s: string) => {
    const number = floatFromText(s)
    if (number === undefined) throw invalid(`Unable to make ${name} from '${s}'`)
    return encode(number)
  }
  return define(name, {
    option,
    className,
    accepts: ['INTEGER', 'FLOAT'],
    fixedLength: bytes,
    parse,
    compare: (a, b) => (a.length === 0 || b.length === 0 ? a.length - b.length : compareFloats(read(a), read(b))),
    flaw: value => (value.length === bytes ? undefined : `Expected ${bytes} or 0 byte value for a ${name} (${value.length})`),
    toText: value => (bytes === 4 ? javaFloat(read(value)) : javaDouble(read(value))),
    toJson: value => {
      const n = read(value)
      if (!Number.isFinite(n)) return 'null'
      return bytes === 4 ? javaFloat(n) : javaDouble(n)
    },
    fromJson: value => {
      if (typeof value === 'string') return parse(value)
      if (value instanceof JsonNumber) return encode(Number(value.text))
      throw wrongJson(`a ${name}`, value)
    },
    writeKey: writeFloatKey,
    readKey: reader => readFloatKey(reader, bytes),
  })
}

function floatFromText(s: string): number | undefined {
  const trimmed = s.trim()
  if (/^[+-]?NaN$/.test(trimmed)) return NaN
  if (/^[+-]?Infinity$/.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed) ? Number(trimmed.replace(/[dDfF]$/, '')) : undefined
}

/** Double.compare: -0.0 before 0.0, NaN after all. */
function compareFloats(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return a === 0 ? Number(Object.is(b, -0)) - Number(Object.is(a, -0)) : 0
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

function uuid(name: 'uuid' | 'timeuuid', option: number, className: string) {
  const parse = (s: string) => {
    const bytes = uuidToBytes(s)
    if (!bytes) throw invalid(name === 'uuid' ? `Unable to make UUID from '${s}'` : `Unable to make TimeUUID from '${s}'`)
    const flaw = timeFlaw(bytes)
    if (flaw !== undefined) throw invalid(flaw)
    return bytes
  }
  const timeFlaw = (value: Buffer) =>
    name === 'timeuuid' && value[6]! >> 4 !== 1 ? 'Invalid version for TimeUUID type.' : undefined
  const keyOf = (value: Buffer) => uuidOrder(value, name)
  return define(name, {
    option,
    className,
    accepts: ['UUID'],
    fixedLength: 16,
    parse,
    compare: (a, b) => (a.length === 0 || b.length === 0 ? a.length - b.length : Buffer.compare(keyOf(a), keyOf(b))),
    flaw: value =>
      value.length === 16
        ? timeFlaw(value)
        : `${name === 'uuid' ? 'UUID' : 'TimeUUID'} should be 16 or 0 bytes (${value.length})`,
    toText: uuidText,
    fromJson: value => {
      if (typeof value === 'string') return parse(value)
      throw invalid(`Expected a string representation of a ${name}, but got a ${javaClass(value)}: ${javaText(value)}`)
    },
    writeKey: (writer, value) => writeUuidKey(writer, value, name),
    readKey: reader => readUuidKey(reader, name),
  })
}

function uuidOrder(value: Buffer, name: 'uuid' | 'timeuuid'): Buffer {
  const bytes: number[] = []
  writeUuidKey({ u8: byte => void bytes.push(byte) }, value, name)
  return Buffer.from(bytes)
}

const bigint = integer('bigint', {
  option: 0x2,
  className: 'LongType',
  bytes: 8,
  parsedAs: 'long',
  flaw: n => `Expected 8 or 0 byte long (${n})`,
  article: 'a bigint',
})
const dateFlaw = (s: string) => invalid(`Unable to coerce '${s}' to a formatted date (long)`)
const DATE_ZERO = 2 ** 31
const unsignedDate = (days: number) => {
  const out = Buffer.allocUnsafe(4)
  out.writeUInt32BE(days)
  return out
}

const list: NativeType[] = [
  text('ascii', 0x1, 'AsciiType', value => {
    const bad = value.find(byte => byte > 127)
    return bad === undefined ? undefined : `Invalid byte for ascii: ${bad - 256}`
  }),
  text('text', 0xd, 'UTF8Type', utf8Flaw),
  define('blob', {
    option: 0x3,
    className: 'BytesType',
    accepts: ['HEX'],
    emptyAllowed: true,
    parse: s => {
      const hex = /^0[xX]((?:[0-9a-fA-F]{2})*)$/.exec(s)
      if (!hex) throw invalid(`An hex string representing bytes must have an even length`)
      return Buffer.from(hex[1] ?? '', 'hex')
    },
    compare: byBytes,
    flaw: () => undefined,
    toText: value => `0x${value.toString('hex')}`,
    fromJson: (value, parse) => {
      if (typeof value !== 'string') throw invalid(`Value '${javaText(value)}' is not a valid blob representation`)
      if (!value.startsWith('0x')) throw invalid(`String representation of blob is missing 0x prefix: ${value}`)
      return parse(value)
    },
    ...escapedKey,
  }),
  define('boolean', {
    option: 0x4,
    className: 'BooleanType',
    accepts: ['BOOLEAN'],
    fixedLength: 1,
    parse: s => {
      if (!/^(true|false)$/i.test(s)) throw invalid(`Unable to make boolean from '${s}'`)
      return Buffer.from([/^t/i.test(s) ? 1 : 0])
    },
    compare: (a, b) => (a.length === 0 || b.length === 0 ? a.length - b.length : Math.sign(a[0]!) - Math.sign(b[0]!)),
    flaw: value => (value.length === 1 ? undefined : `Expected 1 or 0 byte value (${value.length})`),
    toText: value => (value[0] ? 'true' : 'false'),
    toJson: value => (value[0] ? 'true' : 'false'),
    fromJson: (value, parse) => {
      if (typeof value === 'boolean') return parse(String(value))
      if (typeof value === 'string') return parse(value)
      throw wrongJson('a boolean', value)
    },
    writeKey: (writer, value) => void writer.u8(value[0]!),
    readKey: reader => reader.raw(1),
  }),
  bigint,
  { ...bigint, kind: 'counter', name: 'counter', className: 'CounterColumnType', writeOption: writer => void writer.u16(0x5) },
  integer('int', {
    option: 0x9,
    className: 'Int32Type',
    bytes: 4,
    parsedAs: 'int',
    flaw: n => `Expected 4 or 0 byte int (${n})`,
    article: 'an int',
  }),
  integer('smallint', {
    option: 0x13,
    className: 'ShortType',
    bytes: 2,
    parsedAs: 'short',
    flaw: n => `Expected 2 bytes for a smallint (${n})`,
    article: 'a short',
  }),
  integer('tinyint', {
    option: 0x14,
    className: 'ByteType',
    bytes: 1,
    parsedAs: 'byte',
    flaw: n => `Expected 1 byte for a tinyint (${n})`,
    article: 'a byte',
  }),
  define('varint', {
    option: 0xe,
    className: 'IntegerType',
    accepts: INTEGER_ONLY,
    parse: s => {
      if (!/^[+-]?\d+$/.test(s.trim())) throw invalid(`unable to make int from '${s}'`)
      return bigIntToBytes(BigInt(s.trim()))
    },
    compare: (a, b) => compareBigInts(bytesToBigInt(a), bytesToBigInt(b)),
    flaw: () => undefined,
    toText: value => bytesToBigInt(value).toString(),
    toJson: value => bytesToBigInt(value).toString(),
    fromJson: (value, parse) => {
      if (value instanceof JsonNumber || typeof value === 'string') {
        const digits = value instanceof JsonNumber ? value.text : value
        if (!/^[+-]?\d+$/.test(digits)) throw invalid(`Value '${digits}' is not a valid representation of a varint value`)
        return parse(digits)
      }
      throw invalid(`Value '${javaText(value)}' is not a valid representation of a varint value`)
    },
    writeKey: writeVarintKey,
    readKey: readVarintKey,
  }),
  define('decimal', {
    option: 0x6,
    className: 'DecimalType',
    accepts: ['INTEGER', 'FLOAT'],
    parse: s => {
      const value = parseDecimal(s)
      if (!value) throw invalid(`unable to make BigDecimal from '${s}'`)
      return decimalToBytes(value)
    },
    compare: (a, b) =>
      a.length === 0 || b.length === 0 ? a.length - b.length : compareDecimals(bytesToDecimal(a), bytesToDecimal(b)),
    flaw: value => (value.length >= 5 ? undefined : `Expected 0 or at least 4 bytes (${value.length})`),
    toText: value => decimalPlainText(bytesToDecimal(value)),
    toJson: value => decimalText(bytesToDecimal(value)),
    fromJson: (value, parse) => {
      const digits = value instanceof JsonNumber ? value.text : value
      if (typeof digits !== 'string' || !parseDecimal(digits))
        throw invalid(`Value '${javaText(value)}' is not a valid representation of a decimal value`)
      return parse(digits)
    },
    writeKey: writeDecimalKey,
    readKey: readDecimalKey,
  }),
  floating('float', 0x8, 'FloatType', 4),
  floating('double', 0x7, 'DoubleType', 8),
  uuid('uuid', 0xc, 'UUIDType'),
  uuid('timeuuid', 0xf, 'TimeUUIDType'),
  define('inet', {
    option: 0x10,
    className: 'InetAddressType',
    accepts: ['STRING'],
    parse: s => {
      const bytes = isIP(s) ? inetToBytes(s) : s === 'localhost' ? Buffer.from([127, 0, 0, 1]) : undefined
      if (!bytes) throw invalid(`Unable to make inet address from '${s}'`)
      return bytes
    },
    compare: byBytes,
    flaw: value => (value.length === 4 || value.length === 16 ? undefined : `invalid length ${value.length}`),
    toText: inetText,
    fromJson: (value, parse) => {
      if (typeof value === 'string') return parse(value)
      throw invalid(`Expected a string representation of an inet value, but got a ${javaClass(value)}: ${javaText(value)}`)
    },
    ...escapedKey,
  }),
  define('timestamp', {
    ...integerOrder(8),
    option: 0xb,
    className: 'TimestampType',
    accepts: ['STRING', 'INTEGER'],
    fixedLength: 8,
    parse: s => {
      const ms = parseTimestamp(s)
      if (ms === undefined) throw invalid(`Unable to coerce '${s}' to a formatted date (long)`)
      return integerToBytes(/^-?\d+$/.test(s) ? BigInt.asIntN(64, BigInt(s)) : BigInt(ms), 8)
    },
    flaw: value => (value.length === 8 ? undefined : `Expected 8 or 0 byte long for date (${value.length})`),
    toText: value => `${timestampText(Number(value.readBigInt64BE()))}Z`.replace(' ', 'T'),
    toJson: value => jsonText(`${timestampText(Number(value.readBigInt64BE()))}Z`),
    fromJson: (value, parse) => {
      if (value instanceof JsonNumber && !/[.eE]/.test(value.text)) return parse(value.text)
      if (typeof value === 'string') return parse(value)
      throw invalid(
        `Expected a long or a datestring representation of a timestamp value, but got a ${javaClass(value)}: ${javaText(value)}`,
      )
    },
  }),
  define('date', {
    option: 0x11,
    className: 'SimpleDateType',
    accepts: ['STRING', 'INTEGER'],
    fixedLength: 4,
    parse: s => {
      if (/^\d+$/.test(s)) {
        if (Number(s) > 0xffffffff) throw dateFlaw(s)
        return unsignedDate(Number(s))
      }
      const days = parseDate(s)
      if (days === undefined || days < -DATE_ZERO || days >= DATE_ZERO) throw dateFlaw(s)
      return unsignedDate(days + DATE_ZERO)
    },
    compare: byBytes,
    flaw: value => (value.length === 4 ? undefined : `Expected 4 byte long for date (${value.length})`),
    toText: value => dateText(value.readUInt32BE(0) - DATE_ZERO),
    fromJson: (value, parse) => {
      if (typeof value === 'string') return parse(value)
      throw invalid(`Expected a string representation of a date value, but got a ${javaClass(value)}: ${javaText(value)}`)
    },
    writeKey: (writer, value) => void writer.raw(value),
    readKey: reader => reader.raw(4),
  }),
  define('time', {
    ...integerOrder(8),
    option: 0x12,
    className: 'TimeType',
    accepts: ['STRING', 'INTEGER'],
    fixedLength: 8,
    parse: s => {
      const nanos = /^\d+$/.test(s) ? BigInt(s) : parseTime(s)
      if (nanos === undefined || nanos >= 86_400_000_000_000n)
        throw invalid(`(TimeType) Unable to coerce '${s}' to a formatted time (long)`)
      return integerToBytes(nanos, 8)
    },
    flaw: value => (value.length === 8 ? undefined : `Expected 8 byte long for time (${value.length})`),
    toText: value => timeText(value.readBigInt64BE()),
    fromJson: (value, parse) => {
      if (typeof value === 'string') return parse(value)
      throw invalid(`Expected a string representation of a time value, but got a ${javaClass(value)}: ${javaText(value)}`)
    },
  }),
  define('duration', {
    option: CUSTOM,
    className: 'DurationType',
    accepts: ['DURATION'],
    parse: s => {
      const value = parseDuration(s)
      if (!value) throw invalid(`Unable to convert '${s}' to a duration`)
      return durationToBytes(value)
    },
    compare: byBytes,
    flaw: value => (value.length >= 3 ? undefined : `Expected at least 3 bytes for a duration (${value.length})`),
    toText: value => durationText(bytesToDuration(value)),
    fromJson: (value, parse) => {
      if (typeof value === 'string') return parse(value)
      throw invalid(`Expected a string representation of a duration, but got a ${javaClass(value)}: ${javaText(value)}`)
    },
    ...escapedKey,
  }),
  define('empty', {
    option: CUSTOM,
    className: 'EmptyType',
    accepts: [],
    emptyAllowed: true,
    parse: () => EMPTY,
    compare: () => 0,
    flaw: () => undefined,
    toText: () => '',
    fromJson: () => EMPTY,
    ...escapedKey,
  }),
]

function compareBigInts(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const byName = new Map(list.map(type => [type.name, type]))
const byClass = new Map(list.map(type => [type.className, type]))

export function native(name: string): NativeType {
  const type = byName.get(name === 'varchar' ? 'text' : name)
  if (!type) throw invalid(`Unknown type ${name}`)
  return type
}

export const nativeByClass = (className: string) => byClass.get(className.replace(MARSHAL, ''))
