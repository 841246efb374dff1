// Checks each row against the restrictions that keys cannot settle: those of ALLOW FILTERING, and
// those that an index would have answered.
import { analyzerFor } from '../../indexes'
import type { Column, Table } from '../../schema/model'
import { isCollection, unpackList, isMap } from '../../types'
import type { Bound } from '../../result'
import { containsValue } from '../rows/contains'
import { allValues, tupleOptions } from '../rows/options'
import { invalid } from '../../errors'
import type { ColumnRestriction, TupleRestriction } from '../rows/restrictions'
import { inTuple } from '../rows/slices'
import { type RowView, valueOf } from '../rows/rows'
import type { Term } from '../terms/term'

const same = (value: Buffer) => value

export type Filter = (values: readonly Bound[]) => ((view: RowView) => boolean) | undefined

export function compileFilters(
  table: Table,
  restrictions: readonly ColumnRestriction[],
  tuples: readonly TupleRestriction[],
  bounded: Column | undefined,
): Filter {
  if (restrictions.length === 0 && tuples.length === 0) return () => undefined
  return values => {
    const checks = [
      ...restrictions.map(r => checkOf(table, r, values, r.column === bounded)),
      ...tuples.map(t => tupleCheck(t, values)),
    ]
    return view => checks.every(check => check(view))
  }
}

/** (a, b) > (x, y) compares a first, then b, whatever the clustering order. */
function tupleCheck(tuple: TupleRestriction, values: readonly Bound[]) {
  const options = tupleOptions(tuple, values).map(option =>
    option.map((v, i) => inTuple(v, tuple, i)),
  )
  const fits = (order: number): boolean => {
    if (order === 0) return tuple.op !== '<' && tuple.op !== '>'
    return order < 0 ? tuple.op.startsWith('<') : tuple.op.startsWith('>')
  }
  return (view: RowView): boolean => {
    const row = tuple.columns.map(column => valueOf(column, view))
    return options.some(option => {
      for (const [i, wanted] of option.entries()) {
        const value = row[i]
        if (!value) return false
        const order = tuple.columns[i]!.type.compare(value, wanted)
        if (order !== 0) return fits(order)
      }
      return fits(0)
    })
  }
}

function required(value: Bound, name: string, what = 'value'): Buffer {
  if (value === null) throw invalid(`Unsupported null ${what} for column ${name}`)
  if (value === undefined) throw invalid(`Unsupported unset ${what} for column ${name}`)
  return value
}

function beforeNull(values: readonly Bound[]): readonly Bound[] {
  const first = values.indexOf(null)
  return first < 0 ? values : values.slice(0, first)
}

function checkOf(
  table: Table,
  r: ColumnRestriction,
  values: readonly Bound[],
  isBounded: boolean,
): (view: RowView) => boolean {
  const { column } = r
  const analyze = analyzerFor(table, column.name) ?? same
  const { type } = column
  // Cassandra reads the values of an IN up to the first null. A null as a bound of the clustering
  // column that spans bound fits no row.
  const listed = r.in ? beforeNull(allValues(r, values)) : r.eq && allValues(r, values)
  const options = listed?.map(v => analyze(required(v, column.name)))
  const isNull = (term: Term | undefined) => term?.bind(values) === null
  if (isBounded && (isNull(r.lower?.term) || isNull(r.upper?.term))) return () => false
  const lower = r.lower && {
    value: required(r.lower.term.bind(values), column.name),
    inclusive: r.lower.inclusive,
  }
  const upper = r.upper && {
    value: required(r.upper.term.bind(values), column.name),
    inclusive: r.upper.inclusive,
  }
  const contains = r.contains.map(c => ({
    value: analyze(required(c.term.bind(values), column.name)),
    key: c.key,
  }))
  const elements = r.elements.map(e => ({
    key: required(e.key.bind(values), column.name, 'map key'),
    value: required(e.value.bind(values), column.name, 'map value'),
  }))
  return view => {
    const value = valueOf(column, view)
    if (value === null) return false
    if (options && !options.some(option => type.compare(analyze(value), option) === 0)) return false
    if (lower) {
      const order = type.compare(value, lower.value)
      if (order < 0 || (order === 0 && !lower.inclusive)) return false
    }
    if (upper) {
      const order = type.compare(value, upper.value)
      if (order > 0 || (order === 0 && !upper.inclusive)) return false
    }
    if (
      isCollection(type) &&
      !contains.every(c => containsValue(type, value, c.value, c.key, analyze))
    )
      return false
    return elements.every(({ key, value: wanted }) => {
      if (!isMap(type)) return false
      const parts = unpackList(value, 2)
      return parts.some(
        (part, i) =>
          i % 2 === 0 &&
          type.key.compare(part, key) === 0 &&
          type.value.compare(parts[i + 1]!, wanted) === 0,
      )
    })
  }
}
