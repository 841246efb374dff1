// Walks rows in slices of some milliseconds, so that other requests get their turn. Every slice
// starts again behind the last position: no iterator may outlive a turn of the event loop.
import { afterPartition, prefixOf, type RowView } from '../rows/rows'

/** Stands for a row where none is: before the first one, or for a group of none. */
export const NO_ROW: RowView = {
  position: '',
  partition: [],
  clustering: undefined,
  live: undefined,
  cells: [],
}

export type RowSource = {
  readonly keep: ((view: RowView) => boolean) | undefined
} & (
  | {
      readonly kind: 'partitions'
      readonly prefixes: readonly string[]
      rows(prefix: string, after: string | undefined): Iterator<RowView>
    }
  | {
      readonly kind: 'range'
      /** The names of the indexes that find the rows. */
      readonly indexes?: readonly string[]
      readonly from: string
      readonly to: string
      rows(from: string): Iterator<RowView>
    }
)

export interface Cursor {
  /** Full key of the last row looked at. */
  position: string | undefined
  /** The partition is done with: go on behind it. */
  skipPartition: boolean
}

/** Rows looked at between two glances at the clock, and how long a slice may last. */
const GLANCE_ROWS = 128
export const SLICE_MS = 12
const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))

export type Take = (view: RowView) => 'more' | 'skip' | 'stop'

/** Walks until the time `until`; true when the source is at its end or `take` had enough. */
export function walkSlice(source: RowSource, cursor: Cursor, take: Take, until: number): boolean {
  let seen = 0
  const feed = (rows: Iterator<RowView>): 'end' | 'stop' | 'skip' | 'pause' => {
    for (let next = rows.next(); !next.done; next = rows.next()) {
      const view = next.value
      cursor.position = view.position
      cursor.skipPartition = view.clustering === undefined
      const verdict = !source.keep || source.keep(view) ? take(view) : 'more'
      if (verdict === 'stop') return 'stop'
      if (verdict === 'skip') {
        cursor.skipPartition = true
        return 'skip'
      }
      if (++seen % GLANCE_ROWS === 0 && performance.now() > until) return 'pause'
    }
    return 'end'
  }
  if (source.kind === 'partitions') {
    const at =
      cursor.position === undefined ? 0 : source.prefixes.indexOf(prefixOf(cursor.position))
    for (let i = Math.max(at, 0); i < source.prefixes.length; i++) {
      const resuming = cursor.position !== undefined && i === at
      if (resuming && cursor.skipPartition) continue
      const ended = feed(source.rows(source.prefixes[i]!, resuming ? cursor.position : undefined))
      if (ended === 'stop') return true
      if (ended === 'pause') return false
    }
    return true
  }
  for (;;) {
    const from =
      cursor.position === undefined
        ? source.from
        : cursor.skipPartition
          ? afterPartition(prefixOf(cursor.position))
          : `${cursor.position}\0`
    const ended = feed(source.rows(from))
    if (ended !== 'skip') return ended !== 'pause'
  }
}

export async function walkOn(source: RowSource, cursor: Cursor, take: Take): Promise<void> {
  do await nextTurn()
  while (!walkSlice(source, cursor, take, performance.now() + SLICE_MS))
}

/** Every row; `take` may say false to stop. */
export async function walkAll(
  source: RowSource,
  perPartition: number,
  take: (view: RowView) => boolean | void,
): Promise<void> {
  const cursor: Cursor = { position: undefined, skipPartition: false }
  const counter = partitionCounter(perPartition)
  const feed: Take = view => (take(view) === false ? 'stop' : counter(view))
  if (!walkSlice(source, cursor, feed, performance.now() + SLICE_MS))
    await walkOn(source, cursor, feed)
}

/** Says 'skip' when a partition has given as many rows as it may. */
export function partitionCounter(
  most: number,
  partition?: string,
  count = 0,
): Take & { count(): number } {
  let current = partition
  const counter = (view: RowView) => {
    if (most === Infinity) return 'more' as const
    const prefix = prefixOf(view.position)
    if (prefix !== current) {
      current = prefix
      count = 0
    }
    return ++count >= most ? ('skip' as const) : ('more' as const)
  }
  return Object.assign(counter, { count: () => count })
}
