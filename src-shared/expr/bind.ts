// Checks an expression against a record's type and compiles it to closures in one pass. Problems are collected, not thrown: a broken part
// stands in as NULL, which fits everywhere, so that one mistake is reported once.
import type { Expr, ExprOf, Span } from './ast'
import { booleanView, BROKEN, constant, listView, rowView, stringView, type Bound, type EvalOptions } from './bound'
import { bindCall } from './bind-call'
import { castFunction, coerce } from './casts'
import { isRow } from './compare'
import { Decimal } from './decimal'
import { likePattern } from './like'
import { arithmetic, comparison, logic, negate } from './operators'
import { nearest, problemAt, type ExprProblem } from './problem'
import {
  printType,
  array,
  BOOLEAN,
  commonType,
  decimal,
  DOUBLE,
  fieldOf,
  INT,
  LONG,
  STRING,
  TIMESTAMP,
  DATE,
  type DataType,
  type Row,
  type StructType,
  type Value,
} from './types'
import { bindInterval } from './intervals'
import { parseDate, parseTimestamp } from './time/iso'
import { tryParseType } from './type-parser'

/** A lambda's parameter: the cell that the caller fills before each evaluation. */
export interface Local {
  readonly name: string
  readonly type: DataType
  readonly cell: { value: Value }
}

/** What an aggregate call becomes inside compileAggregate: a slot of the accumulator. */
export type AggregateHook = (call: ExprOf<'call'>, binder: Binder) => Bound | undefined

export class Binder {
  readonly problems: ExprProblem[] = []
  private locals: readonly Local[] = []

  constructor(
    readonly text: string,
    readonly input: StructType,
    readonly options: EvalOptions,
    readonly aggregate?: AggregateHook,
  ) {}

  fail(span: Span, code: string, params: Record<string, string | number> = {}): Bound {
    this.problems.push(problemAt(this.text, span, code, params))
    return BROKEN
  }

  withLocals<T>(locals: readonly Local[], run: () => T): T {
    const before = this.locals
    this.locals = [...before, ...locals]
    try {
      return run()
    } finally {
      this.locals = before
    }
  }

  bind(e: Expr): Bound {
    switch (e.kind) {
      case 'literal':
        return this.literal(e)
      case 'interval':
        return this.fail(e, 'expr-bare-interval')
      case 'name':
        return this.name(e)
      case 'field':
        return this.field(e)
      case 'index':
        return this.index(e)
      case 'negate': {
        const operand = this.bind(e.operand)
        return negate(operand) ?? this.fail(e, 'expr-not-a-number', { found: printType(operand.type) })
      }
      case 'not': {
        const operand = booleanView(this.condition(e.operand))
        return { type: BOOLEAN, evaluate: row => not(operand(row)) }
      }
      case 'binary':
        return this.binary(e)
      case 'isNull': {
        const { evaluate } = this.bind(e.operand)
        const wanted = !e.not
        return { type: BOOLEAN, evaluate: row => (evaluate(row) === null) === wanted }
      }
      case 'isBoolean': {
        const operand = booleanView(this.condition(e.operand))
        return { type: BOOLEAN, evaluate: row => (operand(row) === e.value) !== e.not }
      }
      case 'in':
        return this.inList(e)
      case 'between':
        return this.between(e)
      case 'like':
        return this.like(e)
      case 'case':
        return this.caseOf(e)
      case 'cast':
        return this.cast(e)
      case 'call':
        return bindCall(e, this)
      case 'lambda':
        return this.fail(e, 'expr-bare-lambda')
    }
  }

  condition(e: Expr): Bound {
    const bound = this.bind(e)
    if (bound.type.kind === 'boolean' || bound.type.kind === 'null') return bound
    return this.fail(e, 'expr-not-a-condition', { found: printType(bound.type) })
  }

  private literal(e: ExprOf<'literal'>): Bound {
    const { literal } = e
    switch (literal.type) {
      case 'null':
        return constant({ kind: 'null' }, null)
      case 'boolean':
        return constant(BOOLEAN, literal.value)
      case 'string':
        return constant(STRING, literal.value)
      case 'double':
        return constant(DOUBLE, Number(literal.value))
      case 'integer': {
        const value = Number(literal.value)
        if (value <= 2147483647) return constant(INT, value)
        if (Number.isSafeInteger(value)) return constant(LONG, value)
        const big = Decimal.parse(literal.value)
        if (!big?.fits(38)) return this.fail(e, 'expr-number-too-big', { digits: 38 })
        return big.unscaled < 2n ** 63n ? constant(LONG, big.units) : constant(decimal(38, 0), big)
      }
      case 'decimal': {
        const value = Decimal.parse(literal.value)
        const digits = String(value?.units ?? '').length
        if (!value?.fits(38)) return this.fail(e, 'expr-number-too-big', { digits: 38 })
        return constant(decimal(Math.max(digits, value.scale), value.scale), value)
      }
      case 'date': {
        const days = parseDate(literal.value)
        return days === undefined ? this.fail(e, 'expr-bad-date', { found: literal.value }) : constant(DATE, days)
      }
      case 'timestamp': {
        const ms = parseTimestamp(literal.value, this.options.zone)
        return ms === undefined ? this.fail(e, 'expr-bad-date', { found: literal.value }) : constant(TIMESTAMP, ms)
      }
    }
  }

  private name(e: ExprOf<'name'>): Bound {
    const local = this.locals.findLast(l => l.name === e.name)
    if (local) {
      const { cell } = local
      return { type: local.type, evaluate: () => cell.value }
    }
    const field = fieldOf(this.input, e.name)
    if (!field) return this.unknownName(e, e.name, this.input)
    if (this.aggregate) return this.fail(e, 'expr-column-outside-aggregate', { name: e.name })
    const { name } = field
    return { type: field.type, evaluate: row => row[name] ?? null }
  }

  private unknownName(span: Span, name: string, type: StructType): Bound {
    const known = type.fields.map(f => f.name)
    const near = nearest(name, known)
    if (near !== undefined) return this.fail(span, 'expr-unknown-column-near', { name, near })
    return this.fail(span, 'expr-unknown-column', { name, known: known.slice(0, 20).join(', ') || '–' })
  }

  private field(e: ExprOf<'field'>): Bound {
    const base = this.bind(e.base)
    const { type } = base
    if (type.kind === 'null') return BROKEN
    if (type.kind === 'struct') {
      const field = fieldOf(type, e.name)
      if (!field) return this.unknownName(e.nameSpan, e.name, type)
      const { name } = field
      const row = rowView(base)
      return { type: field.type, evaluate: r => row(r)?.[name] ?? null }
    }
    if (type.kind === 'map') {
      const row = rowView(base)
      return { type: type.value, evaluate: r => row(r)?.[e.name] ?? null }
    }
    if (type.kind === 'array' && type.element.kind === 'struct') {
      const field = fieldOf(type.element, e.name)
      if (!field) return this.unknownName(e.nameSpan, e.name, type.element)
      const { name } = field
      const list = listView(base)
      return { type: array(field.type), evaluate: r => list(r)?.map(item => fieldValue(item, name)) ?? null }
    }
    return this.fail(e.nameSpan, 'expr-no-fields', { name: e.name, found: printType(type) })
  }

  private index(e: ExprOf<'index'>): Bound {
    const base = this.bind(e.base)
    const index = this.bind(e.index)
    if (base.type.kind === 'null') return BROKEN
    if (base.type.kind === 'array') {
      const at = coerce(index, LONG, this.options.zone)
      if (!at) return this.fail(e.index, 'expr-index', { expected: 'int', found: printType(index.type) })
      const list = listView(base)
      return { type: base.type.element, evaluate: row => list(row)?.[Number(at.evaluate(row) ?? -1)] ?? null }
    }
    if (base.type.kind === 'map') {
      if (index.type.kind !== 'string')
        return this.fail(e.index, 'expr-index', { expected: 'string', found: printType(index.type) })
      const [entries, key] = [rowView(base), stringView(index)]
      return { type: base.type.value, evaluate: row => entryOf(entries(row), key(row)) }
    }
    return this.fail(e, 'expr-no-index', { found: printType(base.type) })
  }

  private binary(e: ExprOf<'binary'>): Bound {
    const { op } = e
    if (op === 'and' || op === 'or') return logic(op, this.condition(e.left), this.condition(e.right))
    if ((op === '+' || op === '-') && (e.right.kind === 'interval' || e.left.kind === 'interval')) return bindInterval(e, this)
    const left = this.bind(e.left)
    const right = this.bind(e.right)
    const mismatch = () =>
      this.fail({ start: e.start, end: e.end }, 'expr-operands', {
        operator: op,
        left: printType(left.type),
        right: printType(right.type),
      })
    switch (op) {
      case '||': {
        if (left.type.kind === 'array' && right.type.kind === 'array') {
          const type = commonType(left.type, right.type)
          const [a, b] = [type && coerce(left, type, this.options.zone), type && coerce(right, type, this.options.zone)]
          if (!type || !a || !b) return mismatch()
          const [x, y] = [listView(a), listView(b)]
          return { type, evaluate: row => joined(x(row), y(row)) }
        }
        const [x, y] = [stringView(this.asText(left)), stringView(this.asText(right))]
        return { type: STRING, evaluate: row => pasted(x(row), y(row)) }
      }
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
      case 'div':
        return arithmetic(op, left, right, this.options.zone) ?? mismatch()
      default:
        return comparison(op, left, right, this.options.zone) ?? mismatch()
    }
  }

  asText(bound: Bound): Bound {
    const convert = castFunction(bound.type, STRING, this.options.zone)
    const { evaluate, constant } = bound
    return convert && bound.type.kind !== 'string' ? { type: STRING, constant, evaluate: row => convert(evaluate(row)) } : bound
  }

  private inList(e: ExprOf<'in'>): Bound {
    const operand = this.bind(e.operand)
    const items = e.list.map(item => this.bind(item))
    const tests: Bound[] = []
    for (const [i, item] of items.entries()) {
      const test = comparison('=', operand, item, this.options.zone)
      const span = e.list[i]
      if (!test && span)
        return this.fail(span, 'expr-operands', { operator: 'IN', left: printType(operand.type), right: printType(item.type) })
      if (test) tests.push(test)
    }
    if (operand.type.kind === 'string' && items.every(item => item.constant && item.type.kind === 'string')) {
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

  private between(e: ExprOf<'between'>): Bound {
    const [operand, low, high] = [this.bind(e.operand), this.bind(e.low), this.bind(e.high)]
    const above = comparison('>=', operand, low, this.options.zone)
    const below = comparison('<=', operand, high, this.options.zone)
    if (!above || !below) {
      const [span, other] = above ? [e.high, high] : [e.low, low]
      return this.fail(span, 'expr-operands', {
        operator: 'BETWEEN',
        left: printType(operand.type),
        right: printType(other.type),
      })
    }
    const inside = booleanView(logic('and', above, below))
    return { type: BOOLEAN, evaluate: e.not ? row => not(inside(row)) : inside }
  }

  private like(e: ExprOf<'like'>): Bound {
    const operand = this.bind(e.operand)
    const pattern = this.bind(e.pattern)
    for (const [side, bound] of [
      [e.operand, operand],
      [e.pattern, pattern],
    ] as const) {
      if (bound.type.kind !== 'string' && bound.type.kind !== 'null')
        return this.fail(side, 'expr-not-a-text', { operator: e.op.toUpperCase(), found: printType(bound.type) })
    }
    const compile = likePattern(e.op)
    const [text, source] = [stringView(operand), stringView(pattern)]
    if (pattern.constant) {
      const fixed = source({})
      const test = fixed === null ? undefined : compile(fixed)
      if (fixed !== null && !test) return this.fail(e.pattern, 'expr-bad-pattern', { found: fixed })
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

  private caseOf(e: ExprOf<'case'>): Bound {
    const operand = e.operand && this.bind(e.operand)
    const conditions: Bound[] = e.branches.map(branch => {
      if (!operand) return this.condition(branch.when)
      const when = this.bind(branch.when)
      return (
        comparison('=', operand, when, this.options.zone) ??
        this.fail(branch.when, 'expr-operands', { operator: 'CASE', left: printType(operand.type), right: printType(when.type) })
      )
    })
    const spans = [...e.branches.map(b => b.then), ...(e.otherwise ? [e.otherwise] : [])]
    const results = this.sameType(
      spans,
      spans.map(span => this.bind(span)),
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

  /** Widens all to one type, or reports the first that does not fit the ones before. */
  sameType(
    spans: readonly Span[],
    bounds: readonly Bound[],
  ): { readonly type: DataType; readonly bounds: readonly Bound[] } | undefined {
    let type: DataType = { kind: 'null' }
    for (const [i, bound] of bounds.entries()) {
      const next = commonType(type, bound.type)
      if (!next) {
        this.fail(spans[i] ?? { start: 0, end: 0 }, 'expr-different-types', {
          expected: printType(type),
          found: printType(bound.type),
        })
        return undefined
      }
      type = next
    }
    const common = type
    return { type: common, bounds: bounds.map(b => coerce(b, common, this.options.zone) ?? b) }
  }

  private cast(e: ExprOf<'cast'>): Bound {
    const operand = this.bind(e.operand)
    const parsed = tryParseType(e.typeText)
    if ('problem' in parsed) return this.fail(e.typeSpan, parsed.problem.code)
    const convert = castFunction(operand.type, parsed.type, this.options.zone)
    if (!convert) return this.fail(e, 'expr-cast', { from: printType(operand.type), to: printType(parsed.type) })
    const { evaluate } = operand
    return { type: parsed.type, constant: operand.constant, evaluate: row => convert(evaluate(row)) }
  }
}

const not = (value: boolean | null) => (value === null ? null : !value)
const pasted = (a: string | null, b: string | null) => (a === null || b === null ? null : a + b)
const joined = (a: readonly Value[] | null, b: readonly Value[] | null) => (a === null || b === null ? null : [...a, ...b])
const entryOf = (entries: Row | null, key: string | null): Value =>
  entries === null || key === null || !Object.hasOwn(entries, key) ? null : (entries[key] ?? null)

function memberOf(value: Value, set: ReadonlySet<Value>, negative: boolean): boolean | null {
  if (value === null) return null
  if (set.has(value)) return !negative
  return set.has(null) ? null : negative
}

function matched(text: string | null, test: ((text: string) => boolean) | undefined, negative: boolean): boolean | null {
  return text === null || !test ? null : test(text) !== negative
}

function fieldValue(item: Value, name: string): Value {
  return isRow(item) ? (item[name] ?? null) : null
}
