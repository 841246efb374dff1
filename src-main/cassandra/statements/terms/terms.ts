// Terms → values. Each term is compiled against a receiver (the column or argument it is for): what
// is wrong is said before anything runs, in the words of Cassandra's Constants, Lists, Sets, Maps,
// Tuples and UserTypes.
import { type Expr, printTerm, printType } from '@shared/cql'
import { invalid } from '../../errors'
import { isKnownFunction, resolveFunction } from '../../functions'
import { preferredType } from '../../functions/literal-types'
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
  packList,
  packTuple,
  packVector,
  resolveType,
  sameType,
  sortedMap,
  sortedSet,
} from '../../types'
import type { Bound, Scope } from '../context'
import { lookupIn } from '../../schema/catalog'

export interface Receiver {
  readonly keyspace: string
  readonly table: string
  readonly name: string
  readonly type: CqlType
}

export interface Term {
  bind(values: readonly Bound[]): Bound
  /** Known when the statement is compiled. */
  readonly constant?: Buffer | null
  readonly marker?: number
}

const constant = (value: Buffer | null): Term => ({ constant: value, bind: () => value })
const NULL = constant(null)

export const isConstant = (term: Term): boolean => term.constant !== undefined

export function typeOfName(
  scope: Scope,
  keyspace: string,
  type: Parameters<typeof resolveType>[0],
): CqlType {
  const home = scope.db.catalog.schema.keyspaces.get(keyspace)
  return resolveType(type, keyspace, lookupIn(keyspace, home?.types ?? new Map()))
}

export function addMarker(scope: Scope, index: number, receiver: Receiver): Term {
  scope.markers[index] = {
    keyspace: receiver.keyspace,
    table: receiver.table,
    name: scope.markerNames[index] ?? receiver.name,
    type: receiver.type,
  }
  const { type } = receiver
  return {
    marker: index,
    bind: values => {
      if (index >= values.length) throw invalid('Invalid amount of bind variables')
      const value = values[index]
      if (value) {
        const flaw = type.flaw(value)
        if (flaw !== undefined) throw invalid(flaw)
      }
      return value
    },
  }
}

export function compileTerm(scope: Scope, expr: Expr, receiver: Receiver): Term {
  switch (expr.kind) {
    case 'constant':
      return constant(constantValue(expr, receiver))
    case 'null':
      return NULL
    case 'marker':
      return addMarker(scope, expr.index, receiver)
    case 'list':
      return isVector(receiver.type)
        ? vectorTerm(scope, expr.items, receiver)
        : listTerm(scope, expr.items, receiver)
    case 'set':
      return isMap(receiver.type) && expr.items.length === 0
        ? mapTerm(scope, [], receiver)
        : setTerm(scope, expr.items, receiver)
    case 'map':
      return mapTerm(scope, expr.entries, receiver)
    case 'udt':
      return udtTerm(scope, expr.fields, receiver)
    case 'tuple':
      return tupleTerm(scope, expr.items, receiver)
    case 'typeHint':
      return hintTerm(scope, expr, receiver)
    case 'call':
    case 'operation':
    case 'negate':
    case 'cast':
      return callTerm(scope, expr, receiver)
    default:
      throw invalid(`Invalid term ${printTerm(expr)}`)
  }
}

/** Like compileTerm, for a value that must not be a marker's unset or contain markers that vary. */
function constantValue(expr: Extract<Expr, { kind: 'constant' }>, receiver: Receiver): Buffer {
  const { type } = receiver
  if (!isNative(type) || !type.accepts.has(expr.type)) {
    throw invalid(
      `Invalid ${expr.type} constant (${expr.text}) for "${receiver.name}" of type ${type.name}`,
    )
  }
  if (type.kind === 'counter' || type.kind === 'bigint') return native('bigint').parse(expr.text)
  return type.parse(expr.text)
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
      if (!isNative(type) || !type.accepts.has(expr.type)) return 'no'
      return preferredType(expr).kind === type.kind ? 'exact' : 'weak'
    case 'null':
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
    case 'tuple':
      if (isTuple(type))
        return expr.items.length > type.of.length ? 'no' : all(expr.items, i => type.of[i])
      return expr.items.length === 1 ? assignability(scope, expr.items[0]!, type, keyspace) : 'no'
    case 'typeHint': {
      const hinted = typeOfName(scope, keyspace, expr.type)
      return sameType(hinted, type) ? 'exact' : isCompatible(hinted, type) ? 'weak' : 'no'
    }
    case 'call':
    case 'operation':
    case 'negate':
    case 'cast': {
      const returns = resolveFunction(scope, expr, keyspace, type).returns
      return sameType(returns, type) ? 'exact' : isCompatible(returns, type) ? 'weak' : 'no'
    }
    default:
      return 'no'
  }
}

function part(receiver: Receiver, name: string, type: CqlType): Receiver {
  return { keyspace: receiver.keyspace, table: receiver.table, name, type }
}

/** A value made of parts: constant when they all are. */
function composite(
  parts: readonly Term[],
  build: (values: (Buffer | null)[]) => Buffer | null,
  unset: (i: number) => string,
): Term {
  const make = (values: readonly Bound[]) =>
    build(
      parts.map((p, i) => {
        const value = p.bind(values)
        if (value === undefined) throw invalid(unset(i))
        return value
      }),
    )
  return parts.every(isConstant) ? constant(make([])) : { bind: make }
}

const noNulls = (values: readonly (Buffer | null)[]): Buffer[] =>
  values.map(value => {
    if (value === null) throw invalid('null is not supported inside collections')
    return value
  })
const unsetInside = () => 'unset value is not supported inside collections'

function listTerm(scope: Scope, items: readonly Expr[], receiver: Receiver): Term {
  const { type } = receiver
  if (!isList(type))
    throw invalid(`Unexpected receiver type '${type.name}'; only list and vector are expected`)
  for (const item of items) {
    if (assignability(scope, item, type.of, receiver.keyspace) === 'no') {
      throw invalid(
        `Invalid list literal for ${receiver.name}: value ${printTerm(item)} is not of type ${type.of.name}`,
      )
    }
  }
  const parts = items.map(item =>
    compileTerm(scope, item, part(receiver, `value(${receiver.name})`, type.of)),
  )
  return composite(parts, values => packList(noNulls(values)), unsetInside)
}

function vectorTerm(scope: Scope, items: readonly Expr[], receiver: Receiver): Term {
  const { type } = receiver
  if (!isVector(type))
    throw invalid(`Invalid vector literal for ${receiver.name} of type ${type.name}`)
  if (items.length !== type.dimension) {
    throw invalid(
      `Invalid vector literal for ${receiver.name} of type ${type.name}; expected ${type.dimension} elements, but given ${items.length}`,
    )
  }
  for (const item of items) {
    if (assignability(scope, item, type.of, receiver.keyspace) === 'no') {
      throw invalid(
        `Invalid vector literal for ${receiver.name}: value ${printTerm(item)} is not of type ${type.of.name}`,
      )
    }
  }
  const parts = items.map(item =>
    compileTerm(scope, item, part(receiver, `value(${receiver.name})`, type.of)),
  )
  return composite(parts, values => packVector(type.of, noNulls(values)), unsetInside)
}

function setTerm(scope: Scope, items: readonly Expr[], receiver: Receiver): Term {
  const { type } = receiver
  if (!isSet(type)) {
    // An empty {} may also stand for an empty map; anything else in braces without colons is a set.
    throw invalid(`Invalid set literal for ${receiver.name} of type ${type.name}`)
  }
  for (const item of items) {
    if (assignability(scope, item, type.of, receiver.keyspace) === 'no') {
      throw invalid(
        `Invalid set literal for ${receiver.name}: value ${printTerm(item)} is not of type ${type.of.name}`,
      )
    }
  }
  const parts = items.map(item =>
    compileTerm(scope, item, part(receiver, `value(${receiver.name})`, type.of)),
  )
  return composite(parts, values => packList(sortedSet(type.of, noNulls(values))), unsetInside)
}

function mapTerm(
  scope: Scope,
  entries: readonly (readonly [Expr, Expr])[],
  receiver: Receiver,
): Term {
  const { type } = receiver
  if (!isMap(type)) throw invalid(`Invalid map literal for ${receiver.name} of type ${type.name}`)
  for (const [key, value] of entries) {
    if (assignability(scope, key, type.key, receiver.keyspace) === 'no') {
      throw invalid(
        `Invalid map literal for ${receiver.name}: key ${printTerm(key)} is not of type ${type.key.name}`,
      )
    }
    if (assignability(scope, value, type.value, receiver.keyspace) === 'no') {
      throw invalid(
        `Invalid map literal for ${receiver.name}: value ${printTerm(value)} is not of type ${type.value.name}`,
      )
    }
  }
  const parts = entries.flatMap(([key, value]) => [
    compileTerm(scope, key, part(receiver, `key(${receiver.name})`, type.key)),
    compileTerm(scope, value, part(receiver, `value(${receiver.name})`, type.value)),
  ])
  return composite(
    parts,
    values => {
      const flat = noNulls(values)
      const pairs = Array.from(
        { length: flat.length / 2 },
        (_, i) => [flat[2 * i]!, flat[2 * i + 1]!] as const,
      )
      return packList(sortedMap(type.key, pairs), 2)
    },
    unsetInside,
  )
}

function udtTerm(
  scope: Scope,
  fields: readonly (readonly [string, Expr])[],
  receiver: Receiver,
): Term {
  const { type } = receiver
  if (!isUdt(type))
    throw invalid(`Invalid user type literal for ${receiver.name} of type ${type.name}`)
  const given = new Map(fields)
  for (const field of type.fields) {
    const value = given.get(field.name)
    if (value && assignability(scope, value, field.type, receiver.keyspace) === 'no') {
      throw invalid(
        `Invalid user type literal for ${receiver.name}: field ${field.name} is not of type ${field.type.name}`,
      )
    }
  }
  for (const [name] of fields) {
    if (!type.fields.some(f => f.name === name))
      throw invalid(`Unknown field '${name}' in value of user defined type ${type.typeName}`)
  }
  const parts = type.fields.map(field => {
    const value = given.get(field.name)
    return value
      ? compileTerm(scope, value, part(receiver, `${receiver.name}.${field.name}`, field.type))
      : NULL
  })
  return composite(
    parts,
    packTuple,
    i =>
      `Invalid unset value for field '${type.fields[i]?.name}' of user defined type ${type.typeName}`,
  )
}

function tupleTerm(scope: Scope, items: readonly Expr[], receiver: Receiver): Term {
  const { type } = receiver
  const only = items[0]
  if (!isTuple(type)) {
    if (items.length === 1 && only) return compileTerm(scope, only, receiver)
    throw invalid(`Invalid tuple type literal for ${receiver.name} of type ${type.name}`)
  }
  if (items.length > type.of.length) {
    throw invalid(
      `Invalid tuple literal for ${receiver.name}: too many elements. Type ${type.name} expects ${type.of.length} but got ${items.length}`,
    )
  }
  for (const [i, item] of items.entries()) {
    if (assignability(scope, item, type.of[i]!, receiver.keyspace) === 'no') {
      throw invalid(
        `Invalid tuple literal for ${receiver.name}: component ${i} is not of type ${type.of[i]!.name}`,
      )
    }
  }
  const parts = items.map((item, i) =>
    compileTerm(scope, item, part(receiver, `${receiver.name}[${i}]`, type.of[i]!)),
  )
  return composite(parts, packTuple, i => `Invalid unset value for tuple field number ${i}`)
}

function hintTerm(
  scope: Scope,
  expr: Extract<Expr, { kind: 'typeHint' }>,
  receiver: Receiver,
): Term {
  const hinted = typeOfName(scope, receiver.keyspace, expr.type)
  if (assignability(scope, expr.arg, hinted, receiver.keyspace) === 'no') {
    throw invalid(`Cannot cast value ${printTerm(expr.arg)} to type ${printType(expr.type)}`)
  }
  if (!isCompatible(hinted, receiver.type)) {
    throw invalid(
      `Cannot assign value ${printTerm(expr)} to ${receiver.name} of type ${receiver.type.name}`,
    )
  }
  return compileTerm(scope, expr.arg, part(receiver, receiver.name, hinted))
}

function callTerm(
  scope: Scope,
  expr: Extract<Expr, { kind: 'call' | 'operation' | 'negate' | 'cast' }>,
  receiver: Receiver,
): Term {
  if (expr.kind === 'call' && !isKnownFunction(expr))
    throw invalid(
      `Unknown function ${expr.keyspace === undefined ? '' : `${expr.keyspace}.`}${expr.name} called`,
    )
  const resolved = resolveFunction(scope, expr, receiver.keyspace, receiver.type)
  if (resolved.aggregate)
    throw invalid('Aggregation function are not supported in the where clause')
  const { returns } = resolved
  if (!isCompatible(returns, receiver.type) && !sameType(returns, receiver.type)) {
    if (expr.kind === 'call') {
      throw invalid(
        `Type error: cannot assign result of function ${resolved.fullName} (type ${returns.name}) to ${receiver.name} (type ${receiver.type.name})`,
      )
    }
    throw invalid(
      `Type error: cannot assign result of operation ${printTerm(expr)} (type ${returns.name}) to ${receiver.name} (type ${receiver.type.name})`,
    )
  }
  const args = resolved.args.map((arg, i) =>
    compileTerm(scope, arg, {
      keyspace: receiver.keyspace,
      table: receiver.table,
      name: `arg${i}(${resolved.fullName})`,
      type: resolved.argTypes[i]!,
    }),
  )
  const run = (values: readonly Bound[]) =>
    resolved.call(
      args.map(arg => {
        const value = arg.bind(values)
        if (value === undefined)
          throw invalid(`Invalid unset value for argument in call to function ${resolved.name}`)
        return value
      }),
    )
  return resolved.pure && args.every(isConstant) ? constant(run([])) : { bind: run }
}
