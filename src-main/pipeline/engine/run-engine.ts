// A run: the tasks of one lab, their controls, and what they show. Once it has started it never
// throws at its caller: a task that fails says so, the others go on, and the result reports it.
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type {
  Breakpoint,
  FollowView,
  Patched,
  RunResult,
  RunState,
  RunSummary,
  StepSize,
  StepTrace,
  ViewInfo,
} from '@shared/contract'
import { freeSpaceOf } from '@main/platform'
import { LabError } from '@shared/errors'
import { rateSchema, type LabFile, type Rate } from '@shared/lab'
import { changesOf, changesOutside, withLive } from '../plan/changes'
import { zoneOf } from '../model/zone'
import type { OutsideEngine } from '../model/outside'
import type { ClockMove, Run, RunFeeds, RunOptions, TestRecord } from '../model/run-types'
import { breakTests } from './break-tests'
import { momentOf } from './clock'
import { DiskGuard } from './disk-guard'
import { Job } from './job/job'
import { outsideJobs } from './job/outside-job'
import type { RunJob } from './job/run-job'
import { Follower } from './follow/follower'
import { LedgerBook } from './ledger'
import type { PacedSource } from './paced-source'
import { ProducerTask } from './producer-task'
import type { RunContext } from './run-context'
import { runFeeds, viewsOf } from './run-feeds'
import { keepLab } from './run-folder'
import { eventsBefore, eventsDone, eventsPerSecond, nodeCounts, readBack } from './run-result'
import { filesDirOf, makeContext, seedOf, withTrigger } from './run-setup'
import { deleteTopics, emptyTopics, prepareTopics } from './run-topics'
import { RunSteps, type StepParts } from './run-steps'
import { RunStats } from './stats'
import { TileAlerts } from './tile-alerts'
import { filledBy } from '../plan/filled'
import { planTasks, type TaskPlan } from '../plan/tasks'

const TICK_MS = 100

export const startRun = (options: RunOptions): Run => new RunEngine(options)

export class RunEngine implements Run {
  private state: RunState = 'starting'
  private readonly stats = new RunStats()
  private readonly alerts = new TileAlerts(this.stats)
  private readonly stopping = new AbortController()
  private readonly listeners = new Set<() => void>()
  private readonly plan: TaskPlan
  private readonly book: LedgerBook
  private producers: ProducerTask[] = []
  private jobs: readonly RunJob[] = []
  private timer: NodeJS.Timeout | undefined
  private context: RunContext | undefined
  private readonly startedAt = Date.now()
  private neverBegan = false
  private endedAt: number | undefined
  private guard: DiskGuard | undefined
  private error: LabError | undefined
  private readonly steps = new RunSteps()
  private lastSummary = ''
  private news = false
  /** As the person has it; what runs may have another trigger. */
  private lab: LabFile
  private readonly seed: number
  private readonly follower = new Follower(() => ({ run: this.live(), jobs: this.jobs }))
  readonly feeds: RunFeeds
  readonly done: Promise<RunResult>

  /** `outside` does the jobs in the place of this program. */
  constructor(
    private readonly options: RunOptions,
    private readonly outside?: OutsideEngine,
  ) {
    this.lab = options.lab
    this.seed = seedOf(options)
    this.plan = planTasks(options.lab)
    this.book = new LedgerBook(options.lab, this.plan, this.stats)
    this.feeds = runFeeds({ stats: this.stats, jobs: () => this.jobs, follower: this.follower })
    this.stats.graph.watch(() => (this.news = true))
    this.stats.log.watch(() => (this.news = true))
    this.timer = setInterval(() => this.tick(), TICK_MS)
    this.done = this.main()
  }

  get id(): string {
    return this.lab.id
  }

  private get tasks(): readonly (RunJob | ProducerTask)[] {
    return [...this.jobs, ...this.producers]
  }

  // ——— life

  private async main(): Promise<RunResult> {
    try {
      const context = await makeContext(this.options, this.toRun(this.lab), this.stats, {
        topicComplete: topic => this.topicComplete(topic),
        signal: this.stopping.signal,
        engine: this.outside?.facts.engine ?? 'builtin',
      })
      this.context = context
      this.stats.now = () => context.clock.now()
      if (this.state === 'paused') context.clock.hold()
      await prepareTopics(context, this.plan)
      // Stopped while it was starting: there was no task yet that could be told.
      if (this.stopping.signal.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
      this.makeTasks(context)
      if (this.state === 'starting') this.state = 'running'
      this.stats.say('info', 'run-started', { lab: this.id })
      this.guard = this.watchDisk(context)
      for (const task of this.tasks) task.start()
      await Promise.all(this.tasks.map(this.doneOrEnd))
      this.error ??= this.tasks.find(task => task.failure)?.failure
    } catch (error) {
      const known = LabError.from(error)
      if (known.kind === 'cancelled') this.neverBegan = true
      else {
        this.error = known
        this.stats.say('error', known.code, known.params)
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
    if (task.couldNotOpen) await this.stopTasks()
  }

  private toRun(lab: LabFile): LabFile {
    return withTrigger(lab, this.options.overrides?.trigger)
  }

  private makeTasks(context: RunContext): void {
    const { jobs, producers } = this.plan
    const filled = new Set(producers.flatMap(({ edges }) => edges.map(({ to }) => to)))
    this.jobs = this.outside
      ? outsideJobs(context, jobs, this.outside, filled)
      : jobs.map(job => new Job(context, job, () => this.broke()))
    // Available now are the records in the topics: nothing new is made meanwhile.
    this.producers = context.availableNow
      ? []
      : producers.map(producer => new ProducerTask(context, producer))
    if (context.availableNow) for (const { source } of producers) context.streams.leaveOut(source)
    if (this.state === 'paused') for (const task of this.tasks) task.pause()
    this.watchViews()
  }

  private watchDisk({ dataDir }: RunContext): DiskGuard {
    const { freeSpace = freeSpaceOf } = this.options
    return new DiskGuard({
      space: () => freeSpace(dataDir),
      stats: this.stats,
      onFull: isFull => {
        for (const source of this.sources) source.setNoRoom(isFull)
      },
    })
  }

  private watchViews(): void {
    for (const { table } of viewsOf(this.jobs)) table.watch(() => (this.news = true))
  }

  private topicComplete(topic: string): boolean {
    const made = this.producers.filter(p => p.plan.edges.some(e => e.to === topic))
    // Another engine ends its jobs only after `drain`, so waiting for them here would never end.
    const own = this.outside ? [] : this.jobs
    const written = own.filter(job => job.plan.topics.includes(topic))
    // A task that has failed writes no more either: the others end, and the run says why it failed.
    return [...made, ...written].every(task => task.complete || task.failure !== undefined)
  }

  private async finish(): Promise<RunResult> {
    const { tables, cut } = await readBack(this.lab, this.jobs, this.stats)
    for (const job of this.jobs) await job.closeSinks()
    // With no room on the disk it goes on at its speed, which ends no run with an error.
    await this.context?.clock.rest().catch(() => {})
    const ends = this.options.endWhenDrained === true || this.context?.availableNow === true
    const complete = ends && !this.neverBegan && this.tasks.every(task => task.complete)
    this.endedAt = Date.now()
    const state = this.error ? 'failed' : complete ? 'finished' : 'stopped'
    this.state = state
    for (const id of this.plan.topics) this.stats.node(id).state = 'stopped'
    this.stats.say(this.error ? 'error' : 'info', this.error ? 'run-failed' : 'run-ended', {
      lab: this.id,
    })
    clearInterval(this.timer)
    this.guard?.close()
    this.tick()
    const seconds = (this.endedAt - this.startedAt) / 1000
    const events = eventsDone(this.stats, this.jobs, this.producers)
    const before = eventsBefore(this.stats, this.jobs, this.producers)
    const batches = this.jobs[0]?.cuts?.()
    return {
      state,
      nodes: nodeCounts(this.lab, this.plan, this.stats, this.jobs),
      tables,
      ...(cut ? { cut } : {}),
      ...(batches ? { batches } : {}),
      before,
      eventsPerSecond: seconds > 0 ? Math.round(((events - before) / seconds) * 10) / 10 : 0,
      seconds,
      ledger: this.ledger(),
      fingerprint: this.fingerprint(),
      ...(this.error ? { error: this.error.toData() } : {}),
    }
  }

  // ——— what it shows

  private ledger() {
    return this.book.read(this.jobs, this.producers)
  }

  /**
   * Equal on two desks when the same events were made: a source's own print, or the print of all
   * prints. Empty before the first.
   */
  private fingerprint(): string {
    const bySource = new Map<string, string>(
      this.producers.map(p => [p.plan.source, String(p.source.print)]),
    )
    for (const input of this.jobs.flatMap(j => j.sourceInputs))
      bySource.set(input.source.node, String(input.source.print))
    const prints = [...bySource].filter(([, print]) => print !== '').sort()
    if (prints.length <= 1) return prints[0]?.[1] ?? ''
    return createHash('sha256').update(JSON.stringify(prints)).digest('hex').slice(0, 16)
  }

  /** Paused or over: then nothing has a rate. */
  private get isGoing(): boolean {
    return this.endedAt === undefined && this.state !== 'paused'
  }

  private tick(): void {
    for (const task of this.tasks) task.refreshStats()
    this.stats.refresh(!this.isGoing)
    if (this.endedAt === undefined) this.alerts.look(this.lab, viewsOf(this.jobs))
    const text = JSON.stringify(this.summary())
    if (text !== this.lastSummary) {
      this.lastSummary = text
      this.news = true
    }
    if (!this.news) return
    this.news = false
    for (const listener of this.listeners) listener()
  }

  summary(): RunSummary {
    const checkpoints = this.jobs.flatMap(job =>
      job.checkpointAt === undefined ? [] : [job.checkpointAt],
    )
    const clock = this.context?.clock
    const failedNodes = this.stats.failedNodes
    return {
      lab: this.id,
      state: this.state,
      startedAt: this.startedAt,
      seed: this.seed,
      fingerprint: this.fingerprint(),
      eventsPerSecond: this.isGoing ? eventsPerSecond(this.stats, this.plan) : 0,
      ...(checkpoints.length > 0 ? { checkpointAt: Math.min(...checkpoints) } : {}),
      ...(clock
        ? {
            clockMs: Math.floor(clock.now() / 1000) * 1000,
            clockAheadMs: clock.aheadMs,
            clockSpeed: clock.speed,
          }
        : {}),
      ledger: this.ledger(),
      ...(failedNodes.length > 0 ? { failedNodes } : {}),
      ...(this.stats.redelivered > 0 ? { redelivered: this.stats.redelivered } : {}),
      ...(this.alerts.now.length > 0 ? { alerts: this.alerts.now } : {}),
      ...this.standing(),
      ...(this.outside ? { outside: this.outside.facts } : {}),
      ...(this.error ? { error: this.error.toData() } : {}),
    }
  }

  /** Breakpoints, and where one has stopped it. */
  private standing(): Pick<RunSummary, 'breaks' | 'stop' | 'steps'> {
    const { breaks, count } = this.steps
    const stop = this.steps.stop(this.jobs)
    return {
      ...(breaks.length > 0 ? { breaks } : {}),
      ...(stop && this.state === 'paused' ? { stop } : {}),
      ...(count > 0 ? { steps: count } : {}),
    }
  }

  async views(): Promise<ViewInfo[]> {
    return viewsOf(this.jobs).map(({ info }) => info)
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  // ——— controls

  private needLive(): void {
    if (this.state === 'stopped' || this.state === 'finished' || this.state === 'failed')
      throw new LabError('run-not-running', { kind: 'conflict', params: { lab: this.id } })
  }

  /** For what needs the tasks to be there. */
  private live(): RunContext {
    this.needLive()
    if (!this.context || this.tasks.length === 0)
      throw new LabError('run-not-running', { kind: 'conflict', params: { lab: this.id } })
    return this.context
  }

  /** For what another engine cannot do while it works. */
  private needOwnJobs(): void {
    if (this.outside)
      throw new LabError('run-outside', { kind: 'conflict', params: { lab: this.id } })
  }

  async pause(): Promise<void> {
    this.needLive()
    this.needOwnJobs()
    for (const task of this.tasks) task.pause()
    this.context?.clock.hold()
    this.state = 'paused'
    this.tick()
    this.stats.say('info', 'run-paused', { lab: this.id })
  }

  async resume(): Promise<void> {
    this.needLive()
    await this.context?.clock.letGo()
    this.state = 'running'
    for (const task of this.tasks) task.resume()
    this.stats.say('info', 'run-resumed', { lab: this.id })
  }

  async step(by: StepSize = 'event'): Promise<void> {
    if (this.state !== 'paused') await this.pause()
    await this.steps.step(by, this.stepParts())
    this.tick()
  }

  private stepParts(): StepParts {
    const { jobs, producers } = this
    return { clock: this.live().clock, jobs, producers }
  }

  async setBreaks(breaks: readonly Breakpoint[]): Promise<void> {
    const { clock } = this.live()
    this.needOwnJobs()
    const tests = breakTests(breaks, this.toRun(this.lab), this.stats, () => clock.now())
    this.steps.setBreaks(breaks, tests, this.jobs)
    this.tick()
  }

  /** A breakpoint has stopped a job: what lies behind the record waits, and so does everything else. */
  private broke(): void {
    const { node = '', where = '' } = this.steps.stop(this.jobs) ?? {}
    this.stats.say('info', 'run-broke', { node, where }, node)
    if (this.state === 'running') void this.pause().catch(() => {})
  }

  lastStep(): StepTrace | undefined {
    return this.steps.trace(this.stepParts())
  }

  async stop(): Promise<void> {
    if (this.endedAt === undefined) {
      this.state = 'stopping'
      await this.stopTasks()
    }
    await this.done
  }

  private async stopTasks(): Promise<void> {
    this.stopping.abort()
    await Promise.all(this.producers.map(p => p.stop()))
    await Promise.all(this.jobs.map(j => j.stop()))
  }

  async reset(): Promise<void> {
    await this.stop()
    const { context } = this
    if (!context) throw this.error ?? new LabError('cancelled', { kind: 'cancelled' })
    // Started for this alone, it was told to stop before it had tasks. Those clear what they fill
    // without being started.
    if (this.jobs.length === 0) this.makeTasks(context)
    for (const job of this.jobs) {
      for (const { operator } of job.nodes.values()) {
        await operator.clear?.()
        await operator.close?.()
      }
    }
    const { groups, deadTopics } = filledBy(this.lab)
    await emptyTopics(context, this.plan, groups)
    if (context.wasOnSpark) await deleteTopics(context, deadTopics)
    await rm(context.runDir, { recursive: true, force: true })
    await rm(filesDirOf(this.options), { recursive: true, force: true })
  }

  /** What makes the records of a source node: a producer, or inputs of jobs. */
  private get sources(): PacedSource[] {
    const owners = [...this.producers, ...this.jobs.flatMap(job => job.sourceInputs)]
    return owners.map(({ source }) => source)
  }

  private sourcesOf(node: string): PacedSource[] {
    return this.sources.filter(source => source.node === node)
  }

  async setRate(node: string, rate: Rate): Promise<void> {
    const sources = this.sourcesOf(node).filter(source => source.hasRate)
    if (sources.length === 0)
      throw new LabError('run-no-source', { kind: 'usage', params: { node } })
    for (const source of sources) source.setRate(rate)
  }

  async patch(lab: LabFile): Promise<Patched> {
    const context = this.live()
    const changes = (this.outside ? changesOutside : changesOf)(this.lab, lab)
    const next = withLive(this.lab, lab, changes)
    const applied = changes.filter(change => change.needs === 'live')
    const nodes = [
      ...new Set(
        applied.flatMap(({ node, path }) => (node && path.includes('.with.') ? [node] : [])),
      ),
    ]
    for (const node of nodes) {
      const rate = rateSchema.safeParse(next.nodes[node]?.with?.rate)
      if (this.isSource(node) && rate.success) await this.setRate(node, rate.data)
    }
    if (next.speed !== this.lab.speed) await this.setSpeed(next.speed ?? 1)
    const runs = this.toRun(next)
    await Promise.all(this.jobs.map(job => job.patch(runs, nodes)))
    for (const producer of this.producers) producer.patch(runs)
    this.lab = next
    await keepLab(context.runDir, next)
    this.watchViews()
    for (const { path } of applied) this.stats.say('info', 'run-changed', { setting: path })
    return { applied, refused: changes.filter(change => change.needs !== 'live'), lab: next }
  }

  private isSource(node: string): boolean {
    return (
      this.plan.producers.some(p => p.source === node) ||
      this.plan.jobs.some(j => j.inputs.some(e => e.from === node))
    )
  }

  async hold(node: string, held: boolean): Promise<void> {
    this.live()
    const sources = this.sourcesOf(node)
    for (const source of sources) source.hold(held)
    const job = this.jobs.find(j => j.canHold(node))
    job?.hold(node, held)
    if (sources.length === 0 && !job)
      throw new LabError('run-cannot-hold', { kind: 'usage', params: { field: 'node', node } })
    this.stats.say('info', held ? 'run-held' : 'run-let-go', { node }, node)
  }

  sendTest(record: TestRecord): Promise<FollowView | null> {
    return this.follower.sendTest(record)
  }

  async setSpeed(speed: number): Promise<void> {
    const { clock } = this.live()
    this.needOwnJobs()
    await clock.setSpeed(speed)
    this.stats.say('info', 'run-clock-speed', { speed })
    for (const job of this.jobs) job.poke()
    for (const producer of this.producers) producer.poke()
  }

  async moveClock(move: ClockMove): Promise<number> {
    const { clock, lab } = this.live()
    this.needOwnJobs()
    await clock.moveTo(momentOf(move, clock.now(), zoneOf(lab)))
    this.stats.say('info', 'run-clock-moved', { to: new Date(clock.now()).toISOString() })
    for (const job of this.jobs) job.poke()
    return clock.now()
  }
}
