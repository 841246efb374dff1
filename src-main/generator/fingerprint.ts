// The fingerprint of a stream: two desks that made the same events in the same order show the same sixteen letters and digits. It chains each
// event's checksum over its number, so partitions and batches do not matter, and its state is small enough for every checkpoint.
// (Not cryptographic: it compares honest desks.)
import { crc32c } from '@main/platform'

export class Fingerprint {
  private high = 0x6a09e667
  private low = 0xbb67ae85 | 0
  private events = 0

  /** In the order of the sequence numbers. */
  add(value: Uint8Array): void {
    const sum = crc32c(value)
    this.high = Math.imul(this.high ^ sum, 0x9e3779b1)
    this.high = (this.high << 13) | (this.high >>> 19)
    this.low = Math.imul(this.low ^ (sum + value.length), 0x85ebca77) ^ this.high
    this.low = (this.low << 17) | (this.low >>> 15)
    this.events++
  }

  get count(): number {
    return this.events
  }

  toString(): string {
    return hex(this.high) + hex(this.low)
  }

  snapshot(): readonly [events: number, state: string] {
    return [this.events, this.toString()]
  }

  static restore([events, state]: readonly [number, string]): Fingerprint {
    const made = new Fingerprint()
    made.high = Number.parseInt(state.slice(0, 8), 16) | 0
    made.low = Number.parseInt(state.slice(8, 16), 16) | 0
    made.events = events
    return made
  }
}

const hex = (n: number) => (n >>> 0).toString(16).padStart(8, '0')
