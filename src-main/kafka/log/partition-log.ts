// One partition: segments on disk, appended to by group commit and read by offset. Appending gives
// a batch its offset at once and queues it; batches that queue during a write go out together in
// the next one, with one sync. Readers see only durable batches (in the broker's mode), so the end
// of the log never moves back for a reader. After a failed write the file is cut back to its
// durable part and the partition goes on from there: nothing acknowledged is lost.
import { mkdir, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LabError } from '@shared/errors'
import { syncFolder } from '@main/platform'
import { ApiError } from '../wire/errors'
import { setPlace, type BatchHeader } from './batch'
import { ProducerState, type ProducerSnapshot } from './producer-state'
import { ReadHints } from './read-hints'
import { recoverPartition, type RecoveryScope } from './recovery'
import type { RecoveryNote } from './recovery-note'
import { Segment } from './segment'
import { readControlType } from './records'
import type { LogServices, LogSettings } from './services'
import type { SparseIndex } from './sparse-index'

/**
 * A segment is at most this large, whatever segment.bytes says: a restart after a crash reads the
 * whole last one.
 */
const SEGMENT_BYTES_MAX = 128 * 1024 * 1024
const LEADER_EPOCH = 0

interface Queued {
  readonly segment: Segment
  readonly bytes: Buffer
  readonly position: number
  readonly endOffset: number
  /** On the first batch of a segment: the producers before it. */
  readonly snapshot: ProducerSnapshot | undefined
}

interface Group {
  readonly done: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export interface PartitionState {
  readonly start: number
  readonly end: number
  readonly segments: readonly { base: number; bytes: number; createdAt: number }[]
  readonly producers: ProducerSnapshot
}

export class PartitionLog {
  segments: Segment[] = []
  producers = new ProducerState()
  logStart = 0
  /** The offset that the next record gets. */
  logEnd = 0
  /** The end of what is durable. */
  highWatermark = 0
  /** Set while a failed write is undone, and for good when undoing failed too. */
  private unavailable: LabError | undefined
  private queue: Queued[] = []
  private group: Group | undefined
  private flushing: Promise<void> | undefined
  /** A damaged segment is being mended: readers wait for it. */
  mending: Promise<void> | undefined
  private readonly watchers = new Set<() => void>()
  /** Up to where the last compaction looked; a restart begins anew. */
  compactedUpTo = 0
  readonly hints = new ReadHints()
  private closed = false

  constructor(
    readonly dir: string,
    readonly settings: () => LogSettings,
    readonly services: LogServices,
  ) {}

  /** A partition without files; its first append makes them. */
  static empty(dir: string, settings: () => LogSettings, services: LogServices): PartitionLog {
    return new PartitionLog(dir, settings, services)
  }

  get active(): Segment | undefined {
    return this.segments.at(-1)
  }

  get sizeBytes(): number {
    return this.segments.reduce((sum, segment) => sum + segment.durableBytes, 0)
  }

  /** Last stable offset: a read_committed reader sees the records before it. */
  get lastStable(): number {
    const unstable = this.producers.firstUnstable()
    return unstable === undefined ? this.highWatermark : Math.min(unstable, this.highWatermark)
  }

  /**
   * Queues one batch, whose header was checked; resolves when it is as durable as the broker
   * promises.
   */
  append(
    batch: Buffer,
    header: BatchHeader,
    now: number,
  ): { baseOffset: number; done: Promise<void> } {
    if (this.closed) throw new ApiError('NOT_LEADER_OR_FOLLOWER', 'the partition was deleted')
    if (this.unavailable) throw new ApiError('KAFKA_STORAGE_ERROR', this.unavailable.message)
    const { segment, snapshot } = this.segmentFor(batch.length, now)
    const baseOffset = this.logEnd
    const placed = { ...header, baseOffset }
    setPlace(batch, 0, baseOffset, LEADER_EPOCH)
    this.producers.note(placed, readControlType(batch, placed))
    this.logEnd = baseOffset + header.lastOffsetDelta + 1
    this.queue.push({
      segment,
      bytes: batch,
      position: segment.sizeBytes,
      endOffset: this.logEnd,
      snapshot,
    })
    segment.add(baseOffset, header.maxTimestamp, batch.length)
    return { baseOffset, done: this.flushSoon() }
  }

  /** Resolves when everything appended so far is durable. */
  settled(): Promise<void> {
    return this.group?.done ?? this.flushing ?? Promise.resolve()
  }

  private segmentFor(
    size: number,
    now: number,
  ): { segment: Segment; snapshot: ProducerSnapshot | undefined } {
    const { segmentBytes, segmentMs } = this.settings()
    const { active } = this
    const isFull =
      active &&
      active.sizeBytes > 0 &&
      active.sizeBytes + size > Math.min(segmentBytes, SEGMENT_BYTES_MAX)
    const isOld = active && active.sizeBytes > 0 && now - active.createdAt >= segmentMs
    if (active && !isFull && !isOld) return { segment: active, snapshot: undefined }
    const segment = Segment.fresh(this.dir, this.logEnd, now)
    this.segments.push(segment)
    return { segment, snapshot: this.producers.snapshot() }
  }

  private flushSoon(): Promise<void> {
    if (!this.group) {
      let resolve = () => {}
      let reject = (_: Error) => {}
      const done = new Promise<void>((yes, no) => {
        resolve = yes
        reject = no
      })
      // Each waiting request has its own handler; with none (acks=0) a failure must not end the
      // process.
      done.catch(() => {})
      this.group = { done, resolve, reject }
    }
    const { done } = this.group
    this.flushing ??= this.flushAll()
    return done
  }

  private async flushAll(): Promise<void> {
    // One turn of the loop later, so that requests that arrive together share one write and one
    // sync.
    await new Promise(resolve => setImmediate(resolve))
    while (this.group) {
      const { queue, group } = this
      this.queue = []
      this.group = undefined
      try {
        await this.write(queue)
        this.highWatermark = queue.at(-1)?.endOffset ?? this.highWatermark
        group.resolve()
        this.notify()
      } catch (error) {
        await this.undo(error, group)
      }
    }
    this.flushing = undefined
  }

  private async write(queue: readonly Queued[]): Promise<void> {
    const { files, durability } = this.services
    for (let i = 0; i < queue.length;) {
      const { segment, position, snapshot } = queue[i]!
      let end = i
      while (end < queue.length && queue[end]!.segment === segment) end++
      const pieces = queue.slice(i, end).map(item => item.bytes)
      if (snapshot) await this.begin(segment, snapshot)
      await files.write(segment.path, pieces, position, durability === 'safe')
      if (snapshot && durability === 'safe') await syncFolder(this.dir)
      segment.durableBytes = position + pieces.reduce((sum, piece) => sum + piece.length, 0)
      i = end
    }
  }

  /** Seals the segment before: from now on a restart trusts it, so it is synced in either mode. */
  private async begin(segment: Segment, snapshot: ProducerSnapshot): Promise<void> {
    const before = this.segments[this.segments.indexOf(segment) - 1]
    if (!before) {
      await mkdir(this.dir, { recursive: true })
      if (this.services.durability === 'safe') await syncFolder(dirname(this.dir))
      return
    }
    await this.services.files.sync(before.path)
    await before.saveIndex(this.services.files)
    await segment.saveSnapshot(snapshot)
  }

  private async undo(cause: unknown, group: Group): Promise<void> {
    const full =
      cause instanceof Error &&
      'code' in cause &&
      (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')
    const message = cause instanceof Error ? cause.message : String(cause)
    const params = { file: this.active?.path ?? this.dir, message }
    const error = new LabError(full ? 'disk-full' : 'write-failed', {
      kind: 'storage',
      params,
      cause,
    })
    this.unavailable = error
    this.services.onStorageError(error)
    // From here until the end nothing more is queued: append() refuses.
    const after = this.group
    this.group = undefined
    this.queue = []
    const before = this.state()
    try {
      for (const segment of this.segments)
        if (segment.durableBytes < segment.sizeBytes) await this.cutBack(segment)
      await this.recover({ verifyBytes: 0, endOffset: undefined }, this.services.onRecovered)
      this.atLeast(before)
      if (this.unavailable === error) this.unavailable = undefined
    } catch (secondError) {
      this.services.log.error({ err: secondError, dir: this.dir }, 'kafka.partition-unavailable')
    }
    const refusal = new ApiError('KAFKA_STORAGE_ERROR', message)
    group.reject(refusal)
    after?.reject(refusal)
  }

  /** The first segment stays, even if it is empty: its name keeps the next offset. */
  private async cutBack(segment: Segment): Promise<void> {
    const { files } = this.services
    const isFirst = segment === this.segments[0]
    if (segment.durableBytes === 0 && !isFirst) return segment.remove(files)
    files.forget(segment.path)
    await truncate(segment.path, segment.durableBytes).catch((error: NodeJS.ErrnoException) => {
      if (segment.durableBytes > 0 || error.code !== 'ENOENT') throw error
    })
  }

  /** Reads from disk what the partition holds, cutting a torn tail and moving damage aside. */
  async recover(scope: RecoveryScope, note: (note: RecoveryNote) => void): Promise<void> {
    const found = await recoverPartition(this.dir, this.services, scope, note)
    this.hints.clear()
    this.segments = found.segments
    this.producers = found.producers
    this.logStart = Math.max(this.logStart, found.segments[0]?.baseOffset ?? 0)
    this.logEnd = Math.max(found.logEnd, this.logStart)
    this.highWatermark = this.logEnd
  }

  /** After a clean stop: takes over the state written then, if the files still have those sizes. */
  async restore(state: PartitionState): Promise<boolean> {
    const segments = state.segments.map(({ base, bytes, createdAt }) => {
      const segment = new Segment(this.dir, base, createdAt)
      segment.sizeBytes = segment.durableBytes = bytes
      return segment
    })
    for (const segment of segments)
      if ((await segment.fileBytes()) !== segment.sizeBytes) return false
    const active = segments.at(-1)
    if (active?.sizeBytes === 0) active.index = Segment.fresh(this.dir, active.baseOffset, 0).index
    this.segments = segments
    this.producers = ProducerState.from(state.producers)
    this.logStart = state.start
    this.logEnd = this.highWatermark = state.end
    return true
  }

  state(): PartitionState {
    return {
      start: this.logStart,
      end: this.highWatermark,
      segments: this.segments.map(s => ({
        base: s.baseOffset,
        bytes: s.durableBytes,
        createdAt: s.createdAt,
      })),
      producers: this.producers.snapshot(),
    }
  }

  /** Calls back each time that readers can see more, or that the partition goes away. */
  watch(callback: () => void): () => void {
    this.watchers.add(callback)
    return () => this.watchers.delete(callback)
  }

  notify(): void {
    for (const callback of [...this.watchers]) callback()
  }

  /** Removes whole segments before `logStart`, which the caller has moved. */
  async dropBefore(offset: number): Promise<void> {
    this.logStart = Math.max(this.logStart, offset)
    while (this.segments.length > 1 && this.segments[1]!.baseOffset <= this.logStart) {
      const gone = this.segments.shift()!
      await gone.remove(this.services.files)
    }
  }

  /** Begins a new segment although nothing is to be appended, so that all before it can go. */
  async roll(now: number): Promise<void> {
    await this.settled()
    const { active } = this
    if (!active || active.sizeBytes === 0 || this.unavailable) return
    const segment = Segment.fresh(this.dir, this.logEnd, now)
    const snapshot = this.producers.snapshot()
    this.segments.push(segment)
    await this.services.files.write(segment.path, [], 0, true)
    await this.begin(segment, snapshot)
    await syncFolder(this.dir)
  }

  /** Takes no more appends, and finishes the queued ones. */
  async close(): Promise<void> {
    this.closed = true
    await this.settled()
    for (const segment of this.segments) this.services.files.forget(segment.path)
    this.notify()
  }

  /** After a recovery: the end that a clean stop wrote down still holds, even if files are gone. */
  atLeast(state: PartitionState): void {
    this.logStart = Math.max(this.logStart, state.start)
    this.logEnd = this.highWatermark = Math.max(this.logEnd, state.end)
  }

  /**
   * The index of a segment, for a reader. A segment that nobody has read since the start is checked
   * first. One that proves damaged is mended and leaves the list of segments: the reader begins
   * again.
   */
  async indexOf(segment: Segment): Promise<SparseIndex> {
    const { files } = this.services
    if (!segment.isChecked) {
      const next = this.segments[this.segments.indexOf(segment) + 1]
      const isGood = await segment.check(files, next?.baseOffset ?? this.logEnd)
      if (!isGood && this.segments.includes(segment)) await this.mend()
    }
    return segment.index ?? segment.loadIndex(files)
  }

  private mend(): Promise<void> {
    this.mending ??= this.mendAll().finally(() => {
      this.mending = undefined
    })
    return this.mending
  }

  /**
   * Does what a start does after damage, with clients there: their appends are refused until it is
   * done, and they send them again.
   */
  private async mendAll(): Promise<void> {
    this.refuse(new Error('a damaged file is being mended'))
    await this.settled()
    const before = this.state()
    this.segments = []
    try {
      await this.recover(
        { verifyBytes: Infinity, endOffset: before.end },
        this.services.onRecovered,
      )
      this.atLeast(before)
      this.unavailable = undefined
    } catch (error) {
      this.services.log.error({ err: error, dir: this.dir }, 'kafka.partition-unavailable')
      this.refuse(error)
    }
  }

  /** Its files cannot be read: nothing is served from it and nothing is written to it. */
  refuse(cause: unknown): void {
    const message = cause instanceof Error ? cause.message : String(cause)
    this.unavailable = new LabError('partition-unreadable', {
      kind: 'storage',
      params: { dir: this.dir, message },
      cause,
    })
  }

  /** Why nothing is served from it, until a start finds it good; a failed write passes. */
  get refusedFor(): string | undefined {
    const { unavailable, mending } = this
    return unavailable?.code === 'partition-unreadable' && !mending
      ? String(unavailable.params.message)
      : undefined
  }

  /** An empty answer would tell a consumer that its offset is gone, and it would begin anew. */
  checkReadable(): void {
    if (this.refusedFor !== undefined) throw new ApiError('KAFKA_STORAGE_ERROR', this.refusedFor)
  }

  get isRefused(): boolean {
    return this.unavailable !== undefined
  }

  get isClosed(): boolean {
    return this.closed
  }
}
