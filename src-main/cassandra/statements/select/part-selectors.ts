// Selectors of a part: a field of a user type, an element or a slice of a set or map.
import { type Expr, printTerm } from '@shared/cql'
import { invalid, serverError } from '../../errors'
import type { Table } from '../../schema/model'
import {
  type CqlType,
  isCollection,
  isMap,
  isSet,
  isUdt,
  type MapType,
  packList,
  type CollectionType,
  unpackList,
  unpackTuple,
} from '../../types'
import type { Scope } from '../context'
import type { Receiver, Term } from '../terms/term'
import { compileTerm } from '../terms/terms'
import type { CompiledSelector } from './selector'

export function fieldSelector(
  of: CompiledSelector,
  expr: Extract<Expr, { kind: 'field' }>,
): CompiledSelector {
  if (!isUdt(of.type))
    throw invalid(
      `Invalid field selection: ${printTerm(expr.of)} of type ${of.type.name} is not a user type`,
    )
  const index = of.type.fields.findIndex(f => f.name === expr.name)
  const field = of.type.fields[index]
  if (!field)
    throw invalid(`${printTerm(expr.of)} of type ${of.type.name} has no field ${expr.name}`)
  return {
    title: `${of.title}.${expr.name}`,
    type: field.type,
    value: context => {
      const value = of.value(context)
      return value ? (unpackTuple(value)[index] ?? null) : null
    },
  }
}

type PartExpr = Extract<Expr, { kind: 'element' | 'slice' }>

/** Why a value of this type has no elements to select. */
export function noElements(type: CqlType, expr: PartExpr): Error {
  const shown = printTerm(expr.of)
  if (isCollection(type)) {
    const what = expr.kind === 'slice' ? 'Slice' : 'Element'
    return invalid(`${what} selection is only allowed on sets and maps, but ${shown} is a list`)
  }
  return invalid(
    expr.kind === 'slice'
      ? `Invalid slice selection: ${shown} of type ${type.name} is not a collection`
      : `Invalid element selection: ${shown} is of type ${type.name} is not a collection`,
  )
}

export function keyReceiver(
  table: Table,
  type: MapType | CollectionType,
  expr: PartExpr,
): Receiver {
  const isKey = isMap(type)
  return {
    keyspace: table.keyspace,
    table: table.name,
    name: `${isKey ? 'key' : 'value'}(${printTerm(expr.of)})`,
    type: isKey ? type.key : type.of,
  }
}

export function elementSelector(
  scope: Scope,
  table: Table,
  of: CompiledSelector,
  expr: PartExpr,
): CompiledSelector {
  const { type } = of
  if (!isMap(type) && !isSet(type)) throw noElements(type, expr)
  const to = keyReceiver(table, type, expr)
  const title = `${of.title}${printTerm(expr).slice(printTerm(expr.of).length)}`
  const elements = { of, title, type, keyType: to.type }
  if (expr.kind === 'slice') {
    const from = expr.from && compileTerm(scope, expr.from, to)
    return sliceOf(elements, from, expr.to && compileTerm(scope, expr.to, to))
  }
  return elementOf(elements, compileTerm(scope, expr.key, to))
}

interface Elements {
  readonly of: CompiledSelector
  readonly title: string
  readonly type: MapType | CollectionType
  readonly keyType: CqlType
}

const stepOf = (type: CqlType) => (isMap(type) ? 2 : 1)

function sliceOf(
  { of, title, type, keyType }: Elements,
  from: Term | undefined,
  to: Term | undefined,
): CompiledSelector {
  const step = stepOf(type)
  return {
    title,
    type,
    value: context => {
      const value = of.value(context)
      const [low, high] = [from?.bind(context.values), to?.bind(context.values)]
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
      return kept.length > 0 || !type.multiCell ? packList(kept, step) : null
    },
  }
}

/** Cassandra compares the bytes of keys, and a null has none. */
const nullKey = () =>
  serverError(
    'java.lang.NullPointerException: Cannot invoke "java.nio.ByteBuffer.hasArray()" because "buffer1" is null',
  )

function elementOf({ of, title, type, keyType }: Elements, key: Term): CompiledSelector {
  const step = stepOf(type)
  return {
    title,
    type: isMap(type) ? type.value : keyType,
    value: context => {
      const value = of.value(context)
      const wanted = key.bind(context.values)
      if (!wanted && value && /^(text|ascii|blob)$/.test(keyType.kind)) throw nullKey()
      if (!value || !wanted) return null
      const parts = unpackList(value, step)
      for (let i = 0; i < parts.length; i += step)
        if (keyType.compare(parts[i]!, wanted) === 0) return parts[i + step - 1]!
      return null
    },
  }
}
