// A source that feeds a job directly, without a topic between: its record numbers are the offsets,
// so a replay makes them anew. What was made before a crash is made again by the schedule of then;
// only after it does the schedule go on from now.
import { Fingerprint } from '@main/generator'
import { LabError } from '@shared/errors'
import type { LabEdge, Rate } from '@shared/lab'
import type { RawRecord } from '../model/batch'
import type { Chunk, JobInput } from './input'
import type { Json } from '../model/operator'
import type { RunContext } from './run-context'
import type { Signal } from './signal'
import type { Source, SourceRecord } from '../model/source'
import { openSource } from './open-source'

const READ_AHEAD_MAX = 4000
const POLL_MS = 20

export class SourceInput implements JobInput {
  readonly id: string
  readonly node: string
  readonly positions = new Map<number, number>()
  source: Source | undefined
  private queue: SourceRecord[] = []
  private made = 0
  private timer: NodeJS.Timeout | undefined
  private filling = false
  private runPaused = false
  private held = false
  private limit = Infinity
  /** Of all that has been worked through. */
  print = new Fingerprint()
  failure: LabError | undefined
  private saved: Json | undefined
  private savedSchedule = ''

  constructor(
    private readonly run: RunContext,
    private readonly edge: LabEdge,
    readonly port: number,
    private readonly arrived: Signal,
    /** The batch's time: of records that have none of their own. */
    private readonly now: () => number,
  ) {
    this.id = edge.id
    this.node = edge.to
  }

  async open(
    positions: Readonly<Record<string, number>> | undefined,
    plannedTo: number,
  ): Promise<void> {
    const from = positions?.['0'] ?? 0
    this.positions.set(0, from)
    this.made = from
    const source = await openSource(this.run, this.edge.from, Math.max(from, plannedTo), this.saved)
    this.source = source
    const stats = this.run.stats.node(this.edge.from)
    stats.state = 'running'
    stats.targetRate = source.rate
    this.timer = setInterval(() => void this.fillQueue(0), POLL_MS)
  }

  /** Makes what is due, or, for a replay, up to a number. */
  private async fillQueue(upTo: number): Promise<void> {
    const { source } = this
    if (!source || this.failure || this.filling || (this.paused && upTo === 0)) return
    const due = Math.min(this.limit, Math.max(upTo, source.due()))
    const count = Math.min(due - this.made, READ_AHEAD_MAX - this.queue.length)
    if (count <= 0) return
    this.filling = true
    try {
      const records = await source.records(this.made, count)
      for (const record of records) this.queue.push(record)
      this.made += records.length
      const stats = this.run.stats.node(this.edge.from)
      stats.out += records.length
      stats.meter.add(records.length)
      if (records.length > 0) this.arrived.ring()
    } catch (error) {
      this.failure = LabError.from(error)
      this.arrived.ring()
    } finally {
      this.filling = false
    }
  }

  take(countMax: number): Chunk | undefined {
    const from = this.made - this.queue.length
    const records = this.queue
      .splice(0, countMax)
      .map((record, i) => rawOf(record, from + i, this.now()))
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
    const source = this.source?.save() ?? null
    this.savedSchedule = JSON.stringify(source)
    return { source, print: this.print.snapshot() }
  }

  /**
   * The schedule was changed, paused or resumed since the checkpoint: a record made by it could not
   * be made again the same.
   */
  get scheduleMoved(): boolean {
    return JSON.stringify(this.source?.save() ?? null) !== this.savedSchedule
  }

  restore(saved: Json | undefined): void {
    if (typeof saved !== 'object' || saved === null || !('source' in saved)) return
    this.saved = saved.source
    const { print } = saved
    if (Array.isArray(print)) this.print = Fingerprint.restore([Number(print[0]), Number(print[1])])
  }

  done(chunk: Chunk): void {
    this.positions.set(0, chunk.to)
    this.print.add(
      (chunk.batch.records ?? []).map(({ key, value }) => ({ key, value: value ?? '' })),
    )
  }

  committed(): void {}

  get lag(): number {
    const due = this.source?.due() ?? 0
    return Number.isFinite(due)
      ? Math.max(0, due - (this.positions.get(0) ?? 0))
      : this.queue.length
  }

  get fill(): number {
    return Math.min(1, this.queue.length / READ_AHEAD_MAX)
  }

  async drained(): Promise<boolean> {
    return this.queue.length === 0 && this.source?.finished(this.made) === true
  }

  get from(): string {
    return this.edge.from
  }

  private get paused(): boolean {
    return this.runPaused || this.held
  }

  setPaused(paused: boolean): void {
    this.runPaused = paused
    this.follow()
  }

  /** This source alone, whatever the run does. */
  hold(held: boolean): void {
    this.held = held
    this.follow()
  }

  private follow(): void {
    const stats = this.run.stats.node(this.edge.from)
    if (this.paused) this.source?.pause()
    else this.source?.resume()
    if (this.paused && stats.state === 'running') stats.state = 'paused'
    if (!this.paused && stats.state === 'paused') stats.state = 'running'
  }

  setRate(rate: Rate): void {
    this.source?.setRate(rate)
    this.run.stats.node(this.edge.from).targetRate = this.source?.rate
  }

  async limitToNow(): Promise<void> {
    this.limit = Math.max(this.made, this.source?.due() ?? 0)
  }

  async reachedLimit(): Promise<boolean> {
    return (
      this.queue.length === 0 &&
      (this.made >= this.limit || this.source?.finished(this.made) === true)
    )
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    this.run.stats.node(this.edge.from).state = 'stopped'
    await this.source?.close()
  }
}

function rawOf(
  { key, value, headers = {}, timestamp }: SourceRecord,
  seq: number,
  nowMs: number,
): RawRecord {
  const buffer = (text: Buffer | string) => (typeof text === 'string' ? Buffer.from(text) : text)
  return {
    partition: 0,
    offset: seq,
    timeMs: timestamp ?? nowMs,
    key: key === null ? null : buffer(key),
    value: buffer(value),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name, buffer(text)]),
    ),
  }
}
