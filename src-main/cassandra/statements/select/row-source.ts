// Where the rows of a SELECT come from: partitions by key, or a range of tokens, with the checks
// that each row must still pass.
import type { Span } from '../../indexes'
import type { Bound } from '../../result'
import type { Table } from '../../schema/model'
import type { Database, Request } from '../context'
import { partitionKeys } from '../rows/keys'
import type { Restrictions } from '../rows/restrictions'
import { afterPartition, RowReader } from '../rows/rows'
import { areComplete, boundedColumn, clusteringSlices } from '../rows/slices'
import { compileFilters } from './filters'
import { type IndexUse, lookupsOf } from './index-lookup'
import { indexedRows } from './index-source'
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
  uses: readonly IndexUse[],
): (request: Request) => RowSource {
  const filters = compileFilters(
    table,
    shape.filtered,
    areComplete(table, restrictions) ? [] : restrictions.tuples,
    boundedColumn(table, restrictions),
  )
  const touchesClustering =
    restrictions.tuples.length > 0 || table.clustering.some(c => restrictions.columns.has(c.name))
  const statics = !touchesClustering && table.clustering.length > 0
  return request => {
    const { values, nowSeconds } = request
    const slices = clusteringSlices(table, restrictions, values, 'first')
    const makeReader = () =>
      table.virtual ? new VirtualReader(table) : new RowReader(db.store, table, nowSeconds)
    const keep = filters(values)
    const lookups = lookupsOf(db, table, uses, values)
    if (lookups.length > 0) {
      const span = spanOf(table, restrictions, shape, values)
      const found = { lookups, span, slices, statics }
      const reader = new RowReader(db.store, table, nowSeconds)
      const indexes = [...new Set(lookups.map(lookup => lookup.index.name))]
      const rows = (from: string) => indexedRows(found, reader, from)
      return { kind: 'range', indexes, ...span, keep, rows }
    }
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

/** Where an index is to look: in the partition or the tokens that the statement names. */
function spanOf(
  table: Table,
  restrictions: Restrictions,
  shape: KeyShape,
  values: readonly Bound[],
): Span {
  const range = tokenRange(table, restrictions.token, values)
  const [prefix] = shape.wholeKey ? partitionKeys(table, restrictions, values) : []
  if (prefix === undefined) return range
  const to = afterPartition(prefix)
  return prefix >= range.from && prefix < range.to ? { from: prefix, to } : { from: to, to }
}
