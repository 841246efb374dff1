// The database's storage: a log-structured merge tree over one ordered key space. Writes go to the
// write-ahead log and to a memtable; a full memtable becomes a sorted file; files of similar size
// are merged. Reads look at all of them and merge by timestamp. All reading is synchronous and must
// not keep an iterator across an await: the files may be gone afterwards.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { LabError } from '@shared/errors'
import { FramedLog, type Log } from '@main/platform'
import { LruBlockCache } from './block-cache'
import { pickCompaction } from './compaction'
import { storeIdOf } from '../bytes/key-codec'
import {
  readManifest,
  removeLeftOvers,
  sstablePath,
  walNumbers,
  walPath,
  writeManifest,
  type Manifest,
} from './manifest'
import { decodeRow, encodeRow, mergeEncoded } from './row'
import { SortedMap } from './sorted-map'
import { type DamagedLog, openWal } from './wal'
import { kindBit, Sstable, SstableWriter } from './sstable'

export interface StoreOptions {
  readonly dir: string
  readonly durability: 'safe' | 'fast'
  readonly memtableBytesMax: number
  readonly blockCacheBytes: number
  readonly log?: Log
  /** Stores that were dropped or truncated: their entries are ignored. */
  readonly isLive: (storeId: number) => boolean
  /** How many seconds a tombstone of a store must be kept. */
  readonly graceOf: (storeId: number) => number
}

export interface StoreRecovery {
  readonly records: number
  readonly cutBytes: number
  readonly damaged: readonly DamagedLog[]
}

export interface Entry {
  readonly key: string
  readonly value: Buffer
}

interface Memtable {
  readonly map: SortedMap
  readonly kinds: Map<number, number>
  bytes: number
}

const newMemtable = (): Memtable => ({ map: new SortedMap(), kinds: new Map(), bytes: 0 })
/** Memory of an entry besides its bytes: the string, the buffer object, two array slots. */
const ENTRY_OVERHEAD_BYTES = 160
/** Background work lets requests run after this long. */
const SLICE_MS = 8

/** After a failure the disk is tried again this often. */
const RETRY_MS = 1000
const waitMs = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms).unref())

function storageError(error: unknown, dir: string): LabError {
  if (error instanceof LabError) return error
  const code = (error as NodeJS.ErrnoException).code
  return new LabError(code === 'ENOSPC' ? 'disk-full' : 'write-failed', {
    kind: 'storage',
    params: { file: dir, message: error instanceof Error ? error.message : String(error) },
    cause: error,
  })
}

const nextTurn = () => new Promise<void>(resolve => setImmediate(resolve))

export class Store {
  private memtable = newMemtable()
  private flushing: Memtable | undefined
  private sstables: Sstable[] = []
  private background: Promise<void> = Promise.resolve()
  private flushScheduled = false
  private batch: Buffer[] = []
  private batchDone:
    { promise: Promise<void>; resolve: () => void; reject: (error: unknown) => void } | undefined
  private committing = false
  private closed = false
  private stall: Promise<void> | undefined
  /** The log of the memtable that is being flushed. */
  private oldWal: FramedLog | undefined
  private flushFailure: LabError | undefined
  private probing = false

  private constructor(
    private readonly options: StoreOptions,
    private manifest: Manifest,
    private wal: FramedLog,
    private walNumber: number,
    private readonly cache: LruBlockCache,
    readonly recovery: StoreRecovery,
  ) {}

  static async open(options: StoreOptions): Promise<Store> {
    await mkdir(join(options.dir, 'data'), { recursive: true })
    const manifest = await readManifest(options.dir)
    await removeLeftOvers(options.dir, manifest)
    const memtable = newMemtable()
    const numbers = await walNumbers(options.dir, manifest.firstWal)
    const last = numbers.at(-1) ?? manifest.firstWal
    const damaged: DamagedLog[] = []
    const recovery = { records: 0, cutBytes: 0, damaged }
    let wal: FramedLog | undefined
    for (const number of new Set([...numbers, last])) {
      const path = walPath(options.dir, number)
      const { log, damaged: found } = await openWal(path, {
        durability: options.durability,
        onRecord: payload => replay(payload, memtable, options),
      })
      if (found) damaged.push(found)
      recovery.records += log.recovery.records
      recovery.cutBytes += log.recovery.cutBytes
      if (number === last) wal = log
      else await log.close()
    }
    if (!wal) throw new Error('no write-ahead log')
    const cache = new LruBlockCache(options.blockCacheBytes)
    const store = new Store(options, manifest, wal, last, cache, recovery)
    store.memtable = memtable
    store.sstables = manifest.sstables.map(name =>
      Sstable.open(sstablePath(options.dir, name), cache),
    )
    store.flushIfFull()
    return store
  }

  /** Why writes fail just now, such as a full disk. */
  get trouble(): LabError | undefined {
    return this.wal.trouble ?? this.flushFailure
  }

  get stats() {
    return {
      memtableBytes: this.memtable.bytes + (this.flushing?.bytes ?? 0),
      memtableEntries: this.memtable.map.size + (this.flushing?.map.size ?? 0),
      files: this.sstables.length,
      fileBytes: this.sstables.reduce((sum, file) => sum + file.sizeBytes, 0),
      walBytes: this.wal.sizeBytes,
    }
  }

  // ---- writing

  /**
   * Applies entries at once (readers see them) and resolves when they are as durable as promised.
   * Entries of one call are atomic.
   */
  apply(entries: readonly Entry[]): Promise<void> {
    if (this.stall) return this.stall.then(() => this.apply(entries))
    // While no file can be written, memory must not fill up instead.
    if (this.flushFailure && this.memtable.bytes >= this.options.memtableBytesMax)
      return Promise.reject(this.flushFailure)
    for (const { key, value } of entries) {
      this.batch.push(encodeHead(key, value), value)
      put(this.memtable, key, value)
    }
    const done = (this.batchDone ??= deferred())
    if (!this.committing) void this.commitAll()
    if (this.memtable.bytes >= this.options.memtableBytesMax) this.flushIfFull()
    return done.promise
  }

  /** One frame of the log for everything that came since the last: group commit. */
  private async commitAll(): Promise<void> {
    this.committing = true
    while (this.batchDone) {
      await nextTurn()
      const { batchDone: done, batch } = this
      this.batch = []
      this.batchDone = undefined
      try {
        await this.wal.append(Buffer.concat(batch))
        done?.resolve()
      } catch (error) {
        done?.reject(error)
        void this.probe()
      }
    }
    this.committing = false
  }

  /** Tries to write until the log takes it again, so that trouble ends without a client's help. */
  private async probe(): Promise<void> {
    if (this.probing) return
    this.probing = true
    while (this.wal.trouble && !this.closed) {
      await waitMs(RETRY_MS)
      await this.wal.append(Buffer.alloc(0)).catch(() => undefined)
    }
    this.probing = false
  }

  // ---- reading

  get(key: string): Buffer | undefined {
    let found = this.memtable.map.get(key)
    const older = this.flushing?.map.get(key)
    if (older) found = found ? mergeEncoded(found, older) : older
    for (const file of this.sstables) {
      if (!file.mayHave(key)) continue
      const value = file.get(key)
      if (value) found = found ? mergeEncoded(found, value) : value
    }
    return found
  }

  /**
   * Header kinds (partition and range deletions) that occur anywhere in a store: mostly none, and
   * then reads need not look for them.
   */
  kindsIn(storeId: number): number {
    let bits = (this.memtable.kinds.get(storeId) ?? 0) | (this.flushing?.kinds.get(storeId) ?? 0)
    for (const file of this.sstables) bits |= file.kinds.get(storeId) ?? 0
    return bits
  }

  /**
   * Merged entries of [from, to) in key order, or backwards. `partition`: all keys are of one
   * partition, so filters can be asked.
   */
  walk(
    from: string,
    to: string,
    options: { reversed?: boolean; partition?: boolean } = {},
  ): Iterator<readonly [string, Buffer]> {
    const reversed = options.reversed ?? false
    const sources: Iterator<readonly [string, Buffer]>[] = [
      this.memtable.map.walk(from, to, reversed),
    ]
    if (this.flushing) sources.push(this.flushing.map.walk(from, to, reversed))
    for (const file of this.sstables) {
      if (!options.partition || file.mayHave(from)) sources.push(file.walk(from, to, reversed))
    }
    return sources.length === 1 ? sources[0]! : mergeWalks(sources, reversed)
  }

  // ---- background

  private flushIfFull(): void {
    const due = this.flushing ?? this.memtable.bytes >= this.options.memtableBytesMax
    if (this.flushScheduled || this.closed || !due) return
    this.flushScheduled = true
    this.background = this.background
      .then(() => this.flush())
      .then(() => this.compactAsNeeded())
      .then(() => (this.flushFailure = undefined))
      .catch(async (error: unknown) => {
        this.options.log?.error({ error: String(error) }, 'cql-background-failed')
        this.flushFailure = storageError(error, this.options.dir)
        await waitMs(RETRY_MS)
      })
      .then(() => {
        this.flushScheduled = false
        this.flushIfFull()
      })
    // Writers that outrun the flush wait for it, so that memory stays bounded.
    const waiting = this.background
    void nextTurn().then(() => this.stallWhileBehind(waiting))
  }

  private stallWhileBehind(flush: Promise<void>): void {
    if (!this.flushScheduled || this.stall) return
    if (this.memtable.bytes > this.options.memtableBytesMax && this.flushing) {
      this.stall = flush.finally(() => (this.stall = undefined))
    } else setTimeout(() => this.stallWhileBehind(flush), 20).unref()
  }

  /**
   * Turns the memtable into a file; its log is dropped once the manifest names the file. After a
   * failure the same memtable is tried again: a second one must not take its place.
   */
  private async flush(): Promise<void> {
    const full = this.flushing ?? (await this.rotate())
    if (!full) return
    const number = this.walNumber
    const name = `${String(this.manifest.nextFile).padStart(8, '0')}.sst`
    const everything = full.map.walk('', '\xff\xff\xff\xff\xff\xff')
    const file = await this.writeFile(name, everything, full.map.size)
    try {
      await this.replaceFiles([], file ? [name] : [], number)
    } catch (error) {
      file?.close()
      throw error
    }
    if (file) this.sstables.push(file)
    this.flushing = undefined
    await this.oldWal?.close()
    this.oldWal = undefined
    await this.removeWalsBefore(number)
  }

  /** Begins a new memtable with a log of its own; gives the full one. */
  private async rotate(): Promise<Memtable | undefined> {
    if (this.memtable.map.size === 0) return undefined
    const number = this.walNumber + 1
    const nextWal = await FramedLog.open(walPath(this.options.dir, number), {
      durability: this.options.durability,
    })
    // From here on nothing else runs: log and memtable change together. Entries that wait for their
    // commit go to the new log although they are in the old memtable already: a replay would only
    // merge them once more.
    this.oldWal = this.wal
    this.wal = nextWal
    this.walNumber = number
    this.flushing = this.memtable
    this.memtable = newMemtable()
    return this.flushing
  }

  private async removeWalsBefore(number: number): Promise<void> {
    for (const old of await walNumbers(this.options.dir, 0))
      if (old < number) await rm(walPath(this.options.dir, old), { force: true })
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

  private async compactAsNeeded(): Promise<void> {
    for (
      let picked = pickCompaction(this.sstables);
      picked && !this.closed;
      picked = pickCompaction(this.sstables)
    )
      await this.compact(picked)
  }

  /**
   * Merges files into one. When all files take part, tombstones past their grace are
   * dropped, with all that they hide.
   */
  private async compact(files: readonly Sstable[]): Promise<void> {
    const whole = files.length === this.sstables.length
    const name = `${String(this.manifest.nextFile).padStart(8, '0')}.sst`
    const expected = files.reduce((sum, file) => sum + file.entries, 0)
    const walk = mergeWalks(
      files.map(file => file.walk('', '\xff\xff\xff\xff\xff\xff')),
      false,
    )
    const merged = await this.writeFile(name, walk, expected, whole)
    await this.replaceFiles(files, merged ? [name] : [], this.manifest.firstWal)
    this.sstables = [
      ...this.sstables.filter(file => !files.includes(file)),
      ...(merged ? [merged] : []),
    ]
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

  async close(): Promise<void> {
    this.closed = true
    await this.background
    while (this.batchDone || this.committing) await nextTurn()
    await this.oldWal?.close()
    await this.wal.close()
    for (const file of this.sstables) file.close()
  }
}

function put(memtable: Memtable, key: string, value: Buffer): void {
  const grown = memtable.map.put(key, value, mergeEncoded)
  if (!Number.isNaN(grown)) {
    memtable.bytes += grown
    return
  }
  memtable.bytes += key.length + value.length + ENTRY_OVERHEAD_BYTES
  const bit = kindBit(key)
  if (bit) memtable.kinds.set(storeIdOf(key), (memtable.kinds.get(storeIdOf(key)) ?? 0) | bit)
}

function encodeHead(key: string, value: Buffer): Buffer {
  const head = Buffer.allocUnsafe(8 + key.length)
  head.writeUInt32BE(key.length, 0)
  head.writeUInt32BE(value.length, 4)
  head.write(key, 8, 'latin1')
  return head
}

function replay(payload: Buffer, memtable: Memtable, options: StoreOptions): void {
  for (let at = 0; at < payload.length;) {
    const keyBytes = payload.readUInt32BE(at)
    const valueBytes = payload.readUInt32BE(at + 4)
    const key = payload.toString('latin1', at + 8, at + 8 + keyBytes)
    at += 8 + keyBytes
    if (options.isLive(storeIdOf(key))) put(memtable, key, payload.subarray(at, at + valueBytes))
    at += valueBytes
  }
}

function deferred() {
  let resolve = () => {}
  let reject: (error: unknown) => void = () => {}
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

/** Merges sorted walks; equal keys are merged into one row. */
function* mergeWalks(
  sources: Iterator<readonly [string, Buffer]>[],
  reversed: boolean,
): Generator<readonly [string, Buffer]> {
  const heads: (readonly [string, Buffer])[] = []
  const walks: Iterator<readonly [string, Buffer]>[] = []
  for (const walk of sources) {
    const first = walk.next()
    if (first.done) continue
    heads.push(first.value)
    walks.push(walk)
  }
  while (heads.length > 0) {
    let key = heads[0]![0]
    for (let i = 1; i < heads.length; i++) {
      const other = heads[i]![0]
      if (reversed ? other > key : other < key) key = other
    }
    let value: Buffer | undefined
    for (let i = heads.length - 1; i >= 0; i--) {
      if (heads[i]![0] !== key) continue
      value = value ? mergeEncoded(value, heads[i]![1]) : heads[i]![1]
      const next = walks[i]!.next()
      if (next.done) {
        heads.splice(i, 1)
        walks.splice(i, 1)
      } else heads[i] = next.value
    }
    if (value) yield [key, value]
  }
}
