// A page of rows for the client, and the paging state that says where the next one begins: the
// position of the last row, and what is left of the limits.
import { invalid } from '../../errors'
import type { Result } from '../../result'
import { prefixOf } from '../rows/rows'
import { AnswerSize } from './answer-size'
import type { RowJob } from './row-job'
import type { EvalContext } from './selector'
import {
  type Cursor,
  NO_ROW,
  partitionCounter,
  type RowSource,
  SLICE_MS,
  type Take,
  walkOn,
  walkSlice,
} from './walk'

export function pagedRows({
  table,
  rows: source,
  request,
  perPartition,
  total,
  distinct,
  columns,
  rowOf,
}: RowJob & { readonly distinct: boolean }): Result | Promise<Result> {
  const state = request.pagingState ? readState(request.pagingState) : undefined
  const cursor: Cursor = { position: state?.position, skipPartition: state?.skipPartition ?? false }
  const left = Math.min(total, state?.left ?? Infinity)
  const page = Math.min(request.pageSize, left)
  const out: (Buffer | null)[][] = []
  const size = new AnswerSize(table, request)
  const counter = partitionCounter(
    distinct ? 1 : perPartition,
    state && prefixOf(state.position),
    state?.inPartition,
  )
  const context: EvalContext = {
    view: NO_ROW,
    values: request.values,
    now: request.nowSeconds,
    aggregates: [],
  }
  let full = false
  const take: Take = view => {
    context.view = view
    const row = rowOf(context)
    out.push(row)
    const isBig = size.add(row) && request.pageSize !== Infinity
    const verdict = counter(view)
    if (out.length >= page || isBig) {
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
