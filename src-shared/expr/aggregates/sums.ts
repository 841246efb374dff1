// count, sum, avg and the spread. Sums of integers and decimals are exact; sums of doubles are
// compensated (Neumaier), so that millions of terms lose nothing visible.
import { Decimal } from '../decimal'
import { toLong } from '../casts'
import { averageType, sumType } from '../operators'
import { canonicalInteger } from '../decimal'
import { DOUBLE, isIntegral, isNumeric, LONG, type DataType, type Value } from '../types'
import {
  asInteger,
  asList,
  slot,
  writeInteger,
  type AggregateDescriptor,
  type AnySlot,
} from './descriptor'

interface Count {
  n: number
}
const countSlot = slot<Count>({
  type: LONG,
  init: () => ({ n: 0 }),
  add: acc => void acc.n++,
  remove: acc => void acc.n--,
  merge: (a, b) => {
    a.n += b.n
    return a
  },
  result: acc => acc.n,
  snapshot: acc => acc.n,
  restore: json => ({ n: Number(json) }),
})

interface ExactSum {
  units: number | bigint
  n: number
}

function plus(a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return canonicalInteger(BigInt(a) + BigInt(b))
}

function exactSum(
  type: DataType,
  unitsOf: (value: Value) => number | bigint,
  result: (acc: ExactSum) => Value,
): AnySlot {
  return slot<ExactSum>({
    type,
    init: () => ({ units: 0, n: 0 }),
    add: (acc, value) => {
      acc.units = plus(acc.units, unitsOf(value))
      acc.n++
    },
    remove: (acc, value) => {
      acc.units = plus(acc.units, -unitsOf(value))
      acc.n--
    },
    merge: (a, b) => {
      a.units = plus(a.units, b.units)
      a.n += b.n
      return a
    },
    result: acc => (acc.n === 0 ? null : result(acc)),
    snapshot: acc => [writeInteger(acc.units), acc.n],
    restore: json => {
      const [units, n] = asList(json)
      return { units: asInteger(units), n: Number(n) }
    },
  })
}

const integerUnits = (value: Value) =>
  typeof value === 'number' || typeof value === 'bigint' ? value : 0
const decimalUnits = (scale: number) => (value: Value) =>
  value instanceof Decimal ? value.rescale(scale).units : 0

interface RealSum {
  sum: number
  lost: number
  n: number
}

function addReal(acc: RealSum, x: number): void {
  const total = acc.sum + x
  acc.lost += Math.abs(acc.sum) >= Math.abs(x) ? acc.sum - total + x : x - total + acc.sum
  acc.sum = total
}

const totalOf = (acc: RealSum) => (Number.isFinite(acc.lost) ? acc.sum + acc.lost : acc.sum)

function realSum(result: (acc: RealSum) => Value): AnySlot {
  return slot<RealSum>({
    type: DOUBLE,
    init: () => ({ sum: 0, lost: 0, n: 0 }),
    add: (acc, value) => {
      addReal(acc, Number(value))
      acc.n++
    },
    remove: (acc, value) => {
      addReal(acc, -Number(value))
      acc.n--
      if (acc.n === 0) acc.sum = acc.lost = 0
    },
    merge: (a, b) => {
      addReal(a, b.sum)
      a.lost += b.lost
      a.n += b.n
      return a
    },
    result: acc => (acc.n === 0 ? null : result(acc)),
    snapshot: acc => [acc.sum, acc.lost, acc.n].map(x => (Number.isFinite(x) ? x : String(x))),
    restore: json => {
      const [sum, lost, n] = asList(json)
      return { sum: Number(sum), lost: Number(lost), n: Number(n) }
    },
  })
}

function sumSlot(type: DataType): AnySlot | undefined {
  if (type.kind === 'double') return realSum(totalOf)
  if (type.kind === 'decimal') {
    const result = sumType(type)
    const precision = result.kind === 'decimal' ? result.precision : 38
    return exactSum(result, decimalUnits(type.scale), acc => {
      const sum = new Decimal(acc.units, type.scale)
      return sum.fits(precision) ? sum : null
    })
  }
  return isIntegral(type) || type.kind === 'null'
    ? exactSum(LONG, integerUnits, acc => toLong(acc.units))
    : undefined
}

function averageSlot(type: DataType): AnySlot | undefined {
  if (type.kind === 'double') return realSum(acc => totalOf(acc) / acc.n)
  if (type.kind === 'decimal') {
    const result = averageType(type)
    const scale = result.kind === 'decimal' ? result.scale : 0
    return exactSum(
      result,
      decimalUnits(type.scale),
      acc => new Decimal(acc.units, type.scale).div(new Decimal(acc.n, 0), scale) ?? null,
    )
  }
  return isIntegral(type) || type.kind === 'null'
    ? exactSum(DOUBLE, integerUnits, acc => Number(acc.units) / acc.n)
    : undefined
}

interface Spread {
  n: number
  mean: number
  m2: number
}

/** Welford's running variance, merged after Chan et al. */
function spread(type: DataType, result: (acc: Spread) => Value): AnySlot | undefined {
  if (!isNumeric(type)) return undefined
  const real = (v: Value) => (v instanceof Decimal ? v.toNumber() : Number(v))
  return slot<Spread>({
    type: DOUBLE,
    init: () => ({ n: 0, mean: 0, m2: 0 }),
    add: (acc, value) => {
      const x = real(value)
      acc.n++
      const delta = x - acc.mean
      acc.mean += delta / acc.n
      acc.m2 += delta * (x - acc.mean)
    },
    remove: (acc, value) => {
      const x = real(value)
      acc.n--
      if (acc.n === 0) {
        acc.mean = acc.m2 = 0
        return
      }
      const delta = x - acc.mean
      acc.mean -= delta / acc.n
      acc.m2 = Math.max(0, acc.m2 - delta * (x - acc.mean))
    },
    merge: (a, b) => {
      if (b.n === 0) return a
      const n = a.n + b.n
      const delta = b.mean - a.mean
      a.m2 += b.m2 + (delta * delta * a.n * b.n) / n
      a.mean += (delta * b.n) / n
      a.n = n
      return a
    },
    result,
    snapshot: acc => [acc.n, acc.mean, acc.m2].map(x => (Number.isFinite(x) ? x : String(x))),
    restore: json => {
      const [n, mean, m2] = asList(json)
      return { n: Number(n), mean: Number(mean), m2: Number(m2) }
    },
  })
}

const number1 = ['(x: number): number']
const sample = (acc: Spread) => (acc.n < 2 ? null : acc.m2 / (acc.n - 1))
const population = (acc: Spread) => (acc.n < 1 ? null : acc.m2 / acc.n)
const root = (x: number | null) => (x === null ? null : Math.sqrt(x))

export const sumAggregates: readonly AggregateDescriptor[] = [
  {
    name: 'count',
    signatures: ['(*): long', '(x: any): long', '(DISTINCT x: any): long'],
    doc: 'How many rows, or how many values that are not NULL',
    min: 0,
    max: 1,
    star: true,
    distinct: true,
    make: () => countSlot,
  },
  {
    name: 'count_if',
    signatures: ['(condition: boolean): long'],
    doc: 'How many rows meet a condition',
    min: 1,
    max: 1,
    make: ({ types: [type] }) => (type?.kind === 'boolean' ? countIf : undefined),
  },
  {
    name: 'sum',
    signatures: number1,
    doc: 'The exact sum',
    min: 1,
    max: 1,
    distinct: true,
    make: ({ types: [type] }) => type && sumSlot(type),
  },
  {
    name: 'avg',
    aliases: ['mean'],
    signatures: number1,
    doc: 'The mean',
    min: 1,
    max: 1,
    distinct: true,
    spark: 'avg',
    make: ({ types: [type] }) => type && averageSlot(type),
  },
  {
    name: 'stddev',
    aliases: ['stddev_samp', 'std'],
    signatures: number1,
    doc: 'The standard deviation of a sample',
    min: 1,
    max: 1,
    spark: 'stddev',
    make: ({ types: [type] }) => type && spread(type, acc => root(sample(acc))),
  },
  {
    name: 'stddev_pop',
    signatures: number1,
    doc: 'The standard deviation of all',
    min: 1,
    max: 1,
    make: ({ types: [type] }) => type && spread(type, acc => root(population(acc))),
  },
  {
    name: 'variance',
    aliases: ['var_samp'],
    signatures: number1,
    doc: 'The variance of a sample',
    min: 1,
    max: 1,
    spark: 'variance',
    make: ({ types: [type] }) => type && spread(type, sample),
  },
  {
    name: 'var_pop',
    signatures: number1,
    doc: 'The variance of all',
    min: 1,
    max: 1,
    make: ({ types: [type] }) => type && spread(type, population),
  },
]

const countIf = slot<Count>({
  type: LONG,
  init: () => ({ n: 0 }),
  add: (acc, value) => void (acc.n += value === true ? 1 : 0),
  remove: (acc, value) => void (acc.n -= value === true ? 1 : 0),
  merge: (a, b) => {
    a.n += b.n
    return a
  },
  result: acc => acc.n,
  snapshot: acc => acc.n,
  restore: json => ({ n: Number(json) }),
})
