// A growing buffer with the primitives of the native protocol (v4, section 3).
const FIRST_BYTES = 256

export class Writer {
  private buffer: Buffer
  private used = 0

  constructor(size = FIRST_BYTES) {
    this.buffer = Buffer.allocUnsafe(size)
  }

  get length(): number {
    return this.used
  }

  reserve(bytes: number): number {
    const at = this.used
    const needed = at + bytes
    if (needed > this.buffer.length) {
      const bigger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2))
      this.buffer.copy(bigger, 0, 0, at)
      this.buffer = bigger
    }
    this.used = needed
    return at
  }

  u8(value: number): this {
    const at = this.reserve(1)
    this.buffer[at] = value
    return this
  }

  u16(value: number): this {
    const at = this.reserve(2)
    this.buffer[at] = value >>> 8
    this.buffer[at + 1] = value
    return this
  }

  i32(value: number): this {
    const at = this.reserve(4)
    this.buffer.writeInt32BE(value | 0, at)
    return this
  }

  setI32(at: number, value: number): void {
    this.buffer.writeInt32BE(value, at)
  }

  raw(bytes: Uint8Array): this {
    const at = this.reserve(bytes.length)
    this.buffer.set(bytes, at)
    return this
  }

  string(text: string): this {
    const bytes = Buffer.byteLength(text)
    this.u16(bytes)
    const at = this.reserve(bytes)
    this.buffer.write(text, at, 'utf8')
    return this
  }

  longString(text: string): this {
    const bytes = Buffer.byteLength(text)
    this.i32(bytes)
    const at = this.reserve(bytes)
    this.buffer.write(text, at, 'utf8')
    return this
  }

  stringList(texts: readonly string[]): this {
    this.u16(texts.length)
    for (const text of texts) this.string(text)
    return this
  }

  /**
   * [bytes]: a length and that many bytes, -1 for null. Small values are copied by hand, which
   * beats a call.
   */
  bytes(value: Uint8Array | null): this {
    if (value === null) return this.i32(-1)
    const length = value.length
    const at = this.reserve(4 + length)
    const buffer = this.buffer
    buffer[at] = length >>> 24
    buffer[at + 1] = length >>> 16
    buffer[at + 2] = length >>> 8
    buffer[at + 3] = length
    if (length < 32) for (let i = 0; i < length; i++) buffer[at + 4 + i] = value[i]!
    else buffer.set(value, at + 4)
    return this
  }

  shortBytes(value: Uint8Array): this {
    return this.u16(value.length).raw(value)
  }

  /** The bytes written so far; the writer must not be used afterwards. */
  finish(): Buffer {
    return this.buffer.subarray(0, this.used)
  }
}
