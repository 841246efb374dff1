// The vectors of a column, for the rows nearest to a given one. They lie in one array of floats and
// every one is compared: for as many as a lab has, that is quick and exact, where a graph would be
// approximate. Of most vectors a quarter is enough to see that they are too far away: the length of
// the rest says how much it could still add. Vectors may be out of date, as a later write need not win: whoever reads checks the
// row, and tells what it found.
import type { Index, Table } from '../schema/model'
import { decodeRow, kind, partitionLength } from '../storage'
import { isVector } from '../types'
import { javaFloat } from '../types/java-numbers'

type Similarity = 'cosine' | 'dot_product' | 'euclidean'

const SLICE_MS = 8
/** Vectors that are compared between two glances at the clock. */
const GLANCE = 2048
/** Lengths are rounded: nothing may be passed over for that. */
const ROUNDING = 1e-4
/** Cassandra's, so that no product of two overflows. */
const COMPONENT_MAX = Math.fround(1e17)
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
  /** The length of each vector behind its head. */
  private tails = new Float32Array(0)
  private readonly head: number
  private readonly positions: (string | undefined)[] = []
  private readonly slots = new Map<string, number>()
  private readonly free: number[] = []

  private constructor(
    private readonly columnId: number,
    private readonly dimension: number,
    private readonly similarity: Similarity,
  ) {
    this.head = dimension >> 2
  }

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

  /** Why a vector can be neither indexed nor looked for, in Cassandra's words. */
  flaw(bytes: Buffer): string | undefined {
    const vector = floatsOf(bytes, this.dimension)
    for (const [i, x] of vector.entries()) {
      if (!Number.isFinite(x)) return `non-finite value at vector[${i}]=${x}`
      if (Math.abs(x) > COMPONENT_MAX) return `Out-of-bounds value at vector[${i}]=${javaFloat(x)}`
    }
    return this.similarity === 'cosine' && vector.every(x => x === 0)
      ? 'Zero vectors cannot be indexed or queried with cosine similarity'
      : undefined
  }

  /** Takes the vector that a row has; one that was there before the index may have a flaw. */
  set(position: string, bytes: Buffer): void {
    if (this.flaw(bytes) !== undefined) return this.forget(position)
    const at = this.slotFor(position) * this.dimension
    const vector = this.prepared(bytes)
    this.data.set(vector, at)
    this.tails[at / this.dimension] = this.tailOf(vector)
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
      const tails = new Float32Array(bigger.length / this.dimension)
      tails.set(this.tails)
      this.tails = tails
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

  private tailOf(vector: Float32Array): number {
    return Math.sqrt(Math.max(0, dotAt(vector, 0, vector, this.head, this.dimension)))
  }

  score(a: Buffer, b: Buffer): number {
    return this.part(this.prepared(a), 0, this.prepared(b), 0, this.dimension)
  }

  /** What some components add to the score. */
  private part(data: Float32Array, at: number, query: Float32Array, from: number, to: number) {
    return this.similarity === 'euclidean'
      ? -distance(data, at, query, from, to)
      : dotAt(data, at, query, from, to)
  }

  /** What the components behind the head add at most, by their lengths. */
  private most(tail: number, queryTail: number): number {
    if (this.similarity !== 'euclidean') return tail * queryTail * (1 + ROUNDING)
    const apart = Math.abs(tail - queryTail) - ROUNDING * (tail + queryTail)
    return apart > 0 ? -apart * apart : 0
  }

  /** The nearest positions, nearest first; lets others run meanwhile. */
  async nearest(bytes: Buffer, count: number): Promise<Found[]> {
    const query = this.prepared(bytes)
    const best = new Best(count)
    const { head, dimension } = this
    const queryTail = this.tailOf(query)
    let sliceEnd = performance.now() + SLICE_MS
    for (let slot = 0; slot < this.positions.length; slot++) {
      const at = slot * dimension
      const part = this.part(this.data, at, query, 0, head)
      if (part + this.most(this.tails[slot]!, queryTail) > best.worst) {
        const position = this.positions[slot]
        if (position !== undefined)
          best.offer(position, part + this.part(this.data, at, query, head, dimension))
      }
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

  /** A score must be greater to count. */
  get worst(): number {
    return this.heap.length === this.count ? this.heap[0]!.score : -Infinity
  }

  offer(position: string, score: number): void {
    const { heap } = this
    if (heap.length === this.count) {
      if (!(score > this.worst)) return
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

const dot = (a: Float32Array, b: Float32Array) => dotAt(a, 0, b, 0, b.length)

// Four sums at once: a processor that waits for one addition has others to do.
function dotAt(
  data: Float32Array,
  at: number,
  query: Float32Array,
  from: number,
  to: number,
): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = from
  for (; i + 3 < to; i += 4) {
    a += data[at + i]! * query[i]!
    b += data[at + i + 1]! * query[i + 1]!
    c += data[at + i + 2]! * query[i + 2]!
    d += data[at + i + 3]! * query[i + 3]!
  }
  for (; i < to; i++) a += data[at + i]! * query[i]!
  return a + b + c + d
}

function distance(
  data: Float32Array,
  at: number,
  query: Float32Array,
  from: number,
  to: number,
): number {
  let a = 0
  let b = 0
  let i = from
  for (; i + 1 < to; i += 2) {
    const x = data[at + i]! - query[i]!
    const y = data[at + i + 1]! - query[i + 1]!
    a += x * x
    b += y * y
  }
  if (i < to) a += (data[at + i]! - query[i]!) ** 2
  return a + b
}
