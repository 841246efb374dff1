// Turns the rows of a live view into what a tile draws. Values come as stored, as text for exact
// decimals, and become numbers only here, where they become lengths of bars.
import type { ChartData } from '@renderer/charts'
import type { RunSummary, ViewInfo, ViewRow } from '@shared/contract'
import { axesOf, columnAt, isNumber, measuresOf, nameColumnOf, numberOf } from '@shared/figures'
import {
  parseDuration,
  type DashboardTile,
  type LocalText,
  type TileAlert,
  type ViewChart,
} from '@shared/lab'
import { axisNames } from './axis-names'

export interface TilePlan {
  readonly id: string
  /** Which of the lab's tiles it is: one whose view does not exist is not shown. */
  readonly at: number
  /** Empty for a tile of words. */
  readonly node: string
  readonly title?: LocalText
  /** `text` is a file that the node writes, or words of the tile's own; not a view. */
  readonly chart: ViewChart | 'text'
  readonly text?: LocalText
  readonly x?: string
  readonly y: readonly string[]
  readonly by?: string
  readonly unit?: string
  /** Of a gauge. */
  readonly min?: number
  readonly max?: number
  /** Of bars: their values stand beside them unless this is false. */
  readonly values?: boolean
  /** Of figures: the change of the last minute, unless this is false. */
  readonly change?: boolean
  readonly alert?: TileAlert
  /** For the speaker. */
  readonly notes?: LocalText
  /** Twelfths of the width. */
  readonly width: number
  /** Rows of the grid, when a hand has sized it. */
  readonly height?: number
}

export const BARS_MAX = 200

/**
 * The tiles that the lab's dashboard describes, or a chart and a table for each view when there is
 * no dashboard. A tile whose view does not exist is left out.
 */
export function planTiles(
  dashboard: readonly DashboardTile[] | undefined,
  views: readonly ViewInfo[],
): TilePlan[] {
  const byNode = new Map(views.map(view => [view.node, view]))
  if (dashboard && dashboard.length > 0)
    return dashboard.flatMap((tile, at) => plannedTile(tile, at, byNode.get(tile.node ?? '')) ?? [])
  const tiles = views.flatMap((view, index): TilePlan[] => {
    const y = measuresOf(view)
    const x = nameColumnOf(view)
    const chart = view.chart ?? (y.length > 0 ? 'bar' : 'table')
    const by = byColumn(view, chart, x)
    const first: TilePlan = {
      id: `${index}/${view.node}/${chart}`,
      at: 0,
      node: view.node,
      chart,
      x,
      y,
      ...(by === undefined ? {} : { by }),
      width: chart === 'table' ? 12 : 7,
    }
    if (chart === 'table') return [first]
    const table: TilePlan = {
      id: `${index}/${view.node}/table`,
      at: 0,
      node: view.node,
      chart: 'table',
      x,
      y,
      width: chart === 'figure' ? 9 : 5,
    }
    return [first, table]
  })
  return tiles.map((tile, at) => ({ ...tile, at }))
}

function plannedTile(
  tile: DashboardTile,
  at: number,
  view: ViewInfo | undefined,
): TilePlan | undefined {
  const { width, x: _, y: __, by: ___, node = '', chart, ...rest } = tile
  const common = { ...rest, id: `${at}/${node}`, at, node, width: width ?? WIDTHS[chart] }
  if (chart === 'text') return { ...common, chart, y: [] }
  if (!view) return undefined
  const { x, y } = axesOf(tile, view)
  const by = tile.by === null ? undefined : (tile.by ?? byColumn(view, chart, x))
  return { ...common, chart, x, y, ...(by === undefined ? {} : { by }) }
}

/** Whether the alert of a tile stands in the run. */
export const stands = (run: RunSummary | undefined, { at, node, alert }: TilePlan): boolean =>
  alert !== undefined && run?.alerts?.some(each => each.tile === at && each.node === node) === true

/** A tile that shows a view as a chart, with the columns that it would choose itself. */
export function newTile(view: ViewInfo, chart: ViewChart): DashboardTile {
  const x = chart === 'map' ? placeColumn(view) : nameColumnOf(view)
  const by = byColumn(view, chart, x)
  const [y] = measuresOf(view)
  return {
    node: view.node,
    chart,
    ...(x === undefined ? {} : { x }),
    ...(y === undefined ? {} : { y }),
    ...(by === undefined ? {} : { by }),
    width: WIDTHS[chart],
  }
}

/** The strip above the tiles has room for so many beside the ledger. */
const LEADING_MAX = 3

/**
 * How many figures the dashboard begins with, if they fit into the strip above the tiles; with more
 * of them, each is a tile.
 */
export function leadingFigures(tiles: readonly Pick<TilePlan, 'chart'>[]): number {
  const first = tiles.findIndex(({ chart }) => chart !== 'figure')
  const count = first < 0 ? tiles.length : first
  return count <= LEADING_MAX ? count : 0
}

/** A tile as another chart, while a person looks: with the columns that this chart needs. */
export function tileAs(tile: TilePlan, view: ViewInfo, chart: ViewChart): TilePlan {
  if (chart === tile.chart) return tile
  const { x: _, by: __, ...common } = tile
  const { x, by } = newTile(view, chart)
  return {
    ...common,
    chart,
    ...(x === undefined ? {} : { x }),
    ...(typeof by === 'string' ? { by } : {}),
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
  area: 4,
  pie: 3,
  heat: 6,
  map: 8,
  figure: 3,
  gauge: 3,
}

/** A heat map needs two columns of names; another chart is split only when asked. */
function byColumn(view: ViewInfo, chart: ViewChart, x: string | undefined): string | undefined {
  if (view.by !== undefined && !['pie', 'figure', 'gauge', 'map'].includes(chart)) return view.by
  return chart === 'heat' ? otherNames(view, x)[0] : undefined
}

/** Columns of names, other than one. */
export const otherNames = (view: ViewInfo, x: string | undefined): readonly string[] =>
  view.columns.flatMap(({ name, type }) => (isNumber(type) || name === x ? [] : [name]))

/** The column that a map reads: the one whose name says so, or the first of names. */
function placeColumn(view: ViewInfo): string | undefined {
  const names = otherNames(view, undefined)
  return names.find(name => /country|pa[ií]s|nation|land/i.test(name)) ?? nameColumnOf(view)
}

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
 * Keys in the order of the tile: by the measure, largest first; along the axis for lines and for bars of
 * times; newest first without a measure.
 */
export function wantedOrder(
  rows: ReadonlyMap<string, ViewRow>,
  view: ViewInfo,
  tile: Pick<TilePlan, 'chart' | 'x' | 'y'>,
): string[] {
  const all = [...rows.values()]
  const x = columnAt(view, tile.x)
  const y = columnAt(view, tile.y[0])
  if (runsOn(view, tile) || spans(all, x)) all.sort((a, b) => compare(a.values[x], b.values[x]))
  else if (y >= 0)
    all.sort(
      (a, b) =>
        (numberOf(b.values[y]) ?? -Infinity) - (numberOf(a.values[y]) ?? -Infinity) ||
        compare(a.key, b.key),
    )
  else all.sort((a, b) => b.changedAt - a.changedAt || compare(a.key, b.key))
  return all.map(row => row.key)
}

/** Drawn along their axis; of too many values the last are shown. */
const RUNS_ON: ReadonlySet<TilePlan['chart']> = new Set(['line', 'area', 'heat'])
const TIMES: ReadonlySet<string | undefined> = new Set(['timestamp', 'date'])

/** A bar chart by hour or day keeps time order. */
const runsOn = (view: ViewInfo, { chart, x }: Partial<Pick<TilePlan, 'chart' | 'x'>>): boolean =>
  chart !== undefined &&
  (RUNS_ON.has(chart) || (chart === 'bar' && TIMES.has(view.columns[columnAt(view, x)]?.type)))

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

/** `zone`: the lab's, in which times are written on the axis. */
export function chartOf(
  rows: readonly ViewRow[],
  view: ViewInfo,
  tile: Pick<TilePlan, 'x' | 'y' | 'by'> & { readonly chart?: TilePlan['chart'] },
  zone?: string,
): ChartData {
  const x = columnAt(view, tile.x)
  const by = columnAt(view, tile.by)
  const y = columnAt(view, tile.y[0])
  if (by >= 0 && y >= 0 && tile.chart !== undefined)
    return splitBy(rows, view, { x, by, y }, tile, zone)
  const drawn = runsOn(view, tile) ? rows.slice(-BARS_MAX) : rows.slice(0, BARS_MAX)
  return {
    categories: axisNames(
      drawn.map(row => (x < 0 ? row.key : (row.values[x] ?? null))),
      view.columns[x]?.type,
      zone,
    ),
    series: tile.y.flatMap(name => {
      const at = columnAt(view, name)
      return at < 0 ? [] : [{ name, values: drawn.map(row => numberOf(row.values[at])) }]
    }),
  }
}

const SERIES_MAX = 8
const HEAT_ROWS_MAX = 40

/** One series for each value of a second column, the largest first. */
function splitBy(
  rows: readonly ViewRow[],
  view: ViewInfo,
  at: { readonly x: number; readonly by: number; readonly y: number },
  { chart }: { readonly chart?: TilePlan['chart'] },
  zone: string | undefined,
): ChartData {
  const heads = [...new Set(rows.map(row => row.values[at.x] ?? row.key))].slice(-BARS_MAX)
  const place = new Map(heads.map((head, index) => [head, index]))
  const sums = new Map<string, { sum: number; values: (number | null)[] }>()
  for (const row of rows) {
    const index = place.get(row.values[at.x] ?? row.key)
    const value = numberOf(row.values[at.y])
    if (index === undefined || value === null) continue
    const name = String(row.values[at.by] ?? '–')
    const series = sums.get(name) ?? { sum: 0, values: heads.map(() => null) }
    series.values[index] = (series.values[index] ?? 0) + value
    series.sum += value
    sums.set(name, series)
  }
  const ranked = [...sums].sort(([a, one], [b, other]) => other.sum - one.sum || compare(a, b))
  const most = chart === 'heat' ? HEAT_ROWS_MAX : SERIES_MAX
  return {
    categories: axisNames(heads, view.columns[at.x]?.type, zone),
    series: ranked.slice(0, most).map(([name, { values }]) => ({ name, values })),
  }
}
