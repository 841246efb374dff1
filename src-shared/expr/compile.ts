// The doors: texts in, types and closures out. Checking collects every problem; compiling throws
// the first as a LabError.
import type { Expr, ExprOf } from './ast'
import { asList, type AnySlot } from './aggregates/descriptor'
import { distinctOf } from './aggregates/collections'
import { findAggregate } from './aggregates'
import { ExpressionBinder } from './bind'
import type { Binder } from './binder'
import { BROKEN, type Bound, type EvalOptions } from './bound'
import { LabError } from '../errors'
import { errorOf, problemAt, type ExprProblem } from './problem'
import { tryParseExpression } from './parser'
import { findZone } from './time/zone'
import { printType, type DataType, type Row, type StructType, type Value } from './types'

export interface CompileOptions {
  /** IANA zone of calendar functions; UTC when absent. */
  readonly timezone?: string
  /**
   * The run's clock in ms; without it current_timestamp() is refused, because a replay would
   * differ.
   */
  readonly now?: () => number
}

export interface CheckResult {
  /** Known when there are no problems. */
  readonly type?: DataType
  readonly problems: readonly ExprProblem[]
}

export interface CompiledExpression {
  readonly type: DataType
  /** Whether the row does not matter. */
  readonly constant: boolean
  evaluate(row: Row): Value
}

/** State of one group: made by init, changed in place by add, remove and merge. */
export type Accumulator = unknown[]

export interface CompiledAggregate {
  readonly type: DataType
  init(): Accumulator
  add(acc: Accumulator, row: Row): void
  /** Takes a row back out; absent when some part (min, max, first, last …) cannot. */
  readonly remove?: (acc: Accumulator, row: Row) => void
  /** Into the first and returns it; the second is of later rows and is used up. */
  merge(a: Accumulator, b: Accumulator): Accumulator
  result(acc: Accumulator): Value
  /** Plain JSON, exact. */
  snapshot(acc: Accumulator): unknown
  restore(json: unknown): Accumulator
}

function evalOptions(options: CompileOptions): EvalOptions {
  const zone = findZone(options.timezone ?? 'UTC')
  if (!zone)
    throw new LabError('expr-unknown-timezone', {
      kind: 'usage',
      params: { name: options.timezone ?? '' },
    })
  return { zone, now: options.now }
}

interface Checked<T> extends CheckResult {
  readonly made?: T
}

function checked<T extends { readonly type: DataType }>(
  text: string,
  make: (expr: Expr) => { readonly made: T; readonly problems: readonly ExprProblem[] },
): Checked<T> {
  const parsed = tryParseExpression(text)
  if ('problem' in parsed) return { problems: [parsed.problem] }
  const { made, problems } = make(parsed.expr)
  return problems.length > 0 ? { problems } : { made, type: made.type, problems }
}

function madeOrThrow<T>(result: Checked<T>): T {
  const [problem] = result.problems
  if (problem) throw errorOf(problem)
  if (result.made === undefined)
    throw new LabError('bug', {
      kind: 'bug',
      params: { message: 'an expression without problems was not compiled' },
    })
  return result.made
}

export function checkExpression(
  text: string,
  input: StructType,
  options: CompileOptions = {},
): CheckResult {
  const { type, problems } = bindExpression(text, input, options)
  return { type, problems }
}

export function compileExpression(
  text: string,
  input: StructType,
  options: CompileOptions = {},
): CompiledExpression {
  const { type, evaluate, constant } = madeOrThrow(bindExpression(text, input, options))
  return { type, evaluate, constant: constant === true }
}

/** An expression that is true or false: anything else is a mistake in its whole length. */
export function checkCondition(
  text: string,
  input: StructType,
  options: CompileOptions = {},
): CheckResult {
  const { type, problems } = bindCondition(text, input, options)
  return { type, problems }
}

/** NULL is not true, as in WHERE. */
export function compileCondition(
  text: string,
  input: StructType,
  options: CompileOptions = {},
): (row: Row) => boolean {
  const { evaluate } = madeOrThrow(bindCondition(text, input, options))
  return row => evaluate(row) === true
}

function bindCondition(text: string, input: StructType, options: CompileOptions): Checked<Bound> {
  const bound = bindExpression(text, input, options)
  const { type } = bound
  if (type === undefined || type.kind === 'boolean' || type.kind === 'null') return bound
  const whole = { start: 0, end: text.length }
  return { problems: [problemAt(text, whole, 'expr-not-a-condition', { found: printType(type) })] }
}

function bindExpression(text: string, input: StructType, options: CompileOptions): Checked<Bound> {
  return checked(text, expr => {
    const binder = new ExpressionBinder(text, input, evalOptions(options))
    return { made: binder.bind(expr), problems: binder.problems }
  })
}

export function checkAggregate(
  text: string,
  input: StructType,
  options: CompileOptions = {},
): CheckResult {
  const { type, problems } = bindAggregate(text, input, options)
  return { type, problems }
}

/** An expression of aggregates: `sum(quantity * price)`, `round(sum(x) / count(*), 2)`. */
export function compileAggregate(
  text: string,
  input: StructType,
  options: CompileOptions = {},
): CompiledAggregate {
  return madeOrThrow(bindAggregate(text, input, options))
}

/** The type of a parsed expression, or of one of aggregates; undefined where it has problems. */
export function typeOfParsed(
  expr: Expr,
  input: StructType,
  options: CompileOptions = {},
): DataType | undefined {
  const evaluation = evalOptions(options)
  const plain = new ExpressionBinder('', input, evaluation)
  const { type } = plain.bind(expr)
  if (plain.problems.length === 0) return type
  const ofTotals = new ExpressionBinder('', input, evaluation, call => {
    const inner = new ExpressionBinder('', input, evaluation)
    const part = bindPart(call, inner)
    ofTotals.problems.push(...inner.problems)
    return part ? { type: part.slot.type, evaluate: () => null } : BROKEN
  })
  const total = ofTotals.bind(expr).type
  return ofTotals.problems.length === 0 ? total : undefined
}

interface Part {
  readonly slot: AnySlot
  readonly add: (acc: unknown, row: Row) => void
  readonly remove?: (acc: unknown, row: Row) => void
}

function bindAggregate(
  text: string,
  input: StructType,
  options: CompileOptions,
): Checked<CompiledAggregate> {
  const evaluation = evalOptions(options)
  return checked(text, expr => {
    const parts: Part[] = []
    let current: Accumulator = []
    const outer = new ExpressionBinder(text, input, evaluation, call => {
      const inner = new ExpressionBinder(text, input, evaluation)
      const part = bindPart(call, inner)
      for (const problem of inner.problems) outer.problems.push(problem)
      if (!part) return BROKEN
      const index = parts.push(part) - 1
      return { type: part.slot.type, evaluate: () => part.slot.result(current[index]) }
    })
    const bound = outer.bind(expr)
    if (parts.length === 0 && outer.problems.length === 0)
      outer.problems.push(problemAt(text, expr, 'expr-aggregate-missing'))
    const made = assemble(bound, parts, acc => {
      current = acc
    })
    return { made, problems: outer.problems }
  })
}

function bindPart(call: ExprOf<'call'>, binder: Binder): Part | undefined {
  const aggregate = findAggregate(call.name)
  if (!aggregate) return undefined
  const signatures = aggregate.signatures.map(s => `${aggregate.name}${s}`).join(' | ')
  if (
    call.star
      ? !aggregate.star
      : call.args.length < Math.max(1, aggregate.min) || call.args.length > aggregate.max
  ) {
    binder.fail(call, 'expr-argument-count', {
      name: aggregate.name,
      found: call.args.length,
      expected: signatures,
    })
    return undefined
  }
  if (call.distinct && !aggregate.distinct) {
    binder.fail(call, 'expr-distinct-here', { name: aggregate.name })
    return undefined
  }
  const args = call.args.map(arg => binder.bind(arg))
  if (binder.problems.length > 0) return undefined
  const types = args.map(a => a.type)
  const made = aggregate.make({
    types,
    constants: args.map(a => (a.constant ? a.evaluate({}) : undefined)),
    ...binder.options,
  })
  if (!made) {
    binder.fail(call, 'expr-arguments', {
      name: aggregate.name,
      found: types.map(printType).join(', '),
      expected: signatures,
    })
    return undefined
  }
  const [first, second, third] = args
  const slot =
    call.distinct && first ? distinctOf(first.type, made, aggregate.name === 'count') : made
  const other = third ?? (second?.constant ? undefined : second)
  return {
    slot,
    add: feeder(slot.add, first, other, aggregate.nulls === 'see'),
    remove: slot.remove && feeder(slot.remove, first, other, aggregate.nulls === 'see'),
  }
}

function feeder(
  feed: (acc: unknown, value: Value, second: Value) => void,
  first: Bound | undefined,
  second: Bound | undefined,
  seeNulls: boolean,
): Part['add'] {
  if (!first) return acc => feed(acc, null, null)
  const value = first.evaluate
  const other = second?.evaluate
  if (!other && !seeNulls) {
    return (acc, row) => {
      const v = value(row)
      if (v !== null) feed(acc, v, null)
    }
  }
  return (acc, row) => {
    const v = value(row)
    if (v !== null || seeNulls) feed(acc, v, other ? other(row) : null)
  }
}

function assemble(
  bound: Bound,
  parts: readonly Part[],
  use: (acc: Accumulator) => void,
): CompiledAggregate {
  const removers = parts.map(p => p.remove)
  const removable = removers.every(r => r !== undefined)
  const [only] = parts
  const single = parts.length === 1 ? only : undefined
  return {
    type: bound.type,
    init: () => parts.map(p => p.slot.init()),
    add: single
      ? (acc, row) => single.add(acc[0], row)
      : (acc, row) => {
          for (let i = 0; i < parts.length; i++) parts[i]?.add(acc[i], row)
        },
    remove: removable ? (acc, row) => removers.forEach((r, i) => r?.(acc[i], row)) : undefined,
    merge: (a, b) => {
      for (const [i, part] of parts.entries()) a[i] = part.slot.merge(a[i], b[i])
      return a
    },
    result: acc => {
      use(acc)
      return bound.evaluate({})
    },
    snapshot: acc => parts.map((p, i) => p.slot.snapshot(acc[i])),
    restore: json => {
      const list = asList(json)
      return parts.map((p, i) => p.slot.restore(list[i]))
    },
  }
}
