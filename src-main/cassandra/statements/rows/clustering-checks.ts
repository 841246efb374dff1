// Which restrictions on clustering columns make sense together.
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import type { Restrictions } from './restrictions'

/** Clustering columns must be restricted from the first on, and a range only at the end. */
export function checkGaps(table: Table, restrictions: Restrictions): void {
  let open: { name: string; ranged: boolean } | undefined
  for (const column of table.clustering) {
    const r = restrictions.columns.get(column.name)
    const tuple = restrictions.tuples.find(t => t.columns.includes(column))
    if (!r && !tuple) {
      open ??= { name: column.name, ranged: false }
      continue
    }
    if (open?.ranged && !(tuple && tuple.columns[0] !== column)) {
      throw invalid(
        `Clustering column "${column.name}" cannot be restricted (preceding column "${open.name}" is restricted by a non-EQ relation)`,
      )
    }
    if (open && !open.ranged) {
      throw invalid(
        `PRIMARY KEY column "${column.name}" cannot be restricted as preceding column "${open.name}" is not restricted`,
      )
    }
    if (r && !r.eq && !r.in) open ??= { name: column.name, ranged: true }
  }
}

export function noSlicesInUpdate(table: Table, restrictions: Restrictions): void {
  const sliced = table.clustering.some(c => {
    const r = restrictions.columns.get(c.name)
    return r && (r.lower ?? r.upper)
  })
  if (sliced || restrictions.tuples.some(t => t.op !== '=' && t.op !== 'IN')) {
    throw invalid(
      'Slice restrictions are not supported on the clustering columns in UPDATE statements',
    )
  }
}
