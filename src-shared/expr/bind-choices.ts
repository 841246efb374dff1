// Binds the expressions that choose: IN, BETWEEN, LIKE and CASE, with SQL's three-valued logic.
import type { ExprOf } from './ast'
import type { Binder } from './binder'
import { booleanView, BROKEN, stringView, type Bound } from './bound'
import { likePattern } from './like'
import { comparison, logic } from './operators'
import { BOOLEAN, printType, type Value } from './types'

export function bindIn(e: ExprOf<'in'>, binder: Binder): Bound {
  const [operand, ...items] = inOneType(
    [e.operand, ...e.list].map(x => binder.bind(x)),
    binder,
  )
  if (!operand) return BROKEN
  const tests: Bound[] = []
  for (const [i, item] of items.entries()) {
    const test = comparison('=', operand, item, binder.options.zone)
    const span = e.list[i]
    if (!test && span)
      return binder.fail(span, 'expr-operands', {
        operator: 'IN',
        left: printType(operand.type),
        right: printType(item.type),
      })
    if (test) tests.push(test)
  }
  if (
    operand.type.kind === 'string' &&
    items.every(item => item.constant && item.type.kind === 'string')
  ) {
    const set = new Set(items.map(item => item.evaluate({})))
    return { type: BOOLEAN, evaluate: row => memberOf(operand.evaluate(row), set, e.not) }
  }
  const views = tests.map(booleanView)
  return {
    type: BOOLEAN,
    evaluate: row => {
      let unknown = false
      for (const view of views) {
        const same = view(row)
        if (same) return !e.not
        if (same === null) unknown = true
      }
      return unknown ? null : e.not
    },
  }
}

/** Spark compares dates with texts as texts here, unlike everywhere else. */
function inOneType(all: readonly Bound[], binder: Binder): readonly Bound[] {
  const isMixed =
    all.some(b => b.type.kind === 'string') &&
    all.some(b => b.type.kind === 'date' || b.type.kind === 'timestamp')
  return isMixed ? all.map(b => binder.asText(b)) : all
}

export function bindBetween(e: ExprOf<'between'>, binder: Binder): Bound {
  const [operand, low, high] = [binder.bind(e.operand), binder.bind(e.low), binder.bind(e.high)]
  const above = comparison('>=', operand, low, binder.options.zone)
  const below = comparison('<=', operand, high, binder.options.zone)
  if (!above || !below) {
    const [span, other] = above ? [e.high, high] : [e.low, low]
    return binder.fail(span, 'expr-operands', {
      operator: 'BETWEEN',
      left: printType(operand.type),
      right: printType(other.type),
    })
  }
  const inside = booleanView(logic('and', above, below))
  return { type: BOOLEAN, evaluate: e.not ? row => not(inside(row)) : inside }
}

export function bindLike(e: ExprOf<'like'>, binder: Binder): Bound {
  const operand = binder.bind(e.operand)
  const pattern = binder.bind(e.pattern)
  for (const [side, bound] of [
    [e.operand, operand],
    [e.pattern, pattern],
  ] as const) {
    if (bound.type.kind !== 'string' && bound.type.kind !== 'null')
      return binder.fail(side, 'expr-not-a-text', {
        operator: e.op.toUpperCase(),
        found: printType(bound.type),
      })
  }
  const compile = likePattern(e.op)
  const [text, source] = [stringView(operand), stringView(pattern)]
  if (pattern.constant) {
    const fixed = source({})
    const test = fixed === null ? undefined : compile(fixed)
    if (fixed !== null && !test) return binder.fail(e.pattern, 'expr-bad-pattern', { found: fixed })
    return { type: BOOLEAN, evaluate: row => matched(text(row), test, e.not) }
  }
  return {
    type: BOOLEAN,
    evaluate: row => {
      const p = source(row)
      return p === null ? null : matched(text(row), compile(p), e.not)
    },
  }
}

export function bindCase(e: ExprOf<'case'>, binder: Binder): Bound {
  const operand = e.operand && binder.bind(e.operand)
  const conditions: Bound[] = e.branches.map(branch => {
    if (!operand) return binder.condition(branch.when)
    const when = binder.bind(branch.when)
    return (
      comparison('=', operand, when, binder.options.zone) ??
      binder.fail(branch.when, 'expr-operands', {
        operator: 'CASE',
        left: printType(operand.type),
        right: printType(when.type),
      })
    )
  })
  const spans = [...e.branches.map(b => b.then), ...(e.otherwise ? [e.otherwise] : [])]
  const results = binder.sameType(
    spans,
    spans.map(span => binder.bind(span)),
  )
  if (!results) return BROKEN
  const tests = conditions.map(booleanView)
  const values = results.bounds.map(b => b.evaluate)
  const otherwise = e.otherwise ? values[tests.length] : undefined
  return {
    type: results.type,
    evaluate: row => {
      for (const [i, test] of tests.entries()) if (test(row)) return values[i]?.(row) ?? null
      return otherwise?.(row) ?? null
    },
  }
}

const not = (value: boolean | null) => (value === null ? null : !value)

function memberOf(value: Value, set: ReadonlySet<Value>, negative: boolean): boolean | null {
  if (value === null) return null
  if (set.has(value)) return !negative
  return set.has(null) ? null : negative
}

function matched(
  text: string | null,
  test: ((text: string) => boolean) | undefined,
  negative: boolean,
): boolean | null {
  return text === null || !test ? null : test(text) !== negative
}
