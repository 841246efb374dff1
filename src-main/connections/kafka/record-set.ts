// The records of one partition on their way out: a record batch of format v2 (KIP-98), written into
// one growing buffer as they come. kafkajs makes an object and several buffers of every record and
// every header; at a hundred thousand records a second that is all the time there is. Numbers
// follow Kafka's zigzag varints; the first record's time is the base, so deltas may be negative.
import { crc32c } from '@main/platform'

/**
 * Base offset, length, leader epoch, magic, CRC, attributes, last delta, two times, producer id and
 * epoch, sequence, count.
 */
const HEADER_BYTES = 61
const CRC_AT = 17
const ATTRIBUTES_AT = 21
const FIRST_BYTES = 64 * 1024
/** Varints of a record's own fields: length, attributes, two deltas, key and value lengths. */
const RECORD_OVERHEAD_BYTES = 40

/** An idempotent producer; others write -1. */
export interface ProducerIdentity {
  readonly id: bigint
  readonly epoch: number
}

export interface Codec {
  /** As the attributes of a batch number it. */
  readonly type: number
  compress(bytes: Buffer): Promise<Buffer>
}

type Bytes = Buffer | string | null

/**
 * Encoded headers of a record: their count, then each name and value. A caller that sends the same
 * ones again and again keeps them.
 */
export interface HeaderBytes {
  readonly bytes: Uint8Array
  readonly length: number
}

export class RecordSet {
  private buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
  private at = HEADER_BYTES
  private records = 0
  private firstMs = 0
  private lastMs = 0

  get count(): number {
    return this.records
  }

  /** Bytes written so far, before compression. */
  get sizeBytes(): number {
    return this.at
  }

  add(key: Bytes, value: Bytes, timeMs: number, headers: HeaderBytes): void {
    if (this.records === 0) this.firstMs = this.lastMs = timeMs
    else if (timeMs > this.lastMs) this.lastMs = timeMs
    // Texts are mostly ASCII, whose length is known without counting; the others are found out and
    // written once more.
    const keyBytes = key === null ? -1 : key.length
    const valueBytes = value === null ? -1 : value.length
    if (this.write(key, keyBytes, value, valueBytes, timeMs, headers)) return
    const exact = (text: Bytes) => (text === null ? -1 : Buffer.byteLength(text))
    this.write(key, exact(key), value, exact(value), timeMs, headers)
  }

  private write(
    key: Bytes,
    keyBytes: number,
    value: Bytes,
    valueBytes: number,
    timeMs: number,
    headers: HeaderBytes,
  ): boolean {
    const start = this.at
    const deltaMs = timeMs - this.firstMs
    const bodyBytes =
      1 +
      sizeOf(deltaMs) +
      sizeOf(this.records) +
      sizeOf(keyBytes) +
      Math.max(0, keyBytes) +
      sizeOf(valueBytes) +
      Math.max(0, valueBytes) +
      headers.length
    // A text may turn out three times as long as it was taken for: it is written before that is
    // known.
    this.reserve(
      RECORD_OVERHEAD_BYTES +
        headers.length +
        3 * (Math.max(0, keyBytes) + Math.max(0, valueBytes)),
    )
    this.varint(bodyBytes)
    this.buffer[this.at++] = 0
    this.varint(deltaMs)
    this.varint(this.records)
    if (!this.bytes(key, keyBytes) || !this.bytes(value, valueBytes)) {
      this.at = start
      return false
    }
    const { buffer } = this
    const { bytes, length } = headers
    let { at } = this
    for (let i = 0; i < length; i++) buffer[at++] = bytes[i] ?? 0
    this.at = at
    this.records++
    return true
  }

  /** False when a text has another length than it was taken for. */
  private bytes(bytes: Bytes, length: number): boolean {
    this.varint(length)
    if (bytes === null) return true
    if (typeof bytes !== 'string') this.buffer.set(bytes, this.at)
    else if (this.buffer.write(bytes, this.at) !== length) return false
    this.at += length
    return true
  }

  private varint(value: number): void {
    this.at = writeVarint(this.buffer, this.at, value)
  }

  private reserve(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.at + bytes))
    this.buffer.copy(larger, 0, 0, this.at)
    this.buffer = larger
  }

  /**
   * The batch as it goes on the wire. Its bytes are only valid until `clear` unless they were
   * compressed.
   */
  async encode(
    producer: ProducerIdentity | undefined,
    sequence: number,
    codec: Codec | undefined,
  ): Promise<Buffer> {
    let batch = this.buffer.subarray(0, this.at)
    if (codec) {
      const packed = await codec.compress(this.buffer.subarray(HEADER_BYTES, this.at))
      batch = Buffer.allocUnsafe(HEADER_BYTES + packed.length)
      batch.set(packed, HEADER_BYTES)
    }
    batch.fill(0, 0, 8)
    batch.writeInt32BE(batch.length - 12, 8)
    batch.writeInt32BE(-1, 12)
    batch.writeInt8(2, 16)
    batch.writeInt16BE(codec?.type ?? 0, ATTRIBUTES_AT)
    batch.writeInt32BE(this.records - 1, 23)
    batch.writeBigInt64BE(BigInt(this.firstMs), 27)
    batch.writeBigInt64BE(BigInt(this.lastMs), 35)
    batch.writeBigInt64BE(producer?.id ?? -1n, 43)
    batch.writeInt16BE(producer?.epoch ?? -1, 51)
    batch.writeInt32BE(producer ? sequence : -1, 53)
    batch.writeInt32BE(this.records, 57)
    batch.writeUInt32BE(crc32c(batch.subarray(ATTRIBUTES_AT)), CRC_AT)
    return batch
  }

  /** Ready for the next records, in the same memory. */
  clear(): void {
    this.at = HEADER_BYTES
    this.records = 0
  }
}

export const NO_HEADERS: HeaderBytes = { bytes: Uint8Array.of(0), length: 1 }

export type Headers = Readonly<Record<string, Buffer | string>>

export function headerBytes(headers: Headers | undefined): HeaderBytes {
  const entries = Object.entries(headers ?? {})
  if (entries.length === 0) return NO_HEADERS
  const parts = entries.flatMap(([name, value]) => [
    sized(Buffer.from(name)),
    sized(toBuffer(value)),
  ])
  const bytes = Buffer.concat([varintBytes(entries.length), ...parts])
  return { bytes, length: bytes.length }
}

const toBuffer = (value: Buffer | string) =>
  typeof value === 'string' ? Buffer.from(value) : value
const sized = (bytes: Buffer) => Buffer.concat([varintBytes(bytes.length), bytes])

function varintBytes(value: number): Buffer {
  const bytes = Buffer.alloc(10)
  return bytes.subarray(0, writeVarint(bytes, 0, value))
}

/** Zigzag: small numbers of either sign take few bytes. */
function writeVarint(target: Uint8Array, at: number, value: number): number {
  let rest = value >= 0 ? value * 2 : value * -2 - 1
  while (rest >= 128) {
    // Beyond 32 bits (times far apart) bit operations would cut the number off.
    target[at++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  target[at++] = rest
  return at
}

function sizeOf(value: number): number {
  let rest = value >= 0 ? value * 2 : value * -2 - 1
  let size = 1
  while (rest >= 128) {
    rest = Math.floor(rest / 128)
    size++
  }
  return size
}

/**
 * Headers that end in a number that rises from record to record: only its digits are written anew.
 */
export class NumberedHeaders implements HeaderBytes {
  readonly bytes: Buffer
  length = 0
  /** Everything before the number: by it a reader knows these headers again. */
  readonly start: Buffer
  /** `fixed` come before the numbered one. */
  constructor(fixed: Headers, name: string) {
    const before = Object.entries(fixed).flatMap(([key, value]) => [
      sized(Buffer.from(key)),
      sized(toBuffer(value)),
    ])
    this.start = Buffer.concat([
      varintBytes(Object.keys(fixed).length + 1),
      ...before,
      sized(Buffer.from(name)),
    ])
    this.bytes = Buffer.alloc(this.start.length + 20)
    this.bytes.set(this.start)
  }

  /** A whole number, not negative. */
  with(number: number): this {
    const { bytes } = this
    const numberAt = this.start.length
    let digits = 1
    for (let power = 10; power <= number; power *= 10) digits++
    bytes[numberAt] = digits * 2
    let rest = number
    for (let at = numberAt + digits; at > numberAt; at--) {
      const tenth = Math.floor(rest / 10)
      bytes[at] = 48 + (rest - tenth * 10)
      rest = tenth
    }
    this.length = numberAt + 1 + digits
    return this
  }
}
