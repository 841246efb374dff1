// The last N of something that only ever comes: records passing an edge, log lines, dead letters. A
// reader that is slower than the flow misses the oldest, and the answer says how many.
import type { FeedPage } from '../contract/define'
import { newEpoch, readCursor, Watchers, writeCursor, type Feed } from './feed'

export class Ring<Item> implements Feed<Item> {
  private readonly epoch = newEpoch()
  private readonly watchers = new Watchers()
  private readonly slots: Item[] = []
  /** Items pushed since the beginning; the newest is number `pushed`. */
  private pushed = 0
  private clearedAt = 0

  constructor(readonly capacity = 1000) {}

  get total(): number {
    return this.pushed
  }

  push(...items: readonly Item[]): void {
    if (items.length === 0) return
    for (const item of items) this.slots[this.pushed++ % this.capacity] = item
    this.watchers.tell()
  }

  /** Empties it; every reader starts over. Numbers go on. */
  clear(): void {
    this.slots.length = 0
    // The slots are filled by number, so an empty array is filled from wherever the numbers stand.
    this.clearedAt = ++this.pushed
    this.watchers.tell()
  }

  since(cursor: string | undefined, limit = Infinity): FeedPage<Item> {
    const from = readCursor(cursor, this.epoch, this.pushed)
    const known = from && from.version >= this.clearedAt ? from.version : undefined
    const kept = Math.max(this.pushed - this.capacity, this.clearedAt)
    const first = Math.max(known ?? kept, kept)
    const end = Math.min(this.pushed, first + limit)
    const items = Array.from(
      { length: end - first },
      (_, i) => this.slots[(first + i) % this.capacity]!,
    )
    const dropped = known === undefined ? 0 : first - known
    return {
      cursor: writeCursor(this.epoch, { version: end, begunAt: end }),
      reset: known === undefined,
      items,
      removed: [],
      dropped,
    }
  }

  watch(listener: () => void): () => void {
    return this.watchers.add(listener)
  }
}
