// A source at the pace of its schedule. It can be held back by the run or alone, and its rate can
// change while it runs. Producers and jobs both take their records from here, so that a record
// looks the same on either way.
import { Fingerprint } from '@main/generator'
import type { RunOverrides } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { Rate } from '@shared/lab'
import { bindLab } from '../plan/check-lab'
import type { RawRecord } from '../model/batch'
import type { Json } from '../model/operator'
import type { Intake, Source, SourceOptions, SourceRecord } from '../model/source'
import { nodeEnv, type RunContext } from './run-context'
import type { NodeStats } from './stats'

export class PacedSource {
  readonly stats: NodeStats
  /** Of all records that have been passed on for good. */
  print = new Fingerprint()
  private source: Source | undefined
  private runPaused = false
  private held = false
  private noRoom = false
  private wantedRate: Rate | undefined
  private isWaiting = false

  constructor(
    private readonly run: RunContext,
    readonly node: string,
    /** Called after a pause, a resume or a new rate. */
    private readonly onChange: () => void,
  ) {
    this.stats = run.stats.node(node)
  }

  /**
   * `from`: the number of the first new record; `saved`: what `save` gave before; `again`: the first
   * that is asked for.
   */
  async open(from: number, saved: Json | undefined, again = from): Promise<void> {
    this.source = await openSource(this.run, this.node, { from, again }, saved)
    if (this.wantedRate !== undefined) this.source.setRate?.(this.wantedRate)
    if (this.paused) this.source.pause()
    this.refreshStats()
  }

  /** A rate may change with time. */
  refreshStats(): void {
    const { stats, source } = this
    if (!source) return
    stats.targetRate = source.rate
    stats.curveMs = source.curveMs === undefined ? undefined : Math.round(source.curveMs)
    this.showTrouble(source.trouble)
  }

  /** What it waits for, on its card and once in the log. */
  private showTrouble(trouble: LabError | undefined): void {
    const { stats } = this
    if (trouble && stats.state === 'running') {
      stats.state = 'waiting'
      stats.error = trouble.toData()
      this.isWaiting = true
      this.run.stats.say('warn', trouble.code, trouble.params, this.node)
    } else if (!trouble && this.isWaiting) {
      this.isWaiting = false
      if (stats.state === 'waiting') stats.state = 'running'
      stats.error = undefined
      this.run.stats.say('info', 'run-goes-on', { node: this.node }, this.node)
    }
  }

  /** What it took from outside; undefined where it makes its records, and before it is open. */
  intake(): Intake | undefined {
    return this.source?.intake?.()
  }

  /** False for a source whose records come from outside. */
  get hasRate(): boolean {
    return !this.source || this.source.setRate !== undefined
  }

  /** None before it is open. */
  records(from: number, count: number): SourceRecord[] | Promise<SourceRecord[]> {
    return this.source?.records(from, count) ?? []
  }

  /** How many records are due so far; undefined before it is open. */
  due(): number | undefined {
    return this.source?.due()
  }

  nextInMs(): number {
    return (this.source?.nextInMs() ?? 0) / this.run.clock.speed
  }

  finished(made: number): boolean {
    return this.source?.finished(made) === true
  }

  /** What went wrong on purpose among the first records. */
  faults(made: number): ReturnType<NonNullable<Source['faults']>> {
    return this.source?.faults?.(made) ?? {}
  }

  save(): Json {
    return this.source?.save() ?? null
  }

  schedule(): Json {
    return this.source?.schedule?.() ?? this.save()
  }

  /** Records before this number will not be made again. */
  forget(before: number): void {
    this.source?.forget?.(before)
  }

  restorePrint(saved: readonly [number, number]): void {
    this.print = Fingerprint.restore(saved)
  }

  get paused(): boolean {
    return this.runPaused || this.held || this.noRoom
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

  /** The disk has no room for what it makes. */
  setNoRoom(noRoom: boolean): void {
    this.noRoom = noRoom
    this.follow()
  }

  private follow(): void {
    const { paused, stats } = this
    if (paused) this.source?.pause()
    else this.source?.resume()
    if (paused && stats.state === 'running') stats.state = 'paused'
    if (!paused && stats.state === 'paused') stats.state = 'running'
    this.onChange()
  }

  setRate(rate: Rate): void {
    this.wantedRate = rate
    this.source?.setRate?.(rate)
    this.refreshStats()
    this.onChange()
  }

  async close(): Promise<void> {
    // When the whole run stops, nobody who waits for it has failed.
    if (!this.run.signal.aborted) this.run.streams.closed(this.node)
    await this.source?.close()
  }
}

/** What the person asked for on the command line goes before the lab's own settings. */
async function openSource(
  run: RunContext,
  node: string,
  numbers: Pick<SourceOptions, 'from' | 'again'>,
  saved?: Json,
): Promise<Source> {
  const bound = bindLab(run.lab, () => run.clock.now()).nodes.get(node)?.bound
  if (!bound?.source)
    throw new LabError('bug', { kind: 'bug', params: { message: `${node} is not a source` } })
  const overrides: RunOverrides = run.overrides
  return bound.source(
    nodeEnv(run, node, () => {}),
    {
      ...numbers,
      seed: run.seed,
      now: () => run.clock.now(),
      speed: () => run.clock.speed,
      streams: run.streams,
      promise: await run.promises.of(node),
      ...(saved === undefined ? {} : { saved }),
      ...(run.startMs === undefined ? {} : { startMs: run.startMs }),
      ...(overrides.rate === undefined ? {} : { rate: overrides.rate }),
      ...(overrides.events === undefined ? {} : { events: overrides.events }),
      ...(overrides.forMs === undefined ? {} : { forMs: overrides.forMs }),
    },
  )
}

/** A source's record as it would lie in a topic; `nowMs` is the time of one that has none. */
export function rawRecord(
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
