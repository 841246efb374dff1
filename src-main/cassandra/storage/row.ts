// The stored form of a row: its liveness, its deletion and its cells, each with the time it was
// written. The deletion of a partition or range has the same form, without liveness and cells. Two
// versions of a row merge cell by cell and the later write wins, so that neither the order nor the
// number of their arrivals matters. Follows Cassandra's Cells.reconcile.
import { laterTime, type Timestamp, timestampFrom } from '../bytes/timestamp'
import { Writer } from '../bytes/writer'

export interface Liveness {
  readonly timestamp: Timestamp
  /** 0: for ever. */
  readonly ttl: number
  /** Second of death; 0: never. */
  readonly expires: number
}

export interface Deletion {
  readonly timestamp: Timestamp
  /** Second when it was made: tombstones are dropped after the table's grace. */
  readonly at: number
}

export interface Cell {
  readonly column: number
  /**
   * Order-preserving bytes of the element's place in a collection or user type, as a latin1 string;
   * undefined in a simple column.
   */
  readonly path?: string
  readonly timestamp: Timestamp
  readonly ttl: number
  readonly expires: number
  /** null: a tombstone, made at second `deletedAt`. */
  readonly value: Buffer | null
  readonly deletedAt: number
  /** Deletes all elements written until its timestamp. */
  readonly wholeColumn?: boolean
}

export interface Row {
  readonly live?: Liveness
  readonly deletion?: Deletion
  readonly cells: readonly Cell[]
}

const LIVE = 1
const LIVE_EXPIRING = 2
const DELETED = 4
/** Their timestamps are 64-bit integers, being too large for a double. */
const LIVE_WIDE = 8
const DELETED_WIDE = 16
const TOMBSTONE = 1
const EXPIRING = 2
const PATH = 4
const WHOLE_COLUMN = 8
/** The cell was written together with the row's liveness: its timestamp is not repeated. */
const SAME_TIME = 16
const WIDE = 32

export function encodeRow(row: Row): Buffer {
  const writer = new Writer(64)
  const { live, deletion } = row
  writer.u8(
    (live ? LIVE : 0) |
      (live && live.expires ? LIVE_EXPIRING : 0) |
      (deletion ? DELETED : 0) |
      (typeof live?.timestamp === 'bigint' ? LIVE_WIDE : 0) |
      (typeof deletion?.timestamp === 'bigint' ? DELETED_WIDE : 0),
  )
  if (live) {
    writeTime(writer, live.timestamp)
    if (live.expires) writer.i32(live.ttl).i32(live.expires)
  }
  if (deletion) {
    writeTime(writer, deletion.timestamp)
    writer.i32(deletion.at)
  }
  for (const cell of row.cells) {
    const same = live !== undefined && live.timestamp === cell.timestamp
    const dead = cell.value === null
    writer.u16(cell.column)
    writer.u8(
      (cell.wholeColumn ? WHOLE_COLUMN : dead ? TOMBSTONE : 0) |
        (!dead && cell.expires ? EXPIRING : 0) |
        (cell.path === undefined ? 0 : PATH) |
        (same ? SAME_TIME : 0) |
        (!same && typeof cell.timestamp === 'bigint' ? WIDE : 0),
    )
    if (!same) writeTime(writer, cell.timestamp)
    if (dead) writer.i32(cell.deletedAt)
    else if (cell.expires) writer.i32(cell.ttl).i32(cell.expires)
    if (cell.path !== undefined) writer.shortBytes(Buffer.from(cell.path, 'latin1'))
    if (cell.value !== null) writer.bytes(cell.value)
  }
  return writer.finish()
}

const scratch = Buffer.alloc(8)
function writeTime(writer: Writer, value: Timestamp): void {
  if (typeof value === 'bigint') scratch.writeBigInt64BE(value)
  else scratch.writeDoubleBE(value)
  writer.raw(scratch)
}

function readTime(bytes: Buffer, at: number, isWide: boolean): Timestamp {
  if (isWide) return bytes.readBigInt64BE(at)
  const time = bytes.readDoubleBE(at)
  // Files of before had rounded times here.
  return Number.isSafeInteger(time) ? time : timestampFrom(BigInt(time))
}

export function decodeRow(bytes: Buffer): Row {
  let at = 1
  const flags = bytes[0] ?? 0
  let live: Liveness | undefined
  let deletion: Deletion | undefined
  if (flags & LIVE) {
    const timestamp = readTime(bytes, at, (flags & LIVE_WIDE) !== 0)
    at += 8
    const expiring = (flags & LIVE_EXPIRING) !== 0
    live = {
      timestamp,
      ttl: expiring ? bytes.readInt32BE(at) : 0,
      expires: expiring ? bytes.readInt32BE(at + 4) : 0,
    }
    if (expiring) at += 8
  }
  if (flags & DELETED) {
    const timestamp = readTime(bytes, at, (flags & DELETED_WIDE) !== 0)
    deletion = { timestamp, at: bytes.readInt32BE(at + 8) }
    at += 12
  }
  const cells: Cell[] = []
  while (at < bytes.length) {
    const column = (bytes[at]! << 8) | bytes[at + 1]!
    const cellFlags = bytes[at + 2]!
    at += 3
    let timestamp: Timestamp = live?.timestamp ?? 0
    if (!(cellFlags & SAME_TIME)) {
      timestamp = readTime(bytes, at, (cellFlags & WIDE) !== 0)
      at += 8
    }
    let deletedAt = 0
    let ttl = 0
    let expires = 0
    const dead = (cellFlags & (TOMBSTONE | WHOLE_COLUMN)) !== 0
    if (dead) {
      deletedAt = bytes.readInt32BE(at)
      at += 4
    } else if (cellFlags & EXPIRING) {
      ttl = bytes.readInt32BE(at)
      expires = bytes.readInt32BE(at + 4)
      at += 8
    }
    let path: string | undefined
    if (cellFlags & PATH) {
      const length = (bytes[at]! << 8) | bytes[at + 1]!
      path = bytes.toString('latin1', at + 2, at + 2 + length)
      at += 2 + length
    }
    let value: Buffer | null = null
    if (!dead) {
      const length =
        (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!
      value = bytes.subarray(at + 4, at + 4 + length)
      at += 4 + length
    }
    cells.push({
      column,
      path,
      timestamp,
      ttl,
      expires,
      value,
      deletedAt,
      wholeColumn: (cellFlags & WHOLE_COLUMN) !== 0,
    })
  }
  return { live, deletion, cells }
}

export function laterDeletion(
  a: Deletion | undefined,
  b: Deletion | undefined,
): Deletion | undefined {
  if (!a || !b) return a ?? b
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp ? a : b
  return a.at >= b.at ? a : b
}

/**
 * Of two versions of a cell the later; at the same time a deletion wins, then the longer life, then
 * the greater value.
 */
export function reconcileCells(a: Cell, b: Cell): Cell {
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp ? a : b
  if ((a.value === null) !== (b.value === null)) return a.value === null ? a : b
  if (a.value === null || b.value === null) return a.deletedAt >= b.deletedAt ? a : b
  if (a.expires > 0 !== b.expires > 0) return a.expires > 0 ? a : b
  if (a.expires !== b.expires) return a.expires > b.expires ? a : b
  return (Buffer.compare(a.value, b.value) || a.ttl - b.ttl) >= 0 ? a : b
}

const order = (a: Cell, b: Cell) =>
  a.column - b.column ||
  (a.wholeColumn ? -1 : 0) - (b.wholeColumn ? -1 : 0) ||
  comparePaths(a.path, b.path)
const comparePaths = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)

export const compareCells = order

function laterLiveness(a: Liveness | undefined, b: Liveness | undefined): Liveness | undefined {
  if (!a || !b) return a ?? b
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp ? a : b
  if (a.expires > 0 !== b.expires > 0) return a.expires > 0 ? a : b
  return (a.expires - b.expires || a.ttl - b.ttl) >= 0 ? a : b
}

export function mergeRows(a: Row, b: Row): Row {
  const deletion = laterDeletion(a.deletion, b.deletion)
  const live = laterLiveness(a.live, b.live)
  const cells: Cell[] = []
  let i = 0
  let j = 0
  while (i < a.cells.length || j < b.cells.length) {
    const x = a.cells[i]
    const y = b.cells[j]
    const ordered = !x ? 1 : !y ? -1 : order(x, y)
    if (ordered < 0 && x) {
      cells.push(x)
      i++
    } else if (ordered > 0 && y) {
      cells.push(y)
      j++
    } else if (x && y) {
      cells.push(reconcileCells(x, y))
      i++
      j++
    }
  }
  return shadow({ live, deletion, cells }, deletion)
}

/** The part of a row that a deletion leaves. */
export function shadow(row: Row, deletion: Deletion | undefined): Row {
  const whole = row.cells.some(cell => cell.wholeColumn)
  if (!deletion && !whole) return row
  const until = deletion?.timestamp ?? -Infinity
  const live = row.live && row.live.timestamp > until ? row.live : undefined
  let column = -1
  let columnUntil: Timestamp = until
  const cells = row.cells.filter(cell => {
    if (cell.wholeColumn) {
      column = cell.column
      columnUntil = laterTime(until, cell.timestamp)
      return cell.timestamp > until
    }
    return cell.timestamp > (cell.column === column ? columnUntil : until)
  })
  return { live, deletion: row.deletion, cells }
}

export function mergeEncoded(a: Buffer, b: Buffer): Buffer {
  return encodeRow(mergeRows(decodeRow(a), decodeRow(b)))
}
