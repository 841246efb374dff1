// What a statement does to one column, as changes of cells, and the cells that such changes are made
// of.
import { timeShifted, type Timestamp } from '../../bytes/timestamp'
import type { Bound } from '../../result'
import type { Column, Table } from '../../schema/model'
import type { Cell } from '../../storage'
import type { RowView } from '../rows/rows'
import type { Receiver } from '../terms/term'

export interface WriteContext {
  readonly values: readonly Bound[]
  readonly timestamp: Timestamp
  readonly ttl: number
  readonly now: number
  /** Ever increasing, for the order of list elements. */
  nextSequence(): number
  /** The row as it is, for operations that must read. */
  before(): RowView | undefined
  /** Was the column's value deleted, and none written since? */
  isDeleted(column: Column): boolean
}

export interface Operation {
  readonly column: Column
  readonly needsRead: boolean
  readonly counter?: boolean
  apply(context: WriteContext, cells: Cell[]): void
}

export const receiverOf = (table: Table, column: Column): Receiver => ({
  keyspace: table.keyspace,
  table: table.name,
  name: column.name,
  type: column.type,
})

export function cellOf(
  column: Column,
  context: WriteContext,
  value: Buffer | null,
  path?: string,
): Cell {
  const expires = context.ttl > 0 && value !== null ? context.now + context.ttl : 0
  return {
    column: column.id,
    path,
    timestamp: context.timestamp,
    ttl: expires ? context.ttl : 0,
    expires,
    value,
    deletedAt: value === null ? context.now : 0,
  }
}

export const wholeColumn = (column: Column, context: WriteContext, before: number): Cell => ({
  column: column.id,
  timestamp: timeShifted(context.timestamp, -before),
  ttl: 0,
  expires: 0,
  value: null,
  deletedAt: context.now,
  wholeColumn: true,
})
