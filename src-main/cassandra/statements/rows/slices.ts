// Restrictions on clustering columns → spans of keys. Equalities (=, IN, alone or on tuples) come
// first and form prefixes; bounds on what follows, single or as tuples, are intersected. A span
// never leaves out a row that fits; `complete` says whether it also takes in no other.
import { invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import { AFTER_PREFIX } from '../../storage'
import type { Bound } from '../../result'
import { allValues, product, sortedOptions, tupleOptions } from './options'
import { required, type Restrictions, type TupleRestriction } from './restrictions'
import { clusteringKey, EVERYTHING, type Slice } from './rows'

export const isEquality = (tuple: TupleRestriction) => tuple.op === '=' || tuple.op === 'IN'

/** Equal columns in front, each step one column or one tuple, and the first column behind them. */
function equalities(table: Table, restrictions: Restrictions) {
  const steps: (Column | TupleRestriction)[] = []
  let at = 0
  for (let column = table.clustering[at]; column; column = table.clustering[at]) {
    const single = restrictions.columns.get(column.name)
    const tuple = restrictions.tuples.find(t => isEquality(t) && t.columns[0] === column)
    if (tuple) {
      steps.push(tuple)
      at += tuple.columns.length
    } else if (single?.eq ?? single?.in) {
      steps.push(column)
      at++
    } else break
  }
  return { steps, next: table.clustering[at] }
}

/** Do the spans settle every restriction on clustering columns? */
export function areComplete(table: Table, restrictions: Restrictions): boolean {
  const { steps, next } = equalities(table, restrictions)
  const settled = (column: Column) =>
    column === next ||
    steps.some(s => s === column || ('columns' in s && s.columns.includes(column)))
  return (
    restrictions.tuples.every(t => steps.includes(t) || t.columns[0] === next) &&
    table.clustering.every(c => !restrictions.columns.has(c.name) || settled(c))
  )
}

/** The column that spans bound, if any does. */
export const boundedColumn = (table: Table, restrictions: Restrictions): Column | undefined =>
  equalities(table, restrictions).next

export function clusteringSlices(
  table: Table,
  restrictions: Restrictions,
  values: readonly Bound[],
  nulls: 'refused' | 'first' = 'refused',
): readonly Slice[] {
  const { steps, next } = equalities(table, restrictions)
  const options = steps.map(step => optionsOf(step, restrictions, values))
  const single = next && restrictions.columns.get(next.name)
  const bounds = [single?.lower, single?.upper].map(
    bound =>
      bound && {
        value: boundValue(bound.term.bind(values), next?.name ?? ''),
        inclusive: bound.inclusive,
      },
  )
  const comparisons = restrictions.tuples
    .filter(t => !isEquality(t) && t.columns[0] === next)
    .map(tuple => ({ tuple, key: tupleKeys(tuple, values)[0] ?? [] }))
  if (steps.length === 0 && !bounds[0] && !bounds[1] && comparisons.length === 0)
    return [EVERYTHING]
  const slices = product(options).flatMap(parts => {
    const prefix = parts.flat()
    let spans: readonly Slice[] = [prefixSlice(table, prefix)]
    if (next && (bounds[0] ?? bounds[1]))
      spans = intersect(spans, [boundedSlice(table, prefix, next, bounds[0], bounds[1])])
    for (const { tuple, key } of comparisons)
      spans = intersect(spans, comparisonSpans(table, prefix, tuple, key))
    return spans
  })
  const wide = slices.filter(slice => slice.from < slice.to)
  // Null is before everything, whatever the order. A DELETE may have it where its span is empty.
  if (nulls === 'refused' && wide.length > 0)
    for (const bound of bounds) if (bound) required(bound.value, next?.name ?? '')
  return sortSlices(wide).filter((s, i, all) => i === 0 || all[i - 1]!.from !== s.from)
}

/**
 * Whether rows can be in the spans at all. Cassandra takes the span below null, which holds no row,
 * for one that may have some.
 */
export function mayHoldRows(
  table: Table,
  restrictions: Restrictions,
  values: readonly Bound[],
): boolean {
  const next = boundedColumn(table, restrictions)
  const single = next && restrictions.columns.get(next.name)
  const isBelowNull = !single?.lower && single?.upper?.term.bind(values) === null
  return isBelowNull || clusteringSlices(table, restrictions, values, 'first').length > 0
}

const boundValue = (value: Bound, name: string): Buffer | null =>
  value === null ? null : required(value, name)

/** The values that one step of equalities allows: of one column, or of several at once. */
function optionsOf(
  step: Column | TupleRestriction,
  restrictions: Restrictions,
  values: readonly Bound[],
): Buffer[][] {
  if ('columns' in step) return tupleKeys(step, values)
  const restriction = restrictions.columns.get(step.name)
  return sortedOptions(step, allValues(restriction, values)).map(value => [value])
}

/** One component of a tuple's value. Equalities say it in other words than comparisons. */
export function inTuple(value: Bound, tuple: TupleRestriction, index: number): Buffer {
  const { name } = tuple.columns[index]!
  if (value === null && isEquality(tuple)) throw invalid(`Invalid null value for column ${name}`)
  return required(value, name)
}

const tupleKeys = (tuple: TupleRestriction, values: readonly Bound[]): Buffer[][] =>
  tupleOptions(tuple, values).map(option => option.map((v, i) => inTuple(v, tuple, i)))

/** The rows that = and IN name one by one, when they pin every clustering column. */
export const wholeKeys = (
  table: Table,
  restrictions: Restrictions,
  values: readonly Bound[],
): Buffer[][] =>
  product(
    equalities(table, restrictions).steps.map(step => optionsOf(step, restrictions, values)),
  ).map(parts => parts.flat())

function prefixSlice(table: Table, prefix: readonly Buffer[]): Slice {
  const key = clusteringKey(table.clustering, prefix)
  // A whole key is one row: nothing can follow it but the end of the key itself.
  return { from: key, to: key + (prefix.length === table.clustering.length ? '\0' : AFTER_PREFIX) }
}

interface BoundValue {
  readonly value: Buffer | null
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
  const at = ({ value }: { readonly value: Buffer }) =>
    clusteringKey(table.clustering, [...prefix, value])
  const [first, last] = column.descending ? [upper, lower] : [lower, upper]
  return {
    from: first?.value ? at({ value: first.value }) + (first.inclusive ? '' : AFTER_PREFIX) : start,
    to: last?.value
      ? at({ value: last.value }) + (last.inclusive ? AFTER_PREFIX : '')
      : last
        ? start
        : start + AFTER_PREFIX,
  }
}

function sortSlices(slices: readonly Slice[]): Slice[] {
  return [...slices].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
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
