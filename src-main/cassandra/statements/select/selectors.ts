// Compiles the selectors of a SELECT: columns, functions, casts, arithmetic, parts, aggregates.
// Each selector has the title that Cassandra gives it: system.sum(x), cast(x as int), m['a'].
import { type Expr, printTerm, printType } from '@shared/cql'
import { invalid, serverError } from '../../errors'
import {
  type Aggregate,
  type Arg,
  argumentsOf,
  type CallExpr,
  callSignature,
  countAll,
  preferredType,
  type Signature,
  signatureOf,
} from '../../functions'
import type { Table } from '../../schema/model'
import {
  type CqlType,
  isCompatible,
  isList,
  isMap,
  isSet,
  isTuple,
  isUdt,
  isVector,
  listType,
  native,
  sameType,
  setType,
} from '../../types'
import type { Scope } from '../context'
import { findColumn } from '../rows/restrictions'
import { valueOf } from '../rows/rows'
import { tokenOf } from '../rows/token'
import { compileTerm } from '../terms/terms'
import { assignability, typeOfName } from '../terms/typing'
import { collectionSelector, tupleSelector } from './composite-selectors'
import { containsAggregate, isConstant, isLiteralCollection } from './expressions'
import type { FunctionExpr } from './group-by'
import { metaSelector } from './meta-selectors'
import { elementSelector, fieldSelector } from './part-selectors'
import type { AggregateCall, CompiledSelector } from './selector'

type SelectorArg = Arg & { readonly selector?: CompiledSelector }

/** A list or set of constants has the type that its first one prefers. */
function literalType(expr: Expr): CqlType | undefined {
  if (expr.kind !== 'list' && expr.kind !== 'set') return undefined
  const [first] = expr.items
  if (first?.kind !== 'constant') return undefined
  return (expr.kind === 'list' ? listType : setType)(preferredType(first), true)
}

const fitOf = (type: CqlType, to: CqlType) =>
  sameType(type, to) ? 'exact' : isCompatible(type, to) ? 'weak' : 'no'
/** Cassandra's names of the functions behind the signs. */
const OPERATIONS = {
  '+': '_add',
  '-': '_substract',
  '*': '_multiply',
  '/': '_divide',
  '%': '_modulo',
} as const
function nameOf(expr: FunctionExpr): string {
  if (expr.kind === 'call') return expr.name === 'token' ? expr.name : `system.${expr.name}`
  return `system."${expr.kind === 'negate' ? '_negate' : OPERATIONS[expr.op]}"`
}

const isLiteral = (expr: Expr) =>
  expr.kind === 'constant' || expr.kind === 'null' || expr.kind === 'marker'
const cannotInfer = (expr: Expr) =>
  invalid(
    `Cannot infer type for term ${printTerm(expr)} in selection clause (try using a cast to force a type)`,
  )

/** {x: 1} in a SELECT is a map by its looks; where a user type is wanted its keys are fields. */
function fieldsOf(expr: Expr, type: CqlType): Expr {
  if (!isUdt(type) || expr.kind !== 'map' || isLiteralCollection(expr)) return expr
  const fields = expr.entries.map(([key, value]): readonly [string, Expr] => {
    if (key.kind !== 'column') throw cannotInfer(expr)
    if (!type.fields.some(field => field.name === key.name))
      throw invalid(`Unknown field '${key.name}' in value of user defined type ${type.typeName}`)
    return [key.name, value]
  })
  return { kind: 'udt', fields }
}

/** The types of the parts of a collection, if it can be of that type. */
function partTypes(
  kind: 'list' | 'set' | 'map',
  type: CqlType,
): ((index: number) => CqlType) | undefined {
  if (kind === 'map') return isMap(type) ? i => (i % 2 === 0 ? type.key : type.value) : undefined
  if (kind === 'list') return isList(type) ? () => type.of : undefined
  return isSet(type) ? () => type.of : undefined
}

export class SelectorCompiler {
  readonly aggregates: AggregateCall[] = []

  constructor(
    private readonly scope: Scope,
    private readonly table: Table,
  ) {}

  /** A selector of its own: a bare literal has no type there. */
  compileTop(expr: Expr): CompiledSelector {
    const isBare = expr.kind === 'constant' || (expr.kind === 'tuple' && expr.items.length === 1)
    if (isBare) throw cannotInfer(expr)
    return this.compile(expr)
  }

  compile(expr: Expr, expected?: CqlType): CompiledSelector {
    switch (expr.kind) {
      case 'column':
        return this.column(expr.name)
      case 'constant':
        return this.literal(expr, expected ?? preferredType(expr))
      case 'null':
      case 'marker':
        if (!expected) throw cannotInfer(expr)
        return this.literal(expr, expected)
      case 'countRows':
        return this.aggregate(countAll.aggregate!, [], native('bigint'), 'count')
      case 'meta':
        return metaSelector(this.scope, this.table, expr)
      case 'field':
        return fieldSelector(this.compile(expr.of), expr)
      case 'element':
      case 'slice':
        return elementSelector(this.scope, this.table, this.compile(expr.of), expr)
      case 'typeHint':
        return this.hint(expr)
      case 'list':
      case 'set':
      case 'map':
      case 'udt':
        return this.collection(expr, expected)
      case 'tuple':
        return this.tuple(expr.items, expected)
      default:
        return this.call(expr, expected)
    }
  }

  private column(name: string): CompiledSelector {
    const column = findColumn(this.table, name)
    return { title: name, type: column.type, value: context => valueOf(column, context.view) }
  }

  private literal(expr: Expr, type: CqlType): CompiledSelector {
    const term = compileTerm(this.scope, expr, {
      keyspace: this.table.keyspace,
      table: this.table.name,
      name: `[selection]`,
      type,
    })
    return { title: printTerm(expr), type, value: context => term.bind(context.values) ?? null }
  }

  private hint(expr: Extract<Expr, { kind: 'typeHint' }>): CompiledSelector {
    const type = typeOfName(this.scope, this.table.keyspace, expr.type)
    const term = fieldsOf(expr.arg, type)
    const shownType = isUdt(type) ? `${type.keyspace}.${type.name}` : printType(expr.type)
    const shown = `(${shownType})${printTerm(term)}`
    const refuse = () =>
      invalid(
        `Cannot assign value ${shown} to ${shown} of type ${type.multiCell ? `frozen<${type.name}>` : type.name}`,
      )
    const isConstant = isLiteral(term) || isLiteralCollection(term)
    if (isConstant && assignability(this.scope, term, type, this.table.keyspace) === 'no') {
      if (isVector(type) && term.kind === 'list' && this.fitAll(term.items, type.of))
        throw invalid(
          `Unable to create a vector selector of type ${type.name} from ${term.items.length} elements`,
        )
      throw refuse()
    }
    const arg = this.compile(term, type)
    if (
      !sameType(arg.type, type) &&
      !isCompatible(arg.type, type) &&
      this.fits(expr.arg, arg, type) === 'no'
    )
      throw refuse()
    const inner = expr.arg.kind === 'constant' ? this.literal(expr.arg, type) : arg
    return { title: `(${shownType})${arg.title}`, type, value: inner.value }
  }

  private fitAll(items: readonly Expr[], type: CqlType): boolean {
    const { keyspace } = this.table
    return items.every(item => assignability(this.scope, item, type, keyspace) !== 'no')
  }

  private collection(
    expr: Extract<Expr, { kind: 'list' | 'set' | 'map' | 'udt' }>,
    expected?: CqlType,
  ): CompiledSelector {
    if (expected && assignability(this.scope, expr, expected, this.table.keyspace) !== 'no')
      return this.literal(expr, expected)
    if (expr.kind === 'udt') throw cannotInfer(expr)
    const parts = expr.kind === 'map' ? expr.entries.flat() : expr.items
    const typeAt = (expected && partTypes(expr.kind, expected)) ?? this.inferredPart(expr)
    return collectionSelector(
      expr.kind,
      parts.map((part, i) => this.compile(part, typeAt(i))),
    )
  }

  /** The first part that knows its type gives it to the others; those of a map never do. */
  private inferredPart(
    expr: Extract<Expr, { kind: 'list' | 'set' | 'map' }>,
  ): (index: number) => CqlType {
    const known = expr.kind === 'map' ? undefined : expr.items.find(item => !isLiteral(item))
    if (!known) throw cannotInfer(expr)
    const { type } = this.compile(known)
    return () => type
  }

  private tuple(items: readonly Expr[], expected?: CqlType): CompiledSelector {
    const only = items[0]
    if (items.length === 1 && only && !(expected && isTuple(expected))) {
      const inner = this.compile(only, expected)
      return { ...inner, title: `(${inner.title})` }
    }
    const whole: Expr = { kind: 'tuple', items }
    if (expected && isTuple(expected) && items.every(isLiteral))
      return this.literal(whole, expected)
    if (expected && isTuple(expected) && items.length === expected.of.length)
      return tupleSelector(items.map((item, i) => this.compile(item, expected.of[i])))
    if (items.some(isLiteral)) throw cannotInfer(whole)
    return tupleSelector(items.map(item => this.compile(item)))
  }

  private aggregate(
    create: () => Aggregate,
    args: readonly CompiledSelector[],
    type: CqlType,
    title: string,
  ): CompiledSelector {
    const index = this.aggregates.length
    this.aggregates.push({ args, create })
    return { title, type, value: context => context.aggregates[index] ?? null }
  }

  /** A call as Cassandra names it: `system.floor : (timestamp, duration(constant)) -> timestamp`. */
  signatureText(expr: FunctionExpr): string {
    const shown = argumentsOf(expr).map(arg => {
      const { name } = this.argument(arg).type ?? {}
      return isConstant(arg) ? `${name}(constant)` : name
    })
    return `${nameOf(expr)} : (${shown.join(', ')}) -> ${this.compile(expr).type.name} `
  }

  private call(expr: CallExpr, expected?: CqlType): CompiledSelector {
    if (expr.kind === 'cast') {
      if (isLiteral(expr.arg)) throw cannotInfer(expr.arg)
      const inner = this.compile(expr.arg)
      if (sameType(inner.type, typeOfName(this.scope, this.table.keyspace, expr.type))) return inner
    }
    if (expr.kind === 'call' && expr.name === 'token') return this.token(expr)
    if (expr.kind === 'call' && /^from_?json$/.test(expr.name))
      throw invalid(`${expr.name}() cannot be used in the selection clause of a SELECT statement`)
    const exprs = argumentsOf(expr)
    if (
      expr.kind === 'call' &&
      expr.name === 'count' &&
      exprs.length === 1 &&
      exprs[0]!.kind === 'constant'
    ) {
      return this.aggregate(countAll.aggregate!, [], native('bigint'), 'count')
    }
    if (expr.kind === 'call' && expr.name === 'count' && exprs[0]?.kind === 'list')
      throw serverError('java.lang.IllegalArgumentException: Unsupported target type: blob')
    const before = this.aggregates.length
    const args = exprs.map(arg => this.argument(arg))
    const signature = signatureOf(expr, args, this.table.keyspace, expected)
    const compiled = this.compiledFor(exprs, args, signature, before)
    const title = this.titleOf(expr, compiled)
    if (signature.aggregate) {
      if (exprs.some(containsAggregate))
        throw invalid('aggregate functions cannot be used as arguments of aggregate functions')
      return this.aggregate(signature.aggregate, compiled, signature.returns, title)
    }
    return {
      title,
      type: signature.returns,
      value: context =>
        callSignature(
          signature,
          compiled.map(c => c.value(context)),
        ),
    }
  }

  /**
   * The arguments as the signature wants them. Those that have its types already are taken as they
   * are: compiling each twice would double the work with every level of nesting.
   */
  private compiledFor(
    exprs: readonly Expr[],
    args: readonly SelectorArg[],
    signature: Signature,
    aggregatesBefore: number,
  ): readonly CompiledSelector[] {
    const fitting = args.flatMap(({ selector }, i) =>
      selector && (exprs[i]!.kind === 'column' || sameType(selector.type, signature.args[i]!))
        ? [selector]
        : [],
    )
    if (fitting.length === exprs.length) return fitting
    this.aggregates.length = aggregatesBefore
    return exprs.map((arg, i) =>
      arg.kind === 'column' ? args[i]!.selector! : this.compile(arg, signature.args[i]),
    )
  }

  private titleOf(expr: CallExpr, args: readonly CompiledSelector[]): string {
    const titles = args.map(a => a.title)
    if (expr.kind === 'operation') return `${titles[0]} ${expr.op} ${titles[1]}`
    if (expr.kind === 'negate') return `-${titles[0]}`
    if (expr.kind === 'cast') return `cast(${titles[0]} as ${printType(expr.type)})`
    return `system.${expr.name}(${titles.join(', ')})`
  }

  private argument(expr: Expr): SelectorArg {
    if (expr.kind === 'constant' || expr.kind === 'null' || expr.kind === 'marker') {
      const type = expr.kind === 'constant' ? preferredType(expr) : undefined
      return {
        text: printTerm(expr),
        type,
        fits: to => assignability(this.scope, expr, to, this.table.keyspace),
      }
    }
    // A cast says its type: what is wrong inside it is reported after what is wrong around it.
    if (expr.kind === 'cast' || expr.kind === 'typeHint') {
      const type = typeOfName(this.scope, this.table.keyspace, expr.type)
      return { text: printTerm(expr), type, fits: to => fitOf(type, to) }
    }
    const selector = isLiteralCollection(expr) ? undefined : this.compile(expr)
    return {
      text: selector?.title ?? printTerm(expr),
      type: selector?.type ?? literalType(expr),
      fits: type =>
        selector
          ? this.fits(expr, selector, type)
          : assignability(this.scope, expr, type, this.table.keyspace),
      selector,
    }
  }

  private fits(expr: Expr, selector: CompiledSelector, type: CqlType): 'exact' | 'weak' | 'no' {
    const fit = fitOf(selector.type, type)
    if (fit !== 'no') return fit
    return expr.kind === 'constant' || isLiteralCollection(expr)
      ? assignability(this.scope, expr, type, this.table.keyspace)
      : 'no'
  }

  private token(expr: Extract<Expr, { kind: 'call' }>): CompiledSelector {
    const keys = this.table.partitionKey
    if (expr.args.length !== keys.length) {
      throw invalid(
        `Invalid number of arguments in call to function system.token: ${keys.length} required but ${expr.args.length} provided`,
      )
    }
    const args = expr.args.map((arg, i) => {
      const { type } = keys[i]!
      const fits = isLiteral(arg)
        ? assignability(this.scope, arg, type, this.table.keyspace)
        : this.fits(arg, this.compile(arg, type), type)
      if (fits === 'no')
        throw invalid(
          `Type error: ${printTerm(arg)} cannot be passed as argument ${i} of function system.token of type ${type.name}`,
        )
      return this.compile(arg, type)
    })
    return {
      title: `system.token(${args.map(a => a.title).join(', ')})`,
      type: native('bigint'),
      value: context => {
        const values: Buffer[] = []
        for (const arg of args) {
          const value = arg.value(context)
          if (value === null) return null
          values.push(value)
        }
        return tokenOf(values)
      },
    }
  }
}
