// Restrictions on clustering columns → spans of keys. The columns restricted by = and IN come first
// and form prefixes; the next one may have bounds; tuples compare several columns at once.
import { invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import { AFTER_PREFIX } from '../../storage'
import type { Bound } from '../../result'
import { allValues, product, sortedOptions, tupleOptions } from './options'
import { required, type Restrictions, type TupleRestriction } from './restrictions'
import { clusteringKey, EVERYTHING, type Slice } from './rows'

export function clusteringSlices(
  table: Table,
  restrictions: Restrictions,
  values: readonly Bound[],
): readonly Slice[] {
  const tuple = restrictions.tuples[0]
  const prefixColumns: Column[] = []
  for (const column of table.clustering) {
    const r = restrictions.columns.get(column.name)
    if (!r?.eq && !r?.in) break
    prefixColumns.push(column)
  }
  const lists = prefixColumns.map(c => {
    const r = restrictions.columns.get(c.name)
    return r?.in
      ? sortedOptions(c, allValues(r, values))
      : allValues(r, values).map(v => required(v, c.name))
  })
  const prefixes = product<Buffer>(lists)
  if (tuple)
    return sortSlices(
      prefixes.flatMap(prefix => tupleSlices(table, prefix, restrictions.tuples, values)),
    )
  const next = table.clustering[prefixColumns.length]
  const bounds = next && restrictions.columns.get(next.name)
  if (!next || !(bounds?.lower ?? bounds?.upper)) {
    if (prefixColumns.length === 0) return [EVERYTHING]
    return sortSlices(prefixes.map(prefix => prefixSlice(table, prefix)))
  }
  const lower = bounds?.lower && {
    value: required(bounds.lower.term.bind(values), next.name),
    inclusive: bounds.lower.inclusive,
  }
  const upper = bounds?.upper && {
    value: required(bounds.upper.term.bind(values), next.name),
    inclusive: bounds.upper.inclusive,
  }
  return sortSlices(
    prefixes
      .map(prefix => boundedSlice(table, prefix, next, lower, upper))
      .filter(s => s.from < s.to),
  )
}

function prefixSlice(table: Table, prefix: readonly Buffer[]): Slice {
  const key = clusteringKey(table.clustering, prefix)
  // A whole key is one row: nothing can follow it but the end of the key itself.
  return { from: key, to: key + (prefix.length === table.clustering.length ? '\0' : AFTER_PREFIX) }
}

interface BoundValue {
  readonly value: Buffer
  readonly inclusive: boolean
}

function boundedSlice(
  table: Table,
  prefix: readonly Buffer[],
  column: Column,
  lower: BoundValue | undefined,
  upper: BoundValue | undefined,
): Slice {
  const start = clusteringKey(table.clustering, prefix)
  const at = (bound: BoundValue) => clusteringKey(table.clustering, [...prefix, bound.value])
  const [first, last] = column.descending ? [upper, lower] : [lower, upper]
  return {
    from: first ? at(first) + (first.inclusive ? '' : AFTER_PREFIX) : start,
    to: last ? at(last) + (last.inclusive ? AFTER_PREFIX : '') : start + AFTER_PREFIX,
  }
}

function sortSlices(slices: readonly Slice[]): Slice[] {
  return [...slices].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

function tupleSlices(
  table: Table,
  prefix: readonly Buffer[],
  tuples: readonly TupleRestriction[],
  values: readonly Bound[],
): Slice[] {
  const exact = tuples.find(t => t.op === '=' || t.op === 'IN')
  if (exact) {
    const keys = tupleOptions(exact, values).map(option =>
      option.map((v, i) => required(v, exact.columns[i]!.name)),
    )
    const slices = keys.map(key => prefixSlice(table, [...prefix, ...key]))
    return slices.filter((s, i) => slices.findIndex(o => o.from === s.from) === i)
  }
  let spans: Slice[] = [prefixSlice(table, prefix)]
  for (const tuple of tuples) {
    const bound = tupleOptions(tuple, values)[0] ?? []
    const key = bound.map((v, i) => required(v, tuple.columns[i]!.name))
    spans = intersect(spans, comparisonSpans(table, prefix, tuple, key))
  }
  return spans
}

/**
 * (a, b) > (x, y) is a > x, or a = x and b > y: one span a column, since each column has its own
 * direction.
 */
function comparisonSpans(
  table: Table,
  prefix: readonly Buffer[],
  tuple: TupleRestriction,
  key: readonly Buffer[],
): Slice[] {
  const greater = tuple.op === '>' || tuple.op === '>='
  const spans: Slice[] = []
  for (let i = 0; i < key.length; i++) {
    const column = tuple.columns[i]
    if (!column) throw invalid('Too many values in tuple')
    const last = i === key.length - 1
    const bound = { value: key[i]!, inclusive: last && (tuple.op === '>=' || tuple.op === '<=') }
    spans.push(
      boundedSlice(
        table,
        [...prefix, ...key.slice(0, i)],
        column,
        greater ? bound : undefined,
        greater ? undefined : bound,
      ),
    )
  }
  return sortSlices(spans.filter(s => s.from < s.to))
}

function intersect(a: readonly Slice[], b: readonly Slice[]): Slice[] {
  const out: Slice[] = []
  for (const x of a)
    for (const y of b) {
      const from = x.from > y.from ? x.from : y.from
      const to = x.to < y.to ? x.to : y.to
      if (from < to) out.push({ from, to })
    }
  return sortSlices(out)
}
