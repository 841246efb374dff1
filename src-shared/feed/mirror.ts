// The reader's side of a feed: pages folded into what the writer has. The same two lines of rules
// for every screen, printer and test: a reset empties, removed keys go, items come.
import type { FeedPage } from '../contract/define'

export class TableMirror<Row> {
  readonly rows = new Map<string, Row>()
  cursor: string | undefined

  constructor(private readonly keyOf: (row: Row) => string) {}

  apply(page: FeedPage<Row>): void {
    if (page.reset) this.rows.clear()
    for (const key of page.removed) this.rows.delete(key)
    for (const row of page.items) this.rows.set(this.keyOf(row), row)
    this.cursor = page.cursor
  }
}

export class RingMirror<Item> {
  items: Item[] = []
  /** How many rows passed unseen since the last reset. */
  dropped = 0
  cursor: string | undefined

  constructor(readonly capacity = 1000) {}

  apply(page: FeedPage<Item>): void {
    const before = page.reset ? [] : this.items
    this.dropped = (page.reset ? 0 : this.dropped) + page.dropped
    this.items = [...before, ...page.items].slice(-this.capacity)
    this.cursor = page.cursor
  }
}
