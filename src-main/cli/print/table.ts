// Prints columns on a terminal: words to the left, numbers to the right, as wide as the widest
// cell. Cells may hold foreign data.
import { padLeft, padRight, printableCell, widthOf } from '@shared/printed'

export interface TableColumn {
  readonly title: string
  readonly align?: 'left' | 'right'
}

export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [columns.map(column => column.title), ...rows.map(row => row.map(printableCell))]
  const widths = columns.map((_, at) =>
    lines.reduce((widest, cells) => Math.max(widest, widthOf(cells[at] ?? '')), 0),
  )
  const pad = (cell: string, at: number) =>
    (columns[at]?.align === 'right' ? padLeft : padRight)(cell, widths[at]!)
  return lines.map(cells => `${cells.map(pad).join('  ').trimEnd()}\n`).join('')
}
