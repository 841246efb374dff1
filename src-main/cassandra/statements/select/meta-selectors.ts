// writetime(x), maxwritetime(x) and ttl(x): facts about a cell instead of its value.
import { type Expr, printTerm } from '@shared/cql'
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import {
  type CqlType,
  integerToBytes,
  isMap,
  isNative,
  isUdt,
  listType,
  native,
  packList,
} from '../../types'
import type { Cell } from '../../storage'
import { findColumn } from '../rows/restrictions'
import { fieldPath, pathOf } from '../rows/rows'
import type { CompiledSelector, EvalContext } from './selector'

export function metaSelector(
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
  if (column.type.kind === 'counter' && expr.fn === 'ttl')
    throw invalid(`Cannot use selection function ttl on counters`)
  const of = expr.fn === 'ttl' ? native('int') : native('bigint')
  const title = `${expr.fn}(${printTerm(expr.of)})`
  const whole = column.type.multiCell && expr.of.kind === 'column'
  const read = (cell: Cell, now: number): Buffer | null => {
    if (expr.fn !== 'ttl') return integerToBytes(BigInt(cell.timestamp), 8)
    return cell.expires > 0 ? integerToBytes(BigInt(cell.expires - now), 4) : null
  }
  if (whole && expr.fn !== 'maxwritetime') {
    const value = (context: EvalContext) => {
      const cells = context.view.cells[column.slot]
      if (!Array.isArray(cells)) return null
      return packList(cells.map(c => read(c, context.now)))
    }
    return { title, type: listType(of, true), value }
  }
  const only = elementPathOf(column.type, expr.of)
  return {
    title,
    type: of,
    value: context => {
      const found = context.view.cells[column.slot]
      const cells = Array.isArray(found)
        ? found.filter(c => only === undefined || c.path === only)
        : found
          ? [found]
          : []
      if (cells.length === 0) return null
      const latest = cells.reduce((a, b) => (b.timestamp > a.timestamp ? b : a))
      return read(latest, context.now)
    },
  }
}

function elementPathOf(type: CqlType, of: Expr): string | undefined {
  if (of.kind === 'field' && isUdt(type))
    return fieldPath(type.fields.findIndex(f => f.name === of.name))
  if (of.kind === 'element' && of.key.kind === 'constant' && isMap(type) && isNative(type.key))
    return pathOf(type.key, type.key.parse(of.key.text))
  return undefined
}
