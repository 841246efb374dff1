// Large buffers, used again: a fresh megabyte costs as many page faults as reading it from the page
// cache, and garbage of this size makes a broker's memory grow. Only for bytes whose last use is
// known, such as a fetch answer that was sent.
const CLASSES = [64 * 1024, 256 * 1024, 1024 * 1024 + 64 * 1024, 4 * 1024 * 1024]
const KEPT_BYTES_MAX = 12 * 1024 * 1024
const SMALL_BYTES = 16 * 1024

export interface Lease {
  readonly buffer: Buffer
  release(): void
}

export class BufferPool {
  private readonly free = CLASSES.map((): Buffer[] => [])
  private keptBytes = 0

  lend(size: number): Lease {
    const kind = size <= SMALL_BYTES ? -1 : CLASSES.findIndex(bytes => bytes >= size)
    if (kind < 0) return { buffer: Buffer.allocUnsafe(size), release: () => {} }
    const kept = this.free[kind]!.pop()
    if (kept) this.keptBytes -= kept.length
    const buffer = kept ?? Buffer.allocUnsafeSlow(CLASSES[kind]!)
    let lent = true
    return {
      buffer,
      release: () => {
        if (!lent) return
        lent = false
        if (this.keptBytes + buffer.length > KEPT_BYTES_MAX) return
        this.keptBytes += buffer.length
        this.free[kind]!.push(buffer)
      },
    }
  }
}
