// Columns that were dropped: their ids are never given again, and a column of the same name must
// fit what may still be on disk. They are remembered among the table's options, under names that no
// option can have.
import type { OptionValue, Table, TableOptions } from './model'

const LAST_ID = '\u0000lastColumn'
const DROPPED = '\u0000dropped:'

export interface DroppedColumn {
  readonly name: string
  readonly type: string
  readonly kind: string
  readonly droppedMs: number
}

export const isHiddenOption = (name: string): boolean => name.startsWith('\u0000')

/** The highest id that was ever given to a column. */
export const lastColumnId = (table: Table): number =>
  Math.max(...table.all.map(c => c.id), Number(table.options.get(LAST_ID) ?? -1))

export function withDropped(table: Table, names: ReadonlySet<string>, nowMs: number): TableOptions {
  const options = new Map(table.options).set(LAST_ID, lastColumnId(table))
  for (const name of names) {
    const column = table.columns.get(name)
    if (column)
      options.set(
        DROPPED + name,
        new Map([
          ['type', column.type.name],
          ['kind', column.kind],
          ['dropped', String(nowMs)],
        ]),
      )
  }
  return options
}

export function droppedColumn(table: Table, name: string): DroppedColumn | undefined {
  const found = table.options.get(DROPPED + name)
  return found === undefined ? undefined : described(name, found)
}

export const droppedColumns = (table: Table): readonly DroppedColumn[] =>
  [...table.options]
    .filter(([name]) => name.startsWith(DROPPED))
    .map(([name, value]) => described(name.slice(DROPPED.length), value))

/** Older schemas remember only the type, as a text. */
function described(name: string, value: OptionValue): DroppedColumn {
  const facts = value instanceof Map ? value : new Map([['type', String(value)]])
  return {
    name,
    type: facts.get('type') ?? '',
    kind: facts.get('kind') ?? 'regular',
    droppedMs: Number(facts.get('dropped') ?? 0),
  }
}
