// What an aggregation was bound to: expressions, windows, mode, and its rules of time.
import type { CompiledAggregate, CompiledExpression, StructType } from '@shared/expr'
import type { OutputMode } from '../../../model/batch'
import type { MarkRule } from '../../../model/event-times'
import type { Span } from '../../../model/windows'
import type { Named } from '../key-reader'
import type { Trigger } from './config'

export interface AggregateShared {
  readonly by: readonly Named<CompiledExpression>[]
  readonly compute: readonly Named<CompiledAggregate>[]
  readonly head: StructType
  /** Undefined: the lab's clock. */
  readonly time: CompiledExpression | undefined
  readonly trigger: Trigger
}

export interface AggregateOptions extends AggregateShared {
  readonly mode: OutputMode
  /** Of the rows that it gives out. */
  readonly row: StructType
  readonly windows: ((ms: number) => readonly Span[]) | undefined
  /** Windows of one key that touch become one. */
  readonly isSession: boolean
  readonly delayMs: number | undefined
  /** So long after its end, by the watermark, a window takes late rows. */
  readonly latenessMs: number
  readonly rule: MarkRule
}

/** Its windows begin and end by the lab's clock. */
export const goesByClock = ({ windows, time }: AggregateOptions): boolean =>
  windows !== undefined && time === undefined
