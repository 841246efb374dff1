// Turns stored entries into the rows that statements see: grouped by partition, with deletions and
// time-to-live applied, and with cells by column.
import type { Column, Table } from '../../schema/model'
import { splitPartitionKey } from '../../schema/partition-key'
import {
  AFTER_PREFIX,
  type Cell,
  decodeRow,
  type Deletion,
  kind,
  KeyReader,
  KeyWriter,
  laterDeletion,
  type Liveness,
  murmur3Token,
  partitionKeyOf,
  partitionLength,
  readClusteringValue,
  shadow,
  type Store,
  type Token,
  writeClusteringValue,
} from '../../storage'
import { isList, isMap, isSet, isUdt, packList, packTuple } from '../../types'
import { isMadeUp } from '../context'

const ROW = String.fromCharCode(kind.row)
const RANGE = String.fromCharCode(kind.rangeDeletion)
const STATIC = String.fromCharCode(kind.staticRow)
const PARTITION = String.fromCharCode(kind.partitionDeletion)
const AFTER_PARTITION = '\x05'
const HAS_PARTITION_DELETION = 1
const HAS_RANGE_DELETION = 2

export interface RowView {
  /** The full key of the row, or of the partition's static row. */
  readonly position: string
  readonly partition: readonly Buffer[]
  /** Undefined when the partition has nothing but static values. */
  readonly clustering: readonly Buffer[] | undefined
  readonly live: Liveness | undefined
  /** By slot of the column; an array for a collection or user type stored in parts. */
  readonly cells: readonly (Cell | Cell[] | undefined)[]
}

/**
 * A span of clustering keys, as strings that follow the partition's prefix and the row marker.
 */
export interface Slice {
  readonly from: string
  /** Exclusive. */
  readonly to: string
}

export const EVERYTHING: Slice = { from: '', to: AFTER_PREFIX }
const keyWriter = new KeyWriter()

/** Tables that Cassandra makes up too are in the order of their keys. */
const NO_TOKEN = { hi: 0, lo: 0 }

export function partitionPrefix(table: Table, partitionKey: Buffer): string {
  const isOrdered = table.virtual !== undefined && isMadeUp(table.keyspace)
  const token = isOrdered ? NO_TOKEN : murmur3Token(partitionKey)
  return keyWriter
    .reset()
    .u32(table.storeId)
    .u32(token.hi ^ 0x80000000)
    .u32(token.lo)
    .escaped(partitionKey)
    .finish()
}

export function tokenPrefix(table: Table, token: Token): string {
  return keyWriter
    .reset()
    .u32(table.storeId)
    .u32(token.hi ^ 0x80000000)
    .u32(token.lo)
    .finish()
}

export function tablePrefix(table: Table): string {
  return keyWriter.reset().u32(table.storeId).finish()
}

export function clusteringKey(columns: readonly Column[], values: readonly Buffer[]): string {
  keyWriter.reset()
  values.forEach((value, i) => {
    const column = columns[i]!
    writeClusteringValue(keyWriter, column.type, value, column.descending, column.type.emptyAllowed)
  })
  return keyWriter.finish()
}

export const rowKey = (prefix: string, clustering: string) => prefix + ROW + clustering
export const staticKey = (prefix: string) => prefix + STATIC
export const partitionDeletionKey = (prefix: string) => prefix + PARTITION
export const rangeDeletionKey = (prefix: string, slice: Slice) =>
  prefix + RANGE + keyWriter.reset().escaped(Buffer.from(slice.from, 'latin1')).finish() + slice.to
export const prefixOf = (position: string) => position.slice(0, partitionLength(position))
export const afterPartition = (prefix: string) => prefix + AFTER_PARTITION

function readClustering(table: Table, key: string, at: number): Buffer[] {
  const reader = new KeyReader(key, at)
  return table.clustering.map(column => readClusteringValue(reader, column.type, column.descending))
}

interface RangeDeletion extends Slice {
  readonly deletion: Deletion
}

function readRangeDeletion(
  key: string,
  prefixLength: number,
  value: Buffer,
): RangeDeletion | undefined {
  const reader = new KeyReader(key, prefixLength + 1)
  const from = reader.escaped().toString('latin1')
  const { deletion } = decodeRow(value)
  return deletion && { from, to: key.slice(reader.position), deletion }
}

/** The parts of a partition besides its rows: deletions and static values. */
class Header {
  deletion: Deletion | undefined
  ranges: RangeDeletion[] = []
  statics: Row | undefined
  private values: readonly Buffer[] | undefined

  constructor(
    private readonly table: Table,
    readonly prefix: string,
  ) {}

  get partition(): readonly Buffer[] {
    return (this.values ??= splitPartitionKey(this.table, partitionKeyOf(this.prefix)))
  }

  take(key: string, value: Buffer): void {
    const what = key.charCodeAt(this.prefix.length)
    if (what === kind.partitionDeletion) this.deletion = decodeRow(value).deletion
    else if (what === kind.staticRow) this.statics = decodeRow(value)
    else if (what === kind.rangeDeletion) {
      const range = readRangeDeletion(key, this.prefix.length, value)
      if (range) this.ranges.push(range)
    }
  }

  deletionAt(clustering: string): Deletion | undefined {
    let deletion = this.deletion
    for (const range of this.ranges)
      if (clustering >= range.from && clustering < range.to)
        deletion = laterDeletion(deletion, range.deletion)
    return deletion
  }
}

type Row = ReturnType<typeof decodeRow>

/** Cells of a row that are alive, put at their columns' slots; false when there are none. */
function fillCells(
  table: Table,
  row: Row,
  cells: (Cell | Cell[] | undefined)[],
  now: number,
): boolean {
  let any = false
  for (const cell of row.cells) {
    if (cell.value === null || (cell.expires !== 0 && cell.expires <= now)) continue
    const slot = table.slotOfId[cell.column]
    if (slot === undefined) continue
    any = true
    if (cell.path === undefined) cells[slot] = cell
    else {
      const parts = cells[slot]
      if (Array.isArray(parts)) parts.push(cell)
      else cells[slot] = [cell]
    }
  }
  return any
}

/**
 * Each live row, and for partitions with static values only one view without clustering (if
 * `statics`).
 */
export class RowReader {
  constructor(
    private readonly store: Store,
    private readonly table: Table,
    private readonly now: number,
  ) {}

  private view(
    header: Header,
    position: string,
    row: Row | undefined,
    staticCells: readonly (Cell | Cell[] | undefined)[],
  ): RowView | undefined {
    const cells = staticCells.length > 0 ? [...staticCells] : []
    if (!row)
      return {
        position,
        partition: header.partition,
        clustering: undefined,
        live: undefined,
        cells,
      }
    const any = fillCells(this.table, row, cells, this.now)
    const live =
      row.live && (row.live.expires === 0 || row.live.expires > this.now) ? row.live : undefined
    if (!any && !live) return undefined
    return {
      position,
      partition: header.partition,
      clustering: readClustering(this.table, position, header.prefix.length + 1),
      live,
      cells,
    }
  }

  private staticCells(header: Header): (Cell | Cell[] | undefined)[] {
    const cells: (Cell | Cell[] | undefined)[] = []
    if (header.statics)
      fillCells(this.table, shadow(header.statics, header.deletion), cells, this.now)
    return cells
  }

  private row(header: Header, position: string, value: Buffer): Row {
    const row = decodeRow(value)
    const deletion = laterDeletion(
      header.deletionAt(position.slice(header.prefix.length + 1)),
      row.deletion,
    )
    return deletion ? shadow(row, deletion) : row
  }

  /**
   * One partition's rows within slices, in clustering order or backwards; `after` resumes behind
   * that position.
   */
  *partition(
    prefix: string,
    slices: readonly Slice[],
    options: { reversed: boolean; after?: string; statics: boolean },
  ): Generator<RowView> {
    const header = this.readHeader(prefix)
    const staticCells = this.staticCells(header)
    let any = options.after !== undefined
    const ordered = options.reversed ? [...slices].reverse() : slices
    for (const slice of ordered) {
      let from = rowKey(prefix, slice.from)
      let to = rowKey(prefix, slice.to)
      if (options.after !== undefined) {
        if (options.reversed) to = options.after < to ? options.after : to
        else from = options.after >= from ? `${options.after}\0` : from
        if (from >= to) continue
      }
      const walk = this.store.walk(from, to, { reversed: options.reversed, partition: true })
      for (let next = walk.next(); !next.done; next = walk.next()) {
        const view = this.view(
          header,
          next.value[0],
          this.row(header, next.value[0], next.value[1]),
          staticCells,
        )
        if (!view) continue
        any = true
        yield view
      }
    }
    if (!any && options.statics && staticCells.length > 0) {
      const view = this.view(header, staticKey(prefix), undefined, staticCells)
      if (view) yield view
    }
  }

  private readHeader(prefix: string): Header {
    const header = new Header(this.table, prefix)
    const kinds = this.store.kindsIn(this.table.storeId)
    const add = (key: string) => {
      const value = this.store.get(key)
      if (value) header.take(key, value)
    }
    if (kinds & HAS_PARTITION_DELETION) add(partitionDeletionKey(prefix))
    if (this.table.statics.length > 0) add(staticKey(prefix))
    if (kinds & HAS_RANGE_DELETION) {
      const walk = this.store.walk(prefix + RANGE, prefix + ROW, { partition: true })
      for (let next = walk.next(); !next.done; next = walk.next())
        header.take(next.value[0], next.value[1])
    }
    return header
  }

  /** One row by its full key: the quickest way, for tables and partitions without anything else. */
  single(prefix: string, clustering: string): RowView | undefined {
    const header = this.readHeader(prefix)
    const staticCells = this.staticCells(header)
    const position = rowKey(prefix, clustering)
    const value = this.store.get(position)
    return value && this.view(header, position, this.row(header, position, value), staticCells)
  }

  /** Is a column's value deleted, in the row or among the static values? */
  isDeleted(prefix: string, clustering: string | undefined, column: Column): boolean {
    const header = this.readHeader(prefix)
    const position = clustering === undefined ? staticKey(prefix) : rowKey(prefix, clustering)
    const value = this.store.get(position)
    if (!value) return false
    const row =
      clustering === undefined
        ? shadow(decodeRow(value), header.deletion)
        : this.row(header, position, value)
    return row.cells.some(cell => cell.column === column.id && cell.value === null)
  }

  /** All partitions of a key range in token order, rows within slices. */
  *range(from: string, to: string, slices: readonly Slice[], statics: boolean): Generator<RowView> {
    let header: Header | undefined
    let staticCells: (Cell | Cell[] | undefined)[] | undefined
    let any = false
    const everything = slices.length === 1 && slices[0] === EVERYTHING
    const finish = () => {
      if (!header || any || !statics) return undefined
      const cells = this.staticCells(header)
      return cells.length > 0
        ? this.view(header, staticKey(header.prefix), undefined, cells)
        : undefined
    }
    const resumed =
      from.length > 12 && partitionLength(from) < from.length ? prefixOf(from) : undefined
    if (resumed !== undefined) {
      header = this.readHeader(resumed)
      any = true
    }
    const walk = this.store.walk(from, to)
    for (let next = walk.next(); !next.done; next = walk.next()) {
      const [key, value] = next.value
      if (!header || !key.startsWith(header.prefix)) {
        const view = finish()
        if (view) yield view
        header = new Header(this.table, prefixOf(key))
        staticCells = undefined
        any = false
      }
      if (key.charCodeAt(header.prefix.length) !== kind.row) {
        header.take(key, value)
        continue
      }
      const clustering = key.slice(header.prefix.length + 1)
      if (!everything && !slices.some(s => clustering >= s.from && clustering < s.to)) continue
      const view = this.view(
        header,
        key,
        this.row(header, key, value),
        (staticCells ??= this.staticCells(header)),
      )
      if (!view) continue
      any = true
      yield view
    }
    const view = finish()
    if (view) yield view
  }
}

/** A column's value in a row, as bytes. */
export function valueOf(column: Column, view: RowView): Buffer | null {
  if (column.kind === 'partition_key') return view.partition[column.position] ?? null
  if (column.kind === 'clustering') return view.clustering?.[column.position] ?? null
  const cells = view.cells[column.slot]
  if (cells === undefined) return null
  return Array.isArray(cells) ? assemble(column, cells) : cells.value
}

/** The bytes of a collection or user type out of its cells, which are in path order. */
export function assemble(column: Column, cells: readonly Cell[]): Buffer | null {
  const { type } = column
  if (cells.length === 0) return null
  if (isList(type)) return packList(cells.map(c => c.value))
  if (isSet(type)) return packList(cells.map(c => type.of.readKey(new KeyReader(c.path ?? ''))))
  if (isMap(type))
    return packList(
      cells.flatMap(c => [type.key.readKey(new KeyReader(c.path ?? '')), c.value]),
      2,
    )
  if (isUdt(type)) {
    const values: (Buffer | null)[] = type.fields.map(() => null)
    for (const cell of cells) {
      const at =
        cell.path === undefined ? -1 : (cell.path.charCodeAt(0) << 8) | cell.path.charCodeAt(1)
      if (at >= 0 && at < values.length) values[at] = cell.value
    }
    return packTuple(values)
  }
  return null
}

export function pathOf(
  type: { writeKey(writer: KeyWriter, value: Buffer): void },
  value: Buffer,
): string {
  type.writeKey(keyWriter.reset(), value)
  return keyWriter.finish()
}
export const fieldPath = (index: number) => String.fromCharCode(index >> 8, index & 0xff)
