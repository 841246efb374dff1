// One file of a partition's log, named by its first offset as Kafka names it. Beside it: `.index`
// (where offsets and times are) once it is sealed, and `.snapshot` (the producers at its start).
import { readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32c, writeFileAtomic } from '@main/platform'
import { baseOffsetAt, maxTimestampAt } from './batch'
import type { FilePool } from './file-pool'
import type { ProducerSnapshot } from './producer-state'
import { scanBatches, walkBatches } from './scan'
import { SparseIndex } from './sparse-index'

export const SEGMENT_NAME = /^(\d{20})\.log$/

export const segmentPath = (dir: string, baseOffset: number) =>
  join(dir, `${String(baseOffset).padStart(20, '0')}.log`)

export class Segment {
  readonly path: string
  /** Including batches that are queued and not yet written. */
  sizeBytes = 0
  /** Visible to readers: written, and synced if the broker promises that. */
  durableBytes = 0
  index: SparseIndex | undefined
  /** All of it was read and found good, or written, since the start. */
  isChecked = false
  private checking: Promise<boolean> | undefined
  /** Appended while the index was not in memory. */
  private unindexed: { offset: number; position: number; maxTimestamp: number }[] = []

  constructor(
    readonly dir: string,
    readonly baseOffset: number,
    readonly createdAt: number,
  ) {
    this.path = segmentPath(dir, baseOffset)
  }

  static fresh(dir: string, baseOffset: number, now: number): Segment {
    const segment = new Segment(dir, baseOffset, now)
    segment.index = new SparseIndex(baseOffset)
    segment.isChecked = true
    return segment
  }

  /** Indexes a batch that is appended at the segment's end. */
  add(offset: number, maxTimestamp: number, sizeBytes: number): void {
    const position = this.sizeBytes
    if (this.index) this.index.add(offset, position, maxTimestamp)
    else this.unindexed.push({ offset, position, maxTimestamp })
    this.sizeBytes += sizeBytes
  }

  private beside(extension: 'index' | 'snapshot'): string {
    return `${this.path.slice(0, -4)}.${extension}`
  }

  get snapshotPath(): string {
    return this.beside('snapshot')
  }

  /**
   * Reads all of it once, for a segment that was taken over as a clean stop left it. False: it is
   * damaged. `before`: where the next segment begins.
   */
  check(files: FilePool, before: number): Promise<boolean> {
    this.checking ??= this.readThrough(files, before).finally(() => {
      this.checking = undefined
    })
    return this.checking
  }

  private async readThrough(files: FilePool, before: number): Promise<boolean> {
    const bytes = this.durableBytes
    const index = new SparseIndex(this.baseOffset)
    const offsets = { from: this.baseOffset, before }
    const goodBytes = await scanBatches(files, this.path, bytes, offsets, (_, __, at, header) =>
      index.add(header.baseOffset, at, header.maxTimestamp),
    )
    if (goodBytes < bytes) return false
    this.isChecked = true
    this.adopt(index, bytes)
    return true
  }

  private adopt(index: SparseIndex, segmentBytes: number): void {
    if (this.index) return
    for (const { offset, position, maxTimestamp } of this.unindexed)
      if (position >= segmentBytes) index.add(offset, position, maxTimestamp)
    this.unindexed = []
    this.index = index
  }

  /** The index, read or made again when it is not in memory. */
  async loadIndex(files: FilePool): Promise<SparseIndex> {
    if (this.index) return this.index
    const knownBytes = this.durableBytes
    const index = (await this.readIndex(knownBytes)) ?? (await this.makeIndex(files, knownBytes))
    this.adopt(index, knownBytes)
    return this.index ?? index
  }

  private async readIndex(segmentBytes: number): Promise<SparseIndex | undefined> {
    const encoded = await readFile(this.beside('index')).catch(() => undefined)
    return encoded && SparseIndex.decode(this.baseOffset, encoded, segmentBytes)
  }

  private async makeIndex(files: FilePool, segmentBytes: number): Promise<SparseIndex> {
    const index = new SparseIndex(this.baseOffset)
    await walkBatches(files, this.path, segmentBytes, (buffer, at, position) =>
      index.add(baseOffsetAt(buffer, at), position, maxTimestampAt(buffer, at)),
    )
    return index
  }

  /** For a segment that is written to its end. */
  async saveIndex(files: FilePool): Promise<void> {
    await writeFile(this.beside('index'), (await this.loadIndex(files)).encode(this.sizeBytes))
  }

  async saveSnapshot(snapshot: ProducerSnapshot): Promise<void> {
    const text = JSON.stringify(snapshot)
    await writeFileAtomic(this.beside('snapshot'), `${crc32c(Buffer.from(text))}\n${text}`)
  }

  async loadSnapshot(): Promise<ProducerSnapshot | 'missing' | 'damaged'> {
    const bytes = await readFile(this.snapshotPath).catch(() => undefined)
    if (!bytes) return 'missing'
    const cut = bytes.indexOf('\n')
    const body = bytes.subarray(cut + 1)
    if (cut < 0 || String(crc32c(body)) !== bytes.toString('latin1', 0, cut)) return 'damaged'
    return JSON.parse(body.toString()) as ProducerSnapshot
  }

  async remove(files: FilePool): Promise<void> {
    files.forget(this.path)
    for (const path of [this.path, this.beside('index'), this.beside('snapshot')])
      await unlink(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
  }

  /** The largest timestamp of a sealed segment, from its index. */
  async maxTimestamp(files: FilePool): Promise<number> {
    return (await this.loadIndex(files)).maxTimestamp
  }

  async fileBytes(): Promise<number> {
    return stat(this.path).then(
      s => s.size,
      () => -1,
    )
  }
}
