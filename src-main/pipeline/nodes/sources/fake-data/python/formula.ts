// A formula of a record as Python. Numbers are floats there, so a total of money is rounded where the
// formula rounds it; what has no plain counterpart is refused with its text.
import { LabError } from '@shared/errors'
import { parseExpression, printSpark, type Expr } from '@shared/expr'
import { pyText } from '../../../../model/targets/python'
import { strftime } from './time-pattern'

/** The Python of a name that the formula may use. */
export type PythonName = (name: string) => string | undefined

export interface PythonFormula {
  readonly text: string
  readonly imports: readonly string[]
  /** Statements that must stand before it. */
  readonly before: readonly string[]
}

export function formulaInPython(formula: string, names: PythonName): PythonFormula {
  const imports = new Set<string>()
  const before: string[] = []
  const text = new Printer(names, imports, before).print(parseExpression(formula))
  return { text, imports: [...imports], before }
}

const refuse = (e: Expr): never => {
  throw new LabError('expr-no-python', { kind: 'usage', params: { text: printSpark(e) } })
}

const OPERATORS: Readonly<Record<string, string>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
  div: '//',
  '=': '==',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  and: 'and',
  or: 'or',
}

type Call = Extract<Expr, { kind: 'call' }>
type Write = (args: readonly string[]) => string

const SIMPLE: Readonly<Record<string, Write>> = {
  abs: ([x = '']) => `abs(${x})`,
  greatest: args => `max(${args.join(', ')})`,
  least: args => `min(${args.join(', ')})`,
  lower: ([x = '']) => `${x}.lower()`,
  upper: ([x = '']) => `${x}.upper()`,
  trim: ([x = '']) => `${x}.strip()`,
  length: ([x = '']) => `len(${x})`,
  size: ([x = '']) => `len(${x})`,
  array_sum: ([x = '']) => `sum(${unbracketed(x)})`,
  array_max: ([x = '']) => `max(${unbracketed(x)})`,
  array_min: ([x = '']) => `min(${unbracketed(x)})`,
  round: args => `round(${args.join(', ')})`,
  concat: args => args.map(asText).join(' + '),
}

/** Functions of Python's `math` that take every number. */
const MATH: Readonly<Record<string, Write>> = {
  ceil: ([x = '']) => `math.ceil(${x})`,
  cos: ([x = '']) => `math.cos(${x})`,
  floor: ([x = '']) => `math.floor(${x})`,
  pi: () => 'math.pi',
  sin: ([x = '']) => `math.sin(${x})`,
  tan: ([x = '']) => `math.tan(${x})`,
}

/** A list that a function goes through need not be made. */
const unbracketed = (x: string) => (/^\[.* for .*\]$/.test(x) ? x.slice(1, -1) : x)

const asText = (x: string) => (/^"[^"]*"$/.test(x) ? x : `str(${x})`)

class Printer {
  constructor(
    private readonly names: PythonName,
    private readonly imports: Set<string>,
    /** Absent inside a lambda. */
    private readonly before?: string[],
  ) {}

  print(e: Expr): string {
    const inner = (part: Expr) => this.inner(part)
    switch (e.kind) {
      case 'literal':
        return this.literal(e)
      case 'name':
        return this.names(e.name) ?? refuse(e)
      case 'field':
        return `${inner(e.base)}[${pyText(e.name)}]`
      case 'index':
        return `${inner(e.base)}[${this.print(e.index)}]`
      case 'negate':
        return `-${inner(e.operand)}`
      case 'not':
        return `not ${inner(e.operand)}`
      case 'isNull':
        return `${inner(e.operand)} is ${e.not ? 'not ' : ''}None`
      case 'in':
        return `${inner(e.operand)} ${e.not ? 'not ' : ''}in (${e.list.map(inner).join(', ')},)`
      case 'binary':
        return this.binary(e)
      case 'case':
        return this.cases(e)
      case 'cast':
        return this.cast(e)
      case 'call':
        return this.call(e)
      default:
        return refuse(e)
    }
  }

  private inner(e: Expr): string {
    const text = this.print(e)
    return isWhole(e) ? text : `(${text})`
  }

  private literal(e: Extract<Expr, { kind: 'literal' }>): string {
    const { literal } = e
    switch (literal.type) {
      case 'null':
        return 'None'
      case 'boolean':
        return literal.value ? 'True' : 'False'
      case 'string':
        return pyText(literal.value)
      case 'date':
        this.imports.add('from datetime import date')
        return `date.fromisoformat(${pyText(literal.value)})`
      case 'timestamp':
        this.imports.add('from datetime import datetime')
        return `datetime.fromisoformat(${pyText(literal.value)})`
      default:
        return literal.value.replace(/[lLdD]+$|BD$/, '')
    }
  }

  private binary(e: Extract<Expr, { kind: 'binary' }>): string {
    if (e.op === '||') return [e.left, e.right].map(side => this.textOf(side)).join(' + ')
    const operator = OPERATORS[e.op]
    return operator === undefined
      ? refuse(e)
      : `${this.inner(e.left)} ${operator} ${this.inner(e.right)}`
  }

  private textOf(e: Expr): string {
    return isText(e) ? this.inner(e) : `str(${this.print(e)})`
  }

  private cases(e: Extract<Expr, { kind: 'case' }>): string {
    const { operand, branches, otherwise } = e
    const test = (when: Expr) =>
      operand ? `${this.inner(operand)} == ${this.inner(when)}` : this.print(when)
    return branches.reduceRight(
      (rest, { when, then }) => `${this.inner(then)} if ${test(when)} else ${rest}`,
      otherwise ? this.inner(otherwise) : 'None',
    )
  }

  private cast(e: Extract<Expr, { kind: 'cast' }>): string {
    const operand = this.print(e.operand)
    const type = e.typeText.trim().toLowerCase()
    const [, scale] = /^decimal\(\s*\d+\s*,\s*(\d+)\s*\)$/.exec(type) ?? []
    if (scale !== undefined) return `round(float(${operand}), ${scale})`
    if (/^(int|integer|long|bigint|smallint|tinyint)$/.test(type)) return `int(${operand})`
    if (/^(double|float)$/.test(type)) return `float(${operand})`
    if (type === 'string') return `str(${operand})`
    return /^(date|timestamp)$/.test(type) ? operand : refuse(e)
  }

  private call(e: Call): string {
    const name = e.name.toLowerCase()
    const [first, second, third] = e.args
    if (name === 'if' && first && second && third)
      return `${this.inner(second)} if ${this.print(first)} else ${this.inner(third)}`
    if ((name === 'coalesce' || name === 'ifnull' || name === 'nvl') && first && second)
      return `${this.inner(first)} if ${this.inner(first)} is not None else ${this.inner(second)}`
    if (name === 'transform' && first && second?.kind === 'lambda')
      return this.through(first, second, element => `[${element.body} for ${element.each}]`)
    if (name === 'filter' && first && second?.kind === 'lambda')
      return this.through(
        first,
        second,
        ({ param, body, each }) => `[${param} for ${each} if ${body}]`,
      )
    if ((name === 'date_sub' || name === 'date_add') && first && second) {
      this.imports.add('from datetime import timedelta')
      const sign = name === 'date_sub' ? '-' : '+'
      return `${this.inner(first)} ${sign} timedelta(days=${this.print(second)})`
    }
    if (name === 'date_format' && first && second?.kind === 'literal') {
      const pattern = second.literal.type === 'string' ? second.literal.value : ''
      return strftime(this.moment(first) ?? refuse(e), pattern) ?? refuse(e)
    }
    if (name === 'pmod' && first && second)
      // With a divisor below zero, Python's remainder is another one.
      return isPositive(second) ? `${this.inner(first)} % ${this.inner(second)}` : refuse(e)
    if ((name === 'lpad' || name === 'rpad') && first && second)
      return this.padded(name, [first, second, third]) ?? refuse(e)
    if (Object.hasOwn(MATH, name)) this.imports.add('import math')
    const write = SIMPLE[name] ?? MATH[name]
    return write === undefined ? refuse(e) : write(e.args.map(arg => this.print(arg)))
  }

  /** Spark also cuts a text that is longer. */
  private padded(
    name: 'lpad' | 'rpad',
    [text, length, fill]: readonly [Expr, Expr, Expr | undefined],
  ): string | undefined {
    const sign = fill
      ? fill.kind === 'literal' && fill.literal.type === 'string'
        ? fill.literal.value
        : ''
      : ' '
    if (!isPositive(length) || [...sign].length !== 1) return undefined
    const to = this.print(length)
    const how = name === 'lpad' ? 'rjust' : 'ljust'
    return `${this.textIn(text)}.${how}(${to}, ${pyText(sign)})[:${to}]`
  }

  private textIn(e: Expr): string {
    return isText(e) ? `(${this.print(e)})` : `str(${this.print(e)})`
  }

  /** By a short name, since an f-string names it for each of its parts. */
  private moment(e: Expr): string | undefined {
    const text = this.inner(e)
    if (/^[a-z.]+$/.test(text)) return text
    if (!this.before) return undefined
    const name = this.before.length === 0 ? 'moment' : `moment_${this.before.length + 1}`
    this.before.push(`${name} = ${text}`)
    return name
  }

  private through(
    list: Expr,
    { params, body }: Extract<Expr, { kind: 'lambda' }>,
    write: (element: { param: string; body: string; each: string }) => string,
  ): string {
    const [param = 'each'] = params
    const names: PythonName = name => (name === param ? param : this.names(name))
    const printed = new Printer(names, this.imports).print(body)
    return write({ param, body: printed, each: `${param} in ${this.inner(list)}` })
  }
}

/** Calls of SQL that become operators of Python. */
const SPREAD = new Set([
  'coalesce',
  'concat',
  'date_add',
  'date_sub',
  'if',
  'ifnull',
  'nvl',
  'pmod',
])

/** What needs no brackets around it. */
function isWhole(e: Expr): boolean {
  if (e.kind === 'call') return !SPREAD.has(e.name.toLowerCase())
  return ['literal', 'name', 'field', 'index', 'cast'].includes(e.kind)
}

const isPositive = (e: Expr) =>
  e.kind === 'literal' &&
  (e.literal.type === 'integer' || e.literal.type === 'long') &&
  Number(e.literal.value.replace(/l$/i, '')) > 0

function isText(e: Expr): boolean {
  if (e.kind === 'literal') return e.literal.type === 'string'
  if (e.kind === 'call' && e.name.toLowerCase() === 'if') return e.args.slice(1).every(isText)
  if (e.kind === 'call' && /^[lr]pad$/i.test(e.name)) return true
  return e.kind === 'binary' && e.op === '||'
}
