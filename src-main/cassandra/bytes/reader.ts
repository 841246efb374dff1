// Reads the primitives of the native protocol from a frame's body. A body that ends too early is a
// protocol error, never a crash.
import { protocolError } from '../errors'

export class Reader {
  private at = 0

  constructor(private readonly buffer: Buffer) {}

  get left(): number {
    return this.buffer.length - this.at
  }

  private take(bytes: number): number {
    const at = this.at
    if (bytes < 0 || at + bytes > this.buffer.length)
      throw protocolError('Not enough bytes to read a value of the message body')
    this.at = at + bytes
    return at
  }

  u8(): number {
    return this.buffer[this.take(1)]!
  }

  u16(): number {
    const at = this.take(2)
    return (this.buffer[at]! << 8) | this.buffer[at + 1]!
  }

  i32(): number {
    return this.buffer.readInt32BE(this.take(4))
  }

  i64(): bigint {
    return this.buffer.readBigInt64BE(this.take(8))
  }

  string(): string {
    const bytes = this.u16()
    const at = this.take(bytes)
    return this.buffer.toString('utf8', at, at + bytes)
  }

  longString(): string {
    const bytes = this.i32()
    const at = this.take(bytes)
    return this.buffer.toString('utf8', at, at + bytes)
  }

  stringList(): string[] {
    return Array.from({ length: this.u16() }, () => this.string())
  }

  stringMap(): Map<string, string> {
    const map = new Map<string, string>()
    for (let n = this.u16(); n > 0; n--) map.set(this.string(), this.string())
    return map
  }

  shortBytes(): Buffer {
    const bytes = this.u16()
    const at = this.take(bytes)
    return this.buffer.subarray(at, at + bytes)
  }

  /** [bytes]; null for a negative length. */
  bytes(): Buffer | null {
    const bytes = this.i32()
    if (bytes < 0) return null
    const at = this.take(bytes)
    return this.buffer.subarray(at, at + bytes)
  }

  bytesMap(): Map<string, Buffer | null> {
    const map = new Map<string, Buffer | null>()
    for (let n = this.u16(); n > 0; n--) map.set(this.string(), this.bytes())
    return map
  }

  /** [value]: bytes, null (-1) or not set (-2). */
  value(): Buffer | null | undefined {
    const bytes = this.i32()
    if (bytes === -2) return undefined
    if (bytes < 0) return null
    const at = this.take(bytes)
    return this.buffer.subarray(at, at + bytes)
  }
}
