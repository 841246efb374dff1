// The elements of collections and user types as cells. Each element's path in its column keeps the
// order: a list is ordered by the time at which its elements were added.
import type { Expr } from '@shared/cql'
import { invalid } from '../../errors'
import type { Column, Table } from '../../schema/model'
import type { Cell } from '../../storage'
import { isList, isMap, isSet, isUdt, native, unpackList, unpackTuple } from '../../types'
import type { Scope } from '../context'
import { fieldPath, pathOf } from '../rows/rows'
import { compileTerm } from '../terms/terms'
import { cellOf, receiverOf, type WriteContext } from './operation'

/** Elements are sorted by path: appended ones count up from the middle, prepended ones down. */
const MIDDLE = 2 ** 52
function sequencePath(n: number): string {
  const at = MIDDLE + n
  const high = Math.floor(at / 2 ** 32)
  const low = at >>> 0
  return String.fromCharCode(
    high >>> 24,
    (high >> 16) & 255,
    (high >> 8) & 255,
    high & 255,
    low >>> 24,
    (low >> 16) & 255,
    (low >> 8) & 255,
    low & 255,
  )
}

export function addElements(
  column: Column,
  context: WriteContext,
  value: Buffer,
  cells: Cell[],
  prepend = false,
): void {
  const { type } = column
  if (isList(type)) {
    const items = unpackList(value)
    const paths = items.map(() =>
      sequencePath(prepend ? -context.nextSequence() : context.nextSequence()),
    )
    if (prepend) paths.reverse()
    items.forEach((item, i) => cells.push(cellOf(column, context, item, paths[i])))
  } else if (isSet(type)) {
    for (const item of unpackList(value))
      cells.push(cellOf(column, context, Buffer.alloc(0), pathOf(type.of, item)))
  } else if (isMap(type)) {
    const parts = unpackList(value, 2)
    for (let i = 0; i < parts.length; i += 2)
      cells.push(cellOf(column, context, parts[i + 1]!, pathOf(type.key, parts[i]!)))
  } else if (isUdt(type)) {
    unpackTuple(value).forEach((field, i) =>
      cells.push(cellOf(column, context, field, fieldPath(i))),
    )
  }
}

/** The elements of a list as it is. */
export function listCells(column: Column, context: WriteContext): readonly Cell[] {
  const cells = context.before()?.cells[column.slot]
  return Array.isArray(cells) ? cells : []
}

export function elementPath(
  scope: Scope,
  table: Table,
  column: Column,
  key: Expr,
  doing: 'set' | 'delete',
): { needsRead: boolean; path(context: WriteContext): string } {
  const { type } = column
  const to = receiverOf(table, column)
  if (isList(type)) {
    const index = compileTerm(scope, key, {
      ...to,
      name: `idx(${column.name})`,
      type: native('int'),
    })
    return {
      needsRead: true,
      path(context) {
        const bytes = index.bind(context.values)
        if (!bytes)
          throw invalid(`Invalid ${bytes === null ? 'null' : 'unset'} value for list index`)
        const at = bytes.readInt32BE()
        const cells = listCells(column, context)
        if (cells.length === 0)
          throw invalid(
            `Attempted to ${doing} an element ${doing === 'set' ? 'on' : 'from'} a list which is null`,
          )
        const cell = cells[at]
        if (at < 0 || !cell)
          throw invalid(`List index ${at} out of bound, list has size ${cells.length}`)
        return cell.path ?? ''
      },
    }
  }
  const of = isMap(type) ? type.key : isSet(type) ? type.of : undefined
  if (!of) throw invalid(`Invalid operation on ${column.name}`)
  const term = compileTerm(scope, key, {
    ...to,
    name: `${isMap(type) ? 'key' : 'value'}(${column.name})`,
    type: of,
  })
  return {
    needsRead: false,
    path(context) {
      const value = term.bind(context.values)
      if (!value)
        throw invalid(
          `Invalid ${value === null ? 'null' : 'unset'} ${isMap(type) ? 'map key' : 'set element'}`,
        )
      return pathOf(of, value)
    },
  }
}
