// Prints an expression as Spark SQL 3.5, with no more parentheses than it needs. Names of functions
// that Spark calls otherwise are translated; what Spark does not have is refused.
import { LabError } from '../errors'
import type { Expr, ExprOf } from './ast'
import { findAggregate } from './aggregates'
import { typeOfParsed } from './compile'
import { findFunction } from './functions'
import { KEYWORDS, parseExpression } from './parser'
import { parseType } from './type-parser'
import { quoteName, type DataType, type StructType } from './types'

const LEVEL = {
  or: 1,
  and: 2,
  not: 3,
  predicate: 4,
  sum: 5,
  product: 6,
  unary: 7,
  postfix: 8,
  atom: 9,
} as const
const BINARY_LEVEL: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '<>': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '<=>': 4,
  '+': 5,
  '-': 5,
  '||': 5,
  '*': 6,
  '/': 6,
  '%': 6,
  div: 6,
}
const reserved = new Set(KEYWORDS)

export interface SparkDialect {
  /** Totals of a stream that goes on, where Spark refuses DISTINCT. */
  readonly isStreaming?: boolean
  /** Of the rows it is read over, for functions whose text depends on a type. */
  readonly row?: StructType
}

export function toSparkSql(text: string, dialect: SparkDialect = {}): string {
  return printSpark(parseExpression(text), dialect)
}

export const printSpark = (e: Expr, dialect: SparkDialect = {}): string => print(dialect, e)

/** An expression as Spark SQL, in parentheses where its place binds more tightly. */
function print(o: SparkDialect, e: Expr, outer = 0): string {
  const [text, level] = write(o, e)
  return level < outer ? `(${text})` : text
}

/** A text as Spark SQL takes it. */
export const sparkText = (text: string) =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
/** A name as Spark SQL takes it, in backticks where it must be. */
export const sparkName = (text: string) =>
  reserved.has(text.toLowerCase()) || quoteName(text) !== text || !/^[A-Za-z_]\w*$/.test(text)
    ? `\`${text.replaceAll('`', '``')}\``
    : text
const list = (o: SparkDialect, items: readonly Expr[]) => items.map(i => print(o, i)).join(', ')
const maybe = (not: boolean) => (not ? 'NOT ' : '')

function write(o: SparkDialect, e: Expr): [text: string, level: number] {
  switch (e.kind) {
    case 'literal':
      return [literal(e.literal), LEVEL.atom]
    case 'interval':
      return [`INTERVAL ${e.amount} ${e.unit.toUpperCase()}`, LEVEL.atom]
    case 'name':
      return [sparkName(e.name), LEVEL.atom]
    case 'field':
      // `0.a` would be read as the number 0. and a name.
      return [
        `${e.base.kind === 'literal' ? `(${print(o, e.base)})` : print(o, e.base, LEVEL.postfix)}.${sparkName(e.name)}`,
        LEVEL.postfix,
      ]
    case 'index':
      return [`${print(o, e.base, LEVEL.postfix)}[${print(o, e.index)}]`, LEVEL.postfix]
    case 'negate':
      return [
        `-${e.operand.kind === 'negate' ? `(${print(o, e.operand)})` : print(o, e.operand, LEVEL.unary)}`,
        LEVEL.unary,
      ]
    case 'not':
      return [`NOT ${print(o, e.operand, LEVEL.not)}`, LEVEL.not]
    case 'binary': {
      const level = BINARY_LEVEL[e.op] ?? 0
      // Operators group to the left: the right side needs parentheses at the same level.
      return [
        `${print(o, e.left, level)} ${e.op.toUpperCase()} ${print(o, e.right, level + 1)}`,
        level,
      ]
    }
    case 'isNull':
      return [`${print(o, e.operand, LEVEL.sum)} IS ${maybe(e.not)}NULL`, LEVEL.predicate]
    case 'isBoolean':
      return [
        `${print(o, e.operand, LEVEL.sum)} IS ${maybe(e.not)}${e.value ? 'TRUE' : 'FALSE'}`,
        LEVEL.predicate,
      ]
    case 'in':
      return [
        `${print(o, e.operand, LEVEL.sum)} ${maybe(e.not)}IN (${list(o, e.list)})`,
        LEVEL.predicate,
      ]
    case 'between':
      return [
        `${print(o, e.operand, LEVEL.sum)} ${maybe(e.not)}BETWEEN ${print(o, e.low, LEVEL.sum)} AND ${print(o, e.high, LEVEL.sum)}`,
        LEVEL.predicate,
      ]
    case 'like':
      return [
        `${print(o, e.operand, LEVEL.sum)} ${maybe(e.not)}${e.op.toUpperCase()} ${print(o, e.pattern, LEVEL.sum)}`,
        LEVEL.predicate,
      ]
    case 'case': {
      const branches = e.branches
        .map(b => ` WHEN ${print(o, b.when)} THEN ${print(o, b.then)}`)
        .join('')
      return [
        `CASE${e.operand ? ` ${print(o, e.operand)}` : ''}${branches}${e.otherwise ? ` ELSE ${print(o, e.otherwise)}` : ''} END`,
        LEVEL.atom,
      ]
    }
    case 'cast':
      return [`CAST(${print(o, e.operand)} AS ${sparkType(parseType(e.typeText))})`, LEVEL.atom]
    case 'call':
      return [call(o, e), LEVEL.atom]
    case 'lambda':
      return [
        `${e.params.length === 1 ? sparkName(e.params[0] ?? '') : `(${e.params.map(sparkName).join(', ')})`} -> ${print(o, e.body)}`,
        0,
      ]
  }
}

function literal(l: Extract<Expr, { kind: 'literal' }>['literal']): string {
  switch (l.type) {
    case 'null':
      return 'NULL'
    case 'boolean':
      return l.value ? 'TRUE' : 'FALSE'
    case 'string':
      return sparkText(l.value)
    case 'double':
      return /[eE]/.test(l.value) ? l.value : `${l.value}D`
    case 'date':
    case 'timestamp':
      return `${l.type.toUpperCase()} ${sparkText(l.value)}`
    case 'long':
      return `${l.value}L`
    case 'integer':
      return Number(l.value) > 2147483647 && Number(l.value) < 2 ** 63 ? `${l.value}L` : l.value
    default:
      return l.value
  }
}

function call(o: SparkDialect, e: ExprOf<'call'>): string {
  const { name: written, distinct } = e
  const args = e.star ? ['*'] : e.args.map(a => print(o, a))
  const descriptor = findFunction(written) ?? findAggregate(written)
  const spark = descriptor?.spark
  if (distinct && o.isStreaming) return distinctOf(written, args)
  if (spark === null)
    throw new LabError('expr-no-spark', { kind: 'usage', params: { name: written } })
  if (typeof spark === 'function') {
    const type = o.row && typeOfParsed(e, o.row)
    return spark(args, type && sparkType(type))
  }
  return `${spark ?? descriptor?.name ?? written}(${distinct ? 'DISTINCT ' : ''}${args.join(', ')})`
}

/** A stream of Spark's has no DISTINCT in aggregates: the values themselves are collected. */
function distinctOf(written: string, args: readonly string[]): string {
  const [only] = args
  if (written.toLowerCase() === 'count' && only !== undefined && args.length === 1)
    return `CAST(size(collect_set(${only})) AS BIGINT)`
  throw new LabError('expr-no-spark', { kind: 'usage', params: { name: `${written}(distinct …)` } })
}

/** Types as Spark's DDL writes them. */
export function sparkType(type: DataType): string {
  switch (type.kind) {
    case 'long':
      return 'BIGINT'
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`
    case 'array':
      return `ARRAY<${sparkType(type.element)}>`
    case 'map':
      return `MAP<STRING, ${sparkType(type.value)}>`
    case 'struct':
      return `STRUCT<${type.fields.map(f => `${sparkName(f.name)}: ${sparkType(f.type)}`).join(', ')}>`
    default:
      return type.kind.toUpperCase()
  }
}
