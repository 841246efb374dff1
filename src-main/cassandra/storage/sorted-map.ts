// An ordered map from string keys to bytes: chunks of sorted arrays, found by binary search.
// Inserting is a search and a short splice, which for strings in JavaScript beats every pointer
// tree; walking is an array walk in either direction.
const CHUNK_MAX = 512

interface Chunk {
  keys: string[]
  values: Buffer[]
}

export class SortedMap {
  private chunks: Chunk[] = [{ keys: [], values: [] }]
  private count = 0

  get size(): number {
    return this.count
  }

  get(key: string): Buffer | undefined {
    const chunk = this.chunks[this.chunkFor(key)]!
    const at = lowerBound(chunk.keys, key)
    return chunk.keys[at] === key ? chunk.values[at] : undefined
  }

  /**
   * Puts a value; where the key exists, `merge` combines the old value and the new one. Returns the
   * change in value bytes, NaN for a new key.
   */
  put(key: string, value: Buffer, merge: (old: Buffer, value: Buffer) => Buffer): number {
    const index = this.chunkFor(key)
    const chunk = this.chunks[index]!
    const at = lowerBound(chunk.keys, key)
    if (chunk.keys[at] === key) {
      const old = chunk.values[at]!
      const merged = merge(old, value)
      chunk.values[at] = merged
      return merged.length - old.length
    }
    if (at === chunk.keys.length) {
      chunk.keys.push(key)
      chunk.values.push(value)
    } else {
      chunk.keys.splice(at, 0, key)
      chunk.values.splice(at, 0, value)
    }
    this.count++
    if (chunk.keys.length > CHUNK_MAX) this.split(index, chunk)
    return NaN
  }

  private split(index: number, chunk: Chunk) {
    // Keys that come in order (a time series) fill chunks to the brim: split near the end then.
    const cut = index === this.chunks.length - 1 ? CHUNK_MAX - 32 : CHUNK_MAX >> 1
    this.chunks.splice(index + 1, 0, {
      keys: chunk.keys.splice(cut),
      values: chunk.values.splice(cut),
    })
  }

  private chunkFor(key: string): number {
    let low = 0
    let high = this.chunks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.chunks[middle]!.keys[0]! <= key) low = middle
      else high = middle - 1
    }
    return low
  }

  /**
   * Walks keys in [from, to), or backwards from just below `to` down to `from`. Valid until the
   * next put.
   */
  *walk(from: string, to: string, reversed = false): Generator<readonly [string, Buffer]> {
    let index = this.chunkFor(reversed ? to : from)
    let at = lowerBound(this.chunks[index]!.keys, reversed ? to : from)
    if (reversed) {
      for (; index >= 0; index--, at = this.chunks[index]?.keys.length ?? 0) {
        const { keys, values } = this.chunks[index]!
        for (at--; at >= 0; at--) {
          if (keys[at]! < from) return
          yield [keys[at]!, values[at]!]
        }
      }
      return
    }
    for (; index < this.chunks.length; index++, at = 0) {
      const { keys, values } = this.chunks[index]!
      for (; at < keys.length; at++) {
        if (keys[at]! >= to) return
        yield [keys[at]!, values[at]!]
      }
    }
  }
}

export function lowerBound(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}
