// The running live view: the table that screens read. It keeps nothing over a restart, because the
// nodes before it give their whole tables out again.
import type { ViewRow } from '@shared/contract'
import { printType, compileWriter, type Row } from '@shared/expr'
import { KeyedTable } from '@shared/feed'
import type { ViewChart } from '@shared/lab'
import type { StreamType } from '../../../model/batch'
import type { Operator, ReadBack, StoredRow } from '../../../model/operator'
import { keyTextOf, shownValue } from '../../../model/rows'

/**
 * The rows of a view by the names of its columns. Which rows it gave up because it was full, it
 * knows no more.
 */

export function viewBack(name: string, { view }: Operator, names: readonly string[]): ReadBack {
  const rows = [...(view?.table.values() ?? [])].map(({ values }) =>
    Object.fromEntries(names.map((column, i) => [column, values[i] ?? null])),
  )
  return { name, rows, ...(view && view.table.evicted > 0 ? { rowsInAll: null } : {}) }
}

export interface ViewShape {
  readonly chart?: ViewChart
  readonly x?: string
  readonly y?: readonly string[]
  readonly by?: string
}

export function viewOperator(
  input: StreamType,
  names: readonly string[],
  rowsMax: number,
  info: ViewShape,
): Operator {
  const table = new KeyedTable<ViewRow>({ rowsMax })
  const columns = names.flatMap(name => {
    const field = input.row.fields.find(f => f.name === name)
    return field
      ? [
          {
            name,
            type: printType(field.type),
            write: compileWriter(field.type, { decimals: 'number' }),
          },
        ]
      : []
  })
  const keyText = input.keys ? keyTextOf(input.keys, input.row) : undefined
  let count = 0
  const show = (row: Row) => {
    const key = keyText ? keyText(row) : String(count++)
    table.set(key, {
      key,
      values: columns.map(({ name, write }) => shownValue(row[name], write)),
      changedAt: Date.now(),
    })
  }
  const storedRow = (key: string): StoredRow | undefined => {
    const found = table.get(key)
    return (
      found && Object.fromEntries(columns.map(({ name }, i) => [name, found.values[i] ?? null]))
    )
  }
  return {
    view: { info: { ...info, columns: columns.map(({ name, type }) => ({ name, type })) }, table },
    batch(_input, { rows, removed }) {
      // Of a list of events only the last rows can be seen.
      for (const row of keyText ? rows : rows.slice(-rowsMax)) show(row)
      if (keyText && removed) for (const key of removed) table.delete(keyText(key))
    },
    ...(keyText ? { stored: async rows => rows.map(row => storedRow(keyText(row))) } : {}),
    async clear() {
      table.clear()
    },
    stateKeys: () => table.size,
  }
}
