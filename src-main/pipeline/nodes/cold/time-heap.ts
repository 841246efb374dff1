// Things with their times, of which the oldest is found at once: a node that gave up state by looking
// at all that it keeps would cost as much as its whole state in each batch.
export class TimeHeap<T extends { readonly time: number | undefined }> {
  private readonly items: T[] = []

  /** What has no time is never the oldest. */
  add(item: T): void {
    if (item.time === undefined) return
    const { items } = this
    let at = items.push(item) - 1
    for (let up = (at - 1) >> 1; at > 0 && this.isOlder(at, up); up = (at - 1) >> 1) {
      this.swap(at, up)
      at = up
    }
  }

  get oldest(): T | undefined {
    return this.items[0]
  }

  takeOldest(): T | undefined {
    const { items } = this
    const [first] = items
    const last = items.pop()
    if (last === undefined || items.length === 0) return first
    items[0] = last
    let at = 0
    for (let next = this.olderBelow(at); next !== undefined; next = this.olderBelow(at)) {
      this.swap(at, next)
      at = next
    }
    return first
  }

  private olderBelow(at: number): number | undefined {
    const left = 2 * at + 1
    const right = left + 1
    const older = right < this.items.length && this.isOlder(right, left) ? right : left
    return older < this.items.length && this.isOlder(older, at) ? older : undefined
  }

  private isOlder(a: number, b: number): boolean {
    return (this.items[a]?.time ?? 0) < (this.items[b]?.time ?? 0)
  }

  private swap(a: number, b: number): void {
    const { items } = this
    const [one, other] = [items[a], items[b]]
    if (one === undefined || other === undefined) return
    items[a] = other
    items[b] = one
  }
}
