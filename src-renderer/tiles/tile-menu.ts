// The menu of a tile: what it is shown as, its size, copies of its rows, and what it shows as a file.
import { copyText, csvText, saveText, t, type MenuItem } from '@renderer/ui'
import type { ViewInfo, ViewRow } from '@shared/contract'
import type { ViewChart } from '@shared/lab'
import { TILE_KINDS, whyNot } from './tile-kinds'

interface Tile {
  /** Names the files. */
  readonly name: string
  readonly view: ViewInfo
  readonly rows: readonly ViewRow[]
  readonly kind: ViewChart
  readonly large: boolean
}

interface Acts {
  readonly show: (chart: ViewChart) => void
  readonly enlarge: () => void
  readonly savePicture: (type: 'png' | 'svg') => void
}

export function tileMenu({ name, view, rows, kind, large }: Tile, acts: Acts): MenuItem[] {
  return [
    { label: t('live.showAs') },
    ...TILE_KINDS.filter(({ chart }) => whyNot(view, chart) === undefined).map(
      ({ chart, icon, label }): MenuItem => ({
        label: t(label),
        icon,
        checked: kind === chart,
        run: () => acts.show(chart),
      }),
    ),
    '-',
    { label: large ? t('live.shrink') : t('live.enlarge'), icon: 'maximize', run: acts.enlarge },
    '-',
    { label: t('live.savePng'), icon: 'download', run: () => acts.savePicture('png') },
    { label: t('live.saveSvg'), icon: 'download', run: () => acts.savePicture('svg') },
    {
      label: t('live.saveCsv'),
      icon: 'download',
      run: () => saveText(`${name}.csv`, rowsCsv(view, rows), 'text/csv'),
    },
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

/** All rows of the view, as they are stored. */
export const rowsCsv = (view: ViewInfo, rows: readonly ViewRow[]) =>
  csvText([
    view.columns.map(column => column.name),
    ...rows.map(row =>
      row.values.map(value => (value === null || value === undefined ? null : String(value))),
    ),
  ])
