// Rows by key, of which a reader wants only what changed: live tables and charts. Rows hang in a list in the order of their last
// change, so a delta is a walk from the newest end. Bounded: beyond `rowsMax` the row that was longest unchanged leaves, as a removal.
import type { FeedPage } from '../contract/define'
import { newEpoch, readCursor, writeCursor } from './feed-cursor'

interface Entry<Item> {
  readonly key: string
  item: Item
  version: number
  older: Entry<Item> | undefined
  newer: Entry<Item> | undefined
}

export interface KeyedTableOptions {
  readonly rowsMax?: number
  /** Removals that are remembered; a reader that is further behind gets a snapshot. */
  readonly removalsMax?: number
}

export class KeyedTable<Item> {
  private readonly entries = new Map<string, Entry<Item>>()
  private newest: Entry<Item> | undefined
  private oldest: Entry<Item> | undefined
  private removals: { key: string; version: number }[] = []
  private version = 0
  /** Deltas from before this version are incomplete. */
  private completeSince = 0
  private epoch = newEpoch()
  private readonly rowsMax: number
  private readonly removalsMax: number

  constructor(options: KeyedTableOptions = {}) {
    this.rowsMax = options.rowsMax ?? 10_000
    this.removalsMax = options.removalsMax ?? 10_000
  }

  get size(): number {
    return this.entries.size
  }

  get(key: string): Item | undefined {
    return this.entries.get(key)?.item
  }

  /** Rows in the order of their first arrival. */
  items(): Item[] {
    return [...this.entries.values()].map(entry => entry.item)
  }

  set(key: string, item: Item): void {
    const version = ++this.version
    const known = this.entries.get(key)
    if (known) {
      known.item = item
      known.version = version
      this.unlink(known)
      this.linkNewest(known)
      return
    }
    const entry: Entry<Item> = { key, item, version, older: undefined, newer: undefined }
    this.entries.set(key, entry)
    this.linkNewest(entry)
    if (this.entries.size > this.rowsMax && this.oldest) this.delete(this.oldest.key)
  }

  delete(key: string): boolean {
    const entry = this.entries.get(key)
    if (!entry) return false
    this.entries.delete(key)
    this.unlink(entry)
    this.removals.push({ key, version: ++this.version })
    if (this.removals.length > this.removalsMax * 2) {
      const gone = this.removals.splice(0, this.removals.length - this.removalsMax)
      this.completeSince = gone.at(-1)?.version ?? this.completeSince
    }
    return true
  }

  /** Everything goes; readers get a snapshot. */
  clear(): void {
    this.entries.clear()
    this.newest = undefined
    this.oldest = undefined
    this.removals = []
    this.version = 0
    this.completeSince = 0
    this.epoch = newEpoch()
  }

  since(cursor?: string): FeedPage<Item> {
    const from = readCursor(cursor, this.epoch)
    const next = writeCursor(this.epoch, this.version)
    if (from === undefined || from < this.completeSince) {
      return { cursor: next, reset: true, items: this.items(), removed: [], dropped: 0 }
    }
    const items: Item[] = []
    for (let entry = this.newest; entry && entry.version > from; entry = entry.older) items.push(entry.item)
    const removed = new Set<string>()
    for (let i = this.removals.length - 1; i >= 0; i--) {
      const removal = this.removals[i]
      if (!removal || removal.version <= from) break
      if (!this.entries.has(removal.key)) removed.add(removal.key)
    }
    return { cursor: next, reset: false, items: items.reverse(), removed: [...removed], dropped: 0 }
  }

  private linkNewest(entry: Entry<Item>): void {
    entry.older = this.newest
    entry.newer = undefined
    if (this.newest) this.newest.newer = entry
    this.newest = entry
    this.oldest ??= entry
  }

  private unlink(entry: Entry<Item>): void {
    if (entry.older) entry.older.newer = entry.newer
    else this.oldest = entry.newer
    if (entry.newer) entry.newer.older = entry.older
    else this.newest = entry.older
  }
}
