// Where records are written byte by byte. Pasting a record together as a string makes V8 build a
// tree of its pieces, walk it once more to flatten it, and a third time to encode it; writing the
// bytes where they belong takes a fraction of that.
const FIRST_BYTES = 4096
/** Up to here a loop over the characters beats a call out of JavaScript. */
const LOOP_CHARS = 40

export class TextBytes {
  bytes: Buffer
  at = 0

  constructor(sizeBytes = FIRST_BYTES) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, sizeBytes))
  }

  /** Room for so many bytes more: callers that write into `bytes` themselves ask first. */
  reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + count))
    this.bytes.copy(larger, 0, 0, this.at)
    this.bytes = larger
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

  /** A text that was encoded before. */
  put(encoded: Uint8Array): void {
    const { length } = encoded
    this.reserve(length)
    if (length > LOOP_CHARS) this.bytes.set(encoded, this.at)
    else {
      const { bytes, at } = this
      for (let i = 0; i < length; i++) bytes[at + i] = encoded[i] ?? 0
    }
    this.at += length
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

export const encoded = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text))
