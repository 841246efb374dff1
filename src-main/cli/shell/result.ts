// Prints the answer of DESCRIBE as cqlsh lays it out.
import type { CqlResult } from '@shared/contract'
import { padRight, widthOf } from '@shared/printed'

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
