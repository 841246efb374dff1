// Tiles: the rows of a live view as a chart, map, figure, table or text. The dashboard, the slides of
// Present and the room's page show them.
export { default as AnyTile } from './AnyTile.vue'
export { default as FigureCell } from './FigureCell.vue'
export { TILE_KINDS, whyNot } from './tile-kinds'
export {
  leadingFigures,
  newTile,
  otherNames,
  planTiles,
  rowsOf,
  stands,
  type TilePlan,
} from './view-data'
