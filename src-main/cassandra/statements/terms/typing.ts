// The types of terms: the type that a term has by itself, and how well it fits an expected type.
// Literals and calls nest in each other, so both halves are in this file.
import { CqlError } from '../../errors'
import { type Expr, printTerm } from '@shared/cql'
import {
  type Aggregate,
  type Arg,
  argumentsOf,
  type CallExpr,
  callSignature,
  checkArguments,
  preferredType,
  type Signature,
  signatureOf,
  type Values,
} from '../../functions'
import { lookupIn } from '../../schema/catalog'
import {
  type CqlType,
  isCompatible,
  isList,
  isMap,
  isNative,
  isSet,
  isTuple,
  isUdt,
  isVector,
  native,
  resolveType,
  sameType,
  tupleParts,
} from '../../types'
import type { Scope } from '../context'
import { tokenOf } from '../rows/token'

export function typeOfName(
  scope: Scope,
  keyspace: string,
  type: Parameters<typeof resolveType>[0],
): CqlType {
  const home = scope.db.catalog.schema.keyspaces.get(keyspace)
  return resolveType(type, keyspace, lookupIn(keyspace, home?.types ?? new Map()))
}

/** How well a term fits a type: exactly, somehow, or not at all. */
export function assignability(
  scope: Scope,
  expr: Expr,
  type: CqlType,
  keyspace: string,
): 'exact' | 'weak' | 'no' {
  const all = (
    items: readonly Expr[],
    to: (i: number) => CqlType | undefined,
  ): 'exact' | 'weak' | 'no' => {
    let result: 'exact' | 'weak' = 'exact'
    for (const [i, item] of items.entries()) {
      const wanted = to(i)
      const fit = wanted ? assignability(scope, item, wanted, keyspace) : 'no'
      if (fit === 'no') return 'no'
      if (fit === 'weak') result = 'weak'
    }
    return items.length === 0 ? 'weak' : result
  }
  switch (expr.kind) {
    case 'constant':
      if (isTuple(type)) return 'weak'
      if (expr.type === 'HEX' && type.kind === 'tinyint') return 'exact'
      if (!isNative(type) || !type.accepts.has(expr.type)) return 'no'
      return preferredType(expr).kind === type.kind ? 'exact' : 'weak'
    case 'null':
      return type.kind === 'counter' ? 'no' : 'weak'
    case 'marker':
      return 'weak'
    case 'list':
      if (isVector(type))
        return expr.items.length === type.dimension ? all(expr.items, () => type.of) : 'no'
      return isList(type) ? all(expr.items, () => type.of) : 'no'
    case 'set':
      if (isMap(type)) return expr.items.length === 0 ? 'weak' : 'no'
      return isSet(type) ? all(expr.items, () => type.of) : 'no'
    case 'map':
      return isMap(type)
        ? all(expr.entries.flat(), i => (i % 2 === 0 ? type.key : type.value))
        : 'no'
    case 'udt':
      return isUdt(type)
        ? all(
            expr.fields.map(f => f[1]),
            i => type.fields.find(f => f.name === expr.fields[i]![0])?.type,
          )
        : 'no'
    case 'tuple': {
      const of = tupleParts(type)
      if (of) return expr.items.length > of.length ? 'no' : all(expr.items, i => of[i])
      return expr.items.length === 1 ? assignability(scope, expr.items[0]!, type, keyspace) : 'no'
    }
    case 'typeHint': {
      const hinted = typeOfName(scope, keyspace, expr.type)
      return sameType(hinted, type) ? 'exact' : isCompatible(hinted, type) ? 'weak' : 'no'
    }
    case 'call':
    case 'operation':
    case 'negate':
    case 'cast': {
      const returns = resolvedType(scope, expr, keyspace, type)
      // A call with a mistake fits for now: it is reported, with better words, when it is compiled.
      if (!returns) return 'weak'
      return sameType(returns, type) ? 'exact' : isCompatible(returns, type) ? 'weak' : 'no'
    }
    default:
      return 'no'
  }
}

export interface Resolved {
  readonly name: string
  readonly fullName: string
  readonly argTypes: readonly CqlType[]
  readonly args: readonly Expr[]
  readonly returns: CqlType
  readonly pure: boolean
  readonly aggregate?: () => Aggregate
  call(values: Values): Buffer | null
}

/**
 * Calls that are resolved already, by statement. Each overload asks for its arguments' types again:
 * without a memory the work would multiply with every level of nesting.
 */
const resolved = new WeakMap<Scope, WeakMap<CallExpr, Map<CqlType | undefined, Resolved>>>()

/** Resolves a call whose arguments are literals, markers and calls. */
export function resolveFunction(
  scope: Scope,
  expr: CallExpr,
  keyspace: string,
  receiver: CqlType | undefined,
): Resolved {
  const ofScope = entry(
    resolved,
    scope,
    () => new WeakMap<CallExpr, Map<CqlType | undefined, Resolved>>(),
  )
  const ofCall = entry(ofScope, expr, () => new Map<CqlType | undefined, Resolved>())
  return entry(ofCall, receiver, () => resolve(scope, expr, keyspace, receiver))
}

interface Entries<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): unknown
}

function entry<K, V>(entries: Entries<K, V>, key: K, make: () => V): V {
  const known = entries.get(key)
  if (known !== undefined) return known
  const made = make()
  entries.set(key, made)
  return made
}

/** token(…) of the table that a value is for. */
export function resolveToken(
  scope: Scope,
  expr: Extract<CallExpr, { kind: 'call' }>,
  { keyspace, table }: { readonly keyspace: string; readonly table: string },
): Resolved {
  const home = scope.db.catalog.schema.keyspaces.get(keyspace)?.tables.get(table)
  const signature: Signature = {
    args: (home?.partitionKey ?? []).map(column => column.type),
    returns: native('bigint'),
    call: key => tokenOf(key.filter(part => part !== null)),
  }
  checkArguments(
    expr.name,
    signature,
    expr.args.map(arg => termArg(scope, arg, keyspace)),
  )
  return resolvedBy(expr, signature)
}

function resolve(
  scope: Scope,
  expr: CallExpr,
  keyspace: string,
  receiver: CqlType | undefined,
): Resolved {
  const args = argumentsOf(expr)
  const typed = args.map(arg => termArg(scope, arg, keyspace))
  return resolvedBy(expr, signatureOf(expr, typed, keyspace, receiver))
}

function resolvedBy(expr: CallExpr, signature: Signature): Resolved {
  const name = nameOf(expr)
  return {
    name,
    fullName: `system.${name}`,
    argTypes: signature.args,
    args: argumentsOf(expr),
    returns: signature.returns,
    pure: signature.pure !== false,
    aggregate: signature.aggregate,
    call: values => callSignature(signature, values),
  }
}

function resolvedType(
  scope: Scope,
  expr: CallExpr,
  keyspace: string,
  receiver: CqlType | undefined,
): CqlType | undefined {
  try {
    return resolveFunction(scope, expr, keyspace, receiver).returns
  } catch (error) {
    if (error instanceof CqlError) return undefined
    throw error
  }
}

function nameOf(expr: CallExpr): string {
  if (expr.kind === 'call') return expr.name
  if (expr.kind === 'cast') return 'cast'
  return expr.kind === 'operation' ? expr.op : '-'
}

function termArg(scope: Scope, expr: Expr, keyspace: string): Arg {
  return {
    get text() {
      return printTerm(expr)
    },
    type: typeOfTerm(scope, expr, keyspace),
    fits: type => assignability(scope, expr, type, keyspace),
  }
}

function typeOfTerm(scope: Scope, expr: Expr, keyspace: string): CqlType | undefined {
  switch (expr.kind) {
    case 'constant':
      return preferredType(expr)
    case 'typeHint':
      return typeOfName(scope, keyspace, expr.type)
    case 'call':
    case 'operation':
    case 'negate':
    case 'cast':
      return resolvedType(scope, expr, keyspace, undefined)
    default:
      return undefined
  }
}
