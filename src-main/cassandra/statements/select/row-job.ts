// The input that every way of answering a SELECT shares: the rows, the request, and the output.
import type { Table } from '../../schema/model'
import type { ResultColumn } from '../../result'
import type { Request } from '../context'
import type { RowView } from '../rows/rows'
import type { RowSource } from './walk'
import type { EvalContext } from './selector'

export interface RowJob {
  readonly table: Table
  readonly rows: RowSource
  readonly request: Request
  readonly columns: readonly ResultColumn[]
  readonly rowOf: (context: EvalContext) => (Buffer | null)[]
  /** Rows (or groups) of one partition that are shown at most. */
  readonly perPartition: number
  readonly total: number
}

export const contextOf = (view: RowView, request: Request): EvalContext => ({
  view,
  values: request.values,
  now: request.nowSeconds,
  aggregates: [],
})
