// The most recently used blocks of all files, bounded in bytes. A Map keeps insertion order, and
// LRU needs nothing more.
import type { Block, BlockCache } from './sstable'

export class LruBlockCache implements BlockCache {
  private readonly blocks = new Map<string, { readonly block: Block; readonly bytes: number }>()
  private bytes = 0

  constructor(private readonly bytesMax: number) {}

  get(file: string, index: number): Block | undefined {
    const key = `${file}\0${index}`
    const found = this.blocks.get(key)
    if (!found) return undefined
    this.blocks.delete(key)
    this.blocks.set(key, found)
    return found.block
  }

  set(file: string, index: number, block: Block, bytes: number): void {
    this.blocks.set(`${file}\0${index}`, { block, bytes })
    this.bytes += bytes
    for (const [key, { bytes: size }] of this.blocks) {
      if (this.bytes <= this.bytesMax) break
      this.blocks.delete(key)
      this.bytes -= size
    }
  }
}
