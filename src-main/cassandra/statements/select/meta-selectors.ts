// writetime(x), maxwritetime(x) and ttl(x): facts about a cell instead of its value.
import { type Expr, printTerm } from '@shared/cql'
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import {
  type CqlType,
  integerToBytes,
  isMap,
  isSet,
  isUdt,
  listType,
  native,
  packList,
} from '../../types'
import type { Cell } from '../../storage'
import type { Scope } from '../context'
import { findColumn } from '../rows/restrictions'
import { fieldPath, pathOf } from '../rows/rows'
import { compileTerm } from '../terms/terms'
import { keyReceiver, noElements } from './part-selectors'
import type { CompiledSelector, EvalContext } from './selector'

export function metaSelector(
  scope: Scope,
  table: Table,
  expr: Extract<Expr, { kind: 'meta' }>,
): CompiledSelector {
  const base =
    expr.of.kind === 'column'
      ? expr.of
      : expr.of.kind === 'field' || expr.of.kind === 'element' || expr.of.kind === 'slice'
        ? expr.of.of
        : undefined
  if (base?.kind !== 'column')
    throw invalid(`Cannot use selection function ${expr.fn} on ${printTerm(expr.of)}`)
  const column = findColumn(table, base.name)
  if (column.slot < 0)
    throw invalid(`Cannot use selection function ${expr.fn} on PRIMARY KEY part ${column.name}`)
  const of = expr.fn === 'ttl' ? native('int') : native('bigint')
  const title = `${expr.fn}(${printTerm(expr.of)})`
  const read = (cell: Cell, now: number): Buffer | null => {
    if (expr.fn !== 'ttl') return integerToBytes(BigInt(cell.timestamp), 8)
    return cell.expires > 0 ? integerToBytes(BigInt(cell.expires - now), 4) : null
  }
  const chosen = cellsOf(scope, table, column.type, expr.of)
  const found = (context: EvalContext) => {
    const cells = context.view.cells[column.slot]
    if (!cells) return []
    return Array.isArray(cells) ? cells.filter(chosen(context)) : [cells]
  }
  const isMany = expr.of.kind === 'column' || expr.of.kind === 'slice'
  if (column.type.multiCell && isMany && expr.fn !== 'maxwritetime') {
    const value = (context: EvalContext) => {
      const cells = found(context)
      return cells.length > 0 ? packList(cells.map(c => read(c, context.now))) : null
    }
    return { title, type: listType(of, true), value }
  }
  return {
    title,
    type: of,
    value: context => {
      const cells = found(context)
      if (cells.length === 0) return null
      const latest = cells.reduce((a, b) => (b.timestamp > a.timestamp ? b : a))
      return read(latest, context.now)
    },
  }
}

type Chosen = (context: EvalContext) => (cell: Cell) => boolean

/** The cells of a column that an expression means: all, an element's, a field's, those of a slice. */
function cellsOf(scope: Scope, table: Table, type: CqlType, of: Expr): Chosen {
  if (of.kind === 'field' && isUdt(type)) {
    const path = fieldPath(type.fields.findIndex(f => f.name === of.name))
    return () => cell => cell.path === path
  }
  if (of.kind !== 'element' && of.kind !== 'slice') return () => () => true
  if (!isMap(type) && !isSet(type)) throw noElements(type, of)
  const keyType = isMap(type) ? type.key : type.of
  const to = keyReceiver(table, type, of)
  const pathTo = (key: Expr) => {
    const term = compileTerm(scope, key, to)
    return (context: EvalContext) => {
      const value = term.bind(context.values)
      return value ? pathOf(keyType, value) : undefined
    }
  }
  if (of.kind === 'element') {
    const wanted = pathTo(of.key)
    return context => {
      const path = wanted(context)
      return cell => cell.path === path
    }
  }
  const from = of.from && pathTo(of.from)
  const last = of.to && pathTo(of.to)
  return context => {
    const [low = '', high] = [from?.(context), last?.(context)]
    return ({ path = '' }) => path >= low && (high === undefined || path <= high)
  }
}
