// Keys as bytes whose plain byte order is Cassandra's order: by token, then partition key, then
// clustering values (each ascending or descending). A key is kept as a latin1 string: JavaScript
// compares those by code unit, which is byte order, faster than buffers.
//
//   store id (4) · token (8, sign flipped) · partition key (escaped, 00 00) · kind (1)
//   · clustering values (marker 0x40, value)…
//
// Kinds sort as they must be read: the partition's deletion, its static row, its range deletions,
// its rows.

export const kind = { partitionDeletion: 1, staticRow: 2, rangeDeletion: 3, row: 4 } as const

/**
 * Comes before every clustering value; anything that continues a key is below 0xff, so prefix +
 * 0xff is just after all of them.
 */
const VALUE_MARKER = 0x40
const EMPTY_MARKER = 0x3f
export const AFTER_PREFIX = '\xff'

export class KeyWriter {
  private buffer = Buffer.allocUnsafe(512)
  private used = 0

  private room(bytes: number): number {
    const at = this.used
    if (at + bytes > this.buffer.length) {
      const bigger = Buffer.allocUnsafe((at + bytes) * 2)
      this.buffer.copy(bigger, 0, 0, at)
      this.buffer = bigger
    }
    this.used = at + bytes
    return at
  }

  reset(): this {
    this.used = 0
    return this
  }

  get length(): number {
    return this.used
  }

  u8(value: number): this {
    const at = this.room(1)
    this.buffer[at] = value
    return this
  }

  u32(value: number): this {
    const at = this.room(4)
    this.buffer.writeUInt32BE(value >>> 0, at)
    return this
  }

  raw(bytes: Uint8Array): this {
    const at = this.room(bytes.length)
    for (let i = 0; i < bytes.length; i++) this.buffer[at + i] = bytes[i]!
    return this
  }

  /** Bytes of any length: 00 becomes 00 FF, and 00 00 ends them. */
  escaped(bytes: Uint8Array): this {
    const at = this.room(bytes.length * 2 + 2)
    let end = at
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!
      this.buffer[end++] = byte
      if (byte === 0) this.buffer[end++] = 0xff
    }
    this.buffer[end++] = 0
    this.buffer[end++] = 0
    this.used = end
    return this
  }

  /** Reverses the order of the bytes written since `from`. */
  invert(from: number): void {
    for (let i = from; i < this.used; i++) this.buffer[i] = this.buffer[i]! ^ 0xff
  }

  finish(): string {
    return this.buffer.toString('latin1', 0, this.used)
  }
}

export class KeyReader {
  /** 0xff while a descending value is read. */
  private mask = 0

  constructor(
    private readonly key: string,
    private at = 0,
  ) {}

  get ended(): boolean {
    return this.at >= this.key.length
  }

  get position(): number {
    return this.at
  }

  invert(on: boolean): void {
    this.mask = on ? 0xff : 0
  }

  u8(): number {
    return this.key.charCodeAt(this.at++) ^ this.mask
  }

  raw(bytes: number): Buffer {
    const out = Buffer.allocUnsafe(bytes)
    for (let i = 0; i < bytes; i++) out[i] = this.u8()
    return out
  }

  escaped(): Buffer {
    const start = this.at
    let end = start
    let zeros = 0
    for (; ; end++) {
      if ((this.key.charCodeAt(end) ^ this.mask) !== 0) continue
      if ((this.key.charCodeAt(end + 1) ^ this.mask) === 0) break
      zeros++
      end++
    }
    this.at = end + 2
    if (zeros === 0 && this.mask === 0) return Buffer.from(this.key.slice(start, end), 'latin1')
    const out = Buffer.allocUnsafe(end - start - zeros)
    for (let i = start, o = 0; i < end; i++) {
      const byte = this.key.charCodeAt(i) ^ this.mask
      out[o++] = byte
      if (byte === 0) i++
    }
    return out
  }
}

/** The operations that a type needs to be part of a key. */
export interface OrderedCodec {
  writeKey(writer: KeyWriter, value: Buffer): void
  readKey(reader: KeyReader): Buffer
}

export function writeClusteringValue(
  writer: KeyWriter,
  type: OrderedCodec,
  value: Buffer,
  descending: boolean,
  emptyAllowed: boolean,
): void {
  if (value.length === 0 && !emptyAllowed) {
    writer.u8(descending ? EMPTY_MARKER ^ 0xff : EMPTY_MARKER)
    return
  }
  writer.u8(VALUE_MARKER)
  const from = writer.length
  type.writeKey(writer, value)
  if (descending) writer.invert(from)
}

export function readClusteringValue(
  reader: KeyReader,
  type: OrderedCodec,
  descending: boolean,
): Buffer {
  if (reader.u8() !== VALUE_MARKER) return Buffer.alloc(0)
  reader.invert(descending)
  const value = type.readKey(reader)
  reader.invert(false)
  return value
}

const HEADER_BYTES = 12

/** The keys [from, to) of a store. */
export function tableSpan(storeId: number): { readonly from: string; readonly to: string } {
  const writer = new KeyWriter()
  return {
    from: writer.reset().u32(storeId).finish(),
    to: writer
      .reset()
      .u32(storeId + 1)
      .finish(),
  }
}

export function storeIdOf(key: string): number {
  return (
    ((key.charCodeAt(0) << 24) |
      (key.charCodeAt(1) << 16) |
      (key.charCodeAt(2) << 8) |
      key.charCodeAt(3)) >>>
    0
  )
}

/** The length of the partition's part of a key, without the kind byte. */
export function partitionLength(key: string): number {
  for (let i = HEADER_BYTES; ; i += 2) {
    i = key.indexOf('\0', i)
    if (i < 0) return key.length
    if (key.charCodeAt(i + 1) === 0) return i + 2
  }
}

export function partitionKeyOf(key: string): Buffer {
  return new KeyReader(key, HEADER_BYTES).escaped()
}

const KIND_BITS: readonly number[] = [0, 1, 0, 2, 0]

/** The header kinds of a key as a bit: they must be looked for when a partition is read. */
export function kindBit(key: string): number {
  let at = HEADER_BYTES
  for (;;) {
    at = key.indexOf('\0', at)
    if (at < 0) return 0
    if (key.charCodeAt(at + 1) === 0) break
    at += 2
  }
  return KIND_BITS[key.charCodeAt(at + 2)] ?? 0
}
