// The binder as the parts of the language see it: they ask it for the expressions inside theirs and
// report mistakes to it. It has a file of its own so that the parts need not import the binder that
// imports them.
import type { Expr, ExprOf, Span } from './ast'
import type { Bound, EvalOptions } from './bound'
import type { ExprProblem } from './problem'
import type { DataType, StructType, Value } from './types'

/** A lambda's parameter: the cell that the caller fills before each evaluation. */
export interface Local {
  readonly name: string
  readonly type: DataType
  readonly cell: { value: Value }
}

/** Turns an aggregate call into a value inside compileAggregate: a slot of the accumulator. */
export type AggregateHook = (call: ExprOf<'call'>, binder: Binder) => Bound | undefined

export interface Binder {
  readonly problems: readonly ExprProblem[]
  readonly input: StructType
  readonly options: EvalOptions
  readonly aggregate?: AggregateHook
  bind(e: Expr): Bound
  /** Like `bind`, for an expression that has to be true or false. */
  condition(e: Expr): Bound
  /** Reports a mistake; the broken part becomes NULL, which fits everywhere. */
  fail(span: Span, code: string, params?: Record<string, string | number>): Bound
  /** The value as CAST writes it. */
  asText(bound: Bound): Bound
  withLocals<T>(locals: readonly Local[], run: () => T): T
  /** The common type of several expressions, each coerced to it; undefined when there is none. */
  sameType(
    spans: readonly Span[],
    bounds: readonly Bound[],
  ): { readonly type: DataType; readonly bounds: readonly Bound[] } | undefined
}
