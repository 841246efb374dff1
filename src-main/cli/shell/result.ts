// Prints results as cqlsh does (its print_formatted_result): values to the right, names to the
// left, NULL as `null`; EXPAND puts each row below the other.
import type { CqlResult } from '@shared/contract'
import { printableCell } from '../print/printable'
import { padLeft, padRight, widthOf } from '../print/table'

type Rows = CqlResult['rows']

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

/** The answer of DESCRIBE as cqlsh lays it out: names in columns, CREATE statements as they are. */
export function describeLines(
  result: CqlResult,
  keyspace: string | undefined,
  columns: number,
): string[] {
  const at = (name: string) => result.columns.findIndex(column => column.name === name)
  const [cluster, created, names, spaces] = [
    at('cluster'),
    at('create_statement'),
    at('name'),
    at('keyspace_name'),
  ]
  if (cluster >= 0) {
    return result.rows.flatMap(row => [
      '',
      `Cluster: ${row[cluster]}`,
      `Partitioner: ${row[at('partitioner')]}`,
      `Snitch: ${row[at('snitch')]}`,
      '',
    ])
  }
  if (created >= 0)
    return result.rows.flatMap(row => ['', row[created] ?? ''].map(unescapeNewlines))
  const isKeyspaces = result.rows.every(row => row[at('type')] === 'keyspace')
  if (isKeyspaces)
    return [
      '',
      ...columnize(
        result.rows.map(row => row[names] ?? ''),
        columns,
      ),
      '',
    ]
  const inSpaces = [...new Set(result.rows.map(row => row[spaces] ?? ''))]
  return inSpaces.flatMap(space => [
    '',
    ...(keyspace === undefined ? [`Keyspace ${space}`, '-'.repeat(9 + space.length)] : []),
    ...columnize(
      result.rows.filter(row => row[spaces] === space).map(row => row[names] ?? ''),
      columns,
    ),
  ])
}

/** The console prints newlines inside a value as \n; a CREATE statement wants them back. */
const unescapeNewlines = (text: string) => text.replaceAll('\\n', '\n')

/** Python's cmd.columnize: as few lines as fit, filled column by column. */
export function columnize(names: readonly string[], columns: number): string[] {
  for (let lines = 1; lines <= names.length; lines++) {
    const perColumn = Math.ceil(names.length / lines)
    const widths = Array.from({ length: perColumn }, (_, c) =>
      Math.max(0, ...names.slice(c * lines, (c + 1) * lines).map(widthOf)),
    )
    const total = widths.reduce((sum, width) => sum + width + 2, -2)
    if (total >= columns && lines < names.length) continue
    return Array.from({ length: lines }, (_, line) =>
      widths
        .map((width, c) => padRight(names[c * lines + line] ?? '', width))
        .join('  ')
        .trimEnd(),
    )
  }
  return []
}
