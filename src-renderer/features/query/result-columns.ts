// The columns of a result table: the row's number, then each column with its type, as wide as its
// longest value of the first rows, and with a key where the schema knows one.
import { t, type Column } from '@renderer/ui'
import type { CqlColumn } from '@shared/contract'
import { isNumeric } from './export-rows'

export interface ResultRow {
  readonly values: readonly (string | null)[]
  readonly index: number
}

const CHAR_PX = 7.4
const SAMPLED = 100

export function resultColumns(
  columns: readonly CqlColumn[],
  rows: readonly ResultRow[],
): Column<ResultRow>[] {
  const sample = rows.slice(0, SAMPLED)
  return [
    {
      key: '#',
      title: '#',
      width: Math.max(40, String(rows.length).length * 8 + 24),
      align: 'right',
      tone: 't3',
      text: row => String(row.index + 1),
    },
    ...columns.map((column, at) => valueColumn(column, at, sample)),
  ]
}

function valueColumn(
  column: CqlColumn,
  at: number,
  sample: readonly ResultRow[],
): Column<ResultRow> {
  const head = column.name.length + column.type.length * 0.9 + 4
  const longest = sample.reduce((most, row) => Math.max(most, row.values[at]?.length ?? 4), head)
  return {
    key: `${at}`,
    title: column.name,
    note: column.type,
    width: Math.round(Math.min(380, Math.max(84, longest * CHAR_PX + 24))),
    grows: true,
    ...keyMark(column),
    ...(isNumeric(column.type) ? { align: 'right' as const } : {}),
    mono: !/^(text|ascii|varchar)$/.test(column.type),
    text: row => row.values[at] ?? null,
  }
}

function keyMark({ kind }: CqlColumn): Pick<Column<ResultRow>, 'icon' | 'iconLabel'> {
  if (kind === 'partition_key') return { icon: 'key', iconLabel: t('query.partitionKey') }
  if (kind === 'clustering') return { icon: 'key', iconLabel: t('query.clusteringKey') }
  return {}
}
