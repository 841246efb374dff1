// The database's storage: a log-structured merge tree over one ordered key space. Writes go to the
// write-ahead log and to a memtable; a full memtable becomes a sorted file; files of similar size
// are merged. Reads look at all of them and merge by timestamp. All reading is synchronous and must
// not keep an iterator across an await: the files may be gone afterwards.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import { FramedLog, type Log, openOrRescue, type DamagedLog } from '@main/platform'
import { LruBlockCache } from './block-cache'
import { GroupCommit, nextTurn, RETRY_MS, waitMs } from './group-commit'
import { neededLogs, readManifest, removeLeftOvers, walNumbers, walPath } from './manifest'
import { encodeHead, Memtable, replayFrame } from './memtable'
import { mergeWalks } from './merge-walks'
import { mergeEncoded } from './row'
import { TableFiles } from './table-files'

export interface StoreOptions {
  readonly dir: string
  readonly durability: 'safe' | 'fast'
  readonly memtableBytesMax: number
  readonly blockCacheBytes: number
  readonly log?: Log
  /** Stores that were dropped or truncated: their entries are ignored. */
  readonly isLive: (storeId: number) => boolean
  /** Called with each entry that was written, for indexes. */
  readonly applied?: (key: string, value: Buffer) => void
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

function storageError(error: unknown, dir: string): LabError {
  if (error instanceof LabError) return error
  const code = (error as NodeJS.ErrnoException).code
  return new LabError(code === 'ENOSPC' ? 'disk-full' : 'write-failed', {
    kind: 'storage',
    params: { file: dir, message: error instanceof Error ? error.message : String(error) },
    cause: error,
  })
}

export class Store {
  private memtable = new Memtable()
  private flushing: Memtable | undefined
  private background: Promise<void> = Promise.resolve()
  private flushScheduled = false
  private closed = false
  private stall: Promise<void> | undefined
  /** The log of the memtable that is being flushed. */
  private oldWal: FramedLog | undefined
  private flushFailure: LabError | undefined
  private readonly commits = new GroupCommit(() => this.wal)

  private constructor(
    private readonly options: StoreOptions,
    private readonly files: TableFiles,
    private wal: FramedLog,
    private walNumber: number,
    readonly recovery: StoreRecovery,
  ) {}

  static async open(options: StoreOptions): Promise<Store> {
    await mkdir(join(options.dir, 'data'), { recursive: true })
    const manifest = await readManifest(options.dir)
    const numbers = await neededLogs(options.dir, manifest)
    const files = TableFiles.open(options, manifest, new LruBlockCache(options.blockCacheBytes))
    try {
      // Nothing is removed before everything that is needed has been found.
      await removeLeftOvers(options.dir, manifest)
      return await Store.replayed(
        options,
        files,
        numbers.length > 0 ? numbers : [manifest.firstWal],
      )
    } catch (error) {
      files.close()
      throw error
    }
  }

  private static async replayed(
    options: StoreOptions,
    files: TableFiles,
    numbers: readonly number[],
  ): Promise<Store> {
    const memtable = new Memtable()
    const damaged: DamagedLog[] = []
    const recovery = { records: 0, cutBytes: 0, damaged }
    const last = numbers.at(-1)!
    let wal: FramedLog | undefined
    for (const number of numbers) {
      const path = walPath(options.dir, number)
      const onRecord = (payload: Buffer) => replayFrame(payload, memtable, options.isLive)
      const { log, damaged: found } = await openOrRescue(
        path,
        { durability: options.durability, onRecord },
        join(options.dir, 'damaged'),
      )
      if (found) damaged.push(found)
      recovery.records += log.recovery.records
      recovery.cutBytes += log.recovery.cutBytes
      if (number === last) wal = log
      else await log.close()
    }
    if (!wal) throw new Error('no write-ahead log')
    const store = new Store(options, files, wal, last, recovery)
    store.memtable = memtable
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
      files: this.files.all.length,
      fileBytes: this.files.all.reduce((sum, file) => sum + file.sizeBytes, 0),
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
      this.commits.add(encodeHead(key, value), value)
      this.memtable.put(key, value)
      this.options.applied?.(key, value)
    }
    const done = this.commits.commit()
    if (this.memtable.bytes >= this.options.memtableBytesMax) this.flushIfFull()
    return done
  }

  // ---- reading

  get(key: string): Buffer | undefined {
    let found = this.memtable.map.get(key)
    const older = this.flushing?.map.get(key)
    if (older) found = found ? mergeEncoded(found, older) : older
    for (const file of this.files.all) {
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
    for (const file of this.files.all) bits |= file.kinds.get(storeId) ?? 0
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
    for (const file of this.files.all) {
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
      .then(() => this.files.compactAsNeeded())
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
    await this.files.addMemtable(full, number)
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
    this.memtable = new Memtable()
    return this.flushing
  }

  private async removeWalsBefore(number: number): Promise<void> {
    for (const old of await walNumbers(this.options.dir, 0))
      if (old < number) await rm(walPath(this.options.dir, old), { force: true })
  }

  async close(): Promise<void> {
    this.closed = true
    this.files.stop()
    await this.background
    await this.commits.close()
    await this.oldWal?.close()
    await this.wal.close()
    this.files.close()
  }
}
