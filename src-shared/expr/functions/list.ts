// Functions over arrays, with lambdas for the ones that go through the elements: transform(items, i
// -> i.price * i.quantity).
import { castFunction } from '../casts'
import { compareValues, keyOf } from '../compare'
import { Decimal } from '../decimal'
import { arithmetic, sumType } from '../operators'
import { constant } from '../bound'
import { array, DOUBLE, NULL, STRING, type DataType, type Value } from '../types'
import { defineFunction, type FunctionDescriptor, type FunctionSpec } from './descriptor'

type List = readonly Value[]
type Test = (item: Value, index?: Value) => boolean | null

const elementOf = (type: DataType | undefined): DataType =>
  type?.kind === 'array' ? type.element : NULL

function extreme(direction: 1 | -1): NonNullable<FunctionSpec['make']> {
  return ({ types }) => {
    const compare = compareValues(elementOf(types[0]))
    return (items: List) => {
      let best: Value = null
      for (const item of items)
        if (item !== null && (best === null || compare(item, best) * direction > 0)) best = item
      return best
    }
  }
}

/**
 * Exact for integers and decimals; NULL elements are left out and the sum of nothing is NULL, as in
 * SQL.
 */
const sumList: NonNullable<FunctionSpec['make']> = ({ types, result, zone }) => {
  const widen = castFunction(elementOf(types[0]), result, zone) ?? (v => v)
  const cells: { value: Value }[] = [{ value: null }, { value: null }]
  const [a, b] = cells.map(cell => ({ type: result, evaluate: () => cell.value }))
  const added = a && b ? arithmetic('+', a, b, zone) : constant(NULL, null)
  const narrow = result.kind === 'decimal' ? result.scale : undefined
  return (items: List) => {
    let sum: Value = null
    for (const item of items) {
      if (item === null) continue
      const value = widen(item)
      if (sum === null) sum = value
      else if (sum instanceof Decimal && value instanceof Decimal && narrow !== undefined)
        sum = sum.add(value)
      else if (cells[0] && cells[1]) {
        cells[0].value = sum
        cells[1].value = value
        sum = added?.evaluate({}) ?? null
      }
    }
    return sum instanceof Decimal && !sum.fits(38) ? null : sum
  }
}

const specs: readonly Omit<FunctionSpec, 'group'>[] = [
  {
    name: 'array',
    signatures: ['(...items: T): array<T>'],
    doc: 'A list of values',
    nulls: 'see',
    evaluate: (...items: List) => [...items],
  },
  {
    name: 'size',
    aliases: ['cardinality'],
    signatures: ['(items: array<T>): int', '(entries: map<string, T>): int'],
    doc: 'How many elements',
    spark: 'size',
    evaluate: (v: object) => (Array.isArray(v) ? v.length : Object.keys(v).length),
  },
  {
    name: 'array_contains',
    signatures: ['(items: array<T>, value: T): boolean'],
    doc: 'Whether the value is in the list',
    make: ({ types }) => {
      const compare = compareValues(elementOf(types[0]))
      return (items: List, value: Value) =>
        items.some(i => i !== null && compare(i, value) === 0) ||
        (items.includes(null) ? null : false)
    },
  },
  {
    name: 'array_position',
    signatures: ['(items: array<T>, value: T): long'],
    doc: 'Where the value first stands, from 1; 0 if nowhere',
    make: ({ types }) => {
      const compare = compareValues(elementOf(types[0]))
      return (items: List, value: Value) =>
        items.findIndex(i => i !== null && compare(i, value) === 0) + 1
    },
  },
  {
    name: 'element_at',
    signatures: [
      '(items: array<T>, position: int): T',
      '(entries: map<string, T>, key: string): T',
    ],
    doc: 'The element at a position from 1 (negative: from the end), or of a key',
    evaluate: (v: List | Readonly<Record<string, Value>>, at: number | string) =>
      typeof at === 'number'
        ? Array.isArray(v) && at !== 0
          ? ((v as List).at(at > 0 ? at - 1 : at) ?? null)
          : null
        : Array.isArray(v) || !Object.hasOwn(v, at)
          ? null
          : ((v as Readonly<Record<string, Value>>)[at] ?? null),
  },
  {
    name: 'array_max',
    signatures: ['(items: array<T>): T'],
    doc: 'The greatest element',
    make: extreme(1),
  },
  {
    name: 'array_min',
    signatures: ['(items: array<T>): T'],
    doc: 'The least element',
    make: extreme(-1),
  },
  {
    name: 'array_sum',
    signatures: ['(items: array<N>): N'],
    doc: 'The exact sum of the elements',
    result: ([type]) => sumType(elementOf(type)),
    make: sumList,
    // Added up with ten decimals, given out with as many as the elements have.
    spark: ([items = ''], type) => {
      const sum = `aggregate(${items}, CAST(0 AS DECIMAL(38,10)), (a, x) -> CAST(a + x AS DECIMAL(38,10)))`
      return type === undefined ? sum : `CAST(${sum} AS ${type})`
    },
  },
  {
    name: 'array_avg',
    signatures: ['(items: array<N>): double'],
    doc: 'The mean of the elements',
    make: ({ types, zone }) => {
      const real = castFunction(elementOf(types[0]), DOUBLE, zone) ?? (v => v)
      return (items: List) => {
        const values = items.filter(i => i !== null).map(i => Number(real(i)))
        return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length
      }
    },
    spark: ([items = '']) =>
      `(aggregate(${items}, CAST(0 AS DOUBLE), (a, x) -> a + x) / size(${items}))`,
  },
  {
    name: 'array_distinct',
    signatures: ['(items: array<T>): array<T>'],
    doc: 'Each value once, in order of first occurrence',
    make: ({ types }) => {
      const key = keyOf(elementOf(types[0]))
      return (items: List) => {
        const seen = new Set<unknown>()
        return items.filter(item => !seen.has(key(item)) && seen.add(key(item)))
      }
    },
  },
  {
    name: 'array_sort',
    signatures: [
      '(items: array<T>): array<T>',
      '(items: array<T>, order: (T, T) -> int): array<T>',
    ],
    doc: 'In order, NULLs last; or as a lambda says: below 0 puts the first before the second',
    make: ({ types }) => {
      const compare = compareValues(elementOf(types[0]))
      return (items: List, order?: (a: Value, b: Value) => number | null) =>
        [...items].sort(
          (a, b) => (order?.(a, b) ?? Number(a === null) - Number(b === null)) || compare(a, b),
        )
    },
  },
  {
    name: 'sort_array',
    signatures: ['(items: array<T>, ascending?: boolean): array<T>'],
    doc: 'In order, NULLs first; descending with NULLs last when the second is false',
    make: ({ types }) => {
      const compare = compareValues(elementOf(types[0]))
      return (items: List, ascending = true) =>
        [...items].sort((a, b) => (ascending ? compare(a, b) : compare(b, a)))
    },
  },
  {
    name: 'array_join',
    signatures: ['(items: array<T>, separator: string, absent?: string): string'],
    doc: 'The elements as text with a separator between',
    make: ({ types, zone }) => {
      const text = castFunction(elementOf(types[0]), STRING, zone) ?? (() => null)
      return (items: List, separator: string, absent?: string) =>
        items
          .map(i => (i === null ? (absent ?? null) : text(i)))
          .filter(i => i !== null)
          .join(separator)
    },
  },
  {
    name: 'slice',
    signatures: ['(items: array<T>, from: int, length: int): array<T>'],
    doc: 'A part of the list, counting from 1',
    evaluate: (items: List, from: number, length: number) => {
      if (from === 0 || length < 0) return null
      const start = from > 0 ? from - 1 : items.length + from
      return start < 0 ? [] : items.slice(start, start + length)
    },
  },
  {
    name: 'flatten',
    signatures: ['(lists: array<array<T>>): array<T>'],
    doc: 'One list out of lists',
    evaluate: (lists: readonly (List | null)[]) =>
      lists.includes(null) ? null : lists.flatMap(l => l ?? []),
  },
  {
    name: 'transform',
    signatures: ['(items: array<T>, change: (T, int) -> R): array<R>'],
    doc: 'Each element changed: transform(items, i -> i.price * i.quantity)',
    result: ([, change]) => array(change ?? NULL),
    evaluate: (items: List, change: (item: Value, i: number) => Value) => items.map(change),
  },
  {
    name: 'filter',
    signatures: ['(items: array<T>, keep: (T, int) -> boolean): array<T>'],
    doc: 'Only the elements that pass: filter(items, i -> i.price > 10)',
    evaluate: (items: List, keep: (item: Value, i: number) => boolean | null) =>
      items.filter((item, i) => keep(item, i) === true),
  },
  {
    name: 'exists',
    aliases: ['any_match'],
    signatures: ['(items: array<T>, test: T -> boolean): boolean'],
    doc: 'Whether any element passes',
    spark: 'exists',
    evaluate: (items: List, test: Test) => {
      const results = items.map(i => test(i))
      return results.includes(true) || (results.includes(null) ? null : false)
    },
  },
  {
    name: 'forall',
    aliases: ['all_match'],
    signatures: ['(items: array<T>, test: T -> boolean): boolean'],
    doc: 'Whether every element passes',
    spark: 'forall',
    evaluate: (items: List, test: Test) => {
      const results = items.map(i => test(i))
      return results.includes(false) ? false : results.includes(null) ? null : true
    },
  },
  {
    name: 'aggregate',
    aliases: ['reduce'],
    signatures: ['(items: array<T>, start: A, merge: (A, T) -> A): A'],
    doc: 'Folded into one value: aggregate(items, 0, (sum, i) -> sum + i)',
    nulls: 'see',
    spark: 'aggregate',
    result: ([, start]) => start ?? NULL,
    evaluate: (items: List | null, start: Value, merge: (sum: Value, item: Value) => Value) =>
      items === null ? null : items.reduce<Value>((sum, item) => merge(sum, item), start),
  },
]
export const listFunctions: readonly FunctionDescriptor[] = specs.map(spec =>
  defineFunction({ group: 'list', ...spec }),
)
