// A tile of a lab's dashboard: what Live draws, in the order of the file. To a run it means nothing,
// except that the run watches the figures that have an alert.
import { z } from 'zod'
import { localTextSchema } from './local-text-schema'
import { problemAt, type Problem } from './problem'
import { TILE_CHARTS } from './tile-charts'

/**
 * A bound for the figure of a tile. With `until`, the alert ends only when the figure has come back
 * to that: a figure that sways about the bound is told once.
 */
const alertSchema = z.strictObject({
  above: z.number().optional(),
  below: z.number().optional(),
  until: z.number().optional(),
})
export type TileAlert = z.infer<typeof alertSchema>

export const tileSchema = z.strictObject({
  title: localTextSchema.optional(),
  /** A node whose rows are shown: a live view, or a sink of files. Absent: words of the tile's own. */
  node: z.string().optional(),
  chart: z.enum(TILE_CHARTS),
  /** What a tile of words says. */
  text: localTextSchema.optional(),
  x: z.string().optional(),
  y: z.union([z.string(), z.array(z.string())]).optional(),
  /**
   * A second column of names: one series for each, or the rows of a heat map. Null: one series,
   * although the node names a column.
   */
  by: z.string().nullable().optional(),
  /** Of a gauge: where it begins and ends. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** Bars: the value beside each. */
  values: z.boolean().optional(),
  /** Figures: what changed in the last minute. */
  change: z.boolean().optional(),
  alert: alertSchema.optional(),
  /** For the speaker, while the tile is a slide. */
  notes: localTextSchema.optional(),
  /** What its numbers are in: a sign of money goes before them, a word after. */
  unit: z.string().max(20).optional(),
  /** Width in twelfths of the dashboard. */
  width: z.number().int().min(2).max(12).optional(),
  /** In rows of the dashboard; as the window allows when no tile says it. */
  height: z.number().int().min(2).max(12).optional(),
})
export type DashboardTile = z.infer<typeof tileSchema>

/** What the shape alone cannot say. */
export function* tileProblems(tile: DashboardTile, path: string): Generator<Problem> {
  const { node, chart, text, min, max, alert } = tile
  if (chart === 'text' && (node === undefined) === (text === undefined))
    yield problemAt(path, 'lab-tile-text')
  if (chart !== 'text' && node === undefined) yield problemAt(path, 'lab-tile-node')
  if (chart !== 'text' && text !== undefined) yield problemAt(`${path}.text`, 'lab-tile-no-text')
  if (min !== undefined && max !== undefined && min >= max)
    yield problemAt(`${path}.max`, 'lab-tile-range', { min, max })
  if (alert === undefined) return
  const { above, below, until } = alert
  if (chart === 'text') yield problemAt(`${path}.alert`, 'lab-tile-no-alert')
  if ((above === undefined) === (below === undefined))
    yield problemAt(`${path}.alert`, 'lab-alert-bound')
  else if (until !== undefined && (above === undefined ? until < (below ?? 0) : until > above))
    yield problemAt(`${path}.alert.until`, 'lab-alert-until', {
      until,
      bound: above ?? below ?? 0,
    })
}
