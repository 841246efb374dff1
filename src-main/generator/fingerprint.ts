// The fingerprint of a stream: two desks that made the same events in the same order show the same sixteen letters and digits. It is a
// running CRC-32 over the emitted bytes (keys and values) with the count of events mixed in, so partitions and batches do not matter,
// a batch costs one native call, and its state is small enough for every checkpoint. (Not cryptographic: it compares honest desks.)
import { crc32 } from 'node:zlib'

export interface Printed {
  readonly key: Uint8Array | string | null
  readonly value: Uint8Array | string
}

export type FingerprintState = readonly [events: number, crc: number]

const BETWEEN = '\u0000'
const END = '\n'

export class Fingerprint {
  private crc = 0
  private events = 0

  /** In the order of the sequence numbers. */
  add(records: readonly Printed[]): void {
    let text = ''
    for (const { key, value } of records) {
      if (typeof value === 'string' && (key === null || typeof key === 'string')) {
        text += key === null ? value + END : key + BETWEEN + value + END
        continue
      }
      this.take(text)
      text = ''
      if (key !== null) {
        this.take(key)
        this.take(BETWEEN)
      }
      this.take(value)
      this.take(END)
    }
    this.take(text)
    this.events += records.length
  }

  private take(part: Uint8Array | string): void {
    if (part.length > 0) this.crc = crc32(part, this.crc)
  }

  get count(): number {
    return this.events
  }

  /** Empty before the first event. */
  toString(): string {
    if (this.events === 0) return ''
    let mixed = Math.imul(this.crc ^ this.events, 0x9e3779b1)
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    return hex(this.crc) + hex(mixed ^ (mixed >>> 13))
  }

  snapshot(): FingerprintState {
    return [this.events, this.crc]
  }

  static restore([events, crc]: FingerprintState): Fingerprint {
    const made = new Fingerprint()
    made.events = events
    made.crc = crc
    return made
  }
}

const hex = (n: number) => (n >>> 0).toString(16).padStart(8, '0')
