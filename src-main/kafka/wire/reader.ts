// Reads Kafka's primitive types from a frame (protocol guide, "Protocol Primitive Types"). Every
// read is checked against the end: a frame that claims more than it holds is malformed, and a
// length in it counts only once the bytes are there.
export class MalformedFrame extends Error {
  override readonly name = 'MalformedFrame'
}

/**
 * Elements of all arrays in one message, and tagged fields in one section. Kafka allows a million and
 * 10,000. We allow as many elements as are read and answered within 50 ms or so.
 */
const ELEMENTS_MAX = 20_000
const TAGS_MAX = 10_000

export class Reader {
  private elementsLeft = ELEMENTS_MAX
  private at: number
  private readonly end: number

  constructor(
    readonly buffer: Buffer,
    start = 0,
    end = buffer.length,
  ) {
    this.at = start
    this.end = end
  }

  get position(): number {
    return this.at
  }

  get remaining(): number {
    return this.end - this.at
  }

  private take(size: number): number {
    const at = this.at
    if (size < 0 || size > this.end - at)
      throw new MalformedFrame(`${size} bytes wanted at ${at}, ${this.end - at} left`)
    this.at = at + size
    return at
  }

  /** Checks the length of an array before anything is allocated for it. */
  elements(count: number): number {
    if (count > this.remaining)
      throw new MalformedFrame(`${count} elements claimed, ${this.remaining} bytes left`)
    this.elementsLeft -= Math.max(0, count)
    if (this.elementsLeft < 0)
      throw new MalformedFrame(`more than ${ELEMENTS_MAX} elements in one message`)
    return count
  }

  /** The number of tagged fields that follow. */
  tags(): number {
    const count = this.unsignedVarint()
    if (count > TAGS_MAX) throw new MalformedFrame(`${count} tagged fields`)
    return count
  }

  /** Reads the next bytes by a reader of their own, which shares the limit on elements. */
  within<T>(size: number, read: (part: Reader) => T): T {
    const start = this.take(size)
    const part = new Reader(this.buffer, start, start + size)
    part.elementsLeft = this.elementsLeft
    const value = read(part)
    this.elementsLeft = part.elementsLeft
    return value
  }

  skip(size: number): void {
    this.take(size)
  }

  int8(): number {
    return this.buffer.readInt8(this.take(1))
  }
  int16(): number {
    return this.buffer.readInt16BE(this.take(2))
  }
  uint16(): number {
    return this.buffer.readUInt16BE(this.take(2))
  }
  int32(): number {
    return this.buffer.readInt32BE(this.take(4))
  }
  uint32(): number {
    return this.buffer.readUInt32BE(this.take(4))
  }
  int64(): number {
    const at = this.take(8)
    return this.buffer.readInt32BE(at) * 0x100000000 + this.buffer.readUInt32BE(at + 4)
  }
  float64(): number {
    return this.buffer.readDoubleBE(this.take(8))
  }
  uuid(): string {
    const at = this.take(16)
    return this.buffer.toString('hex', at, at + 16)
  }

  unsignedVarint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.buffer[this.take(1)]!
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    throw new MalformedFrame(`varint too long before ${this.at}`)
  }

  /** Zigzag, up to 64 bits, as records use it. */
  varlong(): number {
    let value = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.buffer[this.take(1)]!
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2
    }
    throw new MalformedFrame(`varlong too long before ${this.at}`)
  }

  text(size: number): string {
    const at = this.take(size)
    return this.buffer.toString('utf8', at, at + size)
  }

  view(size: number): Buffer {
    const at = this.take(size)
    return this.buffer.subarray(at, at + size)
  }
}
