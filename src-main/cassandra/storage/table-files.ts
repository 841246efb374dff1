// The sorted files of the store and the manifest that names them: memtables are written to new
// files, and files of similar size are merged. A file counts once the manifest names it.
import { rm } from 'node:fs/promises'
import { storeIdOf } from '../bytes/key-codec'
import type { LruBlockCache } from './block-cache'
import { pickCompaction } from './compaction'
import { nextTurn } from './group-commit'
import { type Manifest, sstablePath, writeManifest } from './manifest'
import type { Memtable } from './memtable'
import { mergeWalks } from './merge-walks'
import { decodeRow, encodeRow } from './row'
import { Sstable, SstableWriter } from './sstable'

/** Background work lets requests run after this long. */
const SLICE_MS = 8
/** After every key there is. */
const LAST_KEY = '\xff\xff\xff\xff\xff\xff'

interface FilesOptions {
  readonly dir: string
  readonly isLive: (storeId: number) => boolean
  readonly graceOf: (storeId: number) => number
}

export class TableFiles {
  private closed = false

  private constructor(
    private readonly options: FilesOptions,
    private manifest: Manifest,
    private readonly cache: LruBlockCache,
    private files: readonly Sstable[],
  ) {}

  static open(options: FilesOptions, manifest: Manifest, cache: LruBlockCache): TableFiles {
    const files: Sstable[] = []
    try {
      for (const name of manifest.sstables)
        files.push(Sstable.open(sstablePath(options.dir, name), cache))
    } catch (error) {
      for (const file of files) file.close()
      throw error
    }
    return new TableFiles(options, manifest, cache, files)
  }

  /** Newest last. */
  get all(): readonly Sstable[] {
    return this.files
  }

  /** Writes a memtable to a new file; logs before `firstWal` are not needed any more. */
  async addMemtable(memtable: Memtable, firstWal: number): Promise<void> {
    const name = this.nextName()
    const everything = memtable.map.walk('', LAST_KEY)
    const file = await this.writeFile(name, everything, memtable.map.size)
    try {
      await this.replaceFiles([], file ? [name] : [], firstWal)
    } catch (error) {
      file?.close()
      throw error
    }
    if (file) this.files = [...this.files, file]
  }

  private nextName(): string {
    return `${String(this.manifest.nextFile).padStart(8, '0')}.sst`
  }

  private async writeFile(
    name: string,
    entries: Iterator<readonly [string, Buffer]>,
    expected: number,
    whole = false,
  ): Promise<Sstable | undefined> {
    const path = sstablePath(this.options.dir, name)
    const writer = await SstableWriter.create(path, expected)
    let count = 0
    try {
      let sliceEnd = performance.now() + SLICE_MS
      for (let next = entries.next(); !next.done; next = entries.next()) {
        const [key, value] = next.value
        const kept = this.options.isLive(storeIdOf(key))
          ? whole
            ? this.purged(key, value)
            : value
          : undefined
        if (!kept) continue
        count++
        if (writer.add(key, kept)) await writer.drain()
        else if (performance.now() > sliceEnd) await nextTurn()
        else continue
        sliceEnd = performance.now() + SLICE_MS
      }
      await writer.finish()
    } catch (error) {
      await writer.abandon().catch(() => undefined)
      await rm(path, { force: true })
      throw error
    }
    if (count > 0) return Sstable.open(path, this.cache)
    await rm(path, { force: true })
    return undefined
  }

  async compactAsNeeded(): Promise<void> {
    for (
      let picked = pickCompaction(this.files);
      picked && !this.closed;
      picked = pickCompaction(this.files)
    )
      await this.compact(picked)
  }

  /**
   * Merges files into one. When all files take part, tombstones past their grace are
   * dropped, with all that they hide.
   */
  private async compact(files: readonly Sstable[]): Promise<void> {
    const whole = files.length === this.files.length
    const name = this.nextName()
    const expected = files.reduce((sum, file) => sum + file.entries, 0)
    const walk = mergeWalks(
      files.map(file => file.walk('', LAST_KEY)),
      false,
    )
    const merged = await this.writeFile(name, walk, expected, whole)
    await this.replaceFiles(files, merged ? [name] : [], this.manifest.firstWal)
    this.files = [...this.files.filter(file => !files.includes(file)), ...(merged ? [merged] : [])]
    for (const file of files) {
      file.close()
      await rm(file.path, { force: true })
    }
  }

  /**
   * The row without the parts that have been dead for longer than the table's grace; undefined when
   * nothing is left.
   */
  private purged(key: string, value: Buffer): Buffer | undefined {
    const before = Math.floor(Date.now() / 1000) - this.options.graceOf(storeIdOf(key))
    const row = decodeRow(value)
    const deletion = row.deletion && row.deletion.at >= before ? row.deletion : undefined
    const live =
      row.live && (row.live.expires === 0 || row.live.expires >= before) ? row.live : undefined
    const cells = row.cells.filter(cell =>
      cell.value === null ? cell.deletedAt >= before : cell.expires === 0 || cell.expires >= before,
    )
    if (!deletion && !live && cells.length === 0) return undefined
    const same = deletion === row.deletion && live === row.live && cells.length === row.cells.length
    return same ? value : encodeRow({ live, deletion, cells })
  }

  private async replaceFiles(
    gone: readonly Sstable[],
    names: readonly string[],
    firstWal: number,
  ): Promise<void> {
    const goneNames = new Set(gone.map(file => file.path))
    const kept = this.manifest.sstables.filter(
      name => !goneNames.has(sstablePath(this.options.dir, name)),
    )
    const manifest: Manifest = {
      format: 1,
      sstables: [...kept, ...names],
      firstWal,
      nextFile: this.manifest.nextFile + 1,
    }
    await writeManifest(this.options.dir, manifest)
    this.manifest = manifest
  }

  /** Ends compaction after the file it is at. */
  stop(): void {
    this.closed = true
  }

  close(): void {
    for (const file of this.files) file.close()
  }
}
