export { analyzerFor, isSai } from './analyzer'
export { TableIndexes } from './table-indexes'
export type { Span, TermRange, ValueIndex } from './value-index'
export { Best, type VectorIndex } from './vector-index'
