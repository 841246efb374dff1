// Turns the rows of a live view into what a tile draws. Values come as stored, as text for exact
// decimals, and become numbers only here, where they become lengths of bars.
import type { ChartData } from '@renderer/charts'
import type { ViewInfo, ViewRow } from '@shared/contract'
import { parseDuration, type DashboardTile, type LocalText } from '@shared/lab'

export type TileChart = 'table' | 'bar' | 'line' | 'pie' | 'figure'

export interface TilePlan {
  readonly id: string
  readonly node: string
  readonly title?: LocalText
  /** `text` is a file that the node writes, not a view. */
  readonly chart: TileChart | 'text'
  readonly x?: string
  readonly y: readonly string[]
  /** Twelfths of the width. */
  readonly width: number
  /** Rows of the grid, when a hand has sized it. */
  readonly height?: number
}

export const BARS_MAX = 200

const NUMBER_TYPES =
  /^(decimal|numeric|double|float|real|int|integer|bigint|long|smallint|tinyint|number|varint|counter)/i

export const isNumber = (type: string) => NUMBER_TYPES.test(type)

export function numberOf(value: ViewRow['values'][number] | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/**
 * The tiles that the lab's dashboard describes, or a chart and a table for each view when there is
 * no dashboard. A tile whose view does not exist is left out.
 */
export function planTiles(
  dashboard: readonly DashboardTile[] | undefined,
  views: readonly ViewInfo[],
): TilePlan[] {
  const byNode = new Map(views.map(view => [view.node, view]))
  if (dashboard && dashboard.length > 0) {
    return dashboard.flatMap((tile, index): TilePlan[] => {
      const { title, width, height } = tile
      if (tile.chart === 'text')
        return [
          {
            id: `${index}/${tile.node}`,
            node: tile.node,
            chart: tile.chart,
            y: [],
            width: width ?? WIDTHS.text,
            ...(height === undefined ? {} : { height }),
            ...(title && { title }),
          },
        ]
      const view = byNode.get(tile.node)
      if (!view) return []
      const y =
        tile.y === undefined ? measures(view) : typeof tile.y === 'string' ? [tile.y] : tile.y
      return [
        {
          id: `${index}/${tile.node}`,
          node: tile.node,
          ...(tile.title === undefined ? {} : { title: tile.title }),
          chart: tile.chart,
          x: tile.x ?? nameColumn(view),
          y,
          width: width ?? WIDTHS[tile.chart],
          ...(height === undefined ? {} : { height }),
        },
      ]
    })
  }
  return views.flatMap((view, index) => {
    const y = measures(view)
    const x = nameColumn(view)
    const chart = view.chart ?? (y.length > 0 ? 'bar' : 'table')
    const first: TilePlan = {
      id: `${index}/${view.node}/${chart}`,
      node: view.node,
      chart,
      x,
      y,
      width: chart === 'table' ? 12 : 7,
    }
    if (chart === 'table') return [first]
    return [
      first,
      {
        id: `${index}/${view.node}/table`,
        node: view.node,
        chart: 'table' as const,
        x,
        y,
        width: chart === 'figure' ? 9 : 5,
      },
    ]
  })
}

/** A tile that shows a view as a chart, with the columns that it would choose itself. */
export function newTile(view: ViewInfo, chart: TileChart): DashboardTile {
  const x = nameColumn(view)
  const [y] = measures(view)
  return {
    node: view.node,
    chart,
    ...(x === undefined ? {} : { x }),
    ...(y === undefined ? {} : { y }),
    width: WIDTHS[chart],
  }
}

const TWELFTHS = 12
/**
 * The rows of the dashboard that the tiles fill. A row of figures alone needs only their height.
 */
export function rowsOf(
  tiles: readonly Pick<TilePlan, 'chart' | 'width'>[],
): readonly ('figures' | 'charts')[] {
  const rows: { width: number; kind: 'figures' | 'charts' }[] = []
  for (const { chart, width } of tiles) {
    const kind = chart === 'figure' ? 'figures' : 'charts'
    const last = rows.at(-1)
    if (last === undefined || last.width + width > TWELFTHS) rows.push({ width, kind })
    else {
      last.width += width
      if (kind === 'charts') last.kind = kind
    }
  }
  return rows.map(row => row.kind)
}

const WIDTHS: Readonly<Record<TilePlan['chart'], number>> = {
  text: 5,
  table: 4,
  bar: 5,
  line: 4,
  pie: 3,
  figure: 3,
}

function measures(view: ViewInfo): readonly string[] {
  if (view.y && view.y.length > 0) return view.y
  const found = view.columns.find(column => isNumber(column.type) && column.name !== view.x)
  return found ? [found.name] : []
}

function nameColumn(view: ViewInfo): string | undefined {
  return (
    view.x ?? view.columns.find(column => !isNumber(column.type))?.name ?? view.columns[0]?.name
  )
}

export const columnAt = (view: ViewInfo, name: string | undefined) =>
  view.columns.findIndex(column => column.name === name)

/**
 * The order of a live list: it changes at most every two seconds and never under the pointer; new
 * rows wait at the end until then.
 */
export class StableOrder {
  private keys: readonly string[] = []
  private since = -Infinity

  constructor(private readonly everyMs = 2000) {}

  next(wanted: readonly string[], now: number, pointed: boolean): readonly string[] {
    const there = new Set(wanted)
    const kept = this.keys.filter(key => there.has(key))
    if (kept.length > 0 && (pointed || now - this.since < this.everyMs)) {
      const known = new Set(kept)
      this.keys = [...kept, ...wanted.filter(key => !known.has(key))]
      return this.keys
    }
    this.since = now
    this.keys = wanted
    return wanted
  }
}

/**
 * Keys in the order of the tile: by the measure, largest first; along the axis for lines; newest
 * first without a measure.
 */
export function wantedOrder(
  rows: ReadonlyMap<string, ViewRow>,
  view: ViewInfo,
  tile: Pick<TilePlan, 'chart' | 'x' | 'y'>,
): string[] {
  const all = [...rows.values()]
  const x = columnAt(view, tile.x)
  const y = columnAt(view, tile.y[0])
  if (tile.chart === 'line' || spans(all, x)) all.sort((a, b) => compare(a.values[x], b.values[x]))
  else if (y >= 0)
    all.sort(
      (a, b) =>
        (numberOf(b.values[y]) ?? -Infinity) - (numberOf(a.values[y]) ?? -Infinity) ||
        compare(a.key, b.key),
    )
  else all.sort((a, b) => b.changedAt - a.changedAt || compare(a.key, b.key))
  return all.map(row => row.key)
}

/** Windows of time are ordered by their length: 5 minutes, 30 minutes, 1 hour. */
function spans(rows: readonly ViewRow[], x: number): boolean {
  return rows.length > 0 && rows.every(row => spanOf(row.values[x]) !== undefined)
}
const spanOf = (value: ViewRow['values'][number] | undefined) =>
  typeof value === 'string' && /^\d+ [a-z]+$/.test(value) ? parseDuration(value) : undefined

function compare(
  a: ViewRow['values'][number] | undefined,
  b: ViewRow['values'][number] | undefined,
): number {
  const left = numberOf(a) ?? spanOf(a) ?? null
  const right = numberOf(b) ?? spanOf(b) ?? null
  if (left !== null && right !== null) return left - right
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}

export function chartOf(
  rows: readonly ViewRow[],
  view: ViewInfo,
  tile: Pick<TilePlan, 'x' | 'y'>,
): ChartData {
  const x = columnAt(view, tile.x)
  const drawn = rows.slice(0, BARS_MAX)
  return {
    categories: drawn.map(row => (x < 0 ? row.key : String(row.values[x] ?? '–'))),
    series: tile.y.flatMap(name => {
      const at = columnAt(view, name)
      return at < 0 ? [] : [{ name, values: drawn.map(row => numberOf(row.values[at])) }]
    }),
  }
}

/**
 * One number of a view: the measure of its only row, or the sum over all. If the rows are times
 * (windows, days), it is the newest: today's sales do not include yesterday's.
 */
export function figureOf(
  rows: ReadonlyMap<string, ViewRow>,
  view: ViewInfo,
  { x, y }: Pick<TilePlan, 'x' | 'y'>,
): { readonly value: number; readonly of: string | undefined } | undefined {
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
