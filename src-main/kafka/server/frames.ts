// Cuts a connection's bytes into frames ([size i32][request]). A frame that arrives in one piece is
// a view of that piece; a frame in many pieces is put together once it is whole, so a claimed size
// alone costs nothing.
import { MalformedFrame } from '../wire/reader'

const API_KEY_BYTES = 2

export class FrameCutter {
  private pieces: Buffer[] = []
  private heldBytes = 0

  /** `maxOf` says how large a frame of this API key may be; a larger one is malformed. */
  constructor(private readonly maxOf: (apiKey: number) => number) {}

  push(piece: Buffer): void {
    this.pieces.push(piece)
    this.heldBytes += piece.length
  }

  get isHolding(): boolean {
    return this.heldBytes > 0
  }

  /** The API key of the next frame when it is whole. */
  peek(): number | undefined {
    const size = this.size()
    return size !== undefined && this.heldBytes >= 4 + size
      ? this.head(4 + API_KEY_BYTES).readInt16BE(4)
      : undefined
  }

  /** The size of a frame that has not come whole. */
  get unfinished(): number | undefined {
    const size = this.size()
    return size !== undefined && this.heldBytes < 4 + size ? size : undefined
  }

  take(): Buffer {
    const size = this.size() ?? 0
    this.heldBytes -= 4 + size
    const [first] = this.pieces
    if (first && first.length >= 4 + size) {
      const rest = first.subarray(4 + size)
      if (rest.length > 0) this.pieces[0] = rest
      else this.pieces.shift()
      return first.subarray(4, 4 + size)
    }
    return this.gather(size)
  }

  private size(): number | undefined {
    if (this.heldBytes < 4 + API_KEY_BYTES) return undefined
    const head = this.head(4 + API_KEY_BYTES)
    const size = head.readInt32BE(0)
    const apiKey = head.readInt16BE(4)
    if (size < 8) throw new MalformedFrame(`a frame of ${size} bytes`)
    const max = this.maxOf(apiKey)
    if (size > max)
      throw new MalformedFrame(`a frame of ${size} bytes where ${max} are allowed (API ${apiKey})`)
    return size
  }

  private head(length: number): Buffer {
    const [first] = this.pieces
    if (first && first.length >= length) return first
    // Only at a border between pieces.
    const all = Buffer.concat(this.pieces)
    this.pieces = [all]
    return all
  }

  private gather(size: number): Buffer {
    const frame = Buffer.allocUnsafeSlow(size)
    let skip = 4
    let at = 0
    let used = 0
    for (const piece of this.pieces) {
      const from = Math.min(skip, piece.length)
      skip -= from
      const length = Math.min(piece.length - from, size - at)
      frame.set(piece.subarray(from, from + length), at)
      at += length
      if (at === size) {
        const rest = piece.subarray(from + length)
        this.pieces =
          rest.length > 0 ? [rest, ...this.pieces.slice(used + 1)] : this.pieces.slice(used + 1)
        return frame
      }
      used++
    }
    return frame
  }
}
