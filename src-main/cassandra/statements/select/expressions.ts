// Questions about the expression of a selector that need no types.
import type { Expr } from '@shared/cql'
import type { Column, Table } from '../../schema/model'
import { findColumn } from '../rows/restrictions'

/** The columns that an expression mentions. */
export function columnsIn(table: Table, expr: Expr): Column[] {
  switch (expr.kind) {
    case 'column':
      return [findColumn(table, expr.name)]
    case 'call':
      return expr.args.flatMap(arg => columnsIn(table, arg))
    case 'cast':
    case 'negate':
    case 'typeHint':
      return columnsIn(table, expr.arg)
    case 'operation':
      return [...columnsIn(table, expr.left), ...columnsIn(table, expr.right)]
    case 'field':
    case 'element':
    case 'slice':
    case 'meta':
      return columnsIn(table, expr.of)
    case 'list':
    case 'set':
    case 'tuple':
      return expr.items.flatMap(item => columnsIn(table, item))
    default:
      return []
  }
}

/** Nothing but literals and what is computed of them. */
export function isConstant(expr: Expr): boolean {
  if (expr.kind === 'operation') return isConstant(expr.left) && isConstant(expr.right)
  if (expr.kind === 'negate' || expr.kind === 'typeHint') return isConstant(expr.arg)
  return expr.kind === 'constant'
}

/** A collection literal without columns: it takes the expected type. */
export const isLiteralCollection = (expr: Expr) =>
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

export function containsAggregate(expr: Expr): boolean {
  if (expr.kind === 'countRows') return true
  if (expr.kind === 'call') return AGGREGATES.has(expr.name) || expr.args.some(containsAggregate)
  if (expr.kind === 'operation')
    return containsAggregate(expr.left) || containsAggregate(expr.right)
  return expr.kind === 'negate' || expr.kind === 'cast' ? containsAggregate(expr.arg) : false
}
