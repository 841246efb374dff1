// What a run is made of: its lab, its tasks and where they stand. Its life (`run-engine.ts`), its controls
// (`run-controls.ts`) and what it shows (`run-shown.ts`) all work on this.
import type { RunState } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import type { OutsideEngine } from '../model/outside'
import type { RunOptions } from '../model/run-types'
import { planTasks, type TaskPlan } from '../plan/tasks'
import type { RunJob } from './job/run-job'
import { LedgerBook } from './ledger'
import type { PacedSource } from './paced-source'
import type { ProducerTask } from './producer-task'
import type { RunContext } from './run-context'
import { viewsOf } from './run-feeds'
import { seedOf, withTrigger } from './run-setup'
import { RunSteps } from './run-steps'
import { RunStats } from './stats'
import { TileAlerts } from './tile-alerts'

export class RunParts {
  state: RunState = 'starting'
  readonly stats = new RunStats()
  readonly alerts = new TileAlerts(this.stats)
  readonly stopping = new AbortController()
  readonly steps = new RunSteps()
  readonly plan: TaskPlan
  readonly book: LedgerBook
  readonly seed: number
  producers: ProducerTask[] = []
  jobs: readonly RunJob[] = []
  context: RunContext | undefined
  readonly startedAt = Date.now()
  endedAt: number | undefined
  error: LabError | undefined
  /** Something changed that listeners have not heard of. */
  news = false
  /** As the person has it; what runs may have another trigger. */
  lab: LabFile

  /** `outside` does the jobs in the place of this program. */
  constructor(
    readonly options: RunOptions,
    readonly outside: OutsideEngine | undefined,
  ) {
    this.lab = options.lab
    this.seed = seedOf(options)
    this.plan = planTasks(options.lab)
    this.book = new LedgerBook(options.lab, this.plan, this.stats)
    this.stats.graph.watch(() => (this.news = true))
    this.stats.log.watch(() => (this.news = true))
  }

  get tasks(): readonly (RunJob | ProducerTask)[] {
    return [...this.jobs, ...this.producers]
  }

  /** Paused or over: then nothing has a rate. */
  get isGoing(): boolean {
    return this.endedAt === undefined && this.state !== 'paused'
  }

  /** What makes the records of a source node: a producer, or inputs of jobs. */
  get sources(): PacedSource[] {
    const owners = [...this.producers, ...this.jobs.flatMap(job => job.sourceInputs)]
    return owners.map(({ source }) => source)
  }

  sourcesOf(node: string): PacedSource[] {
    return this.sources.filter(source => source.node === node)
  }

  needLive(): void {
    if (this.state === 'stopped' || this.state === 'finished' || this.state === 'failed')
      throw new LabError('run-not-running', { kind: 'conflict', params: { lab: this.lab.id } })
  }

  /** For what needs the tasks to be there. */
  live(): RunContext {
    this.needLive()
    if (!this.context || this.tasks.length === 0)
      throw new LabError('run-not-running', { kind: 'conflict', params: { lab: this.lab.id } })
    return this.context
  }

  /** For what another engine cannot do while it works. */
  needOwnJobs(): void {
    if (this.outside)
      throw new LabError('run-outside', { kind: 'conflict', params: { lab: this.lab.id } })
  }

  toRun(lab: LabFile): LabFile {
    return withTrigger(lab, this.options.overrides?.trigger)
  }

  watchViews(): void {
    for (const { table } of viewsOf(this.jobs)) table.watch(() => (this.news = true))
  }

  async stopTasks(): Promise<void> {
    this.stopping.abort()
    await Promise.all(this.producers.map(p => p.stop()))
    await Promise.all(this.jobs.map(j => j.stop()))
  }
}
