// The most recently used entries, bounded in number and in bytes. A Map keeps the order in which
// keys were put, so the first one is the one to go.
interface Bounds {
  readonly entriesMax: number
  readonly bytesMax: number
}

export class WeightedCache<T> {
  private readonly entries = new Map<string, { readonly value: T; readonly bytes: number }>()
  private bytes = 0

  constructor(
    private readonly bounds: Bounds,
    private readonly onEvict: () => void = () => undefined,
  ) {}

  values(): T[] {
    return [...this.entries.values()].map(entry => entry.value)
  }

  get(key: string): T | undefined {
    const found = this.entries.get(key)
    if (!found) return undefined
    this.entries.delete(key)
    this.entries.set(key, found)
    return found.value
  }

  /** An entry that is bigger than the whole cache is not kept. */
  set(key: string, value: T, bytes: number): void {
    this.delete(key)
    if (bytes > this.bounds.bytesMax) return
    this.entries.set(key, { value, bytes })
    this.bytes += bytes
    for (const oldest of this.entries.keys()) {
      if (this.bytes <= this.bounds.bytesMax && this.entries.size <= this.bounds.entriesMax) break
      this.delete(oldest)
      this.onEvict()
    }
  }

  delete(key: string): void {
    const found = this.entries.get(key)
    if (!found) return
    this.entries.delete(key)
    this.bytes -= found.bytes
  }
}
