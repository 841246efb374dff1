// Calls: finds the descriptor, the first signature that fits, widens the arguments, binds lambdas
// to their parameter types.
import type { ExprOf } from './ast'
import type { Binder, Local } from './binder'
import { BROKEN, callable, type Bound } from './bound'
import { coerce, readAs } from './casts'
import { findAggregate } from './aggregates'
import { findFunction, functionNames } from './functions'
import type { FunctionDescriptor } from './functions/descriptor'
import { nearest } from './problem'
import {
  arityOf,
  coerceTo,
  paramAt,
  substitute,
  unify,
  type Bindings,
  type Signature,
  type TypePattern,
} from './signature'
import {
  boundedDecimal,
  commonType,
  printType,
  typesEqual,
  type DataType,
  type Row,
  type Value,
} from './types'

export function bindCall(e: ExprOf<'call'>, binder: Binder): Bound {
  const fn = findFunction(e.name)
  const aggregate = findAggregate(e.name)
  if (aggregate && binder.aggregate)
    return (
      binder.aggregate(e, binder) ?? binder.fail(e, 'expr-aggregate-here', { name: aggregate.name })
    )
  if (!fn) {
    if (aggregate) return binder.fail(e, 'expr-aggregate-here', { name: aggregate.name })
    const near = nearest(e.name, functionNames)
    return near === undefined
      ? binder.fail(e.nameSpan, 'expr-unknown-function', { name: e.name })
      : binder.fail(e.nameSpan, 'expr-unknown-function-near', { name: e.name, near })
  }
  if (e.star || e.distinct) return binder.fail(e, 'expr-distinct-here', { name: fn.name })
  const [left, right, third] = e.args
  // The types of operands count one by one, which no signature can say.
  if (fn.name === 'mod' && left && right && !third)
    return binder.bind({ ...e, kind: 'binary', op: '%', opSpan: e.nameSpan, left, right })
  if (fn.clock && !binder.options.now) return binder.fail(e, 'expr-no-clock', { name: fn.name })
  const fits = fn.signatures.filter(
    s => e.args.length >= arityOf(s).min && e.args.length <= arityOf(s).max,
  )
  if (fits.length === 0) {
    return binder.fail(e, 'expr-argument-count', {
      name: fn.name,
      found: e.args.length,
      expected: fn.signatures.map(s => `${fn.name}${s.text}`).join(' | '),
    })
  }
  const before = binder.problems.length
  const plain = e.args.map(arg => (arg.kind === 'lambda' ? undefined : binder.bind(arg)))
  if (binder.problems.length > before) return BROKEN
  for (const signature of fits) {
    const bound = bindSignature(e, fn, signature, plain, binder)
    if (bound) return bound
  }
  // A text where a date is wanted is read as one, as Spark does, when nothing else fits.
  for (const signature of fits) {
    const bound = bindSignature(e, fn, signature, momentsOf(plain, signature, binder), binder)
    if (bound) return bound
  }
  return mismatch(e, fn, fits, plain, binder)
}

function momentsOf(
  plain: readonly (Bound | undefined)[],
  signature: Signature,
  binder: Binder,
): readonly (Bound | undefined)[] {
  return plain.map((bound, i) => {
    const pattern = paramAt(signature, i)?.pattern
    const isMoment =
      pattern?.is === 'type' && (pattern.type.kind === 'date' || pattern.type.kind === 'timestamp')
    return bound?.type.kind === 'string' && isMoment
      ? (readAs(bound, pattern.type, binder.options.zone) ?? bound)
      : bound
  })
}

function mismatch(
  e: ExprOf<'call'>,
  fn: FunctionDescriptor,
  fits: readonly Signature[],
  plain: readonly (Bound | undefined)[],
  binder: Binder,
): Bound {
  const found = plain.map(b => (b ? printType(b.type) : '->')).join(', ')
  const expected = fits.map(s => `${fn.name}${s.text}`).join(' | ')
  // With one way to call it, the argument that does not fit can be named.
  const [only] = fits
  const wrong =
    fits.length === 1 && only ? plain.findIndex((b, i) => misfit(b, paramAt(only, i)?.pattern)) : -1
  return binder.fail(e.args[wrong] ?? e, 'expr-arguments', { name: fn.name, found, expected })
}

function misfit(bound: Bound | undefined, pattern: TypePattern | undefined): boolean {
  if (!pattern) return true
  return bound ? !unify(pattern, bound.type, new Map()) : pattern.is !== 'lambda'
}

function bindSignature(
  e: ExprOf<'call'>,
  fn: FunctionDescriptor,
  signature: Signature,
  plain: readonly (Bound | undefined)[],
  binder: Binder,
): Bound | undefined {
  const bindings: Bindings = new Map()
  for (const [i, bound] of plain.entries()) {
    const pattern = paramAt(signature, i)?.pattern
    if (!pattern || (bound ? !unify(pattern, bound.type, bindings) : pattern.is !== 'lambda'))
      return undefined
  }
  const args: Bound[] = []
  let lambdas = 0
  for (const [i, arg] of e.args.entries()) {
    const pattern = paramAt(signature, i)?.pattern
    const bound = plain[i]
    if (bound && pattern) {
      const coerced = coerceTo(bound, pattern, bindings, binder.options.zone)
      args.push(coerced)
    } else if (pattern?.is === 'lambda' && arg.kind === 'lambda') {
      const lambda = bindLambda(arg, pattern, bindings, binder)
      if (!lambda) return BROKEN
      lambdas++
      args.push(lambda)
    }
  }
  // A fold's start may have been widened by its lambda.
  for (const [i, bound] of plain.entries()) {
    const pattern = paramAt(signature, i)?.pattern
    if (lambdas > 0 && bound && pattern)
      args[i] = coerceTo(bound, pattern, bindings, binder.options.zone)
  }
  const types = args.map(a => a.type)
  const constants = args.map(a => (a.constant ? a.evaluate({}) : undefined))
  const refusal = fn.refuse?.(constants, types)
  if (refusal)
    return binder.fail(e.args[refusal.argument] ?? e, refusal.code, { found: refusal.found })
  const result = fn.result?.(types, constants) ??
    substitute(signature.result, bindings) ??
    types[0] ?? { kind: 'null' }
  const shape = { types, result, ...binder.options }
  const evaluate = fn.make ? fn.make(shape) : fn.evaluate
  if (!evaluate) throw new Error(`${fn.name} has nothing to evaluate`)
  const isConstant = !fn.clock && args.length > 0 && lambdas === 0 && args.every(a => a.constant)
  return {
    type: result,
    constant: isConstant,
    evaluate: invoke(callable(evaluate), args, fn.nulls === 'see'),
  }
}

/** Closures for each arity: calls are the hot path. */
function invoke(
  call: (...args: readonly unknown[]) => Value,
  args: readonly Bound[],
  seeNulls: boolean,
): (row: Row) => Value {
  const [a, b, c] = args.map(x => x.evaluate)
  if (seeNulls) {
    if (!a) return () => call()
    if (!b) return row => call(a(row))
    if (!c) return row => call(a(row), b(row))
    const all = args.map(x => x.evaluate)
    return row => call(...all.map(evaluate => evaluate(row)))
  }
  if (!a) return () => call()
  if (!b) {
    return row => {
      const x = a(row)
      return x === null ? null : call(x)
    }
  }
  if (!c) {
    return row => {
      const x = a(row)
      if (x === null) return null
      const y = b(row)
      return y === null ? null : call(x, y)
    }
  }
  const all = args.map(x => x.evaluate)
  return row => {
    const values: Value[] = []
    for (const evaluate of all) {
      const value = evaluate(row)
      if (value === null) return null
      values.push(value)
    }
    return call(...values)
  }
}

function bindLambda(
  arg: ExprOf<'lambda'>,
  pattern: Extract<TypePattern, { is: 'lambda' }>,
  bindings: Bindings,
  binder: Binder,
): Bound | undefined {
  if (arg.params.length > pattern.params.length) {
    binder.fail(arg, 'expr-lambda-parameters', {
      expected: pattern.params.length,
      found: arg.params.length,
    })
    return undefined
  }
  // The result may widen a variable that is also a parameter (a fold's accumulator): bind again
  // until it stays.
  for (let round = 0; ; round++) {
    const locals: Local[] = arg.params.map((name, i) => {
      const param = pattern.params[i]
      return {
        name,
        type: (param && substitute(param, bindings)) ?? { kind: 'null' },
        cell: { value: null },
      }
    })
    const before = binder.problems.length
    const body = binder.withLocals(locals, () => binder.bind(arg.body))
    if (binder.problems.length > before) return undefined
    const wanted = substitute(pattern.result, bindings)
    const wider =
      round < 3 && pattern.result.is === 'variable' ? widened(wanted, body.type) : undefined
    if (wider && pattern.result.is === 'variable' && (!wanted || !typesEqual(wanted, wider))) {
      bindings.set(pattern.result.name, wider)
      if (
        pattern.params.some(
          p =>
            p.is === 'variable' &&
            pattern.result.is === 'variable' &&
            p.name === pattern.result.name,
        )
      )
        continue
    }
    const target = substitute(pattern.result, bindings) ?? body.type
    const result = coerce(body, target, binder.options.zone) ?? narrowDecimal(body, target)
    if (!result) {
      binder.fail(arg.body, 'expr-lambda-result', {
        expected: printType(target),
        found: printType(body.type),
      })
      return undefined
    }
    return { type: result.type, evaluate: row => lambdaValue(locals, result, row) }
  }
}

/** Decimals that grow with every addition settle at 38 digits at once. */
function widened(before: DataType | undefined, body: DataType): DataType | undefined {
  if (!before || before.kind === 'null') return body
  const common = commonType(before, body)
  return common?.kind === 'decimal' && !typesEqual(common, before)
    ? boundedDecimal(38, common.scale)
    : common
}

function narrowDecimal(body: Bound, target: DataType): Bound | undefined {
  return body.type.kind === 'decimal' && target.kind === 'decimal'
    ? { ...body, type: target }
    : undefined
}

/**
 * The lambda as a JavaScript function; it travels as an argument, which no Value does, hence the
 * border crossing.
 */
function lambdaValue(locals: readonly Local[], body: Bound, row: Row): Value {
  const run = (...values: readonly Value[]) => {
    const saved = locals.map(l => l.cell.value)
    for (const [i, local] of locals.entries()) local.cell.value = values[i] ?? null
    const result = body.evaluate(row)
    for (const [i, local] of locals.entries()) local.cell.value = saved[i] ?? null
    return result
  }
  return run as unknown as Value
}
