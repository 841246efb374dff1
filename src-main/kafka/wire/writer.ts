// Writes Kafka's primitive types into a list of chunks. Record batches are kept by reference: a
// fetch answer is a few small chunks around buffers that came from disk, and all of them go to the
// socket in one writev.
const FIRST_BYTES = 512
const BY_REFERENCE_BYTES = 2048

export class Writer {
  private readonly done: Buffer[] = []
  private doneBytes = 0
  private buffer: Buffer
  private at = 0
  private start = 0

  constructor(firstBytes = FIRST_BYTES) {
    this.buffer = Buffer.allocUnsafe(firstBytes)
  }

  get length(): number {
    return this.doneBytes + this.at - this.start
  }

  private room(size: number): number {
    const at = this.at
    if (at + size > this.buffer.length) {
      this.seal()
      this.buffer = Buffer.allocUnsafe(Math.max(size, Math.min(this.buffer.length * 2, 64 * 1024)))
      this.start = 0
      this.at = size
      return 0
    }
    this.at = at + size
    return at
  }

  private seal(): void {
    if (this.at === this.start) return
    this.done.push(this.buffer.subarray(this.start, this.at))
    this.doneBytes += this.at - this.start
    this.start = this.at
  }

  int8(value: number): void {
    // `at` first: room() may replace the buffer.
    const at = this.room(1)
    this.buffer[at] = value
  }
  int16(value: number): void {
    const at = this.room(2)
    this.buffer[at] = value >> 8
    this.buffer[at + 1] = value
  }
  int32(value: number): void {
    const at = this.room(4)
    this.buffer.writeInt32BE(value | 0, at)
  }
  int64(value: number): void {
    const at = this.room(8)
    this.buffer.writeInt32BE(Math.floor(value / 0x100000000) | 0, at)
    this.buffer.writeInt32BE(value | 0, at + 4)
  }
  float64(value: number): void {
    const at = this.room(8)
    this.buffer.writeDoubleBE(value, at)
  }
  uuid(value: string): void {
    const at = this.room(16)
    if (this.buffer.write(value, at, 16, 'hex') !== 16) throw new TypeError(`not a uuid: ${value}`)
  }

  unsignedVarint(value: number): void {
    let rest = value
    while (rest >= 0x80) {
      this.int8((rest % 0x80) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    this.int8(rest)
  }

  varlong(value: number): void {
    this.unsignedVarint(value < 0 ? -value * 2 - 1 : value * 2)
  }

  text(value: string, size: number): void {
    const at = this.room(size)
    this.buffer.write(value, at, size, 'utf8')
  }

  bytes(value: Uint8Array): void {
    if (value.length >= BY_REFERENCE_BYTES)
      return this.reference(Buffer.from(value.buffer, value.byteOffset, value.length))
    const at = this.room(value.length)
    this.buffer.set(value, at)
  }

  /** Takes the buffer itself; it must stay as it is until the answer is sent. */
  reference(value: Buffer): void {
    if (value.length === 0) return
    this.seal()
    this.done.push(value)
    this.doneBytes += value.length
  }

  /** Appends what another writer holds, by reference. */
  append(other: Writer): void {
    for (const chunk of other.finish()) this.reference(chunk)
  }

  finish(): Buffer[] {
    this.seal()
    return this.done
  }

  toBuffer(): Buffer {
    const chunks = this.finish()
    return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
  }
}
