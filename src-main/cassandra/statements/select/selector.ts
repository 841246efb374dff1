// A compiled selector: gives its value for one row, or for one group of rows.
import type { Aggregate } from '../../functions'
import type { Bound } from '../../result'
import type { CqlType } from '../../types'
import type { RowView } from '../rows/rows'

export interface EvalContext {
  view: RowView
  readonly values: readonly Bound[]
  readonly now: number
  /** Results of the aggregates, by their number. */
  aggregates: readonly (Buffer | null)[]
}

export interface CompiledSelector {
  readonly title: string
  readonly type: CqlType
  value(context: EvalContext): Buffer | null
}

export interface AggregateCall {
  readonly args: readonly CompiledSelector[]
  create(): Aggregate
}
