// The operators + - * / % and the negation, as the overloaded functions that they are in Cassandra
// (OperationFcts): over each pair of numeric types, over texts, and a date or timestamp with a
// duration. Each computes in the type of its result: an int wraps around, a decimal keeps its scale.
import { CqlError, errorCode } from '../errors'
import { type CqlType, native, sameType } from '../types'
import { add, digitsOf, divideToScale, remainder } from '../types/decimal-math'
import {
  bytesToBigInt,
  bytesToDecimal,
  type Decimal,
  decimalToBytes,
  javaDouble,
  parseDecimal,
} from '../types/java-numbers'
import { moved } from './durations'
import type { Signature } from './function'
import {
  floatBytes,
  INTEGER_BYTES,
  integerBytes,
  isFloating,
  numericNames,
  readFloat,
  readInteger,
  toNumber,
} from './numbers'

export type Operator = '+' | '-' | '*' | '/' | '%'

const sizeOf = (type: CqlType): number =>
  type.kind === 'float' ? 4 : type.kind === 'double' ? 8 : (INTEGER_BYTES[type.kind] ?? Infinity)

/** The type in which two numbers meet: as wide as the wider, floating if one of them is. */
function meeting(a: CqlType, b: CqlType): CqlType {
  const size = Math.max(sizeOf(a), sizeOf(b))
  const floats = [a, b].some(type => isFloating(type) || type.kind === 'decimal')
  if (floats) return native(size === 4 ? 'float' : size === 8 ? 'double' : 'decimal')
  const names: Readonly<Record<number, string>> = {
    1: 'tinyint',
    2: 'smallint',
    4: 'int',
    8: 'bigint',
  }
  return native(names[size] ?? 'varint')
}

function failed(op: Operator, types: readonly CqlType[], why: string): CqlError {
  return new CqlError(
    errorCode.functionFailure,
    `the operation '${types[0]?.name} ${op} ${types[1]?.name}' failed: ${why}`,
  )
}

/** An error within an operation becomes a failure of the operation. */
function within(
  op: Operator,
  args: readonly CqlType[],
  returns: CqlType,
  run: (a: Buffer, b: Buffer) => Buffer,
): Signature {
  return {
    args,
    returns,
    call: ([a, b]) => {
      if (!a || !b || (args[0]!.emptyAllowed ? false : a.length === 0 || b.length === 0))
        return null
      try {
        return run(a, b)
      } catch (error) {
        if (error instanceof CqlError || error instanceof RangeError)
          throw failed(op, args, error.message)
        throw error
      }
    },
  }
}

function numeric(op: Operator, left: CqlType, right: CqlType): Signature {
  const returns = meeting(left, right)
  return within(op, [left, right], returns, (a, b) => {
    if (returns.kind === 'decimal')
      return decimalToBytes(decimalArithmetic(op, asDecimal(left, a), asDecimal(right, b)))
    if (isFloating(returns)) {
      const at = returns.kind === 'float' ? Math.fround : (n: number) => n
      return floatBytes(returns, floatArithmetic(op, at(toNumber(left, a)), at(toNumber(right, b))))
    }
    const [x, y] = [readInteger(left, a), readInteger(right, b)]
    if (y === 0n && (op === '/' || op === '%'))
      throw new RangeError(returns.kind === 'varint' ? 'BigInteger divide by zero' : '/ by zero')
    return integerBytes(returns, integerArithmetic(op, x, y))
  })
}

function floatArithmetic(op: Operator, x: number, y: number): number {
  switch (op) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case '/':
      return x / y
    case '%':
      return x % y
  }
}

function integerArithmetic(op: Operator, x: bigint, y: bigint): bigint {
  switch (op) {
    case '+':
      return x + y
    case '-':
      return x - y
    case '*':
      return x * y
    case '/':
      return x / y
    case '%':
      return x % y
  }
}

/** Every number but a varint goes through a double on its way to a decimal, as in Cassandra. */
function asDecimal(type: CqlType, value: Buffer): Decimal {
  if (type.kind === 'decimal') return bytesToDecimal(value)
  if (type.kind === 'varint') return { unscaled: bytesToBigInt(value), scale: 0 }
  const n = toNumber(type, value)
  if (Number.isNaN(n)) throw new RangeError('A NaN cannot be converted into a decimal')
  if (!Number.isFinite(n))
    throw new RangeError('An infinite number cannot be converted into a decimal')
  return parseDecimal(javaDouble(n)) ?? { unscaled: 0n, scale: 0 }
}

const LEAST_SCALE = 32
const MOST_SCALE = 1000

function decimalArithmetic(op: Operator, a: Decimal, b: Decimal): Decimal {
  switch (op) {
    case '+':
      return add(a, b)
    case '-':
      return add(a, b, -1n)
    case '*':
      return { unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale }
    case '/': {
      if (b.unscaled === 0n) throw new RangeError('BigInteger divide by zero')
      const first = digitsOf(a.unscaled) - a.scale - (digitsOf(b.unscaled) - b.scale)
      const scale = Math.max(LEAST_SCALE - first, a.scale, b.scale, LEAST_SCALE)
      return divideToScale(a, b, Math.min(scale, MOST_SCALE))
    }
    case '%':
      if (b.unscaled === 0n)
        throw new RangeError(a.unscaled === 0n ? 'Division undefined' : 'Division by zero')
      return remainder(a, b)
  }
}

const moves = (op: '+' | '-', name: 'timestamp' | 'date'): Signature => {
  const type = native(name)
  return within(op, [type, native('duration')], type, (value, duration) =>
    moved(type, value, duration, op === '+' ? 1 : -1),
  )
}

const joins = (left: string, right: string, returns: string): Signature =>
  within('+', [native(left), native(right)], native(returns), (a, b) => Buffer.concat([a, b]))

function signaturesOf(op: Operator): readonly Signature[] {
  const numbers = numericNames.map(native)
  return [
    ...numbers.flatMap(left => numbers.map(right => numeric(op, left, right))),
    ...(op === '+' || op === '-' ? [moves(op, 'timestamp'), moves(op, 'date')] : []),
    ...(op === '+'
      ? [
          joins('text', 'text', 'text'),
          joins('ascii', 'ascii', 'ascii'),
          joins('ascii', 'text', 'text'),
          joins('text', 'ascii', 'text'),
        ]
      : []),
  ]
}

const OPERATORS: readonly Operator[] = ['+', '-', '*', '/', '%']
const byOperator = new Map(OPERATORS.map(op => [op, signaturesOf(op)]))

export const operations = (op: Operator): readonly Signature[] => byOperator.get(op) ?? []

/** A value and another of its type, added: of numbers and texts. */
export const additionOf = (type: CqlType): Signature | undefined =>
  operations('+').find(({ args }) => args.every(arg => sameType(arg, type)))

export const negations: readonly Signature[] = numericNames.map(name => {
  const type = native(name)
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
      return integerBytes(type, -readInteger(type, value))
    },
  }
})
