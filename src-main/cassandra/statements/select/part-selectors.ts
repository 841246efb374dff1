// Selectors of a part: a field of a user type, an element or a slice of a set or map.
import { type Expr, printTerm } from '@shared/cql'
import { invalid } from '../../errors'
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
import type { Term } from '../terms/term'
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

export function elementSelector(
  scope: Scope,
  table: Table,
  of: CompiledSelector,
  expr: Extract<Expr, { kind: 'element' | 'slice' }>,
): CompiledSelector {
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
    keyspace: table.keyspace,
    table: table.name,
    name: `key(${printTerm(expr.of)})`,
    type: keyType,
  }
  const title = `${of.title}${printTerm(expr).slice(printTerm(expr.of).length)}`
  const elements = { of, title, type, keyType }
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
      return kept.length > 0 ? packList(kept, step) : null
    },
  }
}

function elementOf({ of, title, type, keyType }: Elements, key: Term): CompiledSelector {
  const step = stepOf(type)
  return {
    title,
    type: isMap(type) ? type.value : keyType,
    value: context => {
      const value = of.value(context)
      const wanted = key.bind(context.values)
      if (!value || !wanted) return null
      const parts = unpackList(value, step)
      for (let i = 0; i < parts.length; i += step)
        if (keyType.compare(parts[i]!, wanted) === 0) return parts[i + step - 1]!
      return null
    },
  }
}
