// How the rows of a view can be drawn. The lab file, the live view's settings, the contract and the
// screen read one list, so that a new kind of tile is one line here.
export const VIEW_CHARTS = [
  'table',
  'bar',
  'line',
  'area',
  'pie',
  'heat',
  'map',
  'figure',
  'gauge',
] as const
export type ViewChart = (typeof VIEW_CHARTS)[number]

/** `text`: the end of the newest file that a sink of files or reports wrote, or words of its own. */
export const TILE_CHARTS = [...VIEW_CHARTS, 'text'] as const
