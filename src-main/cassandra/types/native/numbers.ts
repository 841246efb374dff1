// Numeric types: integers of fixed and of any length, decimals, binary floating point, and the
// counter, which is a bigint on the wire.
import { invalid } from '../../errors'
import type { KeyReader, KeyWriter } from '../../bytes/key-codec'
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
} from '../java-numbers'
import { javaText, JsonNumber } from '../json'
import {
  readDecimalKey,
  readFloatKey,
  readVarintKey,
  writeDecimalKey,
  writeFloatKey,
  writeVarintKey,
} from '../ordered'
import { EMPTY, type NativeType } from '../type'
import { define, wrongJson } from './define'

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
    if (s === '') return EMPTY
    const value = /^[+-]?\d+$/.test(s) ? BigInt(s) : undefined
    if (value === undefined || BigInt.asIntN(bits, value) !== value)
      throw invalid(`Unable to make ${spec.parsedAs} from '${s}'`)
    return integerToBytes(value, spec.bytes)
  }
  // A tinyint may hold more bytes than one, of which Cassandra reads the first.
  const read = (value: Buffer) => bytesToBigInt(spec.bytes === 1 ? value.subarray(0, 1) : value)
  return define(name, {
    ...integerOrder(spec.bytes),
    option: spec.option,
    className: spec.className,
    accepts: INTEGER_ONLY,
    fixedLength: spec.bytes >= 4 ? spec.bytes : undefined,
    parse,
    flaw: value => (value.length === spec.bytes ? undefined : spec.flaw(value.length)),
    toText: value => read(value).toString(),
    toJson: value => read(value).toString(),
    fromJson: value => {
      if (typeof value === 'string') return parse(value)
      if (!(value instanceof JsonNumber) || !/^-?\d+$/.test(value.text))
        throw wrongJson(spec.article, value)
      if (BigInt.asIntN(bits, BigInt(value.text)) !== BigInt(value.text))
        throw wrongJson(spec.article, value)
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
export function integerOrder(bytes: number) {
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

export const bigint = integer('bigint', {
  option: 0x2,
  className: 'LongType',
  bytes: 8,
  parsedAs: 'long',
  flaw: n => `Expected 8 or 0 byte long (${n})`,
  article: 'a bigint',
})
export const counter: NativeType = {
  ...bigint,
  kind: 'counter',
  name: 'counter',
  className: 'CounterColumnType',
  writeOption: writer => void writer.u16(0x5),
}
export const int = integer('int', {
  option: 0x9,
  className: 'Int32Type',
  bytes: 4,
  parsedAs: 'int',
  flaw: n => `Expected 4 or 0 byte int (${n})`,
  article: 'an int',
})
export const smallint = integer('smallint', {
  option: 0x13,
  className: 'ShortType',
  bytes: 2,
  parsedAs: 'short',
  flaw: n => `Expected 2 bytes for a smallint (${n})`,
  article: 'a short',
})
export const tinyint = integer('tinyint', {
  option: 0x14,
  className: 'ByteType',
  bytes: 1,
  parsedAs: 'byte',
  flaw: n => `Expected 1 byte for a tinyint (${n})`,
  article: 'a byte',
})

export const varint = define('varint', {
  option: 0xe,
  className: 'IntegerType',
  accepts: INTEGER_ONLY,
  parse: s => {
    if (s === '') return EMPTY
    if (!/^[+-]?\d+$/.test(s)) throw invalid(`unable to make int from '${s}'`)
    return bigIntToBytes(BigInt(s))
  },
  compare: (a, b) => compareBigInts(bytesToBigInt(a), bytesToBigInt(b)),
  flaw: () => undefined,
  toText: value => bytesToBigInt(value).toString(),
  toJson: value => bytesToBigInt(value).toString(),
  fromJson: (value, parse) => {
    if (value instanceof JsonNumber || typeof value === 'string') {
      const digits = value instanceof JsonNumber ? value.text : value
      if (!/^[+-]?\d+$/.test(digits))
        throw invalid(`Value '${digits}' is not a valid representation of a varint value`)
      return parse(digits)
    }
    throw invalid(`Value '${javaText(value)}' is not a valid representation of a varint value`)
  },
  writeKey: writeVarintKey,
  readKey: readVarintKey,
})

function compareBigInts(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export const decimal = define('decimal', {
  option: 0x6,
  className: 'DecimalType',
  accepts: ['INTEGER', 'FLOAT'],
  parse: s => {
    if (s === '') return EMPTY
    const value = parseDecimal(s)
    if (!value) throw invalid(`unable to make BigDecimal from '${s}'`)
    return decimalToBytes(value)
  },
  compare: (a, b) =>
    a.length === 0 || b.length === 0
      ? a.length - b.length
      : compareDecimals(bytesToDecimal(a), bytesToDecimal(b)),
  flaw: value =>
    value.length >= 5 ? undefined : `Expected 0 or at least 4 bytes (${value.length})`,
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
})

function floating(name: 'float' | 'double', option: number, className: string, bytes: 4 | 8) {
  const read = (b: Buffer) => (bytes === 4 ? b.readFloatBE(0) : b.readDoubleBE(0))
  const encode = (n: number) => {
    const out = Buffer.allocUnsafe(bytes)
    if (bytes === 4) out.writeFloatBE(n)
    else out.writeDoubleBE(n)
    return out
  }
  const parse = (s: string) => {
    if (s === '') return EMPTY
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
    compare: (a, b) =>
      a.length === 0 || b.length === 0 ? a.length - b.length : compareFloats(read(a), read(b)),
    flaw: value =>
      value.length === bytes
        ? undefined
        : `Expected ${bytes} or 0 byte value for a ${name} (${value.length})`,
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
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed)
    ? Number(trimmed.replace(/[dDfF]$/, ''))
    : undefined
}

/** Double.compare: -0.0 before 0.0, NaN after all. */
function compareFloats(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return a === 0 ? Number(Object.is(b, -0)) - Number(Object.is(a, -0)) : 0
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
}

export const float = floating('float', 0x8, 'FloatType', 4)
export const double = floating('double', 0x7, 'DoubleType', 8)
