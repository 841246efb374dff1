// Checks that the restrictions on clustering columns make sense together.
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import type { Restrictions } from './restrictions'
import { isEquality } from './slices'

interface Unit {
  readonly first: number
  readonly last: number
  readonly isSlice: boolean
}

/** Clustering columns must be restricted from the first on, and a range only at the end. */
export function checkGaps(table: Table, restrictions: Restrictions): void {
  const nameOf = (position: number) => table.clustering[position]?.name
  let covered = 0
  let slice: Unit | undefined
  for (const unit of unitsOf(table, restrictions)) {
    if (slice && slice.first < unit.first)
      throw invalid(
        `Clustering column "${nameOf(unit.first)}" cannot be restricted (preceding column "${nameOf(slice.first)}" is restricted by a non-EQ relation)`,
      )
    if (unit.first > covered)
      throw invalid(
        `PRIMARY KEY column "${nameOf(unit.first)}" cannot be restricted as preceding column "${nameOf(covered)}" is not restricted`,
      )
    covered = Math.max(covered, unit.last + 1)
    if (unit.isSlice) slice ??= unit
  }
}

/** Restrictions of single columns and of tuples, by the column they begin with. */
function unitsOf(table: Table, { columns, tuples }: Restrictions): Unit[] {
  const singles = table.clustering.flatMap((column): Unit[] => {
    const r = columns.get(column.name)
    const { position } = column
    return r ? [{ first: position, last: position, isSlice: !r.eq && !r.in }] : []
  })
  const several = tuples.map((tuple): Unit => {
    const first = tuple.columns[0]?.position ?? 0
    return { first, last: first + tuple.columns.length - 1, isSlice: !isEquality(tuple) }
  })
  return [...singles, ...several].sort((a, b) => a.first - b.first)
}

export function noSlicesInUpdate(table: Table, restrictions: Restrictions): void {
  const sliced = table.clustering.some(c => {
    const r = restrictions.columns.get(c.name)
    return r && (r.lower ?? r.upper)
  })
  if (sliced || !restrictions.tuples.every(isEquality)) {
    throw invalid(
      'Slice restrictions are not supported on the clustering columns in UPDATE statements',
    )
  }
}
