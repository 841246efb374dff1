// One file of a partition's log, named by its first offset as Kafka names it. Beside it: `.index`
// (where offsets and times are) once it is sealed, and `.snapshot` (the producers at its start).
import { readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32c, writeFileAtomic } from '@main/platform'
import { maxTimestampAt, baseOffsetAt } from './batch'
import type { FilePool } from './file-pool'
import type { ProducerSnapshot } from './producer-state'
import { walkBatches } from './scan'
import { SparseIndex } from './sparse-index'

export const SEGMENT_NAME = /^(\d{20})\.log$/

export class Segment {
  readonly path: string
  /** Including batches that are queued and not yet written. */
  sizeBytes = 0
  /** Visible to readers: written, and synced if the broker promises that. */
  durableBytes = 0
  index: SparseIndex | undefined
  /** Appended while the index was not in memory. */
  private unindexed: { offset: number; position: number; maxTimestamp: number }[] = []

  constructor(
    readonly dir: string,
    readonly baseOffset: number,
    readonly createdAt: number,
  ) {
    this.path = join(dir, `${String(baseOffset).padStart(20, '0')}.log`)
  }

  static fresh(dir: string, baseOffset: number, now: number): Segment {
    const segment = new Segment(dir, baseOffset, now)
    segment.index = new SparseIndex(baseOffset)
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

  /** The index, read or made again when it is not in memory. */
  async loadIndex(files: FilePool): Promise<SparseIndex> {
    if (this.index) return this.index
    const knownBytes = this.durableBytes
    const index = (await this.readIndex(knownBytes)) ?? (await this.makeIndex(files, knownBytes))
    if (this.index) return this.index
    for (const { offset, position, maxTimestamp } of this.unindexed)
      if (position >= knownBytes) index.add(offset, position, maxTimestamp)
    this.unindexed = []
    this.index = index
    return index
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

  async loadSnapshot(): Promise<ProducerSnapshot | undefined> {
    const text = await readFile(this.beside('snapshot'), 'utf8').catch(() => '')
    const cut = text.indexOf('\n')
    const body = text.slice(cut + 1)
    if (cut < 0 || String(crc32c(Buffer.from(body))) !== text.slice(0, cut)) return undefined
    return JSON.parse(body) as ProducerSnapshot
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
