// Where the rows of a SELECT come from: partitions by key, or a range of tokens, with the checks
// that each row must still pass.
import type { Table } from '../../schema/model'
import type { Database, Request } from '../context'
import { partitionKeys } from '../rows/keys'
import type { Restrictions } from '../rows/restrictions'
import { RowReader } from '../rows/rows'
import { areComplete, clusteringSlices } from '../rows/slices'
import { compileFilters } from './filters'
import type { RowSource } from './walk'
import type { KeyShape } from './select-checks'
import { tokenRange } from './token-range'
import { VirtualReader } from './virtual-reader'

export function rowSource(
  db: Database,
  table: Table,
  restrictions: Restrictions,
  shape: KeyShape,
  reversed: boolean,
): (request: Request) => RowSource {
  const filters = compileFilters(
    shape.filtered,
    areComplete(table, restrictions) ? [] : restrictions.tuples,
  )
  const touchesClustering =
    restrictions.tuples.length > 0 || table.clustering.some(c => restrictions.columns.has(c.name))
  const statics = !touchesClustering && table.clustering.length > 0
  return request => {
    const { values, nowSeconds } = request
    const slices = clusteringSlices(table, restrictions, values)
    const makeReader = () =>
      table.virtual ? new VirtualReader(table) : new RowReader(db.store, table, nowSeconds)
    const keep = filters(values)
    if (shape.wholeKey) {
      const all = partitionKeys(table, restrictions, values)
      const tokens = tokenRange(table, restrictions.token, values)
      const prefixes = all.filter(prefix => prefix >= tokens.from && prefix < tokens.to)
      return {
        kind: 'partitions',
        prefixes,
        keep,
        rows: (prefix, after) =>
          makeReader().partition(prefix, slices, { reversed, after, statics }),
      }
    }
    const range = tokenRange(table, restrictions.token, values)
    return {
      kind: 'range',
      ...range,
      keep,
      rows: from => makeReader().range(from, range.to, slices, statics),
    }
  }
}
