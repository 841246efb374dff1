// One lab's place among the runs: its run, while there is one or one has ended, and what readers of
// its feeds are told meanwhile. Commands of one lab are done one after the other.
import type { FeedPage, RunResult, RunSummary } from '@shared/contract'
import { LabError } from '@shared/errors'
import { Watchers, type Askable } from '@shared/feed'
import type { Run, RunFeeds } from '@main/pipeline'
import { CrashCount } from '../engines/crash-count'
import type { RememberedRun } from './remembered-runs'

const NOBODY = 'no-run'
const ENDED = new Set<RunSummary['state']>(['finished', 'stopped', 'failed', 'halted'])

export interface RunWish extends RememberedRun {
  readonly endWhenDrained?: boolean
  /** Forgets the checkpoint first. */
  readonly clean?: boolean
}

export class RunSlot {
  readonly crashes = new CrashCount()
  private readonly watchers = new Watchers()
  private stopListening = () => {}
  private busy: Promise<unknown> = Promise.resolve()
  run: Run | undefined
  wish: RunWish | undefined
  result: RunResult | undefined
  /**
   * What is said in place of the run's own summary: between a crash and the next try, or after the
   * last.
   */
  override: Partial<RunSummary> | undefined

  constructor(
    readonly lab: string,
    private readonly onSummary: (summary: RunSummary) => void,
  ) {}

  get isActive(): boolean {
    return this.run !== undefined && !ENDED.has(this.run.summary().state)
  }

  /** The run that a command is for. */
  active(): Run {
    if (this.run && this.isActive) return this.run
    throw new LabError('run-not-found', { kind: 'conflict', params: { lab: this.lab } })
  }

  summary(): RunSummary | undefined {
    const own = this.run?.summary()
    return own && { ...own, ...this.override }
  }

  async take(run: Run): Promise<void> {
    await this.letGo()
    this.run = run
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
    if (run && 'close' in run && typeof run.close === 'function') await run.close()
  }

  /** A feed of this lab, whether it runs or not: without a run it is empty until there is one. */
  feed<Item>(
    ask: (feeds: RunFeeds, cursor: string | undefined) => Promise<FeedPage<Item>>,
  ): Askable<Item> {
    return {
      since: (cursor): FeedPage<Item> | Promise<FeedPage<Item>> => {
        if (this.run) return ask(this.run.feeds, cursor)
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
