// The fingerprint of a stream: two desks that made the same events in the same order show the same
// sixteen letters and digits. It is a running CRC-32 over the emitted bytes (keys and values) with
// the count of events mixed in, so partitions and batches do not matter, a batch costs one native
// call, and its state is small enough for every checkpoint. (Not cryptographic: it compares honest
// desks.)
import { crc32 } from 'node:zlib'
import { TextBytes } from './text-bytes'

export interface Printed {
  readonly key: Uint8Array | string | null
  readonly value: Uint8Array | string
}

export type FingerprintState = readonly [events: number, crc: number]

const BETWEEN = 0
const END = 0x0a
/** So much is gathered before the checksum is called for. */
const GATHERED_BYTES = 32 * 1024

const gather = (into: TextBytes, part: Uint8Array | string) =>
  typeof part === 'string' ? into.text(part) : into.copy(part)

export class Fingerprint {
  private crc = 0
  private events = 0
  private readonly gathered = new TextBytes()

  /** In the order of the sequence numbers. */
  add(records: readonly Printed[]): void {
    const { gathered } = this
    for (const { key, value } of records) {
      if (key !== null) {
        gather(gathered, key)
        gathered.byte(BETWEEN)
      }
      gather(gathered, value)
      gathered.byte(END)
      if (gathered.at >= GATHERED_BYTES) this.take()
    }
    this.take()
    this.events += records.length
  }

  private take(): void {
    const { bytes, at } = this.gathered
    if (at > 0) this.crc = crc32(bytes.subarray(0, at), this.crc)
    this.gathered.at = 0
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
