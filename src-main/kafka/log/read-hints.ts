// Where the last few readers of a partition stopped: they come back for the next offset.
import type { Segment } from './segment'

const HINTS_MAX = 8

interface Hint {
  readonly segment: Segment
  readonly position: number
}

/** The oldest makes room. */
export class ReadHints {
  private readonly places = new Map<number, Hint>()

  get(offset: number): Hint | undefined {
    return this.places.get(offset)
  }

  set(offset: number, hint: Hint): void {
    this.places.delete(offset)
    this.places.set(offset, hint)
    if (this.places.size > HINTS_MAX) this.places.delete(this.places.keys().next().value ?? offset)
  }

  clear(): void {
    this.places.clear()
  }
}
