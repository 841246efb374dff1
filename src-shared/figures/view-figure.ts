// The one number of a live view: what a figure, a gauge and an alert of a tile read, on the screen and
// in the run. Values come as stored, as text for exact decimals.
import type { ViewInfo, ViewRow } from '../contract/run'
import type { DashboardTile, TileAlert } from '../lab'

const NUMBER_TYPES =
  /^(decimal|numeric|double|float|real|int|integer|bigint|long|smallint|tinyint|number|varint|counter)/i

export const isNumber = (type: string): boolean => NUMBER_TYPES.test(type)

export function numberOf(value: ViewRow['values'][number] | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

export const columnAt = (view: ViewInfo, name: string | undefined): number =>
  view.columns.findIndex(column => column.name === name)

/** The columns of values that a view draws when nobody says which. */
export function measuresOf(view: ViewInfo): readonly string[] {
  if (view.y && view.y.length > 0) return view.y
  const found = view.columns.find(column => isNumber(column.type) && column.name !== view.x)
  return found ? [found.name] : []
}

export const nameColumnOf = (view: ViewInfo): string | undefined =>
  view.x ?? view.columns.find(column => !isNumber(column.type))?.name ?? view.columns[0]?.name

/** The columns of a tile, or those that its view names. */
export function axesOf(
  { x, y }: Pick<DashboardTile, 'x' | 'y'>,
  view: ViewInfo,
): { readonly x: string | undefined; readonly y: readonly string[] } {
  return {
    x: x ?? nameColumnOf(view),
    y: y === undefined ? measuresOf(view) : typeof y === 'string' ? [y] : y,
  }
}

export interface ViewFigure {
  readonly value: number
  /** The window or day that it is of. */
  readonly of: string | undefined
}

interface Axes {
  readonly x?: string | undefined
  readonly y: readonly string[]
}

/**
 * The measure of the only row, or the sum over all. If the rows are times (windows, days), it is the
 * newest: today's sales do not include yesterday's.
 */
export function figureOf(
  rows: ReadonlyMap<string, ViewRow>,
  view: ViewInfo,
  { x, y }: Axes,
): ViewFigure | undefined {
  const at = columnAt(view, y[0])
  if (at < 0 || rows.size === 0) return undefined
  const all = [...rows.values()]
  const time = columnAt(view, x)
  if (/^(timestamp|date)/i.test(view.columns[time]?.type ?? '')) {
    const newest = all.reduce((best, row) =>
      String(row.values[time]) > String(best.values[time]) ? row : best,
    )
    return { value: numberOf(newest.values[at]) ?? 0, of: String(newest.values[time]) }
  }
  return {
    value: all.reduce((sum, row) => sum + (numberOf(row.values[at]) ?? 0), 0),
    of: undefined,
  }
}

export interface AlertFigure {
  readonly value: number
  /** The row that it is of, where the tile draws several. */
  readonly of: string | undefined
}

/**
 * What an alert looks at: the number of a figure or a gauge; of any other tile the row that is
 * furthest on the side of the bound.
 */
export function alertFigure(
  rows: ReadonlyMap<string, ViewRow>,
  view: ViewInfo,
  tile: Pick<DashboardTile, 'chart' | 'alert'> & Axes,
): AlertFigure | undefined {
  if (tile.chart === 'figure' || tile.chart === 'gauge') return figureOf(rows, view, tile)
  const at = columnAt(view, tile.y[0])
  const name = columnAt(view, tile.x)
  const side = tile.alert?.above === undefined ? -1 : 1
  let most: AlertFigure | undefined
  for (const row of rows.values()) {
    const value = numberOf(row.values[at])
    if (value !== null && (most === undefined || value * side > most.value * side))
      most = { value, of: name < 0 ? row.key : String(row.values[name] ?? '–') }
  }
  return most
}

/** Whether the alert stands at this value, given whether it stood before. */
export function alertStands(alert: TileAlert, value: number, stood: boolean): boolean {
  const { above, below, until } = alert
  if (above !== undefined) return stood ? value > (until ?? above) : value > above
  if (below !== undefined) return stood ? value < (until ?? below) : value < below
  return false
}
