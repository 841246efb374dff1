// What SELECT asks for, per row or per group: columns, functions, casts, arithmetic, fields,
// elements, and aggregates. Each selector has a title as Cassandra gives it (system.sum(x), cast(x
// as int), m['a']).
import { type Expr, printTerm, printType } from '@shared/cql'
import { invalid } from '../../errors'
import {
  type Aggregate,
  type Arg,
  callSignature,
  countAll,
  preferredType,
  signatureOf,
} from '../../functions'
import type { Table } from '../../schema/model'
import { murmur3Token, tokenToBigInt } from '../../storage'
import {
  type CqlType,
  integerToBytes,
  isCompatible,
  isCollection,
  isMap,
  isSet,
  isUdt,
  listType,
  mapType,
  native,
  packList,
  packTuple,
  sameType,
  setType,
  sortedMap,
  sortedSet,
  tupleType,
  unpackList,
  unpackTuple,
} from '../../types'
import type { Bound, Scope } from '../context'
import { metaSelector } from './meta-selectors'
import { findColumn } from '../rows/restrictions'
import { joinPartitionKey, type RowView, valueOf } from '../rows/rows'
import { assignability, compileTerm, typeOfName } from '../terms/terms'

export interface EvalContext {
  view: RowView
  readonly values: readonly Bound[]
  readonly now: number
  /** Results of the aggregates, by their number. */
  aggregates: readonly (Buffer | null)[]
}

export interface CompiledSelector {
  readonly title: string
  readonly type: CqlType
  value(context: EvalContext): Buffer | null
}

export interface AggregateCall {
  readonly args: readonly CompiledSelector[]
  create(): Aggregate
}

export class SelectorCompiler {
  readonly aggregates: AggregateCall[] = []

  constructor(
    private readonly scope: Scope,
    private readonly table: Table,
  ) {}

  /** A selector of its own: a bare literal has no type there. */
  compileTop(expr: Expr): CompiledSelector {
    if (expr.kind === 'constant')
      throw invalid(
        `Cannot infer type for term ${printTerm(expr)} in selection clause (try using a cast to force a type)`,
      )
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
        if (!expected)
          throw invalid(
            `Cannot infer type for term ${printTerm(expr)} in selection clause (try using a cast to force a type)`,
          )
        return this.literal(expr, expected)
      case 'countRows':
        return this.aggregate(countAll.aggregate!, [], native('bigint'), 'count')
      case 'meta':
        return metaSelector(this.table, expr)
      case 'field':
        return this.field(expr)
      case 'element':
      case 'slice':
        return this.element(expr)
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

  private field(expr: Extract<Expr, { kind: 'field' }>): CompiledSelector {
    const of = this.compile(expr.of)
    if (!isUdt(of.type))
      throw invalid(
        `Invalid field selection: ${printTerm(expr.of)} of type ${of.type.name} is not a user type`,
      )
    const index = of.type.fields.findIndex(f => f.name === expr.name)
    const field = of.type.fields[index]
    if (!field)
      throw invalid(`${printTerm(expr.of)} of type ${of.type.typeName} has no field ${expr.name}`)
    return {
      title: `${of.title}.${expr.name}`,
      type: field.type,
      value: context => {
        const value = of.value(context)
        return value ? (unpackTuple(value)[index] ?? null) : null
      },
    }
  }

  private element(expr: Extract<Expr, { kind: 'element' | 'slice' }>): CompiledSelector {
    const of = this.compile(expr.of)
    const { type } = of
    if (!isMap(type) && !isSet(type)) {
      const what = isCollection(type)
        ? 'Element selection is only allowed on sets and maps, but'
        : 'Invalid element selection:'
      throw invalid(
        isCollection(type)
          ? `${what} ${printTerm(expr.of)} is a list`
          : `${what} ${printTerm(expr.of)} is of type ${type.name} is not a collection`,
      )
    }
    const keyType = isMap(type) ? type.key : type.of
    const to = {
      keyspace: this.table.keyspace,
      table: this.table.name,
      name: `key(${printTerm(expr.of)})`,
      type: keyType,
    }
    const title = `${of.title}${printTerm(expr).slice(printTerm(expr.of).length)}`
    if (expr.kind === 'slice') {
      const from = expr.from && compileTerm(this.scope, expr.from, to)
      const until = expr.to && compileTerm(this.scope, expr.to, to)
      const step = isMap(type) ? 2 : 1
      return {
        title,
        type,
        value: context => {
          const value = of.value(context)
          const [low, high] = [from?.bind(context.values), until?.bind(context.values)]
          if (!value) return null
          const parts = unpackList(value, step)
          const kept: Buffer[] = []
          for (let i = 0; i < parts.length; i += step) {
            if (
              (!low || keyType.compare(parts[i]!, low) >= 0) &&
              (!high || keyType.compare(parts[i]!, high) <= 0)
            )
              kept.push(...parts.slice(i, i + step))
          }
          return kept.length > 0 ? packList(kept, step) : null
        },
      }
    }
    const key = compileTerm(this.scope, expr.key, to)
    return {
      title,
      type: isMap(type) ? type.value : keyType,
      value: context => {
        const value = of.value(context)
        const wanted = key.bind(context.values)
        if (!value || !wanted) return null
        const parts = unpackList(value, isMap(type) ? 2 : 1)
        for (let i = 0; i < parts.length; i += isMap(type) ? 2 : 1)
          if (keyType.compare(parts[i]!, wanted) === 0) return parts[isMap(type) ? i + 1 : i]!
        return null
      },
    }
  }

  private hint(expr: Extract<Expr, { kind: 'typeHint' }>): CompiledSelector {
    const type = typeOfName(this.scope, this.table.keyspace, expr.type)
    const arg = this.compile(expr.arg, type)
    if (
      !sameType(arg.type, type) &&
      !isCompatible(arg.type, type) &&
      this.fits(expr.arg, arg, type) === 'no'
    ) {
      throw invalid(
        `Cannot assign value ${printTerm(expr.arg)} to ${printTerm(expr)} of type ${type.name}`,
      )
    }
    const inner = expr.arg.kind === 'constant' ? this.literal(expr.arg, type) : arg
    return { title: `(${printType(expr.type)})${arg.title}`, type, value: inner.value }
  }

  private collection(
    expr: Extract<Expr, { kind: 'list' | 'set' | 'map' | 'udt' }>,
    expected?: CqlType,
  ): CompiledSelector {
    if (expected && assignability(this.scope, expr, expected, this.table.keyspace) !== 'no')
      return this.literal(expr, expected)
    const cannot = () =>
      invalid(
        `Cannot infer type for term ${printTerm(expr)} in selection clause (try using a cast to force a type)`,
      )
    if (expr.kind === 'udt') throw cannot()
    const parts = (expr.kind === 'map' ? expr.entries.flat() : expr.items).map(item =>
      this.compile(item),
    )
    const first = parts[0]
    if (!first) throw cannot()
    const values = (context: EvalContext) =>
      parts.map(p => {
        const value = p.value(context)
        if (value === null) throw invalid('null is not supported inside collections')
        return value
      })
    const titles = parts.map(p => p.title)
    if (expr.kind === 'list')
      return {
        title: `[${titles.join(', ')}]`,
        type: listType(first.type, true),
        value: c => packList(values(c)),
      }
    if (expr.kind === 'set') {
      return {
        title: `{${titles.join(', ')}}`,
        type: setType(first.type, true),
        value: c => packList(sortedSet(first.type, values(c))),
      }
    }
    const pairs = Array.from(
      { length: titles.length / 2 },
      (_, i) => `${titles[2 * i]}: ${titles[2 * i + 1]}`,
    )
    return {
      title: `{${pairs.join(', ')}}`,
      type: mapType(first.type, parts[1]!.type, true),
      value: c => {
        const flat = values(c)
        return packList(
          sortedMap(
            first.type,
            Array.from(
              { length: flat.length / 2 },
              (_, i) => [flat[2 * i]!, flat[2 * i + 1]!] as const,
            ),
          ),
          2,
        )
      },
    }
  }

  private tuple(items: readonly Expr[], expected?: CqlType): CompiledSelector {
    const only = items[0]
    if (items.length === 1 && only) {
      const inner = this.compile(only, expected)
      return { ...inner, title: inner.title }
    }
    const parts = items.map(item => this.compile(item))
    return {
      title: `(${parts.map(p => p.title).join(', ')})`,
      type: tupleType(parts.map(p => p.type)),
      value: c => packTuple(parts.map(p => p.value(c))),
    }
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

  private call(
    expr: Extract<Expr, { kind: 'call' | 'operation' | 'negate' | 'cast' }>,
    expected?: CqlType,
  ): CompiledSelector {
    if (expr.kind === 'call' && expr.name === 'token') return this.token(expr)
    if (expr.kind === 'call' && /^from_?json$/.test(expr.name))
      throw invalid(`${expr.name}() cannot be used in the selection clause of a SELECT statement`)
    const exprs =
      expr.kind === 'call'
        ? expr.args
        : expr.kind === 'operation'
          ? [expr.left, expr.right]
          : [expr.arg]
    if (
      expr.kind === 'call' &&
      expr.name === 'count' &&
      exprs.length === 1 &&
      exprs[0]!.kind === 'constant'
    ) {
      return this.aggregate(countAll.aggregate!, [], native('bigint'), 'count')
    }
    const args = exprs.map(arg => this.argument(arg))
    const signature = signatureOf(this.scope, expr, args, this.table.keyspace, expected)
    const compiled = exprs.map((arg, i) =>
      arg.kind === 'column' ? args[i]!.selector! : this.compile(arg, signature.args[i]),
    )
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

  private titleOf(
    expr: Extract<Expr, { kind: 'call' | 'operation' | 'negate' | 'cast' }>,
    args: readonly CompiledSelector[],
  ): string {
    const titles = args.map(a => a.title)
    if (expr.kind === 'operation') return `${titles[0]} ${expr.op} ${titles[1]}`
    if (expr.kind === 'negate') return `-${titles[0]}`
    if (expr.kind === 'cast') return `cast(${titles[0]} as ${printType(expr.type)})`
    return `system.${expr.name}(${titles.join(', ')})`
  }

  private argument(expr: Expr): Arg & { selector?: CompiledSelector } {
    if (expr.kind === 'constant' || expr.kind === 'null' || expr.kind === 'marker') {
      const type = expr.kind === 'constant' ? preferredType(expr) : undefined
      return {
        text: printTerm(expr),
        type,
        fits: to => assignability(this.scope, expr, to, this.table.keyspace),
      }
    }
    const before = this.aggregates.length
    const selector = literalCollection(expr) ? undefined : this.compile(expr)
    // Compiled again with what is expected of it: this was only to learn its type.
    if (expr.kind !== 'column') this.aggregates.length = before
    return {
      text: printTerm(expr),
      type: selector?.type,
      fits: type =>
        selector
          ? this.fits(expr, selector, type)
          : assignability(this.scope, expr, type, this.table.keyspace),
      selector,
    }
  }

  private fits(expr: Expr, selector: CompiledSelector, type: CqlType): 'exact' | 'weak' | 'no' {
    if (sameType(selector.type, type)) return 'exact'
    if (isCompatible(selector.type, type)) return 'weak'
    return expr.kind === 'constant' || literalCollection(expr)
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
    const args = expr.args.map((arg, i) => this.compile(arg, keys[i]!.type))
    return {
      title: `system.token(${args.map(a => a.title).join(', ')})`,
      type: native('bigint'),
      value: context => {
        const values = args.map(a => a.value(context))
        if (values.some(v => v === null)) return null
        return integerToBytes(tokenToBigInt(murmur3Token(joinPartitionKey(values.map(v => v!)))), 8)
      },
    }
  }
}

const literalCollection = (expr: Expr) =>
  ['list', 'set', 'map', 'udt'].includes(expr.kind) && !mentionsColumn(expr)

function mentionsColumn(expr: Expr): boolean {
  switch (expr.kind) {
    case 'column':
      return true
    case 'list':
    case 'set':
    case 'tuple':
      return expr.items.some(mentionsColumn)
    case 'map':
      return expr.entries.flat().some(mentionsColumn)
    case 'udt':
      return expr.fields.some(([, value]) => mentionsColumn(value))
    case 'call':
      return expr.args.some(mentionsColumn)
    default:
      return false
  }
}

const AGGREGATES = new Set(['count', 'sum', 'avg', 'min', 'max'])
function containsAggregate(expr: Expr): boolean {
  if (expr.kind === 'countRows') return true
  if (expr.kind === 'call') return AGGREGATES.has(expr.name) || expr.args.some(containsAggregate)
  if (expr.kind === 'operation')
    return containsAggregate(expr.left) || containsAggregate(expr.right)
  return expr.kind === 'negate' || expr.kind === 'cast' ? containsAggregate(expr.arg) : false
}
