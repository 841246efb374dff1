// A job's commits: its checkpoint log, what has changed since the last one, and when the next is
// due. A commit holds positions, facts and state in one step; plans of micro-batches stand between
// the commits.
import { CheckpointLog, type OpenFrom } from '../checkpoint'
import type { Commit, Plan, Restored } from '../checkpoint-frames'
import { keepRule, type KeepRule } from '../checkpoint-marks'
import {
  factsOf,
  figuresOf,
  keysOf,
  positionsOf,
  rulesOf,
  snapshotsOf,
  wholesOf,
  type SavedParts,
} from './job-facts'

const COMMIT_EVERY_MS = 1000
const COMMIT_EVERY_RECORDS = 200_000

export class Commits {
  private log: CheckpointLog | undefined
  private uncommitted = 0
  private dirty = false
  private committedAt = performance.now()
  private made: Commit | undefined
  private markedAt = -Infinity
  /** When the last one was made, by the computer's clock. */
  madeAt: number | undefined

  constructor(
    private readonly parts: () => SavedParts,
    private readonly rule: KeepRule = keepRule({}),
  ) {}

  async open(dir: string, durability: 'safe' | 'fast', from: OpenFrom): Promise<Restored> {
    const { log, restored } = await CheckpointLog.open(dir, durability, from)
    this.log = log
    return restored
  }

  /** The job can go on from what `open` gave. */
  settle(): Promise<void> | undefined {
    return this.log?.settle()
  }

  /** Something is remembered that no commit holds. */
  touch(records = 0): void {
    this.dirty = true
    this.uncommitted += records
  }

  get isDue(): boolean {
    return (
      this.dirty &&
      (performance.now() - this.committedAt >= COMMIT_EVERY_MS ||
        this.uncommitted >= COMMIT_EVERY_RECORDS)
    )
  }

  plan(plan: Plan): Promise<void> | undefined {
    return this.log?.plan(plan)
  }

  async make(n: number, clock: number): Promise<void> {
    const { log } = this
    if (!log) return
    const parts = this.parts()
    const { graph, inputs } = parts
    // Records made by another schedule than before could not be made again the same.
    if (inputs.some(input => input.scheduleMoved === true)) await log.forgetMarks()
    const commit: Commit = {
      ...{ n, clock, positions: positionsOf(inputs), facts: factsOf(parts) },
      rules: rulesOf(parts),
    }
    if (log.wantsCompaction) {
      snapshotsOf(graph, false)
      await log.compact(commit, wholesOf(graph))
    } else {
      await log.commit(commit, snapshotsOf(graph, false))
    }
    this.dirty = false
    this.uncommitted = 0
    this.committedAt = performance.now()
    this.madeAt = Date.now()
    for (const input of inputs) input.committed()
    this.made = commit
    if (performance.now() - this.markedAt >= this.rule.everyMs) await this.mark()
  }

  /** Keeps the last commit, so that a person can go back to it. */
  private async mark(): Promise<void> {
    const { log, made, rule } = this
    if (!log || !made) return
    this.markedAt = performance.now()
    if (log.newestMark?.n === made.n) return
    await log.mark(made, { keys: keysOf(this.parts().graph), ...figuresOf(made) }, rule)
  }

  async makeIfDirty(n: number, clock: number): Promise<void> {
    if (this.dirty) await this.make(n, clock)
  }

  /** The end of a life is kept too, if nothing was done since its commit. */
  async close(): Promise<void> {
    if (!this.dirty) await this.mark().catch(() => {})
    await this.log?.close().catch(() => {})
    this.log = undefined
  }
}
