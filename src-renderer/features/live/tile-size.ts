// The grid of a dashboard: 12 columns, rows of 57 px with gaps of 10. How much of it a tile covers,
// and the least that its kind can be read at.
import type { TilePlan } from '@renderer/tiles'

export const COLUMNS = 12
export const ROW_PX = 57
export const GAP_PX = 10
/** What a dragged tile is, to the browser. */
export const TILE_KIND = 'application/x-sluice-tile'
const ROWS_MAX = 12

export interface TileSize {
  readonly width: number
  readonly height: number
}

const LEAST: Readonly<Record<TilePlan['chart'], TileSize>> = {
  figure: { width: 2, height: 2 },
  bar: { width: 3, height: 3 },
  line: { width: 3, height: 3 },
  area: { width: 3, height: 3 },
  heat: { width: 3, height: 3 },
  map: { width: 4, height: 4 },
  pie: { width: 3, height: 3 },
  table: { width: 4, height: 3 },
  text: { width: 3, height: 2 },
  gauge: { width: 2, height: 3 },
}
const USUAL_HEIGHT = 5

export const heightOf = ({ chart, height }: Pick<TilePlan, 'chart' | 'height'>): number =>
  height ?? (chart === 'figure' ? LEAST.figure.height + 1 : USUAL_HEIGHT)

export function fitSize(chart: TilePlan['chart'], { width, height }: TileSize): TileSize {
  const least = LEAST[chart]
  return {
    width: Math.max(least.width, Math.min(COLUMNS, Math.round(width))),
    height: Math.max(least.height, Math.min(ROWS_MAX, Math.round(height))),
  }
}
