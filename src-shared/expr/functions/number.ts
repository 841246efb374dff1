// Functions over numbers. Decimals stay exact; ceil and floor give integers, round keeps the kind
// (half up, as Spark's round).
import { toInt, toLong } from '../casts'
import { Decimal } from '../decimal'
import { boundedDecimal, INT, isIntegral, LONG, type DataType, type Value } from '../types'
import { defineFunction, type FunctionDescriptor, type FunctionSpec } from './descriptor'

type Num = number | bigint | Decimal

const real1 = '(x: double): double'
const finite = (x: number): Value => (Number.isNaN(x) ? null : x)

function wholeType(types: readonly DataType[]): DataType {
  const [type] = types
  return type?.kind === 'decimal'
    ? boundedDecimal(Math.max(1, type.precision - type.scale + 1), 0)
    : LONG
}

function whole(round: (x: number) => number, ofDecimal: (x: Decimal) => number | bigint) {
  return (x: Num): Value =>
    x instanceof Decimal
      ? new Decimal(ofDecimal(x), 0)
      : typeof x === 'bigint'
        ? x
        : toLong(round(x))
}

/** With known digits the scale shrinks to them, as in Spark; with digits from a column it stays. */
function roundedType(
  [type = INT, by]: readonly DataType[],
  [, given]: readonly (Value | undefined)[],
): DataType {
  if (type.kind !== 'decimal') return type
  const digits = by === undefined ? 0 : given
  if (typeof digits !== 'number') return type
  const whole = type.precision - type.scale + 1
  const scale = Math.max(0, Math.min(digits, type.scale))
  return boundedDecimal(Math.max(whole + scale, 1 - digits), scale)
}

/**
 * Half up in decimal digits of the shortest text: round(2.675, 2) is 2.68, as
 * BigDecimal(Double.toString) gives in Spark.
 */
function roundDouble(x: number, digits: number): Value {
  if (!Number.isFinite(x) || digits > 300) return x
  const exact = Decimal.parse(String(x))
  if (!exact || digits >= exact.scale) return x
  return digits >= 0 ? exact.rescale(digits).toNumber() : roundWhole(exact, digits).toNumber()
}

function roundWhole(x: Decimal, digits: number): Decimal {
  const power = 10n ** BigInt(Math.min(60, -digits))
  return new Decimal(1, 0).times(
    Decimal.of(x.unscaled, x.scale + Math.min(60, -digits)).rescale(0).unscaled * power,
  )
}

function rounder(type: DataType, scale: number) {
  return (x: Num, digits = 0): Value => {
    if (x instanceof Decimal)
      return digits >= 0
        ? x.rescale(Math.min(digits, x.scale)).rescale(scale)
        : roundWhole(x, digits).rescale(scale)
    if (type.kind === 'double') return roundDouble(Number(x), digits)
    if (digits >= 0) return x
    const units = roundWhole(new Decimal(x, 0), digits).units
    return type.kind === 'int' ? toInt(units) : toLong(units)
  }
}

function remainder(a: Num, b: Num): Value {
  if (a instanceof Decimal && b instanceof Decimal) return a.rem(b) ?? null
  if (a instanceof Decimal || b instanceof Decimal || b == 0) return null
  return typeof a === 'number' && typeof b === 'number'
    ? (a % b) + 0
    : toLong(BigInt(a) % BigInt(b))
}

function positiveRemainder(a: Num, b: Num): Value {
  const r = remainder(a, b)
  if (r instanceof Decimal && b instanceof Decimal)
    return r.sign < 0 ? (r.add(b).rem(b) ?? null) : r
  if (typeof r === 'number' && typeof b === 'number') return r < 0 ? (r + b) % b : r
  const isLarge = (typeof r === 'number' || typeof r === 'bigint') && !(b instanceof Decimal)
  return isLarge && r < 0 ? toLong((BigInt(r) + BigInt(b)) % BigInt(b)) : r
}

const specs: readonly Omit<FunctionSpec, 'group'>[] = [
  {
    name: 'abs',
    signatures: ['(x: N): N'],
    doc: 'The size without the sign',
    evaluate: (x: Num) =>
      x instanceof Decimal ? x.abs() : x < 0 ? (typeof x === 'bigint' ? toLong(-x) : -x) : x,
  },
  {
    name: 'sign',
    aliases: ['signum'],
    signatures: ['(x: N): double'],
    doc: '-1, 0 or 1',
    spark: 'sign',
    evaluate: (x: Num) => (x instanceof Decimal ? x.sign : x > 0 ? 1 : x < 0 ? -1 : 0),
  },
  {
    name: 'ceil',
    aliases: ['ceiling'],
    signatures: ['(x: N): long'],
    doc: 'The next whole number up',
    spark: 'ceil',
    result: wholeType,
    evaluate: whole(Math.ceil, x => (x.neg().floor() === 0 ? 0 : negated(x.neg().floor()))),
  },
  {
    name: 'floor',
    signatures: ['(x: N): long'],
    doc: 'The next whole number down',
    result: wholeType,
    evaluate: whole(Math.floor, x => x.floor()),
  },
  {
    name: 'round',
    signatures: ['(x: N, digits?: int): N'],
    doc: 'Rounded half up to so many digits after the point',
    result: roundedType,
    make: ({ types: [type = INT], result }) =>
      rounder(type, result.kind === 'decimal' ? result.scale : 0),
  },
  {
    name: 'mod',
    signatures: ['(a: N, b: N): N'],
    doc: 'The remainder, with the sign of a',
    evaluate: remainder,
  },
  {
    name: 'pmod',
    signatures: ['(a: N, b: N): N'],
    doc: 'The remainder, never negative',
    evaluate: positiveRemainder,
  },
  {
    name: 'power',
    aliases: ['pow'],
    signatures: ['(x: double, y: double): double'],
    doc: 'x to the power of y',
    spark: 'power',
    evaluate: (x: number, y: number) => finite(x ** y),
  },
  {
    name: 'sqrt',
    signatures: [real1],
    doc: 'The square root',
    evaluate: (x: number) => finite(Math.sqrt(x)),
  },
  {
    name: 'cbrt',
    signatures: [real1],
    doc: 'The cube root',
    evaluate: (x: number) => Math.cbrt(x),
  },
  {
    name: 'exp',
    signatures: [real1],
    doc: 'e to the power of x',
    evaluate: (x: number) => Math.exp(x),
  },
  {
    name: 'ln',
    aliases: ['log'],
    signatures: [real1],
    doc: 'The natural logarithm',
    spark: 'ln',
    evaluate: (x: number) => (x <= 0 ? null : Math.log(x)),
  },
  {
    name: 'log10',
    signatures: [real1],
    doc: 'The logarithm to base 10',
    evaluate: (x: number) => (x <= 0 ? null : Math.log10(x)),
  },
  {
    name: 'log2',
    signatures: [real1],
    doc: 'The logarithm to base 2',
    evaluate: (x: number) => (x <= 0 ? null : Math.log2(x)),
  },
  {
    name: 'sin',
    signatures: [real1],
    doc: 'The sine (radians)',
    evaluate: (x: number) => finite(Math.sin(x)),
  },
  {
    name: 'cos',
    signatures: [real1],
    doc: 'The cosine (radians)',
    evaluate: (x: number) => finite(Math.cos(x)),
  },
  {
    name: 'tan',
    signatures: [real1],
    doc: 'The tangent (radians)',
    evaluate: (x: number) => finite(Math.tan(x)),
  },
  {
    name: 'atan2',
    signatures: ['(y: double, x: double): double'],
    doc: 'The angle of a point',
    evaluate: (y: number, x: number) => Math.atan2(y, x),
  },
  {
    name: 'radians',
    signatures: [real1],
    doc: 'Degrees as radians',
    evaluate: (x: number) => (x * Math.PI) / 180,
  },
  {
    name: 'degrees',
    signatures: [real1],
    doc: 'Radians as degrees',
    evaluate: (x: number) => (x * 180) / Math.PI,
  },
  { name: 'pi', signatures: ['(): double'], doc: '3.14159…', evaluate: () => Math.PI },
  {
    name: 'format_number',
    signatures: ['(x: N, digits: int): string'],
    doc: 'With thousands commas and so many digits after the point',
    make:
      ({ types: [type = INT] }) =>
      (x: Num, digits: number) => {
        if (digits < 0 || digits > 30) return null
        const exact =
          x instanceof Decimal
            ? x
            : isIntegral(type) && typeof x !== 'object'
              ? new Decimal(x, 0)
              : Decimal.parse(String(x))
        const text = exact?.rescale(digits).toString()
        return (
          text?.replace(
            /^(-?)(\d+)/,
            (_, sign: string, integer: string) => sign + integer.replace(/\B(?=(\d{3})+$)/g, ','),
          ) ?? null
        )
      },
  },
]
export const numberFunctions: readonly FunctionDescriptor[] = specs.map(spec =>
  defineFunction({ group: 'number', ...spec }),
)

function negated(x: number | bigint): number | bigint {
  return typeof x === 'bigint' ? -x : x === 0 ? 0 : -x
}
