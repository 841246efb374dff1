// The jobs of a run that another engine does, all of them in one process. Their tables are made and
// read back by the lab's own sinks, and rows for views go through the lab's own views; so a result,
// a reset and the screens are the same wherever the jobs run.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TopicBatches } from '@shared/contract'
import { compileReader, findZone, isRow, utc, type Row } from '@shared/expr'
import { LabError } from '@shared/errors'
import { DEAD_PORT, type LabEdge } from '@shared/lab'
import type { OutsideBatch, OutsideEngine } from '../../model/outside'
import { PySparkContext } from '../../model/targets/pyspark'
import { zoneOf } from '../../model/zone'
import { bindLab, type BoundLab } from '../../plan/check-lab'
import type { JobPlan } from '../../plan/tasks'
import { patiently, type RunContext } from '../run-context'
import { OUTSIDE_DIR } from '../run-folder'
import type { TaskState } from '../stats'
import { BatchCounts } from './batch-counts'
import { JobGraph } from './graph'
import type { ReadTopic, RunJob } from './run-job'
import { filledInTurn, TopicCuts } from './topic-cuts'

const LOOK_MS = 200

/** One engine for all jobs of the lab: it begins when all of them are ready. */
class SharedWork {
  readonly counts = new BatchCounts()
  private readonly cuts = new TopicCuts()
  readonly jobs: OutsideJob[] = []
  /** By query, and there by topic. */
  readonly unread = new Map<string, Readonly<Record<string, number>>>()
  checkpointAt: number | undefined
  drained = false
  private opened = 0
  private letterSeq = -1
  private work: Promise<void> | undefined
  private letBegin: () => void = () => {}
  private readonly begun = new Promise<void>(resolve => (this.letBegin = resolve))

  constructor(
    readonly run: RunContext,
    private readonly engine: OutsideEngine,
    private readonly filled: ReadonlySet<string>,
  ) {}

  /** Resolves when the engine has ended. */
  async ready(): Promise<void> {
    if (++this.opened === this.jobs.length) {
      this.work = this.begin()
      this.letBegin()
    }
    await this.begun
    await this.work
  }

  async stop(): Promise<void> {
    this.letBegin()
    await this.engine.stop()
  }

  private async begin(): Promise<void> {
    const { run, engine } = this
    const dir = join(run.runDir, OUTSIDE_DIR)
    for (const batch of await engine.past(dir)) this.take(batch, true)
    const { batchRecords } = run.overrides
    // Batches of one size are the same for each query only when the topics are full before.
    if (batchRecords !== undefined) await this.drainWhenComplete(run.signal).catch(() => {})
    if (run.signal.aborted) return
    const over = new AbortController()
    if (!this.drained) void this.drainWhenComplete(over.signal).catch(() => {})
    try {
      await engine.work({
        lab: run.lab,
        dir,
        filesDir: run.filesDir,
        connections: run.connections,
        batchRecords,
        ear: {
          batch: batch => this.take(batch, false),
          rows: (node, rows) => {
            for (const job of this.jobs) job.show(node, rows)
          },
          letter: ({ node, reason, ...rest }) => {
            const data = { code: reason, kind: 'data', params: {}, retry: false } as const
            // The count of a batch comes after its letters.
            this.letterSeq = Math.max(this.letterSeq + 1, run.stats.deadCount)
            const seq = this.letterSeq
            run.stats.deadLetters.push({ seq, at: run.stats.now(), node, reason: data, ...rest })
          },
          log: (level, code, text) => run.stats.say(level, code, { text }),
        },
      })
      for (const job of this.jobs) await job.writeShown()
    } finally {
      over.abort()
    }
  }

  /** Sources have made all that they will: the engine reads what is there, and ends. */
  private async drainWhenComplete(signal: AbortSignal): Promise<void> {
    const { run } = this
    if (!run.availableNow && !run.endWhenDrained) return
    while (!run.availableNow && ![...this.filled].every(run.topicComplete))
      await sleep(LOOK_MS, undefined, { signal })
    if (signal.aborted) return
    this.drained = true
    await this.engine.drain()
  }

  cutsOf({ nodes }: BoundLab): TopicBatches {
    const plans = this.jobs.map(({ plan }) => plan)
    const full = filledInTurn(this.filled, plans)
    return this.cuts.of(full.flatMap(id => nodes.get(id)?.bound.topic?.topic ?? []))
  }

  private take(batch: OutsideBatch, isPast: boolean): void {
    this.counts.take(batch)
    this.cuts.take(batch)
    if (batch.unread !== undefined) this.unread.set(batch.query, batch.unread)
    if (!isPast) this.checkpointAt = Date.now()
    for (const job of this.jobs) job.take(batch, isPast)
  }
}

/** `filled`: the topics that sources fill. */
export function outsideJobs(
  run: RunContext,
  plans: readonly JobPlan[],
  engine: OutsideEngine,
  filled: ReadonlySet<string>,
): OutsideJob[] {
  const shared = new SharedWork(run, engine, filled)
  const bound = bindLab(run.lab, () => run.clock.now())
  for (const plan of plans) shared.jobs.push(new OutsideJob(shared, plan, bound))
  return shared.jobs
}

export class OutsideJob implements RunJob {
  private readonly graph: JobGraph
  private readonly run: RunContext
  private readonly readers = new Map<string, (rows: readonly unknown[]) => void>()
  /** Sinks whose tables are there. */
  private readonly opened = new Set<string>()
  private loop: Promise<void> | undefined
  private isStopping = false
  readonly topicInputs: readonly ReadTopic[]
  readonly sourceInputs = []
  complete = false
  failure: LabError | undefined

  constructor(
    private readonly shared: SharedWork,
    readonly plan: JobPlan,
    private readonly bound: BoundLab,
  ) {
    this.run = shared.run
    this.graph = new JobGraph(this.run, bound, plan.nodes)
    this.topicInputs = plan.inputs.map(edge => this.inputOf(edge))
  }

  get nodes() {
    return this.graph.nodes
  }
  get checkpointAt(): number | undefined {
    return this.shared.checkpointAt
  }
  get couldNotOpen(): boolean {
    return this.failure !== undefined
  }
  get done(): Promise<void> {
    return this.loop ?? Promise.resolve()
  }

  cuts(): TopicBatches {
    return this.shared.cutsOf(this.bound)
  }

  start(): void {
    this.loop ??= this.work()
  }

  private async work(): Promise<void> {
    const { run } = this
    try {
      this.setState('running')
      for (const { id, operator } of this.graph.nodes.values())
        if (operator.open && this.hasPlace(id)) {
          await patiently(run, [id], run.signal, async () => operator.open?.())
          this.opened.add(id)
        }
      await this.shared.ready()
      this.complete = this.shared.drained && !this.isStopping
    } catch (error) {
      const known = LabError.from(error)
      if (known.kind !== 'cancelled') this.fail(known)
    } finally {
      if (!this.failure) this.setState(this.complete ? 'done' : 'stopped')
    }
  }

  private fail(error: LabError): void {
    this.failure = error
    for (const node of this.graph.nodes.values()) {
      node.stats.state = 'failed'
      node.stats.error = error.toData()
    }
    // One process does all jobs: its end is said once.
    if (this.shared.jobs[0] === this)
      this.run.stats.say('error', error.code, error.params, this.plan.id)
  }

  private setState(state: TaskState): void {
    for (const node of this.graph.nodes.values()) node.stats.state = state
  }

  /** The other engine makes no tables and no indexes: the lab's own sink does. */
  private hasPlace(id: string): boolean {
    const part = this.bound.nodes.get(id)?.bound.pyspark?.(new PySparkContext(id, false))
    return part?.ddl !== undefined || part?.hasPlace === true
  }

  private inputOf(edge: LabEdge): ReadTopic {
    const { shared } = this
    const total = () => shared.counts.total(`${edge.from}|${edge.port}`, this.own(edge.to))
    const { connection = '', topic = '' } = this.bound.nodes.get(edge.from)?.bound.topic ?? {}
    // Of the queries of this job, the one that is furthest behind.
    const lag = () =>
      [...shared.unread].reduce(
        (most, [query, unread]) =>
          this.graph.nodes.has(query) ? Math.max(most, unread[topic] ?? 0) : most,
        0,
      )
    return {
      id: edge.id,
      connectionName: connection,
      group: edge.group ?? `${this.run.lab.id}-${edge.to}`,
      get lag() {
        return lag()
      },
      deletedUnread: 0,
      get seen() {
        return { counts: { arrived: total(), doubled: 0 } }
      },
      caughtUp: async () => true,
    }
  }

  /** The count by which a query shows that a node is part of it. */
  private own(node: string): string {
    const kind = this.bound.nodes.get(node)?.descriptor.kind
    return kind === 'step' ? `${node}|out` : `${node}|in`
  }

  take({ query, stateRows, tooLate, figures }: OutsideBatch, isPast: boolean): void {
    this.countEdges(isPast)
    const node = this.graph.nodes.get(query)
    if (!node) return
    if (stateRows !== undefined) node.stats.stateKeys = () => stateRows
    if (figures !== undefined) node.stats.figures = () => figures
    if (tooLate !== undefined && tooLate > 0) {
      node.stats.tooLate += tooLate
      node.stats.tooLateFirst += tooLate
    }
  }

  private countEdges(isPast: boolean): void {
    const { counts } = this.shared
    for (const edge of this.bound.edges) {
      const target = this.graph.nodes.get(edge.to)
      const stats = this.graph.edge(edge)
      if (!target || !stats) continue
      const total = counts.total(`${edge.from}|${edge.port}`, this.own(edge.to))
      const more = total - stats.meter.total
      if (more <= 0) continue
      if (isPast) stats.meter.restore(total)
      else stats.meter.add(more)
      target.stats.in += more
      if (isPast) target.stats.meter.restore(target.stats.in)
      else target.stats.meter.add(more)
    }
    for (const [id, { stats }] of this.graph.nodes) {
      const node = this.bound.nodes.get(id)
      const ports = Object.keys(node?.bound.outputs ?? {})
      const out = ports.reduce((sum, port) => sum + counts.total(`${id}|${port}`), 0)
      // Where each row leaves by one port, a port that nobody reads has the rest; no one counts it.
      stats.out = node?.descriptor.portsFrom === undefined ? out : Math.max(out, stats.in)
      stats.errors = Math.max(stats.errors, counts.total(`${id}|${DEAD_PORT}`))
    }
  }

  /** Rows for a view of this job, or for a sink that the other engine cannot write to itself. */
  show(id: string, rows: readonly unknown[]): void {
    const node = this.graph.nodes.get(id)
    if (!node || !(node.operator.view || this.opened.has(id))) return
    const reader = this.readers.get(id) ?? this.readerOf(id)
    this.readers.set(id, reader)
    reader(rows)
    node.operator.finish?.(node.emit, false)
  }

  /** Sinks write what was shown to them. */
  async writeShown(): Promise<void> {
    for (const id of this.opened) {
      const operator = this.graph.nodes.get(id)?.operator
      if (operator?.pending?.() === true) await operator.flush?.(0, false)
    }
  }

  private readerOf(id: string): (rows: readonly unknown[]) => void {
    const type = this.bound.nodes.get(id)?.inputs[0]?.stream.row
    if (!type) return () => {}
    const read = compileReader(type, { zone: findZone(zoneOf(this.run.lab)) ?? utc })
    return rows => {
      const node = this.graph.nodes.get(id)
      const good = rows.flatMap((json): Row[] => {
        const row = read(json)
        return isRow(row) ? [row] : []
      })
      node?.operator.batch(0, { rows: good }, node.emit)
    }
  }

  refreshStats(): void {
    for (const { id, lag } of this.topicInputs) {
      const edge = this.run.stats.edges.get(id)
      if (edge) edge.lag = lag
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true
    await this.shared.stop()
    await this.loop
  }

  async closeSinks(): Promise<void> {
    await Promise.all([...this.graph.nodes.values()].map(async node => node.operator.close?.()))
  }

  // What the other engine cannot do is refused by the run before it comes here.
  pause(): void {}
  resume(): void {}
  canHold(): boolean {
    return false
  }
  hold(): void {}
  async patch(): Promise<void> {}
  poke(): void {}
}
