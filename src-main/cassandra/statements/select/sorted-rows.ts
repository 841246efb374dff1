// ORDER BY over several partitions (IN on the key): all rows are fetched and merged here, so such a
// query cannot be paged.
import { invalid } from '../../errors'
import type { Result } from '../../result'
import type { RowView } from '../rows/rows'
import { AnswerSize } from './answer-size'
import { walkAll } from './walk'
import { contextOf, type RowJob } from './row-job'

/** Rows that are sorted after reading come in one page. */
export function checkPaging(pageSize: number): void {
  if (pageSize > 0 && pageSize < Infinity)
    throw invalid(
      'Cannot page queries with both ORDER BY and a IN restriction on the partition key; you must either remove the ORDER BY or the IN and sort client side, or disable paging for this query',
    )
}

export async function sortedRows(
  options: RowJob & { readonly reversed: boolean },
): Promise<Result> {
  const { table, rows, request, reversed, rowOf, columns, perPartition, total } = options
  const views: RowView[] = []
  await walkAll(rows, perPartition, view => void views.push(view))
  request.trace?.note(`Sorting ${views.length} rows`)
  const compare = (a: RowView, b: RowView) => {
    for (const column of table.clustering) {
      const order = column.type.compare(
        a.clustering?.[column.position] ?? Buffer.alloc(0),
        b.clustering?.[column.position] ?? Buffer.alloc(0),
      )
      if (order !== 0) return order * (column.descending ? -1 : 1) * (reversed ? -1 : 1)
    }
    return 0
  }
  views.sort(compare)
  const size = new AnswerSize(table, request)
  const shown = views.slice(0, total).map(view => {
    const row = rowOf(contextOf(view, request))
    size.add(row)
    return row
  })
  return { kind: 'rows', columns, rows: shown }
}
