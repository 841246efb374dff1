// A run: the life of one lab's tasks, from its start to its result. Once it has started it never
// throws at its caller: a task that fails says so, the others go on, and the result reports it.
import { rm } from 'node:fs/promises'
import type {
  Breakpoint,
  FollowView,
  Patched,
  RunResult,
  RunSummary,
  StepSize,
  StepTrace,
  ViewInfo,
} from '@shared/contract'
import { freeSpaceOf } from '@main/platform'
import { LabError } from '@shared/errors'
import type { LabFile, Rate } from '@shared/lab'
import type { OutsideEngine } from '../model/outside'
import type { ClockMove, Run, RunFeeds, RunOptions, TestRecord } from '../model/run-types'
import { removeOwn } from '../nodes/text/own-files'
import { filledBy } from '../plan/filled'
import { DiskGuard } from './disk-guard'
import { Follower } from './follow/follower'
import { Job } from './job/job'
import { outsideJobs } from './job/outside-job'
import type { RunJob } from './job/run-job'
import { ProducerTask } from './producer-task'
import type { RunContext } from './run-context'
import { RunControls } from './run-controls'
import { runFeeds, viewsOf } from './run-feeds'
import { RunParts } from './run-parts'
import { eventsBefore, eventsDone, nodeCounts, readBack } from './run-result'
import { filesDirOf, makeContext } from './run-setup'
import { RunShown } from './run-shown'
import { deleteTopics, emptyTopics, prepareTopics } from './run-topics'

const TICK_MS = 100

export const startRun = (options: RunOptions): Run => new RunEngine(options)

export class RunEngine implements Run {
  private readonly parts: RunParts
  private readonly shown: RunShown
  private readonly controls: RunControls
  private readonly follower: Follower
  private readonly timer: NodeJS.Timeout
  private guard: DiskGuard | undefined
  private neverBegan = false
  readonly feeds: RunFeeds
  readonly done: Promise<RunResult>

  /** `outside` does the jobs in the place of this program. */
  constructor(options: RunOptions, outside?: OutsideEngine) {
    const parts = new RunParts(options, outside)
    this.parts = parts
    this.shown = new RunShown(parts)
    this.controls = new RunControls(parts, this.shown)
    this.follower = new Follower(() => ({ run: parts.live(), jobs: parts.jobs }))
    this.feeds = runFeeds({
      stats: parts.stats,
      jobs: () => parts.jobs,
      follower: this.follower,
    })
    this.timer = setInterval(() => this.shown.tick(), TICK_MS)
    this.done = this.main()
  }

  get id(): string {
    return this.parts.lab.id
  }

  private async main(): Promise<RunResult> {
    try {
      const context = await makeContext(
        this.parts.options,
        this.parts.toRun(this.parts.lab),
        this.parts.stats,
        {
          topicComplete: topic => this.topicComplete(topic),
          signal: this.parts.stopping.signal,
          engine: this.parts.outside?.facts.engine ?? 'builtin',
        },
      )
      this.parts.context = context
      this.parts.stats.now = () => context.clock.now()
      if (this.parts.state === 'paused') context.clock.hold()
      await prepareTopics(context, this.parts.plan)
      // Stopped while it was starting: there was no task yet that could be told.
      if (this.parts.stopping.signal.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
      this.makeTasks(context)
      if (this.parts.state === 'starting') this.parts.state = 'running'
      this.parts.stats.say('info', 'run-started', { lab: this.id })
      this.guard = this.watchDisk(context)
      for (const task of this.parts.tasks) task.start()
      await Promise.all(this.parts.tasks.map(this.doneOrEnd))
      this.parts.error ??= this.parts.tasks.find(task => task.failure)?.failure
    } catch (error) {
      const known = LabError.from(error)
      if (known.kind === 'cancelled') this.neverBegan = true
      else {
        this.parts.error = known
        this.parts.stats.say('error', known.code, known.params)
      }
    }
    return this.finish()
  }

  /**
   * A run whose task cannot even begin ends: producers would only fill topics for nobody, and jobs
   * wait for records that nobody makes.
   */
  private readonly doneOrEnd = async (task: RunJob | ProducerTask): Promise<void> => {
    await task.done
    if (task.couldNotOpen) await this.parts.stopTasks()
  }

  private makeTasks(context: RunContext): void {
    const { jobs, producers } = this.parts.plan
    const filled = new Set(producers.flatMap(({ edges }) => edges.map(({ to }) => to)))
    this.parts.jobs = this.parts.outside
      ? outsideJobs(context, jobs, this.parts.outside, filled)
      : jobs.map(job => new Job(context, job, () => this.controls.broke()))
    // Available now are the records in the topics: nothing new is made meanwhile.
    this.parts.producers = context.availableNow
      ? []
      : producers.map(producer => new ProducerTask(context, producer))
    if (context.availableNow) for (const { source } of producers) context.streams.leaveOut(source)
    if (this.parts.state === 'paused') for (const task of this.parts.tasks) task.pause()
    this.parts.watchViews()
  }

  private watchDisk({ dataDir }: RunContext): DiskGuard {
    const { freeSpace = freeSpaceOf } = this.parts.options
    return new DiskGuard({
      space: () => freeSpace(dataDir),
      stats: this.parts.stats,
      onFull: isFull => {
        for (const source of this.parts.sources) source.setNoRoom(isFull)
      },
    })
  }

  private topicComplete(topic: string): boolean {
    const made = this.parts.producers.filter(p => p.plan.edges.some(e => e.to === topic))
    // Another engine ends its jobs only after `drain`, so waiting for them here would never end.
    const own = this.parts.outside ? [] : this.parts.jobs
    const written = own.filter(job => job.plan.topics.includes(topic))
    // A task that has failed writes no more either: the others end, and the run says why it failed.
    return [...made, ...written].every(task => task.complete || task.failure !== undefined)
  }

  private async finish(): Promise<RunResult> {
    const { tables, cut } = await readBack(this.parts.lab, this.parts.jobs, this.parts.stats)
    for (const job of this.parts.jobs) await job.closeSinks()
    await this.parts.context?.promises.end()
    // With no room on the disk it goes on at its speed, which ends no run with an error.
    await this.parts.context?.clock.rest().catch(() => {})
    const ends =
      this.parts.options.endWhenDrained === true || this.parts.context?.availableNow === true
    const complete = ends && !this.neverBegan && this.parts.tasks.every(task => task.complete)
    this.parts.endedAt = Date.now()
    const state = this.parts.error ? 'failed' : complete ? 'finished' : 'stopped'
    this.parts.state = state
    for (const id of this.parts.plan.topics) this.parts.stats.node(id).state = 'stopped'
    this.parts.stats.say(
      this.parts.error ? 'error' : 'info',
      this.parts.error ? 'run-failed' : 'run-ended',
      {
        lab: this.id,
      },
    )
    clearInterval(this.timer)
    this.guard?.close()
    this.shown.tick()
    const seconds = (this.parts.endedAt - this.parts.startedAt) / 1000
    const events = eventsDone(this.parts.stats, this.parts.jobs, this.parts.producers)
    const before = eventsBefore(this.parts.stats, this.parts.jobs, this.parts.producers)
    const batches = this.parts.jobs[0]?.cuts?.()
    return {
      state,
      nodes: nodeCounts(this.parts.lab, this.parts.plan, this.parts.stats, this.parts.jobs),
      tables,
      ...(cut ? { cut } : {}),
      ...(batches ? { batches } : {}),
      before,
      eventsPerSecond: seconds > 0 ? Math.round(((events - before) / seconds) * 10) / 10 : 0,
      seconds,
      ledger: this.shown.ledger(),
      fingerprint: this.shown.fingerprint(),
      ...(this.parts.error ? { error: this.parts.error.toData() } : {}),
    }
  }

  async stop(): Promise<void> {
    if (this.parts.endedAt === undefined) {
      this.parts.state = 'stopping'
      await this.parts.stopTasks()
    }
    await this.done
  }

  async reset(): Promise<void> {
    await this.stop()
    const { context } = this.parts
    if (!context) throw this.parts.error ?? new LabError('cancelled', { kind: 'cancelled' })
    // Started for this alone, it was told to stop before it had tasks. Those clear what they fill
    // without being started.
    if (this.parts.jobs.length === 0) this.makeTasks(context)
    for (const job of this.parts.jobs) {
      for (const { operator } of job.nodes.values()) {
        await operator.clear?.()
        await operator.close?.()
      }
    }
    const { groups, deadTopics, ownsFile } = filledBy(this.parts.lab)
    await emptyTopics(context, this.parts.plan, groups)
    if (context.wasOnSpark) await deleteTopics(context, deadTopics)
    await rm(context.runDir, { recursive: true, force: true })
    await removeOwn(filesDirOf(this.parts.options), ownsFile)
  }

  async views(): Promise<ViewInfo[]> {
    return viewsOf(this.parts.jobs).map(({ info }) => info)
  }

  // ——— what others do

  summary(): RunSummary {
    return this.shown.summary()
  }
  onChange(listener: () => void): () => void {
    return this.shown.onChange(listener)
  }
  pause(): Promise<void> {
    return this.controls.pause()
  }
  resume(): Promise<void> {
    return this.controls.resume()
  }
  step(by?: StepSize): Promise<void> {
    return this.controls.step(by)
  }
  setBreaks(breaks: readonly Breakpoint[]): Promise<void> {
    return this.controls.setBreaks(breaks)
  }
  lastStep(): StepTrace | undefined {
    return this.controls.lastStep()
  }
  setRate(node: string, rate: Rate): Promise<void> {
    return this.controls.setRate(node, rate)
  }
  patch(lab: LabFile): Promise<Patched> {
    return this.controls.patch(lab)
  }
  hold(node: string, held: boolean): Promise<void> {
    return this.controls.hold(node, held)
  }
  setSpeed(speed: number): Promise<void> {
    return this.controls.setSpeed(speed)
  }
  moveClock(move: ClockMove): Promise<number> {
    return this.controls.moveClock(move)
  }
  sendTest(record: TestRecord): Promise<FollowView | null> {
    return this.follower.sendTest(record)
  }
}
