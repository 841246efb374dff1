// The menu of a tile: what it is shown as, its size, and copies of its rows.
import { copyText, csvText, t, type MenuItem } from '@renderer/ui'
import type { ViewInfo, ViewRow } from '@shared/contract'
import { columnAt, type TileChart, type TilePlan } from './view-data'

interface Tile {
  readonly tile: TilePlan
  readonly view: ViewInfo
  readonly rows: readonly ViewRow[]
  readonly kind: TileChart
  readonly large: boolean
}

export function tileMenu(
  { tile, view, rows, kind, large }: Tile,
  show: (chart: TileChart) => void,
  enlarge: () => void,
): MenuItem[] {
  const as = (
    value: TileChart,
    label: string,
    icon: 'table-2' | 'chart-column' | 'chart-line' | 'chart-pie' | 'hash',
  ) => ({ label, icon, checked: kind === value, run: () => show(value) })
  return [
    { label: t('live.showAs') },
    as('table', t('live.asTable'), 'table-2'),
    ...(columnAt(view, tile.y[0]) < 0
      ? []
      : [
          as('bar', t('live.asBar'), 'chart-column'),
          as('line', t('live.asLine'), 'chart-line'),
          as('pie', t('live.asDonut'), 'chart-pie'),
          as('figure', t('live.asFigure'), 'hash'),
        ]),
    '-',
    { label: large ? t('live.shrink') : t('live.enlarge'), icon: 'maximize', run: enlarge },
    '-',
    {
      label: t('live.copyJson'),
      icon: 'copy',
      run: () =>
        void copyText(
          JSON.stringify(
            rows.map(row => rowObject(view, row)),
            null,
            2,
          ),
        ),
    },
    { label: t('live.copyCsv'), icon: 'copy', run: () => void copyText(rowsCsv(view, rows)) },
  ]
}

/** A row under the names of its columns. */
export const rowObject = (view: ViewInfo, row: ViewRow) =>
  Object.fromEntries(view.columns.map((column, at) => [column.name, row.values[at] ?? null]))

const rowsCsv = (view: ViewInfo, rows: readonly ViewRow[]) =>
  csvText([
    view.columns.map(column => column.name),
    ...rows.map(row =>
      row.values.map(value => (value === null || value === undefined ? null : String(value))),
    ),
  ])
