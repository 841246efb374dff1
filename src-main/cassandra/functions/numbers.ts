// Mathematical functions and numeric aggregates. Each computes in the same type as Cassandra: an int
// wraps around, a decimal keeps its scale.
import { CqlError, errorCode } from '../errors'
import { type CqlType, integerToBytes, native } from '../types'
import {
  bigIntToBytes,
  bytesToBigInt,
  bytesToDecimal,
  type Decimal,
  decimalText,
  decimalToBytes,
  parseDecimal,
} from '../types/java-numbers'
import { add, digitsOf, exp, log, log10, roundHalfEven, roundHalfUp } from '../types/decimal-math'
import type { Aggregate, NativeFunction, Signature, Values } from './function'

export const INTEGER_BYTES: Readonly<Record<string, number>> = {
  tinyint: 1,
  smallint: 2,
  int: 4,
  bigint: 8,
  counter: 8,
}
export const numericNames = [
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'float',
  'double',
  'varint',
  'decimal',
  'counter',
]
export const isNumeric = (type: CqlType) => numericNames.includes(type.kind)
export const isFloating = (type: CqlType) => type.kind === 'float' || type.kind === 'double'

export const readFloat = (type: CqlType, value: Buffer) =>
  type.kind === 'float' ? value.readFloatBE() : value.readDoubleBE()
export function floatBytes(type: CqlType, n: number): Buffer {
  const out = Buffer.allocUnsafe(type.kind === 'float' ? 4 : 8)
  if (type.kind === 'float') out.writeFloatBE(n)
  else out.writeDoubleBE(n)
  return out
}

export function integerBytes(type: CqlType, n: bigint): Buffer {
  const size = INTEGER_BYTES[type.kind]
  return size === undefined ? bigIntToBytes(n) : integerToBytes(BigInt.asIntN(size * 8, n), size)
}

/** The value of an integer type. A tinyint may hold more bytes, of which Cassandra reads the first. */
export const readInteger = (type: CqlType, value: Buffer): bigint =>
  bytesToBigInt(type.kind === 'tinyint' ? value.subarray(0, 1) : value)

export function toDecimal(type: CqlType, value: Buffer): Decimal {
  if (type.kind === 'decimal') return bytesToDecimal(value)
  if (isFloating(type)) return parseDecimal(type.toText(value)) ?? { unscaled: 0n, scale: 0 }
  return { unscaled: readInteger(type, value), scale: 0 }
}

export function toNumber(type: CqlType, value: Buffer): number {
  if (isFloating(type)) return readFloat(type, value)
  return type.kind === 'decimal'
    ? Number(decimalText(bytesToDecimal(value)))
    : Number(readInteger(type, value))
}

const each = (names: readonly string[], make: (type: CqlType) => Signature) =>
  names.map(name => make(native(name)))

function unary(name: string, compute: (type: CqlType, value: Buffer) => Buffer): NativeFunction {
  return {
    name,
    signatures: each(numericNames, type => ({
      args: [type],
      returns: type,
      call: ([value]) => (value && value.length > 0 ? compute(type, value) : null),
    })),
  }
}

/** What Cassandra gives at least of a decimal that does not end. */
const DIGITS = 32

/** exp and the logarithms: a decimal or varint to 32 digits, other numbers through a double. */
function transcendental(
  name: string,
  ofNumber: (n: number) => number,
  ofDecimal: (n: Decimal, digits: number) => Decimal,
): NativeFunction {
  return unary(name, (type, value) => {
    if (isFloating(type)) return floatBytes(type, ofNumber(readFloat(type, value)))
    if (type.kind !== 'decimal' && type.kind !== 'varint')
      return integerBytes(type, javaTruncated(ofNumber(toNumber(type, value)), type))
    const n = toDecimal(type, value)
    const result = ofDecimal(n, Math.max(DIGITS, digitsOf(n.unscaled)))
    return type.kind === 'decimal' ? decimalToBytes(result) : integerBytes(type, wholeOf(result))
  })
}

/** A logarithm of a number that has none. */
const positive =
  (words: string, of: (n: Decimal, digits: number) => Decimal) => (n: Decimal, digits: number) => {
    if (n.unscaled <= 0n)
      throw new CqlError(
        errorCode.serverError,
        `java.lang.ArithmeticException: ${words} of number zero or less`,
      )
    return of(n, digits)
  }

/** BigDecimal.toBigInteger. */
export const wholeOf = ({ unscaled, scale }: Decimal): bigint =>
  scale > 0 ? unscaled / 10n ** BigInt(scale) : unscaled * 10n ** BigInt(-scale)

/**
 * Java's narrowing: NaN is 0, too big is the biggest int (or long), small types are cut from that.
 */
export function javaTruncated(n: number, to: CqlType): bigint {
  if (Number.isNaN(n)) return 0n
  const bits = INTEGER_BYTES[to.kind] === 8 || to.kind === 'varint' ? 64n : 32n
  const most = (1n << (bits - 1n)) - 1n
  if (n >= Number(most)) return most
  return n <= -Number(most) - 1 ? -most - 1n : BigInt(Math.trunc(n))
}

const magnitude = (n: bigint) => (n < 0n ? -n : n)

export const mathFunctions: readonly NativeFunction[] = [
  unary('abs', (type, value) => {
    if (isFloating(type)) return floatBytes(type, Math.abs(readFloat(type, value)))
    if (type.kind !== 'decimal') return integerBytes(type, magnitude(readInteger(type, value)))
    const { unscaled, scale } = bytesToDecimal(value)
    return decimalToBytes({ unscaled: magnitude(unscaled), scale })
  }),
  transcendental('exp', Math.exp, exp),
  transcendental('log', Math.log, positive('Natural log', log)),
  transcendental('log10', Math.log10, positive('Log10', log10)),
  unary('round', (type, value) => {
    // Math.round of Java gives an int or a long.
    if (isFloating(type)) {
      const nearest = Math.floor(readFloat(type, value) + 0.5)
      return floatBytes(
        type,
        Number(javaTruncated(nearest, native(type.kind === 'float' ? 'int' : 'bigint'))),
      )
    }
    if (type.kind !== 'decimal') return value
    const { unscaled, scale } = bytesToDecimal(value)
    return decimalToBytes({
      unscaled:
        scale > 0 ? roundHalfUp(unscaled, 10n ** BigInt(scale)) : unscaled * 10n ** BigInt(-scale),
      scale: 0,
    })
  }),
]

// ---- aggregates

/** Sums of floating numbers, with Kahan's compensation as Java's DoubleSummaryStatistics has it. */
export class FloatSum {
  private sum = 0
  private lost = 0
  private simple = 0
  count = 0

  add(n: number) {
    this.count++
    this.simple += n
    const corrected = n - this.lost
    const next = this.sum + corrected
    this.lost = next - this.sum - corrected
    this.sum = next
  }

  get total() {
    const total = this.sum - this.lost
    return Number.isNaN(total) && !Number.isFinite(this.simple) ? this.simple : total
  }
}

export function sumOf(type: CqlType): () => Aggregate {
  if (isFloating(type)) {
    return () => {
      const sum = new FloatSum()
      return {
        add: ([v]) => v?.length && sum.add(readFloat(type, v)),
        result: () => floatBytes(type, sum.total),
      }
    }
  }
  if (type.kind === 'decimal') {
    return () => {
      let sum: Decimal = { unscaled: 0n, scale: 0 }
      return {
        add: ([v]) => void (v?.length && (sum = add(sum, bytesToDecimal(v)))),
        result: () => decimalToBytes(sum),
      }
    }
  }
  return () => {
    let sum = 0n
    return {
      add: ([v]) => void (v?.length && (sum += readInteger(type, v))),
      result: () => integerBytes(type, sum),
    }
  }
}

export function averageOf(type: CqlType): () => Aggregate {
  if (isFloating(type)) {
    return () => {
      const sum = new FloatSum()
      return {
        add: ([v]) => v?.length && sum.add(readFloat(type, v)),
        result: () => floatBytes(type, sum.count ? sum.total / sum.count : 0),
      }
    }
  }
  if (type.kind === 'decimal') return decimalAverage
  return () => {
    let sum = 0n
    let count = 0n
    const add = ([v]: Values) => {
      if (!v?.length) return
      sum += readInteger(type, v)
      count++
    }
    return { add, result: () => integerBytes(type, count ? sum / count : 0n) }
  }
}

/**
 * Cassandra moves the average by each value's share, rounding as it goes: the last digit depends on
 * that.
 */
function decimalAverage(): Aggregate {
  let average: Decimal = { unscaled: 0n, scale: 0 }
  let count = 0n
  return {
    add: ([v]) => {
      if (!v?.length) return
      count++
      const step = add(bytesToDecimal(v), average, -1n)
      average = add(average, {
        unscaled: roundHalfEven(step.unscaled, count),
        scale: step.scale,
      })
    },
    result: () => decimalToBytes(average),
  }
}

export const numericAggregates: readonly NativeFunction[] = [
  {
    name: 'sum',
    signatures: each(numericNames, type => ({
      args: [type],
      returns: type,
      takesNull: true,
      aggregate: sumOf(type),
    })),
  },
  {
    name: 'avg',
    signatures: each(numericNames, type => ({
      args: [type],
      returns: type,
      takesNull: true,
      aggregate: averageOf(type),
    })),
  },
]
