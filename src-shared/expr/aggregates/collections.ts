// Aggregates that keep many values: distinct ones, lists, the most frequent, percentiles. Their
// state grows with the data; the engine counts it.
import { compareValues, keyOf, type Key } from '../compare'
import { Decimal } from '../decimal'
import { compileReader, compileWriter } from '../json'
import { array, DOUBLE, isNumeric, LONG, NULL, struct, type DataType, type Value } from '../types'
import {
  asList,
  slot,
  type AggregateDescriptor,
  type AggregateShape,
  type AnySlot,
} from './descriptor'

interface Counted {
  value: Value
  n: number
}
type Bag = Map<Key, Counted>

/** How often each value occurred: removable, mergeable, exact. */
function bag(
  element: DataType,
  type: DataType,
  result: (bag: Bag) => Value,
  weightOf: (second: Value) => number = () => 1,
): AnySlot {
  const key = keyOf(element)
  const [write, read] = [compileWriter(element), compileReader(element)]
  const change = (acc: Bag, value: Value, n: number) => {
    const k = key(value)
    const known = acc.get(k)
    if (!known) acc.set(k, { value, n })
    else if (known.n + n === 0) acc.delete(k)
    else known.n += n
  }
  return slot<Bag>({
    type,
    init: () => new Map(),
    add: (acc, value, second) => change(acc, value, weightOf(second)),
    remove: (acc, value, second) => change(acc, value, -weightOf(second)),
    merge: (a, b) => {
      for (const { value, n } of b.values()) change(a, value, n)
      return a
    },
    result,
    snapshot: acc => [...acc.values()].map(c => [write(c.value), c.n]),
    restore: json =>
      new Map(
        asList(json).map(entry => {
          const [value, n] = asList(entry)
          const typed = read(value)
          return [key(typed), { value: typed, n: Number(n) }]
        }),
      ),
  })
}

/** Makes any aggregate DISTINCT: it sees each value once. */
export function distinctOf(element: DataType, inner: AnySlot, countOnly: boolean): AnySlot {
  return bag(element, inner.type, values => {
    if (countOnly) return values.size
    const acc = inner.init()
    for (const { value } of values.values()) inner.add(acc, value, null)
    return inner.result(acc)
  })
}

function collectList(element: DataType): AnySlot {
  const [write, read] = [compileWriter(element), compileReader(element)]
  return slot<Value[]>({
    type: array(element),
    init: () => [],
    add: (acc, value) => void acc.push(value),
    merge: (a, b) => {
      for (const value of b) a.push(value)
      return a
    },
    result: acc => [...acc],
    snapshot: acc => acc.map(write),
    restore: json => asList(json).map(read),
  })
}

const TOP_MAX = 10_000

/**
 * The k values that occur most (or weigh most); ties in the order of the values, so that a replay
 * gives the same list.
 */
function topK({
  types: [element = NULL, , weight],
  constants,
}: AggregateShape): AnySlot | undefined {
  const k = constants[1]
  if (typeof k !== 'number' || k < 1 || k > TOP_MAX || (weight && !isNumeric(weight)))
    return undefined
  const compare = compareValues(element)
  const exactCount = !weight
  const type = array(
    struct({ value: element, [exactCount ? 'count' : 'weight']: exactCount ? LONG : DOUBLE }),
  )
  const name = exactCount ? 'count' : 'weight'
  const result = (values: Bag): Value =>
    [...values.values()]
      .sort((a, b) => b.n - a.n || compare(a.value, b.value))
      .slice(0, k)
      .map(c => ({ value: c.value, [name]: c.n }))
  return bag(element, type, result, exactCount ? undefined : real)
}

const real = (v: Value) => (v === null ? 0 : v instanceof Decimal ? v.toNumber() : Number(v))

function percentile(type: DataType | undefined, p: unknown): AnySlot | undefined {
  if (!type || !isNumeric(type)) return undefined
  const share = p instanceof Decimal ? p.toNumber() : typeof p === 'number' ? p : NaN
  if (!(share >= 0 && share <= 1)) return undefined
  return bag(type, DOUBLE, values => {
    const sorted = [...values.values()]
      .map(c => ({ x: real(c.value), n: c.n }))
      .sort((a, b) => a.x - b.x)
    const size = sorted.reduce((n, c) => n + c.n, 0)
    if (size === 0) return null
    const at = share * (size - 1)
    const low = nth(sorted, Math.floor(at))
    return low + (nth(sorted, Math.ceil(at)) - low) * (at - Math.floor(at))
  })
}

function nth(sorted: readonly { readonly x: number; readonly n: number }[], index: number): number {
  let seen = 0
  for (const { x, n } of sorted) {
    seen += n
    if (seen > index) return x
  }
  return NaN
}

const inOrder = (element: DataType) => {
  const compare = compareValues(element)
  return (values: Bag): Value => [...values.values()].map(c => c.value).sort(compare)
}

export const collectionAggregates: readonly AggregateDescriptor[] = [
  {
    name: 'approx_count_distinct',
    signatures: ['(x: any): long'],
    doc: 'How many different values (exact here)',
    min: 1,
    max: 1,
    make: ({ types: [type = NULL] }) => bag(type, LONG, values => values.size),
  },
  {
    name: 'collect_list',
    aliases: ['array_agg'],
    signatures: ['(x: T): array<T>'],
    doc: 'All values in the order they came',
    min: 1,
    max: 1,
    spark: 'collect_list',
    make: ({ types: [type = NULL] }) => collectList(type),
  },
  {
    name: 'collect_set',
    signatures: ['(x: T): array<T>'],
    doc: 'Each value once, in order',
    min: 1,
    max: 1,
    spark: ([x = '']) => `sort_array(collect_set(${x}))`,
    make: ({ types: [type = NULL] }) => bag(type, array(type), inOrder(type)),
  },
  {
    name: 'top_k',
    signatures: [
      '(x: T, k: int): array<struct<value: T, count: long>>',
      '(x: T, k: int, weight: number): array<struct<value: T, weight: double>>',
    ],
    doc: 'The k most frequent (or heaviest) values with their counts',
    min: 2,
    max: 3,
    spark: null,
    make: topK,
  },
  {
    name: 'percentile',
    signatures: ['(x: number, share: double): double'],
    doc: 'The value below which a share of all lies: percentile(x, 0.95)',
    min: 2,
    max: 2,
    make: ({ types: [type], constants }) => percentile(type, constants[1]),
  },
  {
    name: 'median',
    signatures: ['(x: number): double'],
    doc: 'The middle value',
    min: 1,
    max: 1,
    make: ({ types: [type] }) => percentile(type, 0.5),
  },
]
