// Arithmetic, mathematical functions and numeric aggregates. Each computes in the same type as
// Cassandra: an int wraps around, a decimal keeps its scale.
import { CqlError } from '../errors'
import { type CqlType, integerToBytes, native } from '../types'
import {
  bigIntToBytes,
  bytesToBigInt,
  bytesToDecimal,
  type Decimal,
  decimalText,
  decimalToBytes,
  parseDecimal,
  rescale,
} from '../types/java-numbers'
import { moved } from './durations'
import type { Aggregate, NativeFunction, Signature, Values } from './function'

const INTEGERS: Readonly<Record<string, number>> = {
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
const isFloating = (type: CqlType) => type.kind === 'float' || type.kind === 'double'

export const readFloat = (type: CqlType, value: Buffer) =>
  type.kind === 'float' ? value.readFloatBE() : value.readDoubleBE()
export function floatBytes(type: CqlType, n: number): Buffer {
  const out = Buffer.allocUnsafe(type.kind === 'float' ? 4 : 8)
  if (type.kind === 'float') out.writeFloatBE(n)
  else out.writeDoubleBE(n)
  return out
}

export function integerBytes(type: CqlType, n: bigint): Buffer {
  const size = INTEGERS[type.kind]
  return size === undefined ? bigIntToBytes(n) : integerToBytes(BigInt.asIntN(size * 8, n), size)
}

export function toDecimal(type: CqlType, value: Buffer): Decimal {
  if (type.kind === 'decimal') return bytesToDecimal(value)
  if (isFloating(type)) return parseDecimal(type.toText(value)) ?? { unscaled: 0n, scale: 0 }
  return { unscaled: bytesToBigInt(value), scale: 0 }
}

export function toNumber(type: CqlType, value: Buffer): number {
  if (isFloating(type)) return readFloat(type, value)
  return type.kind === 'decimal'
    ? Number(decimalText(bytesToDecimal(value)))
    : Number(bytesToBigInt(value))
}

/** The type in which two numbers meet. */
function meeting(a: CqlType, b: CqlType): CqlType {
  const kinds = [a.kind, b.kind]
  const has = (kind: string) => kinds.includes(kind)
  if (has('decimal')) return native('decimal')
  if (isFloating(a) || isFloating(b)) {
    if (has('varint')) return native('decimal')
    return native(has('double') || has('bigint') || has('counter') ? 'double' : 'float')
  }
  if (has('varint')) return native('varint')
  const size = Math.max(INTEGERS[a.kind] ?? 0, INTEGERS[b.kind] ?? 0)
  return native(size === 8 ? 'bigint' : size === 4 ? 'int' : size === 2 ? 'smallint' : 'tinyint')
}

export type Operator = '+' | '-' | '*' | '/' | '%'

function failed(op: Operator, types: readonly CqlType[], why: string): CqlError {
  return new CqlError(
    0x1400,
    `the operation '${types[0]?.name} ${op} ${types[1]?.name}' failed: ${why}`,
  )
}

/** An error within an operation is told as a failure of the operation. */
function inOperation<T>(op: Operator, types: readonly CqlType[], run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw error instanceof CqlError ? failed(op, types, error.message) : error
  }
}

export function operation(op: Operator, left: CqlType, right: CqlType): Signature | undefined {
  if (isNumeric(left) && isNumeric(right)) {
    const returns = meeting(left, right)
    return {
      args: [left, right],
      returns,
      call: values => arithmetic(op, left, right, returns, values[0]!, values[1]!),
    }
  }
  if (op === '+' && isText(left) && isText(right)) {
    const returns = left.kind === 'ascii' && right.kind === 'ascii' ? left : native('text')
    return { args: [left, right], returns, call: values => Buffer.concat([values[0]!, values[1]!]) }
  }
  if (
    (op === '+' || op === '-') &&
    right.kind === 'duration' &&
    (left.kind === 'timestamp' || left.kind === 'date')
  ) {
    return {
      args: [left, right],
      returns: left,
      call: values =>
        inOperation(op, [left, right], () =>
          moved(left, values[0]!, values[1]!, op === '+' ? 1 : -1),
        ),
    }
  }
  return undefined
}

const isText = (type: CqlType) => type.kind === 'text' || type.kind === 'ascii'

function arithmetic(
  op: Operator,
  left: CqlType,
  right: CqlType,
  returns: CqlType,
  a: Buffer,
  b: Buffer,
): Buffer | null {
  if (a.length === 0 || b.length === 0) return null
  if (returns.kind === 'decimal')
    return decimalToBytes(
      decimalArithmetic(op, toDecimal(left, a), toDecimal(right, b), [left, right]),
    )
  if (isFloating(returns)) {
    const [x, y] = [toNumber(left, a), toNumber(right, b)]
    return floatBytes(
      returns,
      op === '+' ? x + y : op === '-' ? x - y : op === '*' ? x * y : op === '/' ? x / y : x % y,
    )
  }
  const [x, y] = [bytesToBigInt(a), bytesToBigInt(b)]
  if (y === 0n && (op === '/' || op === '%')) throw failed(op, [left, right], '/ by zero')
  return integerBytes(
    returns,
    op === '+' ? x + y : op === '-' ? x - y : op === '*' ? x * y : op === '/' ? x / y : x % y,
  )
}

/** MathContext.DECIMAL128: 34 digits. */
const DIVISION_DIGITS = 34

function decimalArithmetic(
  op: Operator,
  a: Decimal,
  b: Decimal,
  types: readonly CqlType[],
): Decimal {
  const scale = Math.max(a.scale, b.scale)
  if (op === '*') return { unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale }
  if (op === '+' || op === '-') {
    const [x, y] = [rescale(a, scale), rescale(b, scale)]
    return { unscaled: op === '+' ? x + y : x - y, scale }
  }
  if (b.unscaled === 0n)
    throw failed(
      op,
      types,
      op === '/' && a.unscaled === 0n ? 'Division undefined' : 'Division by zero',
    )
  if (op === '%') return { unscaled: rescale(a, scale) % rescale(b, scale), scale }
  return divide(a, b)
}

function divide(a: Decimal, b: Decimal): Decimal {
  const preferred = a.scale - b.scale
  const digits = (n: bigint) => (n < 0n ? -n : n).toString().length
  const extra = Math.max(0, DIVISION_DIGITS + digits(b.unscaled) - digits(a.unscaled) + 1)
  let quotient = (a.unscaled * 10n ** BigInt(extra)) / b.unscaled
  let scale = preferred + extra
  const over = digits(quotient) - DIVISION_DIGITS
  if (over > 0) {
    quotient = roundHalfEven(quotient, 10n ** BigInt(over))
    scale -= over
  }
  while (scale > preferred && quotient % 10n === 0n) {
    quotient /= 10n
    scale--
  }
  return { unscaled: quotient, scale }
}

export function roundHalfEven(value: bigint, by: bigint): bigint {
  const sign = value < 0n !== by < 0n ? -1n : 1n
  const [n, d] = [value < 0n ? -value : value, by < 0n ? -by : by]
  const whole = n / d
  const twice = (n % d) * 2n
  const up = twice > d || (twice === d && whole % 2n === 1n)
  return sign * (up ? whole + 1n : whole)
}

export function negation(type: CqlType): Signature | undefined {
  if (!isNumeric(type)) return undefined
  return {
    args: [type],
    returns: type,
    call: ([value]) => {
      if (!value || value.length === 0) return null
      if (isFloating(type)) return floatBytes(type, -readFloat(type, value))
      if (type.kind === 'decimal') {
        const { unscaled, scale } = bytesToDecimal(value)
        return decimalToBytes({ unscaled: -unscaled, scale })
      }
      return integerBytes(type, -bytesToBigInt(value))
    },
  }
}

const each = (names: readonly string[], make: (type: CqlType) => Signature) =>
  names.map(name => make(native(name)))
const plainNumbers = numericNames.filter(name => name !== 'counter')

function unary(name: string, compute: (type: CqlType, value: Buffer) => Buffer): NativeFunction {
  return {
    name,
    signatures: each(plainNumbers, type => ({
      args: [type],
      returns: type,
      call: ([value]) => (value && value.length > 0 ? compute(type, value) : null),
    })),
  }
}

const viaFloat = (type: CqlType, value: Buffer, compute: (n: number) => number): Buffer => {
  const n = compute(toNumber(type, value))
  if (isFloating(type)) return floatBytes(type, n)
  if (type.kind === 'decimal')
    return decimalToBytes(parseDecimal(String(n)) ?? { unscaled: 0n, scale: 0 })
  return integerBytes(type, Number.isFinite(n) ? BigInt(Math.trunc(n)) : 0n)
}

const magnitude = (n: bigint) => (n < 0n ? -n : n)

export const mathFunctions: readonly NativeFunction[] = [
  unary('abs', (type, value) => {
    if (isFloating(type)) return floatBytes(type, Math.abs(readFloat(type, value)))
    if (type.kind !== 'decimal') return integerBytes(type, magnitude(bytesToBigInt(value)))
    const { unscaled, scale } = bytesToDecimal(value)
    return decimalToBytes({ unscaled: magnitude(unscaled), scale })
  }),
  unary('exp', (type, value) => viaFloat(type, value, Math.exp)),
  unary('log', (type, value) => viaFloat(type, value, Math.log)),
  unary('log10', (type, value) => viaFloat(type, value, Math.log10)),
  unary('round', (type, value) => {
    if (isFloating(type)) return floatBytes(type, Math.floor(readFloat(type, value) + 0.5))
    if (type.kind !== 'decimal') return value
    const { unscaled, scale } = bytesToDecimal(value)
    if (scale <= 0) return value
    const by = 10n ** BigInt(scale)
    const half = (magnitude(unscaled) * 2n + by) / (by * 2n)
    return decimalToBytes({ unscaled: unscaled < 0n ? -half : half, scale: 0 })
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
        add: ([v]) =>
          void (v?.length && (sum = decimalArithmetic('+', sum, bytesToDecimal(v), []))),
        result: () => decimalToBytes(sum),
      }
    }
  }
  return () => {
    let sum = 0n
    return {
      add: ([v]) => void (v?.length && (sum += bytesToBigInt(v))),
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
      sum += bytesToBigInt(v)
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
      const step = decimalArithmetic('-', bytesToDecimal(v), average, [])
      average = decimalArithmetic(
        '+',
        average,
        { unscaled: roundHalfEven(step.unscaled, count), scale: step.scale },
        [],
      )
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
