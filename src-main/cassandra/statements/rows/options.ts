// The values that = and IN give a column or a tuple of columns, and all their combinations.
import type { Column } from '../../schema/model'
import { unpackList, unpackTuple } from '../../types'
import type { Bound } from '../../result'
import {
  type ColumnRestriction,
  required,
  type TupleRestriction,
  type Values,
} from './restrictions'

export function allValues(
  restriction: ColumnRestriction | undefined,
  values: readonly Bound[],
): Bound[] {
  if (restriction?.eq) return [restriction.eq.bind(values)]
  if (restriction?.in) return inList(restriction.in, restriction.column.name, values)
  return []
}

export function inList(source: Values, name: string, values: readonly Bound[]): Bound[] {
  if (source.terms) return source.terms.map(t => t.bind(values))
  const list = source.list?.bind(values)
  return unpackList(required(list, name))
}

/** Distinct values in the column's order, as Cassandra looks up the options of IN. */
export function sortedOptions(column: Column, options: readonly Bound[]): Buffer[] {
  const sorted = options
    .map(v => required(v, column.name))
    .sort((a, b) => column.type.compare(a, b))
  return sorted.filter((v, i) => i === 0 || column.type.compare(sorted[i - 1]!, v) !== 0)
}

export function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>(
    (all, list) => all.flatMap(head => list.map(item => [...head, item])),
    [[]],
  )
}

export function tupleOptions(tuple: TupleRestriction, values: readonly Bound[]): Bound[][] {
  const one = (term: NonNullable<TupleRestriction['term']>): Bound[] =>
    term.parts
      ? term.parts.map(p => p.bind(values))
      : unpackTuple(required(term.whole?.bind(values), 'tuple'))
  if (tuple.term) return [one(tuple.term)]
  if (tuple.options) return tuple.options.map(one)
  const list = tuple.list?.bind(values)
  return unpackList(required(list, 'in')).map(item => unpackTuple(item))
}
