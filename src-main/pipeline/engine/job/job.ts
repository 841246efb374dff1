// A job: everything that hangs together behind the consumers of topics, done in micro-batches. This
// file is its life and its controls; `opening`, `micro-batches`, `replay` and `patches` beside it do the work.
import type { StepSize } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import { bindLab, type BoundLab } from '../../plan/check-lab'
import type { JobPlan } from '../../plan/tasks'
import { keepRule } from '../checkpoint-marks'
import { Commits } from './commits'
import { JobGraph, type GraphNode } from './graph'
import type { Tracer } from '../follow/tracer'
import type { JobInput } from '../input'
import type { SavedParts } from './job-facts'
import type { RunContext } from '../run-context'
import { Signal } from '../signal'
import { SinkGate } from './sink-gate'
import { SourceInput } from '../source-input'
import type { TaskState } from '../stats'
import { TopicInput } from '../topic-input'
import { BATCH_RECORDS_MAX, MicroBatches, type BatchClock, type CycleParts } from './micro-batches'
import { openJob } from './opening'
import { Patches } from './patches'
import { readFirst } from './reading-order'
import { StepWatch, type BreakTests } from './step-watch'
import { Stepper } from './stepper'

const IDLE_MS = 200

export class Job {
  private readonly arrived = new Signal()
  private readonly stopping = new AbortController()
  private readonly clock: BatchClock = { ms: 0 }
  private readonly graph: JobGraph
  private bound: BoundLab
  private readonly gate = new SinkGate()
  private readonly inputs: JobInput[] = []
  private readonly commits: Commits
  private readonly parts: CycleParts
  private readonly batches: MicroBatches
  private readonly patches: Patches
  private readonly stepper = new Stepper()
  readonly watch: StepWatch
  /** All that is available has been named; the job ends behind it. */
  private limited = false
  private paused = false
  private loop: Promise<void> | undefined
  private hasOpened = false
  complete = false
  failure: LabError | undefined

  constructor(
    private readonly run: RunContext,
    readonly plan: JobPlan,
    /** A breakpoint has stopped it: the run is to pause. */
    onBreak: () => void = () => {},
  ) {
    this.bound = this.bind(run.lab)
    this.commits = new Commits(() => this.saving, keepRule(run.lab))
    this.watch = new StepWatch(() => this.nodes.values(), onBreak)
    this.graph = new JobGraph(run, this.bound, plan.nodes, this.inputs, this.watch)
    this.patches = new Patches(this.graph, lab => (this.bound = this.bind(lab)))
    const { graph, inputs, commits, gate, clock, stopping, watch } = this
    const edges = plan.inputs
    const first = readFirst(this.bound, edges)
    const stop = stopping.signal
    this.parts = { run, graph, inputs, edges, commits, gate, clock, stop, first, watch }
    this.batches = new MicroBatches(this.parts)
  }

  private bind(lab: LabFile): BoundLab {
    return bindLab(lab, () => this.clock.ms)
  }

  /** Takes what is there now and ends: asked for by the run, or by an aggregation of its own. */
  private get availableNow(): boolean {
    const isNow = (id: string) => this.run.lab.nodes[id]?.with?.trigger === 'available-now'
    return this.run.availableNow || this.plan.nodes.some(isNow)
  }

  /** Its checkpoint is damaged, or a sink refuses it: it never read a record. */
  get couldNotOpen(): boolean {
    return this.failure !== undefined && !this.hasOpened
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
    const { graph, bound, inputs, plan } = this
    return { graph, bound, inputs, plan, stats: this.run.stats }
  }

  get tracer(): Tracer {
    return this.batches.tracer
  }

  positionsOf(edge: string): ReadonlyMap<number, number> {
    return this.inputs.find(({ id }) => id === edge)?.positions ?? new Map<number, number>()
  }

  /** Records that nodes before a sink keep until their trigger. */
  keptBy(nodes: readonly string[], inputs: Iterable<string>): number {
    return this.batches.debts.of(nodes, inputs)
  }

  // ——— life

  start(): void {
    this.loop ??= this.work()
  }

  get done(): Promise<void> {
    return this.loop ?? Promise.resolve()
  }

  private async work(): Promise<void> {
    try {
      this.setState('running')
      await openJob({
        ...{ parts: this.parts, batches: this.batches, arrived: this.arrived, plan: this.plan },
        inputs: this.inputs,
        saving: () => this.saving,
      })
      this.hasOpened = true
      this.watch.ready()
      await this.cycle()
      await this.batches.commitIfDirty()
    } catch (error) {
      const known = LabError.from(error)
      if (known.kind !== 'cancelled') this.fail(known)
    } finally {
      await this.close()
      this.patches.end()
      this.stepper.end()
      if (!this.failure) this.setState(this.complete ? 'done' : 'stopped')
    }
  }

  private setState(state: TaskState): void {
    for (const node of this.graph.nodes.values())
      if (node.stats.state !== 'failed') node.stats.state = state
  }

  private fail(error: LabError): void {
    this.failure = error
    for (const node of this.graph.nodes.values()) {
      node.stats.state = 'failed'
      node.stats.error = error.toData()
    }
    this.run.stats.say('error', error.code, error.params, this.plan.id)
  }

  private async close(): Promise<void> {
    await Promise.all(this.inputs.map(input => input.close()))
    await this.commits.close()
  }

  /** After the end: sinks stay open for reading back until here. */
  async closeSinks(): Promise<void> {
    await Promise.all(this.inputs.map(input => input.lookLast?.()))
    await Promise.all([...this.graph.nodes.values()].map(async node => node.operator.close?.()))
  }

  // ——— the loop around the batches

  private async cycle(): Promise<void> {
    const { batches, patches } = this
    while (!this.stopping.signal.aborted) {
      if (patches.areWaiting) await patches.apply(batches)
      if (this.availableNow && !this.limited) await this.limit()
      if (this.paused) {
        await batches.commitIfDirty()
        this.watch.settle()
        if (this.stepper.isAsked) {
          while (this.sourceInputs.some(input => input.scheduleMoved)) await batches.commit()
          await this.stepper.run(batches)
          continue
        }
        this.setState('paused')
        await this.arrived.wait(IDLE_MS)
        continue
      }
      while (this.sourceInputs.some(input => input.scheduleMoved)) await batches.commit()
      const worked = await batches.next(false)
      if (this.commits.isDue) await batches.commit()
      if (worked) {
        await new Promise(resolve => setImmediate(resolve))
        continue
      }
      if (await this.isOver()) return await this.end()
      await this.arrived.wait(this.idleMs())
      // What brought the records asks for the next ones before these are worked on.
      await new Promise(resolve => setImmediate(resolve))
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
   * Waits for the run's own jobs, whose writing is part of what is available; it does not wait for
   * other writers.
   */
  private async limit(): Promise<void> {
    if (this.run.availableNow && !this.plan.inputs.every(edge => this.run.topicComplete(edge.from)))
      return
    await Promise.all(this.inputs.map(input => input.limitToNow()))
    this.limited = true
  }

  /**
   * The last batch: triggers wait no longer. When it moves a watermark, one without rows follows and
   * closes the windows behind it.
   */
  private async end(): Promise<void> {
    if (await this.batches.next(true)) await this.batches.next(true)
    await this.batches.commit()
    this.complete = true
    this.stopping.abort()
  }

  private idleMs(): number {
    const { speed } = this.run.clock
    const now = this.run.clock.now()
    let at = now + IDLE_MS * speed
    for (const { operator } of this.graph.nodes.values())
      at = Math.min(at, operator.wakeAt?.() ?? Infinity)
    return Math.max(1, (at - now) / speed)
  }

  // ——— controls

  pause(): void {
    this.paused = true
    for (const { source } of this.sourceInputs) source.setPaused(true)
    this.arrived.ring()
  }

  resume(): void {
    this.paused = false
    this.watch.release()
    for (const { source } of this.sourceInputs) source.setPaused(false)
    this.setState('running')
    this.arrived.ring()
  }

  /** One batch of so much, while it is paused; false when there was nothing to do. */
  step(by: StepSize): Promise<boolean> {
    const done = this.stepper.ask(by)
    this.arrived.ring()
    return done
  }

  /** Steps that were asked for and have not begun are not taken. */
  withdrawSteps(): void {
    this.stepper.withdraw()
  }

  /** Whether it has worked through all that is there. */
  async caughtUp(): Promise<boolean> {
    if (this.complete || this.failure) return true
    const done = await Promise.all(this.topicInputs.map(input => input.caughtUp()))
    return done.every(Boolean) && this.sourceInputs.every(input => input.isEmpty)
  }

  async hasFetched(): Promise<boolean> {
    return (await Promise.all(this.topicInputs.map(input => input.hasFetched()))).every(Boolean)
  }

  setBreaks(tests: BreakTests): void {
    this.watch.breaks = tests
  }

  /** Sinks can be held back: everything before them waits. */
  canHold(node: string): boolean {
    return this.graph.nodes.get(node)?.operator.flush !== undefined
  }

  hold(node: string, held: boolean): void {
    this.gate.hold(node, held)
  }

  /** Takes over new settings of some nodes between two batches. Resolves when they act. */
  async patch(lab: LabFile, ids: readonly string[]): Promise<void> {
    const mine = ids.filter(id => this.graph.nodes.has(id))
    const isOver = this.complete || this.failure !== undefined || this.stopping.signal.aborted
    if (mine.length === 0 || isOver) return
    const applied = this.patches.ask(lab, mine)
    this.arrived.ring()
    await applied
  }

  /** The clock was moved: whatever waits for a time looks again. */
  poke(): void {
    this.arrived.ring()
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    this.arrived.ring()
    await this.loop
  }

  refreshStats(): void {
    for (const { source } of this.sourceInputs) source.refreshStats()
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
