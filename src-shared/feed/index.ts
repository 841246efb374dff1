export { KeyedTable, type KeyedTableOptions } from './keyed-table'
export { Ring } from './ring'
export { Series, type SeriesPoint } from './series'
