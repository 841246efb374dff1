// Rows by key, each in its latest state: live tables, engine and edge statistics. Rows are kept in
// the order of their last change (a linked list beside the map), so answering a cursor costs the
// changes and not the table. Removed keys are remembered for a while; a reader that slept longer
// than that gets a snapshot.
import type { FeedPage } from '../contract/define'
import { newEpoch, readCursor, Watchers, writeCursor, type Feed } from './feed'

interface Entry<Row> {
  readonly key: string
  readonly row: Row
  readonly version: number
  older: Entry<Row> | undefined
  newer: Entry<Row> | undefined
}

export interface KeyedTableOptions {
  /** The row that has not changed for longest goes when one more comes. */
  readonly rowsMax?: number
  readonly removalsMax?: number
}

export class KeyedTable<Row> implements Feed<Row> {
  private readonly epoch = newEpoch()
  private readonly watchers = new Watchers()
  private readonly entries = new Map<string, Entry<Row>>()
  /** Key → version of its removal, oldest first. */
  private readonly removals = new Map<string, number>()
  private readonly rowsMax: number
  private readonly removalsMax: number
  private oldest: Entry<Row> | undefined
  private newest: Entry<Row> | undefined
  private version = 0
  private newestRemoval = 0
  /** Readers that stand before this version have missed removals which are forgotten. */
  private completeFrom = 0
  private evictedRows = 0

  constructor(options: KeyedTableOptions = {}) {
    this.rowsMax = options.rowsMax ?? 100_000
    this.removalsMax = options.removalsMax ?? 10_000
  }

  get size(): number {
    return this.entries.size
  }

  /** Rows that were given up because the table was full: to be shown, not hidden. */
  get evicted(): number {
    return this.evictedRows
  }

  get(key: string): Row | undefined {
    return this.entries.get(key)?.row
  }

  /** Every row, the one changed longest ago first. */
  *values(): IterableIterator<Row> {
    for (let entry = this.oldest; entry; entry = entry.newer) yield entry.row
  }

  set(key: string, row: Row): void {
    const before = this.entries.get(key)
    if (before) this.unlink(before)
    this.removals.delete(key)
    const entry: Entry<Row> = {
      key,
      row,
      version: ++this.version,
      older: this.newest,
      newer: undefined,
    }
    if (this.newest) this.newest.newer = entry
    else this.oldest = entry
    this.newest = entry
    this.entries.set(key, entry)
    if (this.entries.size > this.rowsMax && this.oldest) {
      this.evictedRows++
      this.remove(this.oldest)
    }
    this.watchers.tell()
  }

  delete(key: string): boolean {
    const entry = this.entries.get(key)
    if (!entry) return false
    this.remove(entry)
    this.watchers.tell()
    return true
  }

  /** Nothing left; every reader starts over. */
  clear(): void {
    this.entries.clear()
    this.removals.clear()
    this.oldest = this.newest = undefined
    this.completeFrom = ++this.version
    this.watchers.tell()
  }

  since(cursor: string | undefined, limit = Infinity): FeedPage<Row> {
    const from = readCursor(cursor, this.epoch, this.version)
    const known = from && from.begunAt >= this.completeFrom ? from : undefined
    const after = known?.version ?? 0
    const items: Row[] = []
    let reached = this.version
    for (let entry = this.firstAfter(after); entry; entry = entry.newer) {
      if (items.length >= limit) {
        reached = entry.version - 1
        break
      }
      items.push(entry.row)
    }
    return {
      cursor: writeCursor(this.epoch, {
        version: reached,
        begunAt: known?.begunAt ?? this.version,
      }),
      reset: known === undefined,
      items,
      removed: known ? this.removedBetween(after, reached) : [],
      dropped: 0,
    }
  }

  watch(listener: () => void): () => void {
    return this.watchers.add(listener)
  }

  /** From the newest end: what a reader has missed is usually little. */
  private firstAfter(version: number): Entry<Row> | undefined {
    if (version === 0) return this.oldest
    let first: Entry<Row> | undefined
    for (let entry = this.newest; entry && entry.version > version; entry = entry.older)
      first = entry
    return first
  }

  private removedBetween(after: number, reached: number): string[] {
    if (this.newestRemoval <= after) return []
    return [...this.removals]
      .filter(([, version]) => version > after && version <= reached)
      .map(([key]) => key)
  }

  private remove(entry: Entry<Row>): void {
    this.unlink(entry)
    this.entries.delete(entry.key)
    this.newestRemoval = ++this.version
    this.removals.set(entry.key, this.version)
    for (const [key, version] of this.removals) {
      if (this.removals.size <= this.removalsMax) break
      this.removals.delete(key)
      this.completeFrom = version
    }
  }

  private unlink(entry: Entry<Row>): void {
    if (entry.older) entry.older.newer = entry.newer
    else this.oldest = entry.newer
    if (entry.newer) entry.newer.older = entry.older
    else this.newest = entry.older
  }
}
