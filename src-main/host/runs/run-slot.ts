// One lab's place among the runs: its run, which goes on or has ended, and the answers to readers of
// its feeds while there is none. Commands of one lab are done one after the other.
import type { CheckpointChoice, FeedPage, RunResult, RunSummary } from '@shared/contract'
import { LabError } from '@shared/errors'
import { Watchers, type Askable } from '@shared/feed'
import type { RemoteRun, RunCalls } from '@main/pipeline'
import { CrashCount } from '../engines/crash-count'
import type { RememberedRun } from './remembered-runs'

const NOBODY = 'no-run'

export interface RunWish extends RememberedRun {
  readonly endWhenDrained?: boolean
  /** Forgets the checkpoint first. */
  readonly clean?: boolean
  /** Goes on from the checkpoint before a damaged one, or from one that was kept. */
  readonly checkpoint?: CheckpointChoice
  /** Flink does its jobs, once. */
  readonly flink?: true | undefined
}

export class RunSlot {
  readonly crashes = new CrashCount()
  private readonly watchers = new Watchers()
  private stopListening = () => {}
  private busy: Promise<unknown> = Promise.resolve()
  run: RemoteRun | undefined
  wish: RunWish | undefined
  result: RunResult | undefined
  /**
   * Shown in place of the run's own summary: between a crash and the next try, or after the last.
   */
  override: Partial<RunSummary> | undefined
  /** Of a run of the last host that goes on as soon as it can. */
  coming: RunSummary | undefined

  constructor(
    readonly lab: string,
    private readonly onSummary: (summary: RunSummary) => void,
  ) {}

  get isActive(): boolean {
    return this.run !== undefined && !this.run.hasEnded
  }

  /** The run that a command is for. */
  active(): RemoteRun {
    if (this.run && this.isActive) return this.run
    throw new LabError('run-not-found', { kind: 'conflict', params: { lab: this.lab } })
  }

  summary(): RunSummary | undefined {
    const own = this.run?.summary() ?? this.coming
    return own && { ...own, ...this.override }
  }

  /** The summary of a lab that has run here. */
  known(): RunSummary {
    const summary = this.summary()
    if (summary) return summary
    throw new LabError('run-not-found', { kind: 'conflict', params: { lab: this.lab } })
  }

  get hasEndedWell(): boolean {
    const { state } = this.summary() ?? {}
    return state === 'stopped' || state === 'finished'
  }

  /** It ended without having been told to. */
  get mayStartAgain(): boolean {
    const { state } = this.summary() ?? {}
    return !this.isActive && (state === 'failed' || state === 'halted')
  }

  async take(run: RemoteRun): Promise<void> {
    await this.letGo()
    this.run = run
    this.coming = undefined
    this.result = undefined
    this.override = undefined
    this.stopListening = run.onChange(() => this.tell())
    this.tell()
  }

  tell(): void {
    const summary = this.summary()
    if (summary) this.onSummary(summary)
    this.watchers.tell()
  }

  /** Ends the worker of a run that is over; its last figures go with it. */
  async letGo(): Promise<void> {
    const { run } = this
    this.stopListening()
    this.run = undefined
    await run?.close()
  }

  /** As if it had never run. */
  async forget(): Promise<void> {
    await this.letGo()
    this.wish = undefined
    this.result = undefined
    this.override = undefined
    this.tell()
  }

  /** A feed of this lab, whether it runs or not: without a run it is empty until there is one. */
  feed<Item>(
    ask: (calls: RunCalls, cursor: string | undefined) => Promise<FeedPage<Item>>,
  ): Askable<Item> {
    return {
      since: (cursor): FeedPage<Item> | Promise<FeedPage<Item>> => {
        if (this.run) return ask(this.run.calls, cursor)
        return { cursor: NOBODY, reset: cursor !== NOBODY, items: [], removed: [], dropped: 0 }
      },
      watch: listener => this.watchers.add(listener),
    }
  }

  inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.busy.then(work, work)
    this.busy = turn.catch(() => {})
    return turn
  }
}
