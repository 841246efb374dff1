// The sequence numbers of idempotent producers, by producer and partition: the ones that a client
// would send, and some that it should not.
import type { Cast } from './cast'

export class Sequences {
  private readonly expected = new Map<string, number>()

  constructor(private readonly cast: Cast) {}

  /** The first number of a batch. */
  next(place: string, records: number): number {
    const { random, oneIn } = this.cast
    const expected = this.expected.get(place) ?? 0
    const first = oneIn(6) ? random.pick([0, expected + 5]) : expected
    this.expected.set(place, first + records)
    return first
  }

  /** A producer with a new epoch begins with 0 in each partition. */
  restart(producer: string): void {
    for (const place of this.expected.keys())
      if (place.startsWith(`${producer} `)) this.expected.delete(place)
  }
}
