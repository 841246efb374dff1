// When keys that are in a file come due, in slices of time: of each slice the hashes of its keys, four
// bytes a key. It may name too many (a key that came back and left again, two keys with one hash), so
// whoever asks looks at the keys themselves.
import { TimeHeap } from './time-heap'

/** What comes due within one slice comes back to memory at once. */
const SLICE_MS = 10_000
const HASHES_MIN = 16

interface Slice {
  readonly time: number
  first: number
  hashes: Int32Array
  count: number
}

const sliceOf = (ms: number) => Math.floor(ms / SLICE_MS) * SLICE_MS

/** Whether the slice of a time has begun. */
export const isNear = (ms: number, untilMs: number) => sliceOf(ms) <= untilMs

export class DueTimes {
  private readonly slices = new Map<number, Slice>()
  private readonly order = new TimeHeap<Slice>()
  private names = 0

  /** How many it names: at least as many as there are. */
  get size(): number {
    return this.names
  }

  /** Nothing is due before. */
  get earliest(): number | undefined {
    return this.order.oldest?.first
  }

  add(hash: number, ms: number): void {
    const time = sliceOf(ms)
    let slice = this.slices.get(time)
    if (!slice) {
      slice = { time, first: ms, hashes: new Int32Array(HASHES_MIN), count: 0 }
      this.slices.set(time, slice)
      this.order.add(slice)
    }
    slice.first = Math.min(slice.first, ms)
    if (slice.count === slice.hashes.length) {
      const wider = new Int32Array(slice.count * 2)
      wider.set(slice.hashes)
      slice.hashes = wider
    }
    slice.hashes[slice.count++] = hash
    this.names += 1
  }

  /** The hashes of all slices that have begun; they are forgotten here. */
  *take(untilMs: number): Generator<number> {
    while ((this.order.oldest?.time ?? Infinity) <= untilMs) {
      const slice = this.order.takeOldest()
      if (!slice) return
      this.slices.delete(slice.time)
      this.names -= slice.count
      yield* slice.hashes.subarray(0, slice.count)
    }
  }
}
