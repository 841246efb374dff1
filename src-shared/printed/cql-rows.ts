// Prints rows as cqlsh does (its print_formatted_result): values to the right, names to the left,
// NULL as `null`; EXPAND puts each row below the other.
import { printableCell } from './printable'
import { padLeft, padRight, widthOf } from './width'

type Rows = readonly (readonly (string | null)[])[]

export function tableLines(names: readonly string[], rows: Rows, withHeader = true): string[] {
  const cells = rows.map(row => row.map(cell => printableCell(cell ?? 'null')))
  const widths = names.map((name, at) =>
    cells.reduce((widest, row) => Math.max(widest, widthOf(row[at] ?? '')), widthOf(name)),
  )
  const header = withHeader
    ? [
        ` ${names.map((name, at) => padRight(name, widths[at]!)).join(' | ')}`.trimEnd(),
        `-${widths.map(w => '-'.repeat(w)).join('-+-')}-`,
      ]
    : []
  return [
    ...header,
    ...cells.map(row => ` ${row.map((cell, at) => padLeft(cell, widths[at]!)).join(' | ')}`),
  ]
}

export function expandedLines(names: readonly string[], rows: Rows, firstRow: number): string[] {
  const nameWidth = Math.max(0, ...names.map(widthOf))
  const valueWidth = rows
    .flat()
    .reduce((widest, cell) => Math.max(widest, widthOf(printableCell(cell ?? 'null'))), 0)
  return rows.flatMap((row, at) => {
    const cells = row.map(cell => printableCell(cell ?? 'null'))
    return [
      `@ Row ${firstRow + at + 1}`,
      `-${'-'.repeat(nameWidth)}-+-${'-'.repeat(valueWidth)}-`,
      ...names.map((name, column) =>
        ` ${padRight(name, nameWidth)} | ${padRight(cells[column] ?? 'null', valueWidth)}`.trimEnd(),
      ),
      '',
    ]
  })
}
