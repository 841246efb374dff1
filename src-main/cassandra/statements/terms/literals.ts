// Literals made of parts: list, vector, set, map, user type and tuple. A literal is described as
// its parts (each with a receiver of its own) and a way to pack their values; one compiler then
// serves all six. Words and order of the complaints follow Cassandra's Lists, Vectors, Sets, Maps,
// UserTypes and Tuples.
import { type Expr, printTerm } from '@shared/cql'
import { invalid } from '../../errors'
import {
  type CqlType,
  isList,
  isMap,
  isSet,
  isUdt,
  isVector,
  packList,
  packTuple,
  packVector,
  sortedMap,
  sortedSet,
  tupleParts,
} from '../../types'
import type { Receiver } from './term'

export type LiteralExpr = Extract<Expr, { kind: 'list' | 'set' | 'map' | 'udt' | 'tuple' }>

interface LiteralPart {
  /** Undefined for a field that the literal leaves out: null. */
  readonly expr: Expr | undefined
  readonly to: Receiver
  /** The complaint when the part does not fit its type. */
  wrong(): string
}

export interface Literal {
  readonly parts: readonly LiteralPart[]
  build(values: (Buffer | null)[]): Buffer
  /** The complaint about a part that is bound to nothing. */
  unset(index: number): string
  /** A fault that is reported only when every part fits. */
  readonly flaw?: string
}

export function literalOf(expr: LiteralExpr, receiver: Receiver): Literal {
  const { type } = receiver
  switch (expr.kind) {
    case 'list':
      return isVector(type) ? vector(expr.items, receiver) : list(expr.items, receiver)
    case 'set':
      // {} alone may also be an empty map.
      return isMap(type) && expr.items.length === 0 ? map([], receiver) : set(expr.items, receiver)
    case 'map':
      return map(expr.entries, receiver)
    case 'udt':
      return userType(expr.fields, receiver)
    case 'tuple':
      return tuple(expr.items, receiver)
  }
}

const partOf = (receiver: Receiver, name: string, type: CqlType): Receiver => ({
  keyspace: receiver.keyspace,
  table: receiver.table,
  name,
  type,
})

const noNulls = (values: readonly (Buffer | null)[], inside = 'collections'): Buffer[] =>
  values.map(value => {
    if (value === null) throw invalid(`null is not supported inside ${inside}`)
    return value
  })
const unsetInside = () => 'unset value is not supported inside collections'

/** The parts of a list, vector or set. */
function elements(
  kind: string,
  items: readonly Expr[],
  receiver: Receiver,
  of: CqlType,
): LiteralPart[] {
  const to = partOf(receiver, `value(${receiver.name})`, of)
  return items.map(expr => ({
    expr,
    to,
    wrong: () =>
      `Invalid ${kind} literal for ${receiver.name}: value ${printTerm(expr)} is not of type ${of.name}`,
  }))
}

function list(items: readonly Expr[], receiver: Receiver): Literal {
  const { type } = receiver
  if (!isList(type))
    throw invalid(`Unexpected receiver type '${type.name}'; only list and vector are expected`)
  return {
    parts: elements('list', items, receiver, type.of),
    build: values => packList(noNulls(values)),
    unset: unsetInside,
  }
}

function vector(items: readonly Expr[], receiver: Receiver): Literal {
  const { type } = receiver
  if (!isVector(type))
    throw invalid(`Invalid vector literal for ${receiver.name} of type ${type.name}`)
  if (items.length !== type.dimension) {
    throw invalid(
      `Invalid vector literal for ${receiver.name} of type ${type.name}; expected ${type.dimension} elements, but given ${items.length}`,
    )
  }
  return {
    parts: elements('vector', items, receiver, type.of),
    build: values => packVector(type.of, noNulls(values, 'vectors')),
    unset: unsetInside,
  }
}

function set(items: readonly Expr[], receiver: Receiver): Literal {
  const { type } = receiver
  if (!isSet(type)) throw invalid(`Invalid set literal for ${receiver.name} of type ${type.name}`)
  return {
    parts: elements('set', items, receiver, type.of),
    build: values => packList(sortedSet(type.of, noNulls(values))),
    unset: unsetInside,
  }
}

function map(entries: readonly (readonly [Expr, Expr])[], receiver: Receiver): Literal {
  const { type, name } = receiver
  if (!isMap(type)) throw invalid(`Invalid map literal for ${name} of type ${type.name}`)
  const half = (label: 'key' | 'value', expr: Expr, of: CqlType): LiteralPart => ({
    expr,
    to: partOf(receiver, `${label}(${name})`, of),
    wrong: () =>
      `Invalid map literal for ${name}: ${label} ${printTerm(expr)} is not of type ${of.name}`,
  })
  return {
    parts: entries.flatMap(([key, value]) => [
      half('key', key, type.key),
      half('value', value, type.value),
    ]),
    build: values => {
      const flat = noNulls(values)
      const pairs = Array.from(
        { length: flat.length / 2 },
        (_, i) => [flat[2 * i]!, flat[2 * i + 1]!] as const,
      )
      return packList(sortedMap(type.key, pairs), 2)
    },
    unset: unsetInside,
  }
}

function userType(fields: readonly (readonly [string, Expr])[], receiver: Receiver): Literal {
  const { type } = receiver
  if (!isUdt(type))
    throw invalid(`Invalid user type literal for ${receiver.name} of type ${type.name}`)
  const given = new Map(fields)
  const unknown = fields.find(([name]) => !type.fields.some(f => f.name === name))
  return {
    parts: type.fields.map(field => ({
      expr: given.get(field.name),
      to: partOf(receiver, `${receiver.name}.${field.name}`, field.type),
      wrong: () =>
        `Invalid user type literal for ${receiver.name}: field ${field.name} is not of type ${field.type.name}`,
    })),
    build: packTuple,
    unset: i =>
      `Invalid unset value for field '${type.fields[i]?.name}' of user defined type ${type.typeName}`,
    flaw: unknown && `Unknown field '${unknown[0]}' in value of user defined type ${type.typeName}`,
  }
}

function tuple(items: readonly Expr[], receiver: Receiver): Literal {
  const { type, name } = receiver
  const of = tupleParts(type)
  if (!of) throw invalid(`Invalid tuple type literal for ${name} of type ${type.name}`)
  if (items.length > of.length) {
    throw invalid(
      `Invalid tuple literal for ${name}: too many elements. Type ${type.name} expects ${of.length} but got ${items.length}`,
    )
  }
  return {
    parts: items.map((expr, i) => ({
      expr,
      to: partOf(receiver, `${name}[${i}]`, of[i]!),
      wrong: () =>
        `Invalid tuple literal for ${name}: component ${i} is not of type ${of[i]!.name}`,
    })),
    build: packTuple,
    unset: i => `Invalid unset value for tuple field number ${i}`,
  }
}
