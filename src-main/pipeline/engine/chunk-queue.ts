// The bounded queue of an input: chunks by partition, taken round in the order in which they came.
// Bounded by records and by bytes, because sixty thousand records of a megabyte fit into no memory.
// A replay that waits for one partition lifts the bound: the consumer brings the partitions one
// after the other, and what it waits for may stand behind what fills the queue.
import { cutAfter, splitChunk, type Chunk } from './input'

export class ChunkQueue {
  private readonly byPartition = new Map<number, Chunk[]>()
  private order: number[] = []
  private count = 0
  private bytes = 0
  private starving = false
  private waiters: (() => void)[] = []

  constructor(
    private readonly countMax: number,
    private readonly bytesMax: number,
  ) {}

  get size(): number {
    return this.count
  }

  get fill(): number {
    return Math.min(1, Math.max(this.count / this.countMax, this.bytes / this.bytesMax))
  }

  push(chunk: Chunk): void {
    const list = this.byPartition.get(chunk.partition) ?? []
    this.byPartition.set(chunk.partition, list)
    list.push(chunk)
    this.order.push(chunk.partition)
    this.count += chunk.count
    this.bytes += chunk.sizeBytes ?? 0
  }

  /** Resolves when there is room again: what holds the consumer back. */
  async room(): Promise<void> {
    while (this.fill >= 1 && !this.starving)
      await new Promise<void>(resolve => this.waiters.push(resolve))
  }

  take(countMax: number): Chunk | undefined {
    for (;;) {
      const partition = this.order[0]
      if (partition === undefined) return undefined
      const list = this.byPartition.get(partition)
      const chunk = list?.[0]
      if (!list || !chunk) {
        this.order.shift()
        continue
      }
      if (chunk.count > countMax && countMax > 0) {
        const [first, rest] = cutAfter(chunk, countMax)
        list[0] = rest
        return this.taken(first)
      }
      list.shift()
      this.order.shift()
      return this.taken(chunk)
    }
  }

  takeRange(partition: number, from: number, to: number): Chunk | undefined {
    const list = this.byPartition.get(partition) ?? []
    const last = list.at(-1)
    this.starving = !last || last.to < to
    if (this.starving) {
      this.wakeAll()
      return undefined
    }
    const parts: Chunk[] = []
    while (list[0] && list[0].from < to) {
      const chunk = list[0]
      if (chunk.to <= to) {
        list.shift()
        parts.push(chunk)
      } else {
        const [first, rest] = splitChunk(chunk, to)
        list[0] = rest
        parts.push(first)
      }
    }
    const batches = parts.map(part => part.batch)
    const records = batches.some(batch => batch.records)
      ? batches.flatMap(batch => batch.records ?? [])
      : undefined
    const rows = batches.flatMap(batch => batch.rows)
    const count = parts.reduce((sum, part) => sum + part.count, 0)
    const sizeBytes = parts.reduce((sum, part) => sum + (part.sizeBytes ?? 0), 0)
    return this.taken({
      partition,
      from,
      to,
      count,
      sizeBytes,
      batch: { rows, ...(records ? { records } : {}) },
    })
  }

  /** Stops waiting and forgets everything. */
  clear(): void {
    this.byPartition.clear()
    this.order = []
    this.count = 0
    this.bytes = 0
    this.wakeAll()
  }

  private taken(chunk: Chunk): Chunk {
    this.count -= chunk.count
    this.bytes = this.count === 0 ? 0 : this.bytes - (chunk.sizeBytes ?? 0)
    this.wakeAll()
    return chunk
  }

  private wakeAll(): void {
    const waiters = this.waiters
    this.waiters = []
    for (const wake of waiters) wake()
  }
}
