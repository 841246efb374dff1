// Finds rows through indexes: which of a statement's restrictions an index answers, and the
// positions of the rows that it finds, in key order. Rows are still checked one by one, so an index
// may give too many, and the best of several can be enough.
import type { Index, Table } from '../../schema/model'
import type { Span, TermRange, ValueIndex } from '../../indexes'
import { isCollection } from '../../types'
import type { Bound } from '../../result'
import type { Database } from '../context'
import { type ColumnRestriction, required, type Restrictions } from '../rows/restrictions'
import { indexFor } from './index-choice'

/** So few rows are read sooner than they are looked for in another index. */
const FEW = 500

export interface Lookup {
  readonly index: Index
  readonly values: ValueIndex
  readonly range: TermRange
}

/** What an index answers, before its values are known. */
export interface IndexUse {
  readonly index: Index
  readonly restriction: ColumnRestriction
}

export const indexUses = (table: Table, restrictions: Restrictions): IndexUse[] =>
  [...restrictions.columns.values()].flatMap(restriction => {
    const index = indexFor(table, restriction)
    return index ? [{ index, restriction }] : []
  })

export function lookupsOf(
  db: Database,
  table: Table,
  uses: readonly IndexUse[],
  bound: readonly Bound[],
): Lookup[] {
  const all = uses.flatMap(({ index, restriction }) => {
    const values = db.indexes.values(table, index)
    return values
      ? rangesOf(values, restriction, bound).map(range => ({ index, values, range }))
      : []
  })
  const ofRows = orAll(all, lookup => !lookup.values.ofPartitions)
  const usable = orAll(ofRows, lookup => !lookup.values.isStrict)
  return usable.toSorted((a, b) => countOf(a) - countOf(b))
}

function orAll(all: readonly Lookup[], wanted: (lookup: Lookup) => boolean): readonly Lookup[] {
  const some = all.filter(wanted)
  return some.length > 0 ? some : all
}

const countOf = ({ values, range }: Lookup) => values.count(range)

/** All of them must hold. */
function rangesOf(
  index: ValueIndex,
  { column, eq, lower, upper, contains, elements }: ColumnRestriction,
  bound: readonly Bound[],
): TermRange[] {
  const valueOf = (term: { bind(values: readonly Bound[]): Bound }) =>
    required(term.bind(bound), column.name)
  if (isCollection(column.type) && column.type.multiCell)
    return [
      ...contains.map(c => index.equal(valueOf(c.term))),
      ...elements.map(e => index.equal(valueOf(e.value), valueOf(e.key))),
    ]
  if (eq) return [index.equal(valueOf(eq))]
  const bounded = (side: ColumnRestriction['lower']) =>
    side && { value: valueOf(side.term), inclusive: side.inclusive }
  return lower || upper ? [index.between(bounded(lower), bounded(upper))] : []
}

/** Positions in a span, in their order. Valid until the next write. */
export function* positionsOf(lookups: readonly Lookup[], span: Span): Generator<string> {
  const [best, ...others] = lookups
  if (!best) return
  if (others.length === 0 || countOf(best) <= FEW) {
    yield* best.values.walk(best.range, span)
    return
  }
  let found = best.values.collect(best.range, span)
  for (const { values, range } of others) {
    if (found.length <= FEW) break
    const members = new Set(values.collect(range, span))
    found = found.filter(position => members.has(position))
  }
  yield* found
}
