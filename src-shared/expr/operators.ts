// Operators over bound operands: the result's type by Spark 3.5's rules and a closure for exactly
// these types. A result that cannot be exact (overflow, division by zero) is NULL, never a wrong
// number.
import { booleanView, decimalView, integerView, numberView, type Bound } from './bound'
import { coerce, readAs, toInt, toLong } from './casts'
import { compareValues } from './compare'
import { Decimal } from './decimal'
import { dayOr } from './time/iso'
import type { Zone } from './time/zone'
import {
  asDecimalType,
  BOOLEAN,
  boundedDecimal,
  commonType,
  DATE,
  decimal,
  DOUBLE,
  INT,
  isIntegral,
  isNumeric,
  LONG,
  type DataType,
  type DecimalType,
  type Row,
} from './types'

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | 'div'
export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=' | '<=>'

/** Undefined when the types do not fit the operator. */
export function arithmetic(
  op: ArithmeticOperator,
  left: Bound,
  right: Bound,
  zone: Zone,
): Bound | undefined {
  const a = left.type.kind === 'null' ? right : left
  const b = right.type.kind === 'null' ? left : right
  if (a.type.kind === 'null') return { type: INT, evaluate: () => null }
  if (!isNumeric(a.type) || !isNumeric(b.type)) return undefined
  const constant = left.constant && right.constant
  const bound = numericArithmetic(
    op,
    coerce(left, a.type, zone) ?? left,
    coerce(right, b.type, zone) ?? right,
    zone,
  )
  return bound && { ...bound, constant }
}

function numericArithmetic(
  op: ArithmeticOperator,
  left: Bound,
  right: Bound,
  zone: Zone,
): Bound | undefined {
  const double = left.type.kind === 'double' || right.type.kind === 'double'
  const exact = left.type.kind === 'decimal' || right.type.kind === 'decimal'
  if (op === 'div') return integerDivision(left, right, zone)
  if (double || (op === '/' && !exact)) return onDoubles(op, left, right, zone)
  return exact ? onDecimals(op, left, right) : onIntegers(op, left, right)
}

function onDoubles(
  op: ArithmeticOperator,
  left: Bound,
  right: Bound,
  zone: Zone,
): Bound | undefined {
  const a = coerce(left, DOUBLE, zone)
  const b = coerce(right, DOUBLE, zone)
  if (!a || !b) return undefined
  const compute = DOUBLE_OPERATIONS[op === 'div' ? '/' : op]
  const [x, y] = [numberView(a), numberView(b)]
  const evaluate = (row: Row) => {
    const l = x(row)
    if (l === null) return null
    const r = y(row)
    return r === null ? null : compute(l, r)
  }
  return { type: DOUBLE, evaluate }
}

const DOUBLE_OPERATIONS: Record<
  '+' | '-' | '*' | '/' | '%',
  (a: number, b: number) => number | null
> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? null : a / b),
  '%': (a, b) => (b === 0 ? null : a % b),
}

function onIntegers(op: ArithmeticOperator, left: Bound, right: Bound): Bound {
  const type = left.type.kind === 'long' || right.type.kind === 'long' ? LONG : INT
  const fit = type === LONG ? toLong : toInt
  const [x, y] = [integerView(left), integerView(right)]
  const quick = INTEGER_OPERATIONS[op === '/' || op === 'div' ? '%' : op]
  const evaluate = (row: Row) => {
    const a = x(row)
    if (a === null) return null
    const b = y(row)
    if (b === null || (op === '%' && b === 0)) return null
    if (typeof a === 'number' && typeof b === 'number') {
      const result = quick.number(a, b)
      if (Number.isSafeInteger(result)) return fit(result)
    }
    return fit(quick.bigint(BigInt(a), BigInt(b)))
  }
  return { type, evaluate }
}

interface IntegerOperation {
  number(a: number, b: number): number
  bigint(a: bigint, b: bigint): bigint
}
const INTEGER_OPERATIONS: Record<'+' | '-' | '*' | '%', IntegerOperation> = {
  '+': { number: (a, b) => a + b, bigint: (a, b) => a + b },
  '-': { number: (a, b) => a - b, bigint: (a, b) => a - b },
  '*': { number: (a, b) => a * b, bigint: (a, b) => a * b },
  '%': { number: (a, b) => a % b, bigint: (a, b) => a % b },
}

/** Spark's DecimalPrecision: enough digits for every exact result, bounded at 38. */
function decimalResult(op: ArithmeticOperator, a: DecimalType, b: DecimalType): DecimalType {
  const [p1, s1, p2, s2] = [a.precision, a.scale, b.precision, b.scale]
  switch (op) {
    case '*':
      return boundedDecimal(p1 + p2 + 1, s1 + s2)
    case '/': {
      const scale = Math.max(6, s1 + p2 + 1)
      return boundedDecimal(p1 - s1 + s2 + scale, scale)
    }
    case '%':
      return boundedDecimal(Math.min(p1 - s1, p2 - s2) + Math.max(s1, s2), Math.max(s1, s2))
    default: {
      const scale = Math.max(s1, s2)
      return boundedDecimal(Math.max(p1 - s1, p2 - s2) + scale + 1, scale)
    }
  }
}

/**
 * Spark's literalPickMinimumPrecision: `price / 3` has the digits of the price, not those that any
 * integer could have.
 */
function decimalTypeOf({ type, literal }: Bound): DecimalType {
  return literal === undefined
    ? asDecimalType(type)
    : decimal(String(literal).replace('-', '').length, 0)
}

function onDecimals(op: ArithmeticOperator, left: Bound, right: Bound): Bound {
  const type = decimalResult(op, decimalTypeOf(left), decimalTypeOf(right))
  if (op === '*' && isIntegral(left.type)) return timesInteger(right, left, type)
  if (op === '*' && isIntegral(right.type)) return timesInteger(left, right, type)
  const [x, y] = [asDecimals(left), asDecimals(right)]
  const compute = DECIMAL_OPERATIONS[op]
  const evaluate = (row: Row) => {
    const a = x(row)
    if (a === null) return null
    const b = y(row)
    return b === null ? null : fitted(compute(a, b, type.scale), type)
  }
  return { type, evaluate }
}

const DECIMAL_OPERATIONS: Record<
  ArithmeticOperator,
  (a: Decimal, b: Decimal, scale: number) => Decimal | undefined
> = {
  '+': (a, b) => a.add(b),
  '-': (a, b) => a.sub(b),
  '*': (a, b) => a.mul(b),
  '/': (a, b, scale) => a.div(b, scale),
  '%': (a, b) => a.rem(b),
  div: (a, b) => a.div(b, 0),
}

function asDecimals(bound: Bound): (row: Row) => Decimal | null {
  if (bound.type.kind === 'decimal') return decimalView(bound)
  const integer = integerView(bound)
  return row => {
    const value = integer(row)
    return value === null ? null : new Decimal(value, 0)
  }
}

function timesInteger(amount: Bound, count: Bound, type: DecimalType): Bound {
  const [x, y] = [decimalView(amount), integerView(count)]
  const evaluate = (row: Row) => {
    const a = x(row)
    if (a === null) return null
    const n = y(row)
    return n === null ? null : fitted(a.times(n), type)
  }
  return { type, evaluate }
}

function fitted(value: Decimal | undefined, type: DecimalType): Decimal | null {
  if (!value) return null
  const scaled = value.rescale(type.scale)
  return scaled.fits(type.precision) ? scaled : null
}

function integerDivision(left: Bound, right: Bound, zone: Zone): Bound | undefined {
  if (isIntegral(left.type) && isIntegral(right.type)) {
    const [x, y] = [integerView(left), integerView(right)]
    const evaluate = (row: Row) => {
      const a = x(row)
      if (a === null) return null
      const b = y(row)
      if (b === null || b === 0) return null
      return typeof a === 'number' && typeof b === 'number'
        ? toLong(Math.trunc(a / b))
        : toLong(BigInt(a) / BigInt(b))
    }
    return { type: LONG, evaluate }
  }
  if (left.type.kind === 'double' || right.type.kind === 'double') {
    const divided = onDoubles('/', left, right, zone)
    if (!divided) return undefined
    const quotient = numberView(divided)
    return {
      type: LONG,
      evaluate: row => {
        const q = quotient(row)
        return q === null || !Number.isFinite(q) ? null : toLong(Math.trunc(q))
      },
    }
  }
  const [x, y] = [asDecimals(left), asDecimals(right)]
  const evaluate = (row: Row) => {
    const [a, b] = [x(row), y(row)]
    if (a === null || b === null || b.units === 0) return null
    const scale = Math.max(a.scale, b.scale)
    return toLong(a.rescale(scale).unscaled / b.rescale(scale).unscaled)
  }
  return { type: LONG, evaluate }
}

export function negate(operand: Bound): Bound | undefined {
  const { type, constant } = operand
  if (type.kind === 'null') return operand
  if (type.kind === 'decimal') {
    const x = decimalView(operand)
    return { type, constant, evaluate: row => x(row)?.neg() ?? null }
  }
  if (type.kind === 'double') {
    const x = numberView(operand)
    return { type, constant, evaluate: row => negated(x(row)) }
  }
  if (!isIntegral(type)) return undefined
  const x = integerView(operand)
  const fit = type.kind === 'long' ? toLong : toInt
  return {
    type,
    constant,
    ...(operand.literal === undefined ? {} : { literal: -operand.literal }),
    evaluate: row => {
      const v = x(row)
      return v === null ? null : fit(-v)
    },
  }
}

const negated = (value: number | null) => (value === null ? null : -value)

/** Undefined when the two sides cannot be compared without a CAST. */
export function comparison(
  op: ComparisonOperator,
  left: Bound,
  right: Bound,
  zone: Zone,
): Bound | undefined {
  const common = commonType(left.type, right.type) ?? dateOfText(left.type, right.type)
  const a = common && (coerce(left, common, zone) ?? readAs(left, common, zone))
  const b = common && (coerce(right, common, zone) ?? readAs(right, common, zone))
  if (!a || !b || (common.kind === 'map' && op !== '=' && op !== '<>' && op !== '<=>'))
    return undefined
  const constant = left.constant && right.constant
  const [x, y] = [a.evaluate, b.evaluate]
  if (op === '<=>') {
    const compare = compareValues(common)
    return { type: BOOLEAN, constant, evaluate: row => compare(x(row), y(row)) === 0 }
  }
  const primitive = !['decimal', 'array', 'struct', 'map', 'double'].includes(common.kind)
  if (primitive && (op === '=' || op === '<>')) {
    const wanted = op === '='
    const evaluate = (row: Row) => {
      const l = x(row)
      if (l === null) return null
      const r = y(row)
      return r === null ? null : (l === r) === wanted
    }
    return { type: BOOLEAN, constant, evaluate }
  }
  const compare = compareValues(common)
  const test = TESTS[op]
  const evaluate = (row: Row) => {
    const l = x(row)
    if (l === null) return null
    const r = y(row)
    return r === null ? null : test(compare(l, r))
  }
  return { type: BOOLEAN, constant, evaluate }
}

/** A text beside a date or a timestamp is read as one, as Spark does. */
function dateOfText(a: DataType, b: DataType): DataType | undefined {
  const other = a.kind === 'string' ? b : b.kind === 'string' ? a : undefined
  return other?.kind === 'date' || other?.kind === 'timestamp' ? other : undefined
}

/** A date and a whole number of days; undefined for all other operands. */
export function daysAdded(op: '+' | '-', left: Bound, right: Bound): Bound | undefined {
  const [day, days] = op === '+' && right.type.kind === 'date' ? [right, left] : [left, right]
  if (day.type.kind !== 'date' || (days.type.kind !== 'int' && days.type.kind !== 'null'))
    return undefined
  const [x, y] = [numberView(day), numberView(days)]
  const sign = op === '+' ? 1 : -1
  return {
    type: DATE,
    constant: left.constant && right.constant,
    evaluate: row => {
      const d = x(row)
      const n = d === null ? null : y(row)
      return d === null || n === null ? null : dayOr(d + sign * n, null)
    },
  }
}

const TESTS: Record<Exclude<ComparisonOperator, '<=>'>, (order: number) => boolean> = {
  '=': o => o === 0,
  '<>': o => o !== 0,
  '<': o => o < 0,
  '<=': o => o <= 0,
  '>': o => o > 0,
  '>=': o => o >= 0,
}

/** Three-valued logic: FALSE AND NULL is FALSE, TRUE OR NULL is TRUE, else NULL wins. */
export function logic(op: 'and' | 'or', left: Bound, right: Bound): Bound {
  const [x, y] = [booleanView(left), booleanView(right)]
  const decisive = op === 'or'
  const evaluate = (row: Row) => {
    const l = x(row)
    if (l === decisive) return decisive
    const r = y(row)
    if (r === decisive) return decisive
    return l === null || r === null ? null : !decisive
  }
  return { type: BOOLEAN, constant: left.constant && right.constant, evaluate }
}

export function sumType(type: DataType): DataType {
  if (type.kind === 'decimal') return boundedDecimal(Math.min(38, type.precision + 10), type.scale)
  return type.kind === 'double' ? DOUBLE : LONG
}

export function averageType(type: DataType): DataType {
  return type.kind === 'decimal'
    ? boundedDecimal(Math.min(38, type.precision + 4), Math.min(38, type.scale + 4))
    : DOUBLE
}
