// One immutable sorted file. Layout: blocks of entries, then an index of the blocks, then a footer.
//   entry  [shared key bytes u16][own key bytes u16][value bytes u32][own key][value]
//          (shared: with the entry before, in a block)
//   index  JSON: blocks [first key, offset, length, crc32c], last key, header kinds seen per store
//   footer [index offset f64][index length u32][index crc u32][magic u32]
// Blocks are read with pread when needed and kept in a small cache; the system's page cache holds
// the rest.
import { closeSync, openSync, readSync, fstatSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { crc32c } from '@main/platform'
import { fileDamaged } from '../errors'
import { Bloom } from './bloom'
import { kindBit, storeIdOf } from '../bytes/key-codec'
import { lowerBound } from './sorted-map'

const BLOCK_BYTES = 16 * 1024
const FOOTER_BYTES = 20
const MAGIC = 0x534c5531
const WRITE_BYTES = 256 * 1024

interface BlockIndex {
  readonly key: string
  readonly offset: number
  readonly length: number
  readonly crc: number
}

interface Index {
  readonly blocks: readonly [string, number, number, number][]
  readonly last: string
  readonly entries: number
  /** Which of the kinds partitionDeletion and rangeDeletion occur, as bits, by store. */
  readonly kinds: Record<string, number>
  readonly bloom: string
}

export interface Block {
  readonly keys: string[]
  readonly values: Buffer[]
}

/** Writes entries that come in key order. */
export class SstableWriter {
  private readonly blocks: [string, number, number, number][] = []
  private readonly kinds: Record<string, number> = {}
  private chunks: Buffer[] = []
  private pendingBytes = 0
  private offset = 0
  private block: Buffer[] = []
  private blockBytes = 0
  private blockKey = ''
  private last = ''
  private entries = 0
  private readonly bloom: Bloom

  private constructor(
    readonly path: string,
    private readonly file: Awaited<ReturnType<typeof open>>,
    expectedEntries: number,
  ) {
    this.bloom = Bloom.sized(expectedEntries)
  }

  static async create(path: string, expectedEntries: number): Promise<SstableWriter> {
    return new SstableWriter(path, await open(path, 'w', 0o600), expectedEntries)
  }

  get sizeBytes() {
    return this.offset + this.blockBytes
  }

  /** True when enough is gathered that `drain` should be awaited. */
  add(key: string, value: Buffer): boolean {
    if (this.block.length === 0) this.blockKey = key
    const shared = this.block.length === 0 ? 0 : sharedPrefix(this.last, key)
    const own = Buffer.from(shared === 0 ? key : key.slice(shared), 'latin1')
    const head = Buffer.allocUnsafe(8)
    head.writeUInt16BE(shared, 0)
    head.writeUInt16BE(own.length, 2)
    head.writeUInt32BE(value.length, 4)
    this.block.push(head, own, value)
    this.blockBytes += 8 + own.length + value.length
    this.last = key
    this.entries++
    this.bloom.add(key)
    this.noteKind(key)
    if (this.blockBytes >= BLOCK_BYTES) this.endBlock()
    return this.pendingBytes >= WRITE_BYTES
  }

  private noteKind(key: string) {
    const bit = kindBit(key)
    if (bit) {
      const store = String(storeIdOf(key))
      this.kinds[store] = (this.kinds[store] ?? 0) | bit
    }
  }

  private endBlock() {
    if (this.block.length === 0) return
    const bytes = Buffer.concat(this.block)
    this.blocks.push([this.blockKey, this.offset, bytes.length, crc32c(bytes)])
    this.chunks.push(bytes)
    this.pendingBytes += bytes.length
    this.offset += bytes.length
    this.block = []
    this.blockBytes = 0
  }

  async drain(): Promise<void> {
    const chunks = this.chunks
    this.chunks = []
    this.pendingBytes = 0
    if (chunks.length > 0) await this.file.appendFile(Buffer.concat(chunks))
  }

  async finish(): Promise<void> {
    this.endBlock()
    await this.drain()
    const index: Index = {
      blocks: this.blocks,
      last: this.last,
      entries: this.entries,
      kinds: this.kinds,
      bloom: this.bloom.toText(),
    }
    const text = Buffer.from(JSON.stringify(index), 'utf8')
    const footer = Buffer.alloc(FOOTER_BYTES)
    footer.writeDoubleBE(this.offset, 0)
    footer.writeUInt32BE(text.length, 8)
    footer.writeUInt32BE(crc32c(text), 12)
    footer.writeUInt32BE(MAGIC, 16)
    await this.file.appendFile(Buffer.concat([text, footer]))
    await this.file.sync()
    await this.file.close()
  }

  async abandon(): Promise<void> {
    await this.file.close()
  }
}

function sharedPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length, 0xffff)
  let i = 0
  while (i < most && a.charCodeAt(i) === b.charCodeAt(i)) i++
  return i
}

export interface BlockCache {
  get(file: string, index: number): Block | undefined
  set(file: string, index: number, block: Block, bytes: number): void
}

export class Sstable {
  private constructor(
    readonly path: string,
    private readonly fd: number,
    readonly sizeBytes: number,
    private readonly blocks: readonly BlockIndex[],
    private readonly firstKeys: readonly string[],
    readonly last: string,
    readonly entries: number,
    readonly kinds: ReadonlyMap<number, number>,
    private readonly bloom: Bloom,
    private readonly cache: BlockCache,
  ) {}

  static open(path: string, cache: BlockCache): Sstable {
    const fd = opened(path)
    const damaged = () => fileDamaged(path)
    try {
      const size = fstatSync(fd).size
      if (size < FOOTER_BYTES) throw damaged()
      const footer = readAt(fd, size - FOOTER_BYTES, FOOTER_BYTES)
      const length = footer.readUInt32BE(8)
      const offset = footer.readDoubleBE(0)
      if (footer.readUInt32BE(16) !== MAGIC || offset + length + FOOTER_BYTES !== size)
        throw damaged()
      const text = readAt(fd, offset, length)
      if (crc32c(text) !== footer.readUInt32BE(12)) throw damaged()
      const index = JSON.parse(text.toString('utf8')) as Index
      const blocks = index.blocks.map(([key, at, bytes, crc]) => ({
        key,
        offset: at,
        length: bytes,
        crc,
      }))
      const kinds = new Map(
        Object.entries(index.kinds).map(([store, bits]) => [Number(store), bits]),
      )
      return new Sstable(
        path,
        fd,
        size,
        blocks,
        blocks.map(b => b.key),
        index.last,
        index.entries,
        kinds,
        Bloom.fromText(index.bloom),
        cache,
      )
    } catch (error) {
      closeSync(fd)
      throw error
    }
  }

  close(): void {
    closeSync(this.fd)
  }

  mayHave(key: string): boolean {
    return this.bloom.has(key)
  }

  private block(index: number): Block {
    const cached = this.cache.get(this.path, index)
    if (cached) return cached
    const { offset, length, crc } = this.blocks[index]!
    const bytes = readAt(this.fd, offset, length)
    if (crc32c(bytes) !== crc) throw fileDamaged(this.path)
    const block = decodeBlock(bytes)
    this.cache.set(this.path, index, block, length)
    return block
  }

  /** The last block whose first key is not after `key`. */
  private blockFor(key: string): number {
    return Math.max(0, upperBound(this.firstKeys, key) - 1)
  }

  get(key: string): Buffer | undefined {
    if (this.blocks.length === 0 || key > this.last || key < this.firstKeys[0]!) return undefined
    const { keys, values } = this.block(this.blockFor(key))
    const at = lowerBound(keys, key)
    return keys[at] === key ? values[at] : undefined
  }

  *walk(from: string, to: string, reversed = false): Generator<readonly [string, Buffer]> {
    if (this.blocks.length === 0 || from > this.last || to <= this.firstKeys[0]!) return
    if (reversed) {
      for (let index = this.blockFor(to); index >= 0; index--) {
        const { keys, values } = this.block(index)
        for (let at = lowerBound(keys, to) - 1; at >= 0; at--) {
          if (keys[at]! < from) return
          yield [keys[at]!, values[at]!]
        }
      }
      return
    }
    for (let index = this.blockFor(from); index < this.blocks.length; index++) {
      const { keys, values } = this.block(index)
      for (let at = lowerBound(keys, from); at < keys.length; at++) {
        if (keys[at]! >= to) return
        yield [keys[at]!, values[at]!]
      }
    }
  }
}

/** A file that the manifest names must be there. */
function opened(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    throw fileDamaged(path, error)
  }
}

function upperBound(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle]! <= key) low = middle + 1
    else high = middle
  }
  return low
}

function readAt(fd: number, offset: number, length: number): Buffer {
  const out = Buffer.allocUnsafe(length)
  let got = 0
  while (got < length) {
    const bytes = readSync(fd, out, got, length - got, offset + got)
    if (bytes === 0) break
    got += bytes
  }
  return out.subarray(0, got)
}

function decodeBlock(bytes: Buffer): Block {
  const keys: string[] = []
  const values: Buffer[] = []
  let last = ''
  for (let at = 0; at < bytes.length;) {
    const shared = bytes.readUInt16BE(at)
    const own = bytes.readUInt16BE(at + 2)
    const length = bytes.readUInt32BE(at + 4)
    at += 8
    last = last.slice(0, shared) + bytes.toString('latin1', at, at + own)
    keys.push(last)
    at += own
    values.push(bytes.subarray(at, at + length))
    at += length
  }
  return { keys, values }
}
