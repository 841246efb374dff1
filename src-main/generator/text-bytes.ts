// Where records are written byte by byte. Pasting a record together as a string makes V8 build a
// tree of its pieces, walk it once more to flatten it, and a third time to encode it; writing the
// bytes where they belong takes a fraction of that.
const FIRST_BYTES = 4096
/** Up to here a loop over the characters beats a call out of JavaScript. */
const LOOP_CHARS = 40
const WORD_BYTES = 8

export class TextBytes {
  bytes: Buffer
  at = 0
  private view: DataView

  constructor(sizeBytes = FIRST_BYTES) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, sizeBytes))
    this.view = viewOf(this.bytes)
  }

  /** Room for so many bytes more: callers that write into `bytes` themselves ask first. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + count))
    this.bytes.copy(larger, 0, 0, this.at)
    this.bytes = larger
    this.view = viewOf(larger)
  }

  /** Any text, as UTF-8. */
  text(text: string): void {
    const { length } = text
    this.reserve(length * 3)
    if (length <= LOOP_CHARS) {
      const { bytes } = this
      let { at } = this
      let i = 0
      for (; i < length; i++) {
        const code = text.charCodeAt(i)
        if (code >= 128) break
        bytes[at++] = code
      }
      if (i === length) {
        this.at = at
        return
      }
    }
    this.at += this.bytes.write(text, this.at)
  }

  /** A text that was encoded before, eight bytes at a time: the last ones may go beyond its end. */
  put({ length, words }: Encoded): void {
    const { at } = this
    const count = words.length
    this.reserve(count * WORD_BYTES)
    const { view } = this
    for (let i = 0; i < count; i++) view.setFloat64(at + i * WORD_BYTES, words[i] ?? 0, true)
    this.at = at + length
  }

  /** Any bytes. */
  copy(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.bytes.set(bytes, this.at)
    this.at += bytes.length
  }

  /** Two bytes, the lower one first. */
  pair(at: number, bytes: number): void {
    this.view.setUint16(at, bytes, true)
  }

  byte(byte: number): void {
    this.reserve(1)
    this.bytes[this.at++] = byte
  }

  /** The decimal digits of a whole number, not negative. */
  digits(number: number): void {
    this.reserve(20)
    let count = 1
    for (let power = 10; power <= number; power *= 10) count++
    let rest = number
    for (let at = this.at + count - 1; at >= this.at; at--) {
      const tenth = Math.floor(rest / 10)
      this.bytes[at] = 48 + (rest - tenth * 10)
      rest = tenth
    }
    this.at += count
  }

  /** Exactly so many digits, with zeros before the number. */
  padded(number: number, count: number): void {
    this.reserve(count)
    let rest = number
    for (let at = this.at + count - 1; at >= this.at; at--) {
      const tenth = Math.floor(rest / 10)
      this.bytes[at] = 48 + (rest - tenth * 10)
      rest = tenth
    }
    this.at += count
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Buffer) =>
  new DataView(buffer, byteOffset, byteLength)

/**
 * A text as UTF-8 for `put`, cut into words of eight bytes with zeros behind. No text has a word that
 * is not a number: that takes a byte 0x7f or 0xff behind one from 0xf0 on, which UTF-8 has not.
 */
export interface Encoded {
  readonly length: number
  readonly words: Float64Array
}

export function encoded(text: string): Encoded {
  const bytes = Buffer.from(text)
  const padded = Buffer.alloc(Math.ceil(bytes.length / WORD_BYTES) * WORD_BYTES)
  bytes.copy(padded)
  const words = Float64Array.from({ length: padded.length / WORD_BYTES }, (_, i) =>
    padded.readDoubleLE(i * WORD_BYTES),
  )
  return { length: bytes.length, words }
}
