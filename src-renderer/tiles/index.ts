// Tiles: the rows of a live view as a chart, map, figure, table or text. The dashboard, the slides of
// Present and the room's page show them.
export { default as FigureCell } from './FigureCell.vue'
export { default as FileTile } from './FileTile.vue'
export { default as LiveTile } from './LiveTile.vue'
export { TILE_KINDS, whyNot } from './tile-kinds'
export {
  isNumber,
  leadingFigures,
  newTile,
  otherNames,
  planTiles,
  rowsOf,
  type TilePlan,
} from './view-data'
