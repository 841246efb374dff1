// Checks an expression against a record's type and compiles it to closures in one pass. Problems
// are collected, not thrown: a broken part becomes NULL, which fits everywhere, so that one
// mistake is reported once.
import type { Expr, ExprOf, Span } from './ast'
import {
  booleanView,
  BROKEN,
  constant,
  listView,
  rowView,
  stringView,
  type Bound,
  type EvalOptions,
} from './bound'
import type { AggregateHook, Binder, Local } from './binder'
import { bindCall } from './bind-call'
import { bindBetween, bindCase, bindIn, bindLike } from './bind-choices'
import { castFunction, coerce } from './casts'
import { isRow } from './compare'
import { canonicalInteger, Decimal } from './decimal'
import { arithmetic, comparison, daysAdded, logic, negate } from './operators'
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

export class ExpressionBinder implements Binder {
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
        return (
          negate(operand) ?? this.fail(e, 'expr-not-a-number', { found: printType(operand.type) })
        )
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
        return bindIn(e, this)
      case 'between':
        return bindBetween(e, this)
      case 'like':
        return bindLike(e, this)
      case 'case':
        return bindCase(e, this)
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
        if (value <= 2147483647) return { ...constant(INT, value), literal: value }
        if (Number.isSafeInteger(value)) return { ...constant(LONG, value), literal: value }
        const big = Decimal.parse(literal.value)
        if (!big?.fits(38)) return this.fail(e, 'expr-number-too-big', { digits: 38 })
        return big.unscaled < 2n ** 63n
          ? { ...constant(LONG, big.units), literal: big.units }
          : constant(decimal(38, 0), big)
      }
      case 'long': {
        const value = canonicalInteger(BigInt(literal.value))
        if (value >= 2n ** 63n) return this.fail(e, 'expr-number-too-big', { digits: 18 })
        return { ...constant(LONG, value), literal: value }
      }
      case 'decimal': {
        const value = Decimal.parse(literal.value)
        const digits = String(value?.units ?? '').length
        if (!value?.fits(38)) return this.fail(e, 'expr-number-too-big', { digits: 38 })
        return constant(decimal(Math.max(digits, value.scale), value.scale), value)
      }
      case 'date': {
        const days = parseDate(literal.value)
        return days === undefined
          ? this.fail(e, 'expr-bad-date', { found: literal.value })
          : constant(DATE, days)
      }
      case 'timestamp': {
        const ms = parseTimestamp(literal.value, this.options.zone)
        return ms === undefined
          ? this.fail(e, 'expr-bad-date', { found: literal.value })
          : constant(TIMESTAMP, ms)
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
    if (known.length === 0) return this.fail(span, 'expr-no-columns', { name })
    return this.fail(span, 'expr-unknown-column', { name, known: known.slice(0, 20).join(', ') })
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
      return { type: type.value, evaluate: r => entryOf(row(r), e.name) }
    }
    if (type.kind === 'array' && type.element.kind === 'struct') {
      const field = fieldOf(type.element, e.name)
      if (!field) return this.unknownName(e.nameSpan, e.name, type.element)
      const { name } = field
      const list = listView(base)
      return {
        type: array(field.type),
        evaluate: r => list(r)?.map(item => fieldValue(item, name)) ?? null,
      }
    }
    return this.fail(e.nameSpan, 'expr-no-fields', { name: e.name, found: printType(type) })
  }

  private index(e: ExprOf<'index'>): Bound {
    const base = this.bind(e.base)
    const index = this.bind(e.index)
    if (base.type.kind === 'null') return BROKEN
    if (base.type.kind === 'array') {
      const at = coerce(index, LONG, this.options.zone)
      if (!at)
        return this.fail(e.index, 'expr-index', { expected: 'int', found: printType(index.type) })
      const list = listView(base)
      return {
        type: base.type.element,
        evaluate: row => list(row)?.[Number(at.evaluate(row) ?? -1)] ?? null,
      }
    }
    if (base.type.kind === 'map') {
      if (index.type.kind !== 'string')
        return this.fail(e.index, 'expr-index', {
          expected: 'string',
          found: printType(index.type),
        })
      const [entries, key] = [rowView(base), stringView(index)]
      return { type: base.type.value, evaluate: row => entryOf(entries(row), key(row)) }
    }
    return this.fail(e, 'expr-no-index', { found: printType(base.type) })
  }

  private binary(e: ExprOf<'binary'>): Bound {
    const { op } = e
    if (op === 'and' || op === 'or')
      return logic(op, this.condition(e.left), this.condition(e.right))
    if ((op === '+' || op === '-') && (e.right.kind === 'interval' || e.left.kind === 'interval'))
      return bindInterval(e, this)
    const left = this.bind(e.left)
    const right = this.bind(e.right)
    const mismatch = () =>
      this.fail({ start: e.start, end: e.end }, 'expr-operands', {
        operator: op,
        left: printType(left.type),
        right: printType(right.type),
        // A text is made a number, not the other way round.
        wanted: printType(left.type.kind === 'string' ? right.type : left.type),
      })
    switch (op) {
      case '||': {
        if (left.type.kind === 'array' && right.type.kind === 'array') {
          const type = commonType(left.type, right.type)
          const [a, b] = [
            type && coerce(left, type, this.options.zone),
            type && coerce(right, type, this.options.zone),
          ]
          if (!type || !a || !b) return mismatch()
          const [x, y] = [listView(a), listView(b)]
          return { type, evaluate: row => joined(x(row), y(row)) }
        }
        const [x, y] = [stringView(this.asText(left)), stringView(this.asText(right))]
        return { type: STRING, evaluate: row => pasted(x(row), y(row)) }
      }
      case '+':
      case '-':
        return (
          daysAdded(op, left, right) ?? arithmetic(op, left, right, this.options.zone) ?? mismatch()
        )
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
    return convert && bound.type.kind !== 'string'
      ? { type: STRING, constant, evaluate: row => convert(evaluate(row)) }
      : bound
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
    if (!convert)
      return this.fail(e, 'expr-cast', {
        from: printType(operand.type),
        to: printType(parsed.type),
      })
    const { evaluate } = operand
    return {
      type: parsed.type,
      constant: operand.constant,
      evaluate: row => convert(evaluate(row)),
    }
  }
}

const not = (value: boolean | null) => (value === null ? null : !value)
const pasted = (a: string | null, b: string | null) => (a === null || b === null ? null : a + b)
const joined = (a: readonly Value[] | null, b: readonly Value[] | null) =>
  a === null || b === null ? null : [...a, ...b]
const entryOf = (entries: Row | null, key: string | null): Value =>
  entries === null || key === null || !Object.hasOwn(entries, key) ? null : (entries[key] ?? null)

function fieldValue(item: Value, name: string): Value {
  return isRow(item) ? (item[name] ?? null) : null
}
