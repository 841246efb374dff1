// The vectors of a column, for the rows nearest to a given one. They lie in one array of floats and
// every one is compared: for as many as a lab has, that is quick and exact, where a graph would be
// approximate. Vectors may be out of date, as a later write need not win: whoever reads checks the
// row, and tells what it found.
import type { Index, Table } from '../schema/model'
import { decodeRow, kind, partitionLength } from '../storage'
import { isVector } from '../types'

type Similarity = 'cosine' | 'dot_product' | 'euclidean'

const SLICE_MS = 8
/** Vectors that are compared between two glances at the clock. */
const GLANCE = 2048
const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))

function similarityOf({ options }: Index): Similarity {
  const name = options.get('similarity_function')?.toLowerCase()
  return name === 'dot_product' || name === 'euclidean' ? name : 'cosine'
}

export interface Found {
  readonly position: string
  /** Greater is nearer. */
  readonly score: number
}

export class VectorIndex {
  private data = new Float32Array(0)
  private readonly positions: (string | undefined)[] = []
  private readonly slots = new Map<string, number>()
  private readonly free: number[] = []

  private constructor(
    private readonly columnId: number,
    private readonly dimension: number,
    readonly similarity: Similarity,
  ) {}

  static of(table: Table, index: Index): VectorIndex | undefined {
    const column = table.columns.get(index.column)
    return column && isVector(column.type)
      ? new VectorIndex(column.id, column.type.dimension, similarityOf(index))
      : undefined
  }

  get size(): number {
    return this.slots.size
  }

  has(position: string): boolean {
    return this.slots.has(position)
  }

  add(key: string, value: Buffer): void {
    if (key.charCodeAt(partitionLength(key)) !== kind.row) return
    for (const cell of decodeRow(value).cells) {
      if (cell.column !== this.columnId) continue
      if (cell.value !== null) this.set(key, cell.value)
      else this.forget(key)
    }
  }

  /** Takes the vector that a row has. */
  set(position: string, bytes: Buffer): void {
    const at = this.slotFor(position) * this.dimension
    const vector = this.prepared(bytes)
    this.data.set(vector, at)
  }

  forget(position: string): void {
    const slot = this.slots.get(position)
    if (slot === undefined) return
    this.slots.delete(position)
    this.positions[slot] = undefined
    this.free.push(slot)
  }

  private slotFor(position: string): number {
    const known = this.slots.get(position)
    if (known !== undefined) return known
    const slot = this.free.pop() ?? this.positions.length
    this.positions[slot] = position
    this.slots.set(position, slot)
    const needed = (slot + 1) * this.dimension
    if (needed > this.data.length) {
      const bigger = new Float32Array(Math.max(needed, this.data.length * 2))
      bigger.set(this.data)
      this.data = bigger
    }
    return slot
  }

  /** As floats; of length one where only the direction counts. */
  private prepared(bytes: Buffer): Float32Array {
    const vector = floatsOf(bytes, this.dimension)
    if (this.similarity !== 'cosine') return vector
    const length = Math.sqrt(dot(vector, vector))
    return length > 0 ? vector.map(x => x / length) : vector
  }

  score(a: Buffer, b: Buffer): number {
    return this.compare(this.prepared(a), 0, this.prepared(b))
  }

  private compare(data: Float32Array, from: number, query: Float32Array): number {
    return this.similarity === 'euclidean' ? -distance(data, from, query) : dotAt(data, from, query)
  }

  /** The nearest positions, nearest first; lets others run meanwhile. */
  async nearest(bytes: Buffer, count: number): Promise<Found[]> {
    const query = this.prepared(bytes)
    const best = new Best(count)
    let sliceEnd = performance.now() + SLICE_MS
    for (let slot = 0; slot < this.positions.length; slot++) {
      const position = this.positions[slot]
      if (position === undefined) continue
      best.offer(position, this.compare(this.data, slot * this.dimension, query))
      if (slot % GLANCE !== 0 || performance.now() < sliceEnd) continue
      await nextTurn()
      sliceEnd = performance.now() + SLICE_MS
    }
    return best.sorted()
  }
}

/** Keeps the best of many, in a heap whose top is the worst of them. */
export class Best {
  private readonly heap: Found[] = []

  constructor(private readonly count: number) {}

  offer(position: string, score: number): void {
    const { heap } = this
    if (heap.length === this.count) {
      if (!(score > heap[0]!.score)) return
      heap[0] = { position, score }
      this.sink()
      return
    }
    heap.push({ position, score })
    for (let i = heap.length - 1; i > 0;) {
      const parent = (i - 1) >> 1
      if (heap[parent]!.score <= heap[i]!.score) break
      this.swap(i, parent)
      i = parent
    }
  }

  private sink(): void {
    const { heap } = this
    for (let i = 0; ;) {
      let least = i
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < heap.length && heap[child]!.score < heap[least]!.score) least = child
      if (least === i) return
      this.swap(i, least)
      i = least
    }
  }

  private swap(i: number, j: number): void {
    const { heap } = this
    const kept = heap[i]!
    heap[i] = heap[j]!
    heap[j] = kept
  }

  sorted(): Found[] {
    return this.heap.toSorted((a, b) => b.score - a.score || (a.position < b.position ? -1 : 1))
  }
}

function floatsOf(bytes: Buffer, dimension: number): Float32Array {
  const out = new Float32Array(dimension)
  for (let i = 0; i < dimension; i++) out[i] = bytes.readFloatBE(i * 4)
  return out
}

const dot = (a: Float32Array, b: Float32Array) => dotAt(a, 0, b)

// Four sums at once: a processor that waits for one addition has others to do.
function dotAt(data: Float32Array, from: number, query: Float32Array): number {
  const { length } = query
  let [a, b, c, d] = [0, 0, 0, 0]
  let i = 0
  for (; i + 3 < length; i += 4) {
    a += data[from + i]! * query[i]!
    b += data[from + i + 1]! * query[i + 1]!
    c += data[from + i + 2]! * query[i + 2]!
    d += data[from + i + 3]! * query[i + 3]!
  }
  for (; i < length; i++) a += data[from + i]! * query[i]!
  return a + b + c + d
}

function distance(data: Float32Array, from: number, query: Float32Array): number {
  const { length } = query
  let [a, b] = [0, 0]
  let i = 0
  for (; i + 1 < length; i += 2) {
    const x = data[from + i]! - query[i]!
    const y = data[from + i + 1]! - query[i + 1]!
    a += x * x
    b += y * y
  }
  if (i < length) a += (data[from + i]! - query[i]!) ** 2
  return a + b
}
