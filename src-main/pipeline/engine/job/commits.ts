// A job's commits: its checkpoint log, what has changed since the last one, and when the next is
// due. A commit holds positions, facts and state in one step; plans of micro-batches stand between
// the commits.
import { CheckpointLog, type Commit, type Plan, type Restored } from '../checkpoint'
import { factsOf, positionsOf, snapshotsOf, type SavedParts } from './job-facts'

const COMMIT_EVERY_MS = 1000
const COMMIT_EVERY_RECORDS = 200_000

export class Commits {
  private log: CheckpointLog | undefined
  private uncommitted = 0
  private dirty = false
  private committedAt = performance.now()
  /** When the last one was made, by the computer's clock. */
  madeAt: number | undefined

  constructor(private readonly parts: () => SavedParts) {}

  async open(
    dir: string,
    durability: 'safe' | 'fast',
    from: 'previous' | undefined,
  ): Promise<Restored> {
    const { log, restored } = await CheckpointLog.open(dir, durability, from)
    this.log = log
    return restored
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
    const commit: Commit = { n, clock, positions: positionsOf(inputs), facts: factsOf(parts) }
    if (log.wantsCompaction) {
      snapshotsOf(graph, false)
      await log.compact(commit, snapshotsOf(graph, true))
    } else {
      await log.commit(commit, snapshotsOf(graph, false))
    }
    this.dirty = false
    this.uncommitted = 0
    this.committedAt = performance.now()
    this.madeAt = Date.now()
    for (const input of inputs) input.committed()
  }

  async makeIfDirty(n: number, clock: number): Promise<void> {
    if (this.dirty) await this.make(n, clock)
  }

  async close(): Promise<void> {
    await this.log?.close().catch(() => {})
    this.log = undefined
  }
}
