// The last N things that happened: records at an edge, log lines, dead letters. What a slow reader missed is counted, not hidden.
import type { FeedPage } from '../contract/define'
import { newEpoch, readCursor, writeCursor } from './feed-cursor'

export class Ring<Item> {
  private slots: Item[] = []
  /** Items ever pushed: the version of the newest one. */
  private count = 0
  private epoch = newEpoch()

  constructor(readonly capacity: number) {}

  get total(): number {
    return this.count
  }

  push(item: Item): void {
    this.slots[this.count % this.capacity] = item
    this.count += 1
  }

  /** Oldest first. */
  items(): Item[] {
    return this.after(Math.max(0, this.count - this.capacity))
  }

  clear(): void {
    this.slots = []
    this.count = 0
    this.epoch = newEpoch()
  }

  since(cursor?: string): FeedPage<Item> {
    const from = readCursor(cursor, this.epoch)
    const next = writeCursor(this.epoch, this.count)
    if (from === undefined || from > this.count) return { cursor: next, reset: true, items: this.items(), removed: [], dropped: 0 }
    const first = Math.max(from, this.count - this.capacity)
    return { cursor: next, reset: false, items: this.after(first), removed: [], dropped: first - from }
  }

  private after(first: number): Item[] {
    const items: Item[] = []
    for (let i = first; i < this.count; i++) {
      const item = this.slots[i % this.capacity]
      if (item !== undefined) items.push(item)
    }
    return items
  }
}
