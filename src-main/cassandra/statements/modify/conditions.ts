// IF …: the comparisons of a conditional write, and its answer when it does not apply.
import { type Condition } from '@shared/cql'
import { classCast, invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import {
  classNameOf,
  type CqlType,
  isCollection,
  isList,
  isMap,
  isUdt,
  native,
  unpackList,
  unpackTuple,
} from '../../types'
import type { Scope } from '../context'
import type { Bound, Result, ResultColumn } from '../../result'
import { receiverOf } from './operation'
import { findColumn, inValues, type Values } from '../rows/restrictions'
import { containsValue, elementType } from '../rows/contains'
import { type RowView, valueOf } from '../rows/rows'
import { compileTerm } from '../terms/terms'
import { type Term } from '../terms/term'

export interface CompiledCondition {
  readonly column: Column
  holds(view: RowView | undefined, values: readonly Bound[]): boolean
}

export function compileCondition(
  scope: Scope,
  table: Table,
  condition: Condition,
): CompiledCondition {
  const column = findColumn(table, condition.column)
  if (column.kind === 'partition_key' || column.kind === 'clustering') {
    throw invalid(`PRIMARY KEY column '${column.name}' cannot have IF conditions`)
  }
  const { type } = column
  if (type.kind === 'counter') throw invalid('Conditions on counters are not supported')
  if (condition.op === 'CONTAINS' || condition.op === 'CONTAINS KEY')
    return containsCondition(scope, table, column, condition)
  const part = partOf(scope, table, column, condition)
  const to = { ...receiverOf(table, column), name: part.name, type: part.type }
  const wanted: { term?: Term; values?: Values } = condition.values
    ? { values: inValues(scope, condition.values, to) }
    : { term: condition.value && compileTerm(scope, condition.value, to) }
  if (
    type.kind === 'duration' &&
    condition.op !== '=' &&
    condition.op !== '!=' &&
    condition.op !== 'IN'
  ) {
    throw invalid('Slice conditions ( ' + condition.op + ' ) are not supported on durations')
  }
  return {
    column,
    holds(view, values) {
      const actual = part.read(view && valueOf(column, view), values)
      if (wanted.values) {
        const all = wanted.values.list
          ? listOf(wanted.values.list.bind(values))
          : (wanted.values.terms ?? []).map(t => t.bind(values) ?? null)
        return all.some(option => equal(part.type, actual, option))
      }
      const value = wanted.term?.bind(values)
      if (value === undefined) throw invalid(`Invalid 'unset' value in condition`)
      return compare(part.type, actual, condition.op, value)
    },
  }
}

function listOf(bytes: Bound): Buffer[] {
  if (!bytes) throw invalid('Invalid null list in IN condition')
  return unpackList(bytes)
}

const equal = (type: CqlType, a: Buffer | null, b: Buffer | null) =>
  a === null || b === null ? a === b : type.compare(a, b) === 0

function compare(
  type: CqlType,
  actual: Buffer | null,
  op: Condition['op'],
  value: Buffer | null,
): boolean {
  if (op === '=') return equal(type, actual, emptyAsNull(type, value))
  if (op === '!=') return !equal(type, actual, emptyAsNull(type, value))
  if (value === null) throw invalid(`Invalid comparison with null for operator "${op}"`)
  if (actual === null) return false
  const order = type.compare(actual, value)
  return op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '>' ? order > 0 : order >= 0
}

/** An empty collection that is not frozen is the same as null. */
const emptyAsNull = (type: CqlType, value: Buffer | null) =>
  value && isCollection(type) && type.multiCell && value.readInt32BE() === 0 ? null : value

interface Part {
  readonly name: string
  readonly type: CqlType
  read(value: Buffer | null | undefined, values: readonly Bound[]): Buffer | null
}

function partOf(scope: Scope, table: Table, column: Column, condition: Condition): Part {
  const { type } = column
  if (condition.field !== undefined) {
    if (!isUdt(type)) throw classCast(`db.marshal.${classNameOf(type)}`, 'db.marshal.UserType')
    const index = type.fields.findIndex(f => f.name === condition.field)
    const field = type.fields[index]
    if (!field) throw invalid(`Unknown field ${condition.field} for column ${column.name}`)
    return {
      name: `${column.name}.${condition.field}`,
      type: field.type,
      read: value => (value ? (unpackTuple(value)[index] ?? null) : null),
    }
  }
  if (!condition.element) return { name: column.name, type, read: value => value ?? null }
  const to = receiverOf(table, column)
  if (isMap(type)) {
    const key = compileTerm(scope, condition.element, {
      ...to,
      name: `key(${column.name})`,
      type: type.key,
    })
    return {
      name: `value(${column.name})`,
      type: type.value,
      read: (value, values) => mapEntry(type, value, key.bind(values)),
    }
  }
  if (isList(type)) {
    const index = compileTerm(scope, condition.element, {
      ...to,
      name: `idx(${column.name})`,
      type: native('int'),
    })
    return {
      name: `value(${column.name})`,
      type: type.of,
      read: (value, values) => listEntry(value, index.bind(values)),
    }
  }
  throw invalid(
    isCollection(type)
      ? `Invalid element access syntax for set column ${column.name}`
      : `Invalid element access syntax for non-collection column ${column.name}`,
  )
}

export function mapEntry(
  type: Extract<CqlType, object> & { key: CqlType },
  value: Buffer | null | undefined,
  key: Bound,
): Buffer | null {
  if (!key) throw invalid('Invalid null value for map element access')
  if (!value) return null
  const parts = unpackList(value, 2)
  for (let i = 0; i < parts.length; i += 2)
    if (type.key.compare(parts[i]!, key) === 0) return parts[i + 1]!
  return null
}

function listEntry(value: Buffer | null | undefined, index: Bound): Buffer | null {
  if (!index) throw invalid('Invalid null value for list element access')
  const at = index.readInt32BE()
  if (at < 0) throw invalid(`Invalid negative list index ${at}`)
  return (value && unpackList(value)[at]) ?? null
}

function containsCondition(
  scope: Scope,
  table: Table,
  column: Column,
  condition: Condition,
): CompiledCondition {
  const { type } = column
  if (!isCollection(type))
    throw invalid(`Cannot use ${condition.op} on non-collection column ${column.name}`)
  if (condition.op === 'CONTAINS KEY' && !isMap(type))
    throw invalid(`Cannot use CONTAINS KEY on non-map column ${column.name}`)
  const byKey = condition.op === 'CONTAINS KEY'
  const of = isMap(type) ? (byKey ? type.key : type.value) : elementType(type)
  const term =
    condition.value &&
    compileTerm(scope, condition.value, {
      ...receiverOf(table, column),
      name: `value(${column.name})`,
      type: of,
    })
  return {
    column,
    holds(view, values) {
      const wanted = term?.bind(values)
      if (!wanted) throw invalid(`Invalid comparison with null for operator "${condition.op}"`)
      const value = view && valueOf(column, view)
      return value ? containsValue(type, value, wanted, byKey) : false
    },
  }
}

const boolean = native('boolean')
const TRUE = Buffer.from([1])
const FALSE = Buffer.from([0])
const appliedColumn = (table: Table): ResultColumn => ({
  keyspace: table.keyspace,
  table: table.name,
  name: '[applied]',
  type: boolean,
})

export function applied(table: Table): Result {
  return { kind: 'rows', columns: [appliedColumn(table)], rows: [[TRUE]] }
}

/** The rows that were in the way; without any, nothing but the verdict. */
export function notApplied(
  table: Table,
  columns: readonly Column[],
  views: readonly RowView[],
): Result {
  if (views.length === 0) return { kind: 'rows', columns: [appliedColumn(table)], rows: [[FALSE]] }
  const named = columns.map(c => ({
    keyspace: table.keyspace,
    table: table.name,
    name: c.name,
    type: c.type,
  }))
  return {
    kind: 'rows',
    columns: [appliedColumn(table), ...named],
    rows: views.map(view => [FALSE, ...columns.map(c => valueOf(c, view))]),
  }
}
