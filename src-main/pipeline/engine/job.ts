// A job: everything that hangs together behind the consumers of topics, done in micro-batches. A
// batch is: note what it reads (the plan), push it through the operators, let the aggregates give
// out what changed, write the sinks; now and then commit positions and state in one record. After a
// crash the plans since the last commit are done again exactly, so a sink sees the same batches.
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import { bindLab, type BoundLab } from '../plan/check-lab'
import { topicConfig } from '../topics/topic-config'
import type { LabFile } from '@shared/lab'
import type { Plan, PlannedRange, Restored } from './checkpoint'
import { Commits } from './commits'
import { JobGraph, type GraphNode } from './graph'
import type { Chunk, JobInput } from './input'
import { restoreFacts, savedInputs, type SavedParts } from './job-facts'
import { patiently, type RunContext } from './run-context'
import { Signal } from './signal'
import { SinkGate } from './sink-gate'
import { writeSink } from './write-sink'
import { SourceInput } from './source-input'
import type { TaskState } from './stats'
import type { JobPlan } from '../plan/tasks'
import { TopicInput } from './topic-input'

const BATCH_RECORDS_MAX = 20_000
const CHUNK_RECORDS_MAX = 4000
/** Longest stay in a batch: the worker's other duties (feeds, controls) wait meanwhile. */
const BATCH_MS_MAX = 60
const IDLE_MS = 200

export class Job {
  private readonly arrived = new Signal()
  private readonly stopping = new AbortController()
  private readonly graph: JobGraph
  private bound: BoundLab
  private readonly patches: {
    lab: LabFile
    ids: readonly string[]
    done: (error?: unknown) => void
  }[] = []
  private readonly gate = new SinkGate()
  private limited = false
  private readonly inputs: (JobInput & { readonly edgeId: string })[] = []
  private readonly commits = new Commits(() => this.saving)
  private batchNo = 0
  private clockMs = 0
  private paused = false
  private loop: Promise<void> | undefined
  private finishedUp = false
  complete = false
  failure: LabError | undefined

  constructor(
    private readonly run: RunContext,
    readonly plan: JobPlan,
  ) {
    this.bound = bindLab(run.lab, () => this.clockMs)
    this.graph = new JobGraph(run, this.bound, plan.nodes)
  }

  /** Takes what is there now and ends: asked for by the run, or by an aggregation of its own. */
  private get availableNow(): boolean {
    const isNow = (id: string) => this.run.lab.nodes[id]?.with?.trigger === 'available-now'
    return this.run.availableNow || this.plan.nodes.some(isNow)
  }

  get checkpointAt(): number | undefined {
    return this.commits.madeAt
  }

  get nodes(): ReadonlyMap<string, GraphNode> {
    return this.graph.nodes
  }

  get topicInputs(): TopicInput[] {
    return this.inputs.flatMap(input => (input instanceof TopicInput ? [input] : []))
  }

  get sourceInputs(): SourceInput[] {
    return this.inputs.flatMap(input => (input instanceof SourceInput ? [input] : []))
  }

  private get saving(): SavedParts {
    return {
      graph: this.graph,
      bound: this.bound,
      inputs: this.inputs,
      plan: this.plan,
      stats: this.run.stats,
    }
  }

  start(): void {
    this.loop ??= this.work()
  }

  private setState(state: TaskState): void {
    for (const node of this.graph.nodes.values())
      if (node.stats.state !== 'failed') node.stats.state = state
  }

  private async work(): Promise<void> {
    try {
      this.setState('running')
      await this.open()
      await this.cycle()
      await this.commits.makeIfDirty(this.batchNo, this.clockMs)
    } catch (error) {
      const known = LabError.from(error)
      if (known.kind !== 'cancelled') this.fail(known)
    } finally {
      await this.close()
      for (const { done } of this.patches.splice(0)) done()
      if (!this.failure) this.setState(this.complete ? 'done' : 'stopped')
    }
  }

  private fail(error: LabError): void {
    this.failure = error
    for (const node of this.graph.nodes.values()) {
      node.stats.state = 'failed'
      node.stats.error = error.toData()
    }
    this.run.stats.say('error', error.code, error.params, this.plan.id)
  }

  private async open(): Promise<void> {
    const restored = await this.commits.open(
      join(this.run.runDir, 'jobs', this.plan.id),
      this.run.durability,
    )
    this.restore(restored)
    await this.openSinks()
    for (const edge of this.plan.inputs) this.inputs.push(this.makeInput(edge))
    const inputs = restored.commit ? savedInputs(restored.commit) : {}
    for (const input of this.inputs) {
      input.restore(inputs[input.id])
      const planned = restored.plans.flatMap(plan =>
        plan.ranges.flatMap(([id, , , to]) => (id === input.id ? [to] : [])),
      )
      await input.open(restored.commit?.positions[input.id], Math.max(0, ...planned))
    }
    this.graph.refresh()
    for (const plan of restored.plans) await this.replay(plan)
    // Positions are known from here on: a crash before the first commit must not move `latest` to a
    // later place.
    await this.commit()
  }

  private async openSinks(): Promise<void> {
    for (const { id, operator } of this.graph.nodes.values()) {
      if (operator.open)
        await patiently(this.run, [id], this.stopping.signal, async () => operator.open?.())
    }
  }

  private makeInput(edge: JobPlan['inputs'][number]): JobInput & { readonly edgeId: string } {
    const from = this.run.lab.nodes[edge.from]
    const at = (this.bound.nodes.get(edge.to)?.inputs ?? []).findIndex(
      input => input.edge.id === edge.id,
    )
    const port = Math.max(0, at)
    const input =
      from?.type === 'topic'
        ? new TopicInput(
            this.run,
            edge,
            port,
            topicConfig.parse(from.with ?? {}),
            this.arrived,
            this.stopping.signal,
          )
        : new SourceInput(this.run, edge, port, this.arrived, () => this.clockMs)
    return Object.assign(input, { edgeId: edge.id })
  }

  private restore({ commit, nodes }: Restored): void {
    if (!commit) return
    this.batchNo = commit.n
    this.clockMs = commit.clock
    restoreFacts(this.saving, commit, nodes)
  }

  // ——— the cycle

  private async cycle(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (this.patches.length > 0) await this.applyPatches()
      if (this.availableNow && !this.limited) await this.limit()
      if (this.paused) {
        await this.commits.makeIfDirty(this.batchNo, this.clockMs)
        this.setState('paused')
        await this.arrived.wait(IDLE_MS)
        continue
      }
      while (this.sourceInputs.some(input => input.scheduleMoved)) await this.commit()
      const worked = await this.batch()
      if (this.commits.isDue) await this.commit()
      if (worked) {
        await new Promise(resolve => setImmediate(resolve))
        continue
      }
      if (await this.isOver()) return await this.end()
      await this.arrived.wait(this.idleMs())
    }
  }

  private async isOver(): Promise<boolean> {
    if (!this.limited && !this.run.endWhenDrained) return false
    const over = await Promise.all(
      this.inputs.map(input => (this.limited ? input.reachedLimit() : input.drained())),
    )
    return over.every(Boolean)
  }

  /**
   * What the run's own jobs still write before it is part of what is available; other writers are
   * not waited for.
   */
  private async limit(): Promise<void> {
    if (this.run.availableNow && !this.plan.inputs.every(edge => this.run.topicComplete(edge.from)))
      return
    await Promise.all(this.inputs.map(input => input.limitToNow()))
    this.limited = true
  }

  /** The last batch: triggers wait no longer. */
  private async end(): Promise<void> {
    this.finishedUp = true
    await this.batch()
    await this.commit()
    this.complete = true
    this.stopping.abort()
  }

  private idleMs(): number {
    const now = this.run.clock.now()
    let at = now + IDLE_MS
    for (const { operator } of this.graph.nodes.values())
      at = Math.min(at, operator.wakeAt?.() ?? Infinity)
    return Math.max(1, at - now)
  }

  /** One micro-batch of what is there; false when there was nothing to do. */
  private async batch(): Promise<boolean> {
    this.needInputs()
    this.tick(this.run.clock.now())
    const ranges: PlannedRange[] = []
    const endsAt = performance.now() + BATCH_MS_MAX
    let left = BATCH_RECORDS_MAX
    for (let took = true; took && left > 0 && performance.now() < endsAt;) {
      took = false
      for (const input of this.inputs) {
        const chunk = input.take(Math.min(left, CHUNK_RECORDS_MAX))
        if (!chunk) continue
        took = true
        left -= chunk.count
        ranges.push([input.id, chunk.partition, chunk.from, chunk.to])
        this.processChunk(input, chunk)
      }
    }
    return this.give(ranges, this.finishedUp)
  }

  private needInputs(): void {
    for (const { failure } of this.inputs) if (failure) throw failure
  }

  /** The second half of a batch: results come out and are written. */
  private async give(ranges: readonly PlannedRange[], last: boolean): Promise<boolean> {
    const moved = this.finish(last)
    const sinks = this.pendingSinks()
    if (ranges.length === 0 && sinks.length === 0 && !moved) return false
    const plan: Plan = {
      n: this.batchNo + 1,
      clock: this.clockMs,
      ranges,
      ...(last ? { last } : {}),
    }
    const noted = this.commits.plan(plan)
    if (sinks.length > 0) await noted
    else noted?.catch(() => {})
    await this.flush(plan.n, sinks)
    return true
  }

  private tick(nowMs: number): void {
    this.clockMs = Math.max(this.clockMs, nowMs)
    for (const node of this.graph.nodes.values()) node.operator.clock?.(this.clockMs, node.emit)
  }

  private processChunk(input: JobInput, chunk: Chunk): void {
    if (input instanceof TopicInput && chunk.batch.records) input.seen.see(chunk.batch.records)
    const edge = this.plan.inputs.find(e => e.id === input.id)
    if (edge) this.graph.enter(edge, chunk.batch)
    input.done(chunk)
    this.commits.touch(chunk.count)
  }

  /** Whether some node's memory changed by it. */
  private finish(last: boolean): boolean {
    let moved = false
    for (const id of this.graph.order) {
      const node = this.graph.nodes.get(id)
      if (node?.operator.finish?.(node.emit, last) === true) moved = true
    }
    return moved
  }

  private pendingSinks(): GraphNode[] {
    return [...this.graph.nodes.values()].filter(node => node.operator.pending?.() === true)
  }

  private async flush(n: number, sinks: readonly GraphNode[], afterCrash = false): Promise<void> {
    const { run, gate, stopping } = this
    await Promise.all(sinks.map(sink => writeSink(run, gate, sink, n, afterCrash, stopping.signal)))
    this.batchNo = n
    this.commits.touch()
  }

  /** Exactly what a batch before the crash read, at its time. */
  private async replay(plan: Plan): Promise<void> {
    this.tick(plan.clock)
    for (const [id, partition, from, to] of plan.ranges) {
      const input = this.inputs.find(i => i.id === id)
      if (!input) continue
      this.processChunk(input, await this.rangeOf(input, partition, from, to))
    }
    this.finish(plan.last === true)
    await this.flush(plan.n, this.pendingSinks(), true)
  }

  private async rangeOf(
    input: JobInput,
    partition: number,
    from: number,
    to: number,
  ): Promise<Chunk> {
    for (;;) {
      const chunk = input.takeRange(partition, from, to)
      if (chunk) return chunk
      this.needInputs()
      if (this.stopping.signal.aborted) throw new LabError('cancelled', { kind: 'cancelled' })
      await this.arrived.wait(IDLE_MS)
    }
  }

  private commit(): Promise<void> {
    return this.commits.make(this.batchNo, this.clockMs)
  }

  // ——— controls

  pause(): void {
    this.paused = true
    for (const input of this.sourceInputs) input.setPaused(true)
    this.arrived.ring()
  }

  resume(): void {
    this.paused = false
    for (const input of this.sourceInputs) input.setPaused(false)
    this.setState('running')
    this.arrived.ring()
  }

  /** Sinks can be held back: everything before them waits. */
  canHold(node: string): boolean {
    return this.graph.nodes.get(node)?.operator.flush !== undefined
  }

  hold(node: string, held: boolean): void {
    this.gate.hold(node, held)
  }

  /** Takes over new settings of some nodes between two batches. Resolves when they act. */
  patch(lab: LabFile, ids: readonly string[]): Promise<void> {
    const mine = ids.filter(id => this.graph.nodes.has(id))
    if (mine.length === 0 || this.isOverAlready) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.patches.push({
        lab,
        ids: mine,
        done: error => (error === undefined ? resolve() : reject(LabError.from(error))),
      })
      this.arrived.ring()
    })
  }

  private get isOverAlready(): boolean {
    return this.complete || this.failure !== undefined || this.stopping.signal.aborted
  }

  /**
   * What the old settings still owe is given out and saved first, so a crash finds either the one
   * or the other.
   */
  private async applyPatches(): Promise<void> {
    for (const { lab, ids, done } of this.patches.splice(0)) {
      try {
        await this.give([], true)
        await this.commit()
        this.bound = bindLab(lab, () => this.clockMs)
        for (const id of ids) await this.graph.swap(id, this.bound)
        this.graph.again(ids)
        await this.give([], false)
        await this.commit()
        done()
      } catch (error) {
        done(error)
        throw error
      }
    }
  }

  /** The clock was moved: whoever waits for a time looks again. */
  poke(): void {
    this.arrived.ring()
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    this.arrived.ring()
    await this.loop
  }

  get done(): Promise<void> {
    return this.loop ?? Promise.resolve()
  }

  private async close(): Promise<void> {
    await Promise.all(this.inputs.map(input => input.close()))
    await this.commits.close()
  }

  /** After the end: sinks stay open for reading back until here. */
  async closeSinks(): Promise<void> {
    await Promise.all([...this.graph.nodes.values()].map(async node => node.operator.close?.()))
  }

  refreshStats(): void {
    for (const input of this.inputs) {
      const edge = this.run.stats.edges.get(input.id)
      if (!edge) continue
      edge.lag = input.lag
      edge.fill = input.fill
    }
    for (const { operator, inputs } of this.graph.nodes.values())
      if (operator.flush)
        for (const edge of inputs) edge.fill = Math.min(1, edge.lag / BATCH_RECORDS_MAX)
  }
}
