// Says which partitions a file may hold. The token in a key is already a hash, so its bits give two
// probes, and their sums give more.
const BITS_PER_KEY = 10
const PROBES = 5
/** The offset of the token in a key: after the store id. */
const TOKEN_AT = 4

export class Bloom {
  private constructor(private readonly bits: Uint8Array) {}

  static sized(keys: number): Bloom {
    return new Bloom(new Uint8Array(Math.max(8, Math.ceil((Math.max(keys, 1) * BITS_PER_KEY) / 8))))
  }

  static fromText(text: string): Bloom {
    return new Bloom(Buffer.from(text, 'base64'))
  }

  toText(): string {
    return Buffer.from(this.bits).toString('base64')
  }

  add(key: string): void {
    this.probe(key, bit => {
      this.bits[bit >> 3] = this.bits[bit >> 3]! | (1 << (bit & 7))
      return true
    })
  }

  has(key: string): boolean {
    return this.probe(key, bit => (this.bits[bit >> 3]! & (1 << (bit & 7))) !== 0)
  }

  private probe(key: string, at: (bit: number) => boolean): boolean {
    const size = this.bits.length * 8
    const word = (i: number) =>
      ((key.charCodeAt(i) << 24) |
        (key.charCodeAt(i + 1) << 16) |
        (key.charCodeAt(i + 2) << 8) |
        key.charCodeAt(i + 3)) >>>
      0
    const first = word(TOKEN_AT)
    const second = (word(TOKEN_AT + 4) | 1) >>> 0
    for (let i = 0; i < PROBES; i++) if (!at(((first + i * second) >>> 0) % size)) return false
    return true
  }
}
