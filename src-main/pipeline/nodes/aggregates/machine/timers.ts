// The timers of a state per key: one for each key at most, found in the order of their moments. The
// heap keeps an entry while a timer moves later or is taken away, and looks again when the entry's
// time comes, so that a key whose every row moves its timer costs one entry.
import type { Json } from '../../../model/operator'
import { TimeHeap } from '../../cold/time-heap'

export interface Timed {
  readonly id: string
  /** When its timer goes off; undefined without one. */
  due: number | undefined
  /** The time of its entry in the heap. */
  queued: number | undefined
}

interface Entry<T> {
  readonly time: number
  readonly of: T
}

export class Timers<T extends Timed> {
  private heap = new TimeHeap<Entry<T>>()
  /** How many keys have a timer, also those whose state is in a file. */
  size = 0

  set(of: T, due: number | undefined): void {
    this.size += Number(due !== undefined) - Number(of.due !== undefined)
    of.due = due
    this.queue(of)
  }

  /** The state of a key that was counted before is in memory again. */
  cameBack(of: T): void {
    this.queue(of)
  }

  /** Other keys have left memory: nothing here holds them there. */
  keepOnly(those: Iterable<T>): void {
    this.heap = new TimeHeap()
    for (const of of those) {
      of.queued = undefined
      this.queue(of)
    }
  }

  private queue(of: T): void {
    const { due, queued } = of
    if (due === undefined || (queued !== undefined && queued <= due)) return
    of.queued = due
    this.heap.add({ time: due, of })
  }

  get earliest(): number | undefined {
    for (let next = this.heap.oldest; next; next = this.heap.oldest) {
      if (next.of.queued === next.time && next.of.due === next.time) return next.time
      this.drop(next)
    }
    return undefined
  }

  private drop({ time, of }: Entry<T>): void {
    this.heap.takeOldest()
    if (of.queued !== time) return
    of.queued = undefined
    this.queue(of)
  }

  /** Those whose time is before this one, in the order of their times; they have no timer then. */
  takeBefore(ms: number): T[] {
    const taken: T[] = []
    for (let at = this.earliest; at !== undefined && at < ms; at = this.earliest) {
      const next = this.heap.takeOldest()
      if (!next) break
      next.of.queued = undefined
      taken.push(next.of)
    }
    // Which of two at one time comes first must not depend on how the heap grew.
    taken.sort((a, b) => (a.due ?? 0) - (b.due ?? 0) || (a.id < b.id ? -1 : 1))
    for (const each of taken) this.set(each, undefined)
    return taken
  }
}

/** What a checkpoint has beside the keys. */
interface SavedTimers {
  readonly timers: string
  readonly wentOff: number
  readonly forgot: number
  /** Of keys in memory and in the file. */
  readonly waiting?: number
  readonly marks: readonly Json[]
}

export const isSavedTimers = (facts: Json | undefined): facts is SavedTimers & Json =>
  typeof facts === 'object' && facts !== null && 'timers' in facts
