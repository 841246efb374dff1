// What a source took in from outside, numbered, on disk before anything else is done with it. The
// outside does not give a record twice, so this log is what lets a run make record 4711 again after a
// crash. Each frame has some records and what the source must know to go on behind them, so the two
// are never apart. Segments whose records nobody needs are deleted, oldest first.
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FramedLog } from '@main/platform'
import { LabError } from '@shared/errors'
import type { SourceRecord } from '../../../model/source'
import type { Json } from '../../../model/operator'

const SEGMENT_BYTES = 4 * 1024 * 1024
/** Done records are kept up to this size, for jobs that go back to a checkpoint. */
const KEPT_BYTES = 32 * 1024 * 1024

export interface TakenRecord {
  readonly key: string | null
  readonly value: string
}

type Frame = readonly [records: readonly (readonly [string | null, string])[], note?: Json]

interface Segment {
  readonly first: number
  readonly log: FramedLog
  /** Of the note that it begins with: that alone must not fill it. */
  readonly headBytes: number
}

interface Waiting {
  readonly key: string | null
  readonly value: string
  readonly bytes: number
}

export interface IntakeLogOptions {
  readonly durability?: 'safe' | 'fast'
  /** The first record that will be asked for. */
  readonly from: number
  /** Each note, oldest first; a new segment begins with one of `head`. */
  readonly onNote: (note: Json) => void
  /** All that later notes build on. */
  readonly head: () => Json
  readonly segmentBytes?: number
  readonly keptBytes?: number
}

export class IntakeLog {
  private segments: Segment[] = []
  /** From `first` on, in memory. */
  private waiting: Waiting[] = []
  private first = 0
  private underWay = 0
  private rolling: Promise<void> | undefined
  private idle: (() => void)[] = []
  private deleting = Promise.resolve()
  /** Of the records that are not done. */
  waitingBytes = 0
  /** Records that are being written: they have no numbers yet. */
  coming = 0

  private constructor(
    private readonly dir: string,
    private readonly options: IntakeLogOptions,
  ) {}

  static async open(dir: string, options: IntakeLogOptions): Promise<IntakeLog> {
    await mkdir(dir, { recursive: true })
    const log = new IntakeLog(dir, options)
    try {
      await log.read()
      return log
    } catch (error) {
      await log.close()
      throw error
    }
  }

  private async read(): Promise<void> {
    const { from, onNote } = this.options
    const firsts = (await readdir(this.dir))
      .flatMap(name => /^(\d+)\.log$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b)
    let next = firsts[0] ?? 0
    if (from < next) throw new LabError('intake-gone', { kind: 'conflict', params: { from, next } })
    this.first = from
    for (const first of firsts) {
      if (first !== next)
        throw new LabError('log-damaged', {
          kind: 'storage',
          params: { file: this.fileOf(first), offset: 0 },
        })
      const log = await this.openSegment(first, payload => {
        const [records, note] = JSON.parse(payload.toString()) as Frame
        for (const [key, value] of records) {
          if (next >= from) this.wait({ key, value })
          next += 1
        }
        if (note !== undefined) onNote(note)
      })
      this.segments.push({ first, log, headBytes: 0 })
    }
    if (from > next) throw new LabError('intake-gone', { kind: 'conflict', params: { from, next } })
    if (this.segments.length === 0) await this.addSegment(next)
  }

  private wait({ key, value }: TakenRecord): void {
    const bytes = (key?.length ?? 0) + value.length
    this.waiting.push({ key, value, bytes })
    this.waitingBytes += bytes
  }

  private fileOf = (first: number) => join(this.dir, `${String(first).padStart(15, '0')}.log`)

  private openSegment(first: number, onRecord?: (payload: Buffer) => void): Promise<FramedLog> {
    const { durability = 'safe' } = this.options
    return FramedLog.open(this.fileOf(first), {
      durability,
      ...(onRecord ? { onRecord } : {}),
    })
  }

  private async addSegment(first: number): Promise<void> {
    this.segments.push({ first, log: await this.openSegment(first), headBytes: 0 })
  }

  /** The number of the next record. */
  get end(): number {
    return this.first + this.waiting.length
  }

  /** Resolves when the records are on disk, together with the note; they have their numbers then. */
  async append(records: readonly TakenRecord[], note?: Json): Promise<void> {
    this.coming += records.length
    try {
      await this.write(records, note)
    } catch (error) {
      this.coming -= records.length
      throw error
    }
  }

  private async write(records: readonly TakenRecord[], note: Json | undefined): Promise<void> {
    const log = await this.logWithRoom()
    const pairs = records.map(({ key, value }) => [key, value] as const)
    const frame: Frame = note === undefined ? [pairs] : [pairs, note]
    this.underWay += 1
    try {
      await log.append(Buffer.from(JSON.stringify(frame)))
      // Appends are answered in their order, so numbers are those that a restart gives.
      for (const record of records) this.wait(record)
      this.coming -= records.length
      if (note !== undefined) this.options.onNote(note)
    } finally {
      this.underWay -= 1
      if (this.underWay === 0) for (const resolve of this.idle.splice(0)) resolve()
    }
  }

  private async logWithRoom(): Promise<FramedLog> {
    const { segmentBytes = SEGMENT_BYTES } = this.options
    for (;;) {
      while (this.rolling) await this.rolling
      const current = this.segments.at(-1)
      if (!current) throw new LabError('cancelled', { kind: 'cancelled' })
      if (current.log.sizeBytes <= segmentBytes + current.headBytes) return current.log
      this.rolling = this.roll().finally(() => (this.rolling = undefined))
    }
  }

  private async roll(): Promise<void> {
    if (this.underWay > 0) await new Promise<void>(resolve => this.idle.push(resolve))
    const log = await this.openSegment(this.end)
    await log.append(Buffer.from(JSON.stringify([[], this.options.head()])))
    this.segments.push({ first: this.end, log, headBytes: log.sizeBytes })
  }

  records(from: number, count: number): SourceRecord[] {
    const at = from - this.first
    return this.waiting.slice(Math.max(0, at), at + count).map(({ key, value }) => ({ key, value }))
  }

  /** Records before this number are safe elsewhere. */
  forget(before: number): void {
    const done = this.waiting.splice(0, Math.max(0, before - this.first))
    this.first += done.length
    for (const { bytes } of done) this.waitingBytes -= bytes
    this.deleting = this.deleting.then(() => this.deleteDone()).catch(() => {})
  }

  private async deleteDone(): Promise<void> {
    const { keptBytes = KEPT_BYTES } = this.options
    const sizeOf = () => this.segments.reduce((sum, { log }) => sum + log.sizeBytes, 0)
    while (sizeOf() > keptBytes) {
      const [oldest, next] = this.segments
      if (!oldest || !next || next.first > this.first) return
      this.segments.shift()
      await oldest.log.close().catch(() => {})
      await rm(this.fileOf(oldest.first), { force: true })
    }
  }

  async close(): Promise<void> {
    await this.rolling?.catch(() => {})
    await this.deleting
    for (const { log } of this.segments) await log.close()
    this.segments = []
  }
}
