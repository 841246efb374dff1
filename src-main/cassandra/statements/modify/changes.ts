// Changes that build on what a column has: c = c + x, c = c - x, c = x + c, for counters and
// collections. Follows Cassandra's Operation, Lists, Sets and Maps.
import { printTerm, type UpdateOperation } from '@shared/cql'
import { laterTime, timeShifted } from '../../bytes/timestamp'
import { CqlError, invalid, serverError } from '../../errors'
import type { Column, Table } from '../../schema/model'
import {
  type CqlType,
  isCollection,
  isList,
  isMap,
  isSet,
  isTuple,
  isUdt,
  setType,
  unpackList,
} from '../../types'
import { callSignature, isNumeric, additionOf } from '../../functions'
import type { Scope } from '../context'
import { pathOf } from '../rows/rows'
import type { Receiver, Term } from '../terms/term'
import { compileTerm } from '../terms/terms'
import { addElements, listCells } from './elements'
import { cellOf, type Operation, receiverOf } from './operation'

export type Change = Extract<UpdateOperation, { kind: 'add' | 'subtract' | 'prepend' }>

function printChange({ column, kind, value }: Change): string {
  const text = printTerm(value)
  // The minus is Cassandra's own slip of the pen.
  if (kind === 'prepend') return `${column} = ${text} - ${column}`
  return `${column} = ${column} ${kind === 'add' ? '+' : '-'} ${text}`
}

export function compileChange(
  scope: Scope,
  table: Table,
  column: Column,
  operation: Change,
  conditional: boolean,
): Operation {
  const { type } = column
  const to = receiverOf(table, column)
  if (operation.kind === 'prepend' && !(isList(type) && type.multiCell)) {
    compileTerm(scope, operation.value, to)
    throw invalid(
      `Invalid operation (${printChange(operation)}) for ${isList(type) ? 'frozen' : 'non'} list column ${column.name}`,
    )
  }
  if (type.kind === 'counter') {
    const term = compileTerm(scope, operation.value, to)
    return counterChange(column, term, operation.kind === 'subtract')
  }
  if (!isCollection(type)) {
    const isTupleLike = isUdt(type) || isTuple(type)
    if (conditional && operation.kind === 'add' && !isTupleLike)
      return sumChange(scope, table, column, operation)
    const what = isTupleLike && operation.kind === 'add' ? 'tuple' : 'non counter'
    throw invalid(`Invalid operation (${printChange(operation)}) for ${what} column ${column.name}`)
  }
  if (!type.multiCell)
    throw invalid(
      `Invalid operation (${printChange(operation)}) for frozen collection column ${column.name}`,
    )
  if (operation.kind === 'prepend')
    return adding(column, compileTerm(scope, operation.value, to), true)
  if (operation.kind === 'add') return adding(column, changeTerm(scope, type, operation, to), false)
  return removing(column, changeTerm(scope, type, operation, to))
}

/** From a map, keys are taken away: m - {'k'}. */
function changeTerm(scope: Scope, type: CqlType, { kind, value }: Change, to: Receiver): Term {
  if (!isMap(type)) return compileTerm(scope, value, to)
  const isAdded = kind === 'add'
  try {
    return compileTerm(scope, value, isAdded ? to : { ...to, type: setType(type.key, true) })
  } catch (error) {
    if (!(error instanceof CqlError)) throw error
    throw invalid(
      `Value for a map ${isAdded ? 'addition has to be a map' : 'substraction has to be a set'}, but was: '${printTerm(value)}'`,
    )
  }
}

function adding(column: Column, term: Term, prepend: boolean): Operation {
  return {
    column,
    needsRead: false,
    apply(context, cells) {
      const value = term.bind(context.values)
      if (value) addElements(column, context, value, cells, prepend)
    },
  }
}

function removing(column: Column, term: Term): Operation {
  const { type } = column
  return {
    column,
    needsRead: isList(type),
    apply(context, cells) {
      const value = term.bind(context.values)
      if (!value) return
      if (isList(type)) {
        const gone = unpackList(value)
        for (const cell of listCells(column, context)) {
          const found =
            cell.value && gone.some(g => cell.value && type.of.compare(g, cell.value) === 0)
          if (found) cells.push(cellOf(column, context, null, cell.path))
        }
        return
      }
      const of = isMap(type) ? type.key : isSet(type) ? type.of : type
      for (const item of unpackList(value))
        cells.push(cellOf(column, context, null, pathOf(of, item)))
    },
  }
}

/** v = v + x in a conditional statement: a number or a text that grows; null stays null. */
function sumChange(scope: Scope, table: Table, column: Column, operation: Change): Operation {
  const { type } = column
  const sum = additionOf(type)
  if (!sum)
    throw invalid(
      `Invalid operation (${printChange(operation)}) for non-numeric and non-text type ${column.name}`,
    )
  const term = compileTerm(scope, operation.value, receiverOf(table, column))
  return {
    column,
    needsRead: true,
    apply(context, cells) {
      const value = term.bind(context.values)
      if (value === undefined) return
      if (value === null)
        throw serverError(
          `java.lang.NullPointerException: Cannot invoke "java.nio.ByteBuffer.remaining()" because "${isNumeric(type) ? 'value' : 'append'}" is null`,
        )
      const cell = context.before()?.cells[column.slot]
      if (!cell || Array.isArray(cell) || !cell.value) return
      cells.push(cellOf(column, context, callSignature(sum, [cell.value, value])))
    },
  }
}

const LEAST = -(2n ** 63n)

function counterChange(column: Column, term: Term, negative: boolean): Operation {
  return {
    column,
    needsRead: true,
    counter: true,
    apply(context, cells) {
      const value = term.bind(context.values)
      if (value === undefined) return
      if (value === null) throw invalid('Invalid null value for counter increment/decrement')
      const change = value.readBigInt64BE()
      if (negative && change === LEAST)
        throw invalid(
          `The negation of ${change} overflows supported counter precision (signed 8 bytes integer)`,
        )
      // An assignment before this one in the same statement counts as well.
      const before = cells.findLast(written => written.column === column.id)
      const cell = before ?? context.before()?.cells[column.slot]
      // A counter that was deleted stays dead, as in Cassandra.
      if (!cell && context.isDeleted(column)) return
      const old = cell && !Array.isArray(cell) && cell.value ? cell.value.readBigInt64BE() : 0n
      const sum = Buffer.allocUnsafe(8)
      sum.writeBigInt64BE(BigInt.asIntN(64, negative ? old - change : old + change))
      // The sum replaces the old value: it must be later, whatever the clocks say.
      const timestamp =
        cell && !Array.isArray(cell)
          ? laterTime(context.timestamp, timeShifted(cell.timestamp, 1))
          : context.timestamp
      cells.push({ ...cellOf(column, context, sum), timestamp })
    },
  }
}
