// A run: the tasks of one lab, their controls, and what they show. It never throws into its caller's face once it has started:
// a task that fails says so, the others go on, and the result tells.
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { deleteGroup, embeddedSql, opensearchFromEnv, KafkaAdmin, type ResolvedConnection } from '@main/connections'
import type { RunResult, RunState, RunSummary, ViewInfo, ViewRow } from '@shared/contract'
import { LabError } from '@shared/errors'
import { KeyedTable } from '@shared/feed'
import type { LabFile } from '@shared/lab'
import { topicConfig } from '../nodes/sources/topic'
import type { Run, RunFeeds, RunOptions } from '../run-types'
import { LabClock } from './clock'
import { Job } from './job'
import { ledgerOf } from './ledger'
import { changesOf } from './patch'
import { ProducerTask } from './producer-task'
import { readBack } from './read-back'
import { kafkaOf, patiently, type RunContext } from './run-context'
import { openRunFolder, runFolder } from './run-folder'
import { RunStats } from './stats'
import { planTasks, type TaskPlan } from './tasks'

const TICK_MS = 100
const EMPTY_PAGE = { cursor: '', reset: true, items: [], removed: [], dropped: 0 }

export class RunEngine implements Run {
  private state: RunState = 'starting'
  private readonly stats = new RunStats()
  private readonly stopping = new AbortController()
  private readonly summaries = new KeyedTable<RunSummary>()
  private readonly listeners = new Set<() => void>()
  private readonly plan: TaskPlan
  private producers: ProducerTask[] = []
  private jobs: Job[] = []
  private timer: NodeJS.Timeout | undefined
  private context: RunContext | undefined
  private readonly startedAt = Date.now()
  private endedAt: number | undefined
  private producedBefore = 0
  private error: LabError | undefined
  private lastSummary = ''
  private lab: LabFile
  private readonly seed: number
  readonly done: Promise<RunResult>

  constructor(private readonly options: RunOptions) {
    this.lab = options.lab
    this.seed = options.overrides?.seed ?? options.lab.seed ?? 0
    this.plan = planTasks(options.lab)
    this.stats.graph.watch(() => (this.news = true))
    this.stats.log.watch(() => (this.news = true))
    this.timer = setInterval(() => this.tick(), TICK_MS)
    this.done = this.main()
  }

  private news = false

  get id(): string {
    return this.lab.id
  }

  // ——— life

  private async main(): Promise<RunResult> {
    try {
      this.context = await this.makeContext()
      await this.prepareTopics(this.context)
      this.makeTasks(this.context)
      if (this.state === 'starting') this.state = 'running'
      this.stats.say('info', 'run-started', { lab: this.id })
      for (const task of [...this.jobs, ...this.producers]) task.start()
      await Promise.all([...this.jobs, ...this.producers].map(task => task.done))
      this.error ??= [...this.jobs, ...this.producers].find(task => task.failure)?.failure
    } catch (error) {
      const known = LabError.from(error)
      if (known.kind !== 'cancelled') {
        this.error = known
        this.stats.say('error', known.code, known.params)
      }
    }
    return this.finish()
  }

  private async makeContext(): Promise<RunContext> {
    const { lab, dataDir, durability = 'safe', fresh = false, endWhenDrained = false, overrides = {} } = this.options
    const runDir = runFolder(dataDir, lab.id)
    const identity = await openRunFolder(runDir, lab.id, this.seed, fresh)
    return {
      // One seed for everything that is left to chance: the events, and the routes that split them.
      lab: { ...lab, seed: this.seed },
      seed: this.seed,
      overrides,
      runId: identity.runId,
      runDir,
      dataDir,
      filesDir: this.filesDir,
      durability,
      clock: await LabClock.open(runDir),
      stats: this.stats,
      connections: await withDefaults(lab, this.options.connections, dataDir),
      endWhenDrained,
      topicComplete: topic => this.topicComplete(topic),
      signal: this.stopping.signal,
    }
  }

  private get filesDir(): string {
    return this.options.filesDir ?? join(this.options.dataDir, 'files', this.lab.id)
  }

  /** Topics stand before anybody reads or writes: consumers of a topic that is not there would only fail. */
  private async prepareTopics(context: RunContext): Promise<void> {
    for (const id of this.plan.topics) {
      const config = topicConfig.parse(this.lab.nodes[id]?.with ?? {})
      const admin = new KafkaAdmin(kafkaOf(context, config.connection))
      const { topic, partitions, replication, configs, create } = config
      try {
        await patiently(context, [id], this.stopping.signal, async () => {
          if (create) await admin.createTopic(topic, { partitions, replication, configs })
          await admin.endsOf(topic)
        })
        this.stats.node(id).state = 'running'
      } finally {
        await admin.close()
      }
    }
  }

  private makeTasks(context: RunContext): void {
    this.jobs = this.plan.jobs.map(job => new Job(context, job))
    this.producers = this.plan.producers.map(producer => new ProducerTask(context, producer))
    if (this.state === 'paused') for (const task of [...this.jobs, ...this.producers]) task.pause()
    for (const { operator } of this.views1()) operator.view?.table.watch(() => (this.news = true))
  }

  private topicComplete(topic: string): boolean {
    const made = this.producers.filter(p => p.plan.edges.some(e => e.to === topic))
    const written = this.jobs.filter(job => job.plan.topics.includes(topic))
    return made.every(p => p.complete) && written.every(job => job.complete)
  }

  private async finish(): Promise<RunResult> {
    const nodes = this.jobs.flatMap(job => [...job.nodes.values()])
    const tables = await readBack(this.lab, nodes, (node, { code, params }) => this.stats.say('warn', code, params, node))
    for (const job of this.jobs) await job.closeSinks()
    const complete =
      this.jobs.every(j => j.complete) && this.producers.every(p => p.complete) && this.options.endWhenDrained === true
    this.endedAt = Date.now()
    const state = this.error ? 'failed' : complete ? 'finished' : 'stopped'
    this.state = state
    for (const id of this.plan.topics) this.stats.node(id).state = 'stopped'
    this.stats.say(this.error ? 'error' : 'info', this.error ? 'run-failed' : 'run-ended', { lab: this.id })
    clearInterval(this.timer)
    this.tick()
    const seconds = (this.endedAt - this.startedAt) / 1000
    return {
      state,
      nodes: this.nodeCounts(),
      tables,
      eventsPerSecond: seconds > 0 ? Math.round((this.eventsDone() / seconds) * 10) / 10 : 0,
      seconds,
      ledger: this.ledger(),
      fingerprint: this.fingerprint(),
      ...(this.error ? { error: this.error.toData() } : {}),
    }
  }

  private nodeCounts(): RunResult['nodes'] {
    const counts: Record<string, { in: number; out: number; errors: number }> = {}
    for (const id of Object.keys(this.lab.nodes)) {
      const stats = this.stats.nodes.get(id)
      const isTopic = this.plan.topics.includes(id)
      const out = isTopic ? this.readFrom(id) : (stats?.out ?? 0)
      counts[id] = { in: stats?.in ?? 0, out, errors: stats?.errors ?? 0 }
    }
    return counts
  }

  private readFrom(topic: string): number {
    let most = 0
    for (const [id, edge] of this.stats.edges) if (id.startsWith(`${topic}>`)) most = Math.max(most, edge.meter.total)
    return most
  }

  private eventsDone(): number {
    const produced = this.producers.reduce((sum, p) => sum + p.produced, 0) - this.producedBefore
    const read = this.jobs
      .flatMap(j => j.plan.inputs)
      .reduce((most, edge) => Math.max(most, this.stats.edges.get(edge.id)?.meter.total ?? 0), 0)
    return Math.max(produced, read)
  }

  private ledger() {
    return ledgerOf(this.lab, this.plan, this.stats, this.jobs, this.producers)
  }

  /** Equal on two desks when the same events are made. */
  private fingerprint(): string {
    const sources = [...this.producers.map(p => p.source), ...this.jobs.flatMap(j => j.sourceInputs.map(i => i.source))]
    const prints = sources.flatMap(source => (source ? [source.fingerprint] : [])).sort()
    return createHash('sha256')
      .update(JSON.stringify([this.seed, prints]))
      .digest('hex')
      .slice(0, 12)
  }

  // ——— what it shows

  private tick(): void {
    for (const job of this.jobs) job.refreshStats()
    this.stats.refresh()
    const summary = this.summary()
    const text = JSON.stringify(summary)
    if (text !== this.lastSummary) {
      this.lastSummary = text
      this.summaries.set(this.id, summary)
      this.news = true
    }
    if (!this.news) return
    this.news = false
    for (const listener of this.listeners) listener()
  }

  summary(): RunSummary {
    const checkpoints = this.jobs.flatMap(job => (job.checkpointAt === undefined ? [] : [job.checkpointAt]))
    return {
      lab: this.id,
      state: this.state,
      startedAt: this.startedAt,
      seed: this.seed,
      fingerprint: this.fingerprint(),
      eventsPerSecond: this.eventsPerSecond(),
      ...(checkpoints.length > 0 ? { checkpointAt: Math.min(...checkpoints) } : {}),
      ...(this.context ? { clockMs: Math.floor(this.context.clock.now() / 1000) * 1000 } : {}),
      ledger: this.ledger(),
      ...(this.error ? { error: this.error.toData() } : {}),
    }
  }

  private eventsPerSecond(): number {
    const rateOf = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (this.stats.edges.get(id)?.meter.rate ?? 0), 0)
    const produced = rateOf(this.plan.producers.flatMap(p => p.edges.slice(0, 1).map(e => e.id)))
    const read = Math.max(0, ...this.plan.jobs.map(j => rateOf(j.inputs.map(e => e.id))))
    return Math.round(Math.max(produced, read) * 10) / 10
  }

  private views1() {
    return this.jobs.flatMap(job => [...job.nodes.values()].filter(node => node.operator.view))
  }

  async views(): Promise<ViewInfo[]> {
    return this.views1().flatMap(({ id, operator }) => (operator.view ? [{ node: id, ...operator.view.info }] : []))
  }

  readonly feeds: RunFeeds = {
    summary: async cursor => this.summaries.since(cursor),
    graph: async cursor => this.stats.graph.since(cursor),
    view: async (node, cursor) => this.viewOf(node)?.since(cursor) ?? EMPTY_PAGE,
    records: async (at, cursor) => {
      const edge = this.edgeAt(at)
      if (!edge) return EMPTY_PAGE
      const page = edge.last.since(cursor)
      return { ...page, items: page.items.map(item => edge.peek(item)) }
    },
    deadLetters: async cursor => this.stats.deadLetters.since(cursor),
    log: async cursor => this.stats.log.since(cursor),
  }

  private viewOf(node: string): KeyedTable<ViewRow> | undefined {
    return this.views1().find(v => v.id === node)?.operator.view?.table
  }

  /** `edge:<id>`, or `node:<id>` for the first edge out of a node (into it, for a sink). */
  private edgeAt(at: string) {
    if (at.startsWith('edge:')) return this.stats.edges.get(at.slice(5))
    const node = at.replace(/^node:/, '')
    const edges = [...this.stats.edges.values()]
    return (
      edges.find(e => e.id.startsWith(`${node}>`)) ??
      edges.find(e => e.id.startsWith(`${node}.`)) ??
      edges.find(e => e.id.endsWith(`>${node}`))
    )
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  // ——— controls

  private needLive(): void {
    if (this.state === 'stopped' || this.state === 'finished' || this.state === 'failed') {
      throw new LabError('run-not-running', { kind: 'conflict', params: { lab: this.id } })
    }
  }

  async pause(): Promise<void> {
    this.needLive()
    for (const task of [...this.producers, ...this.jobs]) task.pause()
    for (const job of this.jobs) for (const input of job.sourceInputs) input.setPaused(true)
    this.state = 'paused'
    this.stats.say('info', 'run-paused', { lab: this.id })
  }

  async resume(): Promise<void> {
    this.needLive()
    for (const task of [...this.producers, ...this.jobs]) task.resume()
    for (const job of this.jobs) for (const input of job.sourceInputs) input.setPaused(false)
    this.state = 'running'
    this.stats.say('info', 'run-resumed', { lab: this.id })
  }

  async step(): Promise<void> {
    if (this.state !== 'paused') await this.pause()
    await Promise.all(this.producers.map(p => p.step()))
    for (const job of this.jobs) job.resume()
    for (let tries = 0; tries < 100; tries++) {
      const caughtUp = await Promise.all(this.jobs.flatMap(j => j.topicInputs.map(i => i.caughtUp())))
      if (caughtUp.every(Boolean)) break
      await new Promise(resolve => setTimeout(resolve, 30))
    }
    for (const job of this.jobs) job.pause()
  }

  async stop(): Promise<void> {
    if (this.endedAt === undefined) {
      this.state = 'stopping'
      this.stopping.abort()
      await Promise.all(this.producers.map(p => p.stop()))
      await Promise.all(this.jobs.map(j => j.stop()))
    }
    await this.done
  }

  async reset(): Promise<void> {
    await this.stop()
    const { context } = this
    if (!context) return
    for (const job of this.jobs) {
      for (const { operator } of job.nodes.values()) {
        await operator.clear?.()
        await operator.close?.()
      }
    }
    await this.emptyTopics(context)
    await rm(context.runDir, { recursive: true, force: true })
    await rm(this.filesDir, { recursive: true, force: true })
  }

  private async emptyTopics(context: RunContext): Promise<void> {
    const groups = new Map<string, Set<string>>()
    for (const job of this.jobs)
      for (const input of job.topicInputs)
        groups.set(input.connectionName, (groups.get(input.connectionName) ?? new Set()).add(input.group))
    const written = new Set([
      ...this.plan.producers.flatMap(p => p.edges.map(e => e.to)),
      ...this.plan.jobs.flatMap(j => j.topics),
    ])
    for (const id of this.plan.topics) {
      const config = topicConfig.parse(this.lab.nodes[id]?.with ?? {})
      const admin = new KafkaAdmin(kafkaOf(context, config.connection))
      for (const group of groups.get(config.connection) ?? []) await deleteGroup(admin, group).catch(() => {})
      if (written.has(id))
        await admin
          .deleteTopic(config.topic)
          .catch(error => this.stats.say('warn', LabError.from(error).code, LabError.from(error).params, id))
      await admin.close()
    }
  }

  async setRate(node: string, rate: number | 'max'): Promise<void> {
    const producer = this.producers.find(p => p.plan.source === node)
    const source = this.jobs.flatMap(j => j.sourceInputs).find(i => i.id.startsWith(`${node}>`))?.source
    if (!producer && !source) throw new LabError('run-no-source', { kind: 'usage', params: { node } })
    producer?.setRate(rate)
    source?.setRate(rate)
  }

  async patch(lab: LabFile): Promise<{ applied: string[]; refused: { node: string; needs: 'restart' | 'clean' }[] }> {
    const { applied, refused, rates } = changesOf(this.lab, lab)
    for (const { node, rate } of rates) await this.setRate(node, rate)
    if (refused.length === 0) this.lab = lab
    return { applied, refused }
  }

  async close(): Promise<void> {
    await this.stop()
  }

  async moveClock(toMs: number): Promise<void> {
    await this.context?.clock.moveTo(toMs)
    this.stats.say('info', 'run-clock-moved', { to: new Date(toMs).toISOString() })
    for (const job of this.jobs) job.poke()
  }
}

/** What nobody gave: a `sql` connection is a file of the lab's own, OpenSearch is where the environment says. */
async function withDefaults(
  lab: LabFile,
  given: RunOptions['connections'],
  dataDir: string,
): Promise<Readonly<Record<string, ResolvedConnection>>> {
  const connections: Record<string, ResolvedConnection> = { ...given }
  for (const [name, { type }] of Object.entries(lab.connections ?? {})) {
    if (connections[name]) continue
    if (type === 'sql') connections[name] = embeddedSql(join(dataDir, 'sql', `${lab.id}-${name}.duckdb`))
    const search = type === 'opensearch' ? await opensearchFromEnv([join(dataDir, '.env'), '.env']) : undefined
    if (search) connections[name] = search
  }
  return connections
}
