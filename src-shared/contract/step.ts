// Going through a paused run by hand: how much one step takes, where a run stops by itself, and what
// each node made of the records of the last step.
import { z } from 'zod'
import type { PeekRecord } from './peek'

/**
 * `event`: each source makes one, and all that waits goes through. `record`, `poll`, `batch`: the next
 * record of each job, what one fetch brought, or all that waits, with the results of triggers. Where
 * nothing waits the sources make some first.
 */
export const STEP_SIZES = ['record', 'poll', 'batch', 'event'] as const
export type StepSize = (typeof STEP_SIZES)[number]

/** The run stops behind the first record that comes to the node and for which the condition holds. */
export const breakpointSchema = z.strictObject({
  node: z.string().max(100),
  /** Over the fields of what comes to the node; of a message, those of its value and `_offset` and so on. */
  where: z.string().min(1).max(2000),
})
export type Breakpoint = z.infer<typeof breakpointSchema>
export const BREAKPOINTS_MAX = 50

/** Where a run stopped by itself. */
export interface BreakStop extends Breakpoint {
  /** The edge by which the record came. */
  readonly edge: string
  /** A record of the edge, or the row as JSON. */
  readonly record: PeekRecord
  /** Of the record that the job read, where the row was made of one. */
  readonly partition?: number
  readonly offset?: string
}

/** What came by one edge in a step. */
export interface StepRows {
  readonly edge: string
  readonly count: number
  readonly shown: readonly PeekRecord[]
}

export interface StepNode {
  readonly node: string
  readonly came: readonly StepRows[]
  readonly out: number
  readonly dead: number
  /** Keys of its state, before and after. */
  readonly keys?: readonly [number, number]
  /** It keeps results until its trigger. */
  readonly owes?: true
}

/** The records of the last step, or those that a breakpoint stopped behind. */
export interface StepTrace {
  readonly at: number
  readonly by: StepSize | 'breakpoint'
  readonly records: number
  /** In the order of the flow; those that nothing came to are absent. */
  readonly nodes: readonly StepNode[]
}
