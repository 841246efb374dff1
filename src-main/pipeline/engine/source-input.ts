// A source that feeds a job directly, without a topic between: its record numbers are the offsets,
// so a replay makes them anew. What was made before a crash is made again by the schedule of then;
// only after it does the schedule go on from now.
import { LabError } from '@shared/errors'
import type { LabEdge } from '@shared/lab'
import type { Chunk, JobInput } from './input'
import type { Json } from '../model/operator'
import type { RunContext } from './run-context'
import type { Signal } from './signal'
import type { SourceRecord } from '../model/source'
import { PacedSource, rawRecord } from './paced-source'

const READ_AHEAD_MAX = 4000
const POLL_MS = 20

export class SourceInput implements JobInput {
  readonly id: string
  readonly node: string
  readonly positions = new Map<number, number>()
  readonly source: PacedSource
  private queue: SourceRecord[] = []
  private made = 0
  private timer: NodeJS.Timeout | undefined
  private filling = false
  private isOpen = false
  private limit = Infinity
  failure: LabError | undefined
  private saved: Json | undefined
  private savedSchedule = ''

  constructor(
    run: RunContext,
    edge: LabEdge,
    readonly port: number,
    private readonly arrived: Signal,
    /** The batch's time: of records that have none of their own. */
    private readonly now: () => number,
  ) {
    this.id = edge.id
    this.node = edge.to
    this.source = new PacedSource(run, edge.from, () => arrived.ring())
  }

  async open(
    positions: Readonly<Record<string, number>> | undefined,
    plannedTo: number,
  ): Promise<void> {
    const from = positions?.['0'] ?? 0
    this.positions.set(0, from)
    this.made = from
    await this.source.open(Math.max(from, plannedTo), this.saved, from)
    this.source.stats.state = this.source.paused ? 'paused' : 'running'
    this.isOpen = true
    this.timer = setInterval(() => void this.fillQueue(0), POLL_MS)
  }

  /** Makes what is due, or, for a replay, up to a number. */
  private async fillQueue(upTo: number): Promise<void> {
    const { source } = this
    if (!this.isOpen || this.failure || this.filling || (source.paused && upTo === 0)) return
    const due = Math.min(this.limit, Math.max(upTo, source.due() ?? 0))
    const count = Math.min(due - this.made, READ_AHEAD_MAX - this.queue.length)
    if (count <= 0) return
    this.filling = true
    try {
      const records = await source.records(this.made, count)
      for (const record of records) this.queue.push(record)
      this.made += records.length
      source.stats.out += records.length
      source.stats.meter.add(records.length)
      if (records.length > 0) this.arrived.ring()
    } catch (error) {
      this.failure = LabError.from(error)
      this.arrived.ring()
    } finally {
      this.filling = false
    }
  }

  /** Has so many records at hand, whatever the schedule says. */
  async step(count: number): Promise<void> {
    if (this.queue.length < count) await this.fillQueue(this.made + count - this.queue.length)
  }

  /** Nothing that was made waits. */
  get isEmpty(): boolean {
    return this.queue.length === 0
  }

  take(countMax: number): Chunk | undefined {
    const from = this.made - this.queue.length
    const records = this.queue
      .splice(0, countMax)
      .map((record, i) => rawRecord(record, from + i, this.now()))
    if (records.length === 0) return undefined
    return {
      partition: 0,
      from,
      to: from + records.length,
      count: records.length,
      batch: { rows: [], records },
    }
  }

  takeRange(_partition: number, from: number, to: number): Chunk | undefined {
    if (this.made < to) {
      void this.fillQueue(to).then(() => this.arrived.ring())
      return undefined
    }
    return this.take(to - from)
  }

  save(): Json {
    this.savedSchedule = JSON.stringify(this.source.schedule())
    return { source: this.source.save(), print: this.source.print.snapshot() }
  }

  get scheduleMoved(): boolean {
    return JSON.stringify(this.source.schedule()) !== this.savedSchedule
  }

  restore(saved: Json | undefined): void {
    if (typeof saved !== 'object' || saved === null || !('source' in saved)) return
    this.saved = saved.source
    const { print } = saved
    if (Array.isArray(print)) this.source.restorePrint([Number(print[0]), Number(print[1])])
  }

  done(chunk: Chunk): void {
    this.positions.set(0, chunk.to)
    this.source.print.add(
      (chunk.batch.records ?? []).map(({ key, value }) => ({ key, value: value ?? '' })),
    )
  }

  committed(): void {
    this.source.forget(this.positions.get(0) ?? 0)
  }

  get lag(): number {
    const due = this.source.due() ?? 0
    return Number.isFinite(due)
      ? Math.max(0, due - (this.positions.get(0) ?? 0))
      : this.queue.length
  }

  get fill(): number {
    return Math.min(1, this.queue.length / READ_AHEAD_MAX)
  }

  async drained(): Promise<boolean> {
    return this.queue.length === 0 && this.source.finished(this.made)
  }

  async limitToNow(): Promise<void> {
    this.limit = Math.max(this.made, this.source.due() ?? 0)
  }

  async reachedLimit(): Promise<boolean> {
    return this.queue.length === 0 && (this.made >= this.limit || this.source.finished(this.made))
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    this.source.stats.state = 'stopped'
    await this.source.close()
  }
}
