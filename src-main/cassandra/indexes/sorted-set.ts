// A sorted set of strings in chunks of sorted arrays, as the memtable's map: found by binary search,
// counted without being walked.
import { lowerBound } from '../storage'

const CHUNK_MAX = 512

export class SortedSet {
  private chunks: string[][] = [[]]
  private count = 0

  get size(): number {
    return this.count
  }

  add(key: string): void {
    const index = this.chunkFor(key)
    const chunk = this.chunks[index]!
    const at = lowerBound(chunk, key)
    if (chunk[at] === key) return
    chunk.splice(at, 0, key)
    this.count++
    if (chunk.length <= CHUNK_MAX) return
    // Keys that come in order fill chunks to the brim: split near the end then.
    const cut = index === this.chunks.length - 1 ? CHUNK_MAX - 32 : CHUNK_MAX >> 1
    this.chunks.splice(index + 1, 0, chunk.splice(cut))
  }

  delete(key: string): void {
    const index = this.chunkFor(key)
    const chunk = this.chunks[index]!
    const at = lowerBound(chunk, key)
    if (chunk[at] !== key) return
    chunk.splice(at, 1)
    this.count--
    if (chunk.length === 0 && this.chunks.length > 1) this.chunks.splice(index, 1)
  }

  /** The number of keys in [from, to). */
  countIn(from: string, to: string): number {
    return Math.max(0, this.rank(to) - this.rank(from))
  }

  /** Walks [from, to) in order. Valid until the next add or delete. */
  *walk(from: string, to: string): Generator<string> {
    let index = this.chunkFor(from)
    let at = lowerBound(this.chunks[index]!, from)
    for (; index < this.chunks.length; index++, at = 0) {
      const chunk = this.chunks[index]!
      for (; at < chunk.length; at++) {
        if (chunk[at]! >= to) return
        yield chunk[at]!
      }
    }
  }

  private rank(key: string): number {
    const index = this.chunkFor(key)
    let before = lowerBound(this.chunks[index]!, key)
    for (let i = 0; i < index; i++) before += this.chunks[i]!.length
    return before
  }

  private chunkFor(key: string): number {
    let low = 0
    let high = this.chunks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.chunks[middle]![0]! <= key) low = middle
      else high = middle - 1
    }
    return low
  }
}
