// The rows that indexes find, in key order: a row source like a range of the table.
import type { Span } from '../../indexes'
import { afterPartition, prefixOf, type RowReader, type RowView, type Slice } from '../rows/rows'
import { type Lookup, positionsOf } from './index-lookup'

const ROW_MARK_BYTES = 1
/** A walk goes on at the last row's key and one more byte. */
const AFTER_ROW_BYTES = 1

export interface IndexedRows {
  readonly lookups: readonly Lookup[]
  readonly span: Span
  readonly slices: readonly Slice[]
  readonly statics: boolean
}

export function* indexedRows(
  { lookups, span, slices, statics }: IndexedRows,
  reader: RowReader,
  from: string,
): Generator<RowView> {
  const gone: string[] = []
  const best = lookups[0]
  const rest = from > span.from ? { from, to: span.to } : span
  if (best?.values.ofPartitions) {
    yield* partitionsFound(lookups, span, slices, statics, reader, from)
    return
  }
  for (const position of positionsOf(lookups, rest)) {
    const prefix = prefixOf(position)
    const clustering = position.slice(prefix.length + ROW_MARK_BYTES)
    if (!slices.some(slice => clustering >= slice.from && clustering < slice.to)) continue
    const view = reader.single(prefix, clustering)
    if (view) yield view
    else if (best) {
      // The set must not change while it is walked.
      if (gone.length === 0)
        queueMicrotask(() => gone.forEach(lost => best.values.forget(best.range, lost)))
      gone.push(position)
    }
  }
}

/** An index on static columns or parts of the key finds partitions; their rows follow. */
function* partitionsFound(
  lookups: readonly Lookup[],
  span: Span,
  slices: readonly Slice[],
  statics: boolean,
  reader: RowReader,
  from: string,
): Generator<RowView> {
  let start = from
  const resumed = prefixOf(from)
  if (from > span.from && from !== afterPartition(resumed)) {
    const after = from.slice(0, -AFTER_ROW_BYTES)
    yield* reader.partition(resumed, slices, { reversed: false, after, statics })
    start = afterPartition(resumed)
  }
  for (const position of positionsOf(lookups, { from: start, to: span.to }))
    yield* reader.partition(prefixOf(position), slices, { reversed: false, statics })
}
