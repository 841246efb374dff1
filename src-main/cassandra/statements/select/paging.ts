// Walking rows in slices: a page at a time for the client, some milliseconds at a time for the
// others who wait. Every slice starts anew from the last position, so that no iterator lives over a
// turn of the event loop. The paging state is that position, and what is left of the limits.
import { invalid } from '../../errors'
import type { Table } from '../../schema/model'
import type { Request, Result, ResultColumn } from '../context'
import { afterPartition, prefixOf, type RowView } from '../rows/rows'
import type { EvalContext } from './selectors'

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
      readonly from: string
      readonly to: string
      rows(from: string): Iterator<RowView>
    }
)

interface Cursor {
  /** Full key of the last row looked at. */
  position: string | undefined
  /** The partition is done with: go on behind it. */
  skipPartition: boolean
}

/** Rows looked at between two glances at the clock, and how long a slice may last. */
const GLANCE_ROWS = 128
const SLICE_MS = 12
const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))

type Take = (view: RowView) => 'more' | 'skip' | 'stop'

/** One slice; true when the source is at its end or `take` had enough. */
function walkSlice(source: RowSource, cursor: Cursor, take: Take, until: number): boolean {
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

async function walkOn(source: RowSource, cursor: Cursor, take: Take): Promise<void> {
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
function partitionCounter(most: number, partition?: string, count = 0): Take & { count(): number } {
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

interface PagedOptions {
  readonly table: Table
  readonly rows: RowSource
  readonly request: Request
  readonly perPartition: number
  readonly total: number
  readonly distinct: boolean
  readonly columns: readonly ResultColumn[]
  readonly rowOf: (context: EvalContext) => (Buffer | null)[]
}

export function pagedRows({
  rows: source,
  request,
  perPartition,
  total,
  distinct,
  columns,
  rowOf,
}: PagedOptions): Result | Promise<Result> {
  const state = request.pagingState ? readState(request.pagingState) : undefined
  const cursor: Cursor = { position: state?.position, skipPartition: state?.skipPartition ?? false }
  const left = Math.min(total, state?.left ?? Infinity)
  const page = Math.min(request.pageSize, left)
  const out: (Buffer | null)[][] = []
  const counter = partitionCounter(
    distinct ? 1 : perPartition,
    state && prefixOf(state.position),
    state?.inPartition,
  )
  const context: EvalContext = {
    view: NO_VIEW,
    values: request.values,
    now: request.nowSeconds,
    aggregates: [],
  }
  let full = false
  const take: Take = view => {
    context.view = view
    out.push(rowOf(context))
    const verdict = counter(view)
    if (out.length >= page) {
      full = true
      cursor.skipPartition ||= verdict === 'skip'
      return 'stop'
    }
    return verdict
  }
  const finish = (): Result => {
    const remaining = left - out.length
    const more = full && remaining > 0 && cursor.position !== undefined && hasMore(source, cursor)
    const pagingState = more
      ? writeState({
          position: cursor.position!,
          skipPartition: cursor.skipPartition,
          left: remaining,
          inPartition: counter.count(),
        })
      : undefined
    return { kind: 'rows', columns, rows: out, pagingState }
  }
  if (walkSlice(source, cursor, take, performance.now() + SLICE_MS)) return finish()
  return walkOn(source, cursor, take).then(finish)
}

/**
 * Looks one row ahead, so that the last page says that it is the last (unless finding out would
 * take long).
 */
function hasMore(source: RowSource, cursor: Cursor): boolean {
  let found = false
  const ended = walkSlice(
    source,
    { ...cursor },
    () => ((found = true), 'stop'),
    performance.now() + 2,
  )
  return found || !ended
}

const NO_VIEW: RowView = {
  position: '',
  partition: [],
  clustering: undefined,
  live: undefined,
  cells: [],
}

interface PagingState {
  readonly position: string
  readonly skipPartition: boolean
  readonly left: number
  readonly inPartition: number
}

const STATE_VERSION = 1
const NO_LIMIT = 0xffffffff

function writeState(state: PagingState): Buffer {
  const head = Buffer.alloc(10)
  head[0] = STATE_VERSION
  head[1] = state.skipPartition ? 1 : 0
  head.writeUInt32BE(state.left === Infinity ? NO_LIMIT : state.left, 2)
  head.writeUInt32BE(state.inPartition, 6)
  return Buffer.concat([head, Buffer.from(state.position, 'latin1')])
}

function readState(bytes: Buffer): PagingState {
  if (bytes.length < 10 + 15 || bytes[0] !== STATE_VERSION)
    throw invalid('Invalid value for the paging state')
  const left = bytes.readUInt32BE(2)
  return {
    skipPartition: bytes[1] === 1,
    left: left === NO_LIMIT ? Infinity : left,
    inPartition: bytes.readUInt32BE(6),
    position: bytes.toString('latin1', 10),
  }
}
