// The cycle of a job: a batch notes what it reads (the plan), pushes it through the operators, lets
// the aggregates give out what changed, and writes the sinks. Now and then a commit saves positions
// and state in one record.
import type { LabEdge } from '@shared/lab'
import type { Commit, Plan, PlannedRange } from '../checkpoint-frames'
import type { Commits } from './commits'
import type { GraphNode, JobGraph } from './graph'
import { cutAfter, slicesOf, type Chunk, type JobInput } from '../input'
import { patiently, type RunContext } from '../run-context'
import type { SinkGate } from './sink-gate'
import { Tracer } from '../follow/tracer'
import { ReadingOrder } from './reading-order'
import type { StepWatch } from './step-watch'
import { TriggerDebts } from './trigger-debts'
import { writeSink } from './write-sink'

/** Also the measure of how full the way before a sink is. */
export const BATCH_RECORDS_MAX = 20_000
const CHUNK_RECORDS_MAX = 4000
/** Longest stay in a batch: the worker's other duties (feeds, controls) wait meanwhile. */
const BATCH_MS_MAX = 60

/** The lab's clock as the batch under way has it. */
export interface BatchClock {
  ms: number
}

/** How much a batch takes at most. */
export interface Reach {
  readonly records: number
  /** What a fetch brought of one partition is a chunk. */
  readonly chunks: number
}
const FULL: Reach = { records: Infinity, chunks: Infinity }

const isPending = ({ operator }: GraphNode) => operator.pending?.() === true

/** Waits until all of a range is there. */
export type ChunkOf = (range: PlannedRange) => Promise<Chunk>

export interface CycleParts {
  readonly run: RunContext
  readonly graph: JobGraph
  readonly inputs: readonly JobInput[]
  readonly edges: readonly LabEdge[]
  readonly commits: Commits
  readonly gate: SinkGate
  readonly clock: BatchClock
  readonly stop: AbortSignal
  /** Inputs that are read up to their end before the others begin. */
  readonly first?: ReadonlySet<string>
  readonly watch?: StepWatch
}

export class MicroBatches {
  private batchNo = 0
  /** When this life began, until a plan says so. */
  private resumedAt: number | undefined

  private readonly levels: readonly (readonly GraphNode[])[]

  private readonly order: ReadingOrder

  readonly debts: TriggerDebts

  /** By input, in order: what was taken from it and stands behind a breakpoint. */
  private readonly rests = new Map<string, Chunk[]>()

  readonly tracer: Tracer

  constructor(private readonly parts: CycleParts) {
    this.tracer = new Tracer(parts)
    this.levels = parts.graph.sinkLevels()
    this.debts = new TriggerDebts(parts.graph)
    this.order = new ReadingOrder(parts.first ?? new Set())
  }

  /** Goes on after a commit of an earlier life. */
  startAfter({ n, clock }: Commit): void {
    this.batchNo = n
    this.parts.clock.ms = clock
  }

  /** One batch of what is there; false when there was nothing to do. `last`: triggers do not wait. */
  async next(last: boolean, reach = FULL): Promise<boolean> {
    const { run, watch } = this.parts
    const inputs = this.inTurn(this.order.of(this.parts.inputs), reach)
    this.needInputs()
    this.tick(run.clock.now())
    const ranges: PlannedRange[] = []
    const endsAt = performance.now() + BATCH_MS_MAX
    let left = Math.min(BATCH_RECORDS_MAX, reach.records)
    const isFull = () => left <= 0 || ranges.length >= reach.chunks || watch?.stop !== undefined
    for (let took = true; took && !isFull() && performance.now() < endsAt;) {
      took = false
      for (const input of inputs) {
        const chunk = isFull() ? undefined : this.take(input, Math.min(left, CHUNK_RECORDS_MAX))
        if (!chunk) continue
        took = true
        const oneByOne = watch?.isOneByOne === true
        // One by one each record goes by itself already.
        for (const piece of oneByOne ? [chunk] : this.tracer.piecesOf(input.id, chunk)) {
          const done = await this.process(input, piece, oneByOne)
          left -= done.count
          ranges.push([input.id, done.partition, done.from, done.to])
        }
      }
    }
    return this.give(ranges, last)
  }

  /** A small batch begins with another input each time, so that none waits for ever. */
  private inTurn(inputs: readonly JobInput[], reach: Reach): readonly JobInput[] {
    if (reach === FULL || inputs.length < 2) return inputs
    const from = this.batchNo % inputs.length
    return [...inputs.slice(from), ...inputs.slice(0, from)]
  }

  private take(input: JobInput, countMax: number): Chunk | undefined {
    const rests = this.rests.get(input.id)
    const rest = rests?.shift()
    if (!rests || !rest) return input.take(countMax)
    if (rest.count <= countMax) return rest
    const [first, other] = cutAfter(rest, countMax)
    rests.unshift(other)
    return first
  }

  /** Throws the failure of an input that can read nothing more. */
  needInputs(): void {
    for (const { failure } of this.parts.inputs) if (failure) throw failure
  }

  /** The second half of a batch: results come out and are written. */
  async give(ranges: readonly PlannedRange[], last: boolean): Promise<boolean> {
    const { commits, clock } = this.parts
    const moved = await this.finish(last)
    const hasRows = this.hasRowsToWrite()
    if (ranges.length === 0 && !hasRows && !moved) return false
    const { resumedAt } = this
    this.resumedAt = undefined
    const plan: Plan = {
      ...{ n: this.batchNo + 1, clock: clock.ms, ranges },
      ...(last ? { last } : {}),
      ...(resumedAt === undefined ? {} : { resumedAt }),
    }
    const noted = commits.plan(plan)
    if (hasRows) await noted
    else noted?.catch(() => {})
    await this.flush(plan, false)
    return true
  }

  /** A batch of an earlier life once more: exactly what it read, at its time. */
  async again(plan: Plan, chunkOf: ChunkOf): Promise<void> {
    if (plan.resumedAt !== undefined) this.tellResumed(plan.resumedAt)
    this.tick(plan.clock)
    await this.processRanges(plan.ranges, chunkOf)
    await this.finish(plan.last === true)
    await this.flush(plan, true)
  }

  /** A batch that another engine made, now: triggers do not wait. */
  async told(ranges: readonly PlannedRange[], chunkOf: ChunkOf): Promise<void> {
    this.tick(this.parts.run.clock.now())
    await this.processRanges(ranges, chunkOf)
    await this.give(ranges, true)
  }

  private async processRanges(ranges: readonly PlannedRange[], chunkOf: ChunkOf): Promise<void> {
    for (const range of ranges) {
      const input = this.parts.inputs.find(i => i.id === range[0])
      if (input) await this.process(input, await chunkOf(range))
    }
  }

  /** The new life begins, behind all batches of the earlier one. */
  resumed(): void {
    const { run, clock } = this.parts
    const nowMs = Math.max(clock.ms, run.clock.now())
    this.resumedAt = nowMs
    this.tellResumed(nowMs)
  }

  private tellResumed(nowMs: number): void {
    for (const { operator } of this.parts.graph.nodes.values()) operator.resumed?.(nowMs)
  }

  commit(): Promise<void> {
    return this.parts.commits.make(this.batchNo, this.parts.clock.ms)
  }

  commitIfDirty(): Promise<void> {
    return this.parts.commits.makeIfDirty(this.batchNo, this.parts.clock.ms)
  }

  private tick(nowMs: number): void {
    const { clock, graph } = this.parts
    clock.ms = Math.max(clock.ms, nowMs)
    for (const node of graph.nodes.values())
      if (node.operator.clock) graph.timed(node, () => node.operator.clock?.(clock.ms, node.emit))
  }

  /** What of the chunk went through: all of it, unless a breakpoint stopped it. */
  private async process(input: JobInput, chunk: Chunk, oneByOne = false): Promise<Chunk> {
    const { tracer } = this
    const { graph, edges, commits, watch } = this.parts
    const edge = edges.find(e => e.id === input.id)
    if (edge) await this.foresee(edge, chunk)
    let left = chunk.count
    for (const slice of slicesOf(chunk, oneByOne ? 1 : undefined)) {
      const size = slice.records?.length ?? slice.rows.length
      left -= size
      if (oneByOne) watch?.begin(slice.records?.[0])
      watch?.read(size)
      const isShown = oneByOne || left <= 0
      if (edge) tracer.let(edge, slice, () => graph.enter(edge, slice, chunk.partition, isShown))
      input.saw?.(slice.records ?? [])
      if (oneByOne && watch?.stop) break
    }
    const done = left > 0 ? this.cutBehind(input, chunk, chunk.count - left) : chunk
    input.done(done)
    this.debts.took(input.id, done.count)
    commits.touch(done.count)
    return done
  }

  private cutBehind(input: JobInput, chunk: Chunk, count: number): Chunk {
    const [done, rest] = cutAfter(chunk, count)
    this.rests.set(input.id, [rest, ...(this.rests.get(input.id) ?? [])])
    return done
  }

  private async foresee(edge: LabEdge, chunk: Chunk): Promise<void> {
    const { run, graph, stop } = this.parts
    const foreseeing = graph.foreseeing(edge)
    if (foreseeing.length === 0) return
    const { records = [] } = chunk.batch
    for (const { id, operator } of foreseeing) {
      let asked = operator.foresee?.(records)
      if (!asked) continue
      await patiently(run, [id], stop, async () => {
        const answer = asked ?? operator.foresee?.(records)
        asked = undefined
        await answer
      })
    }
  }

  /** Whether the memory of some node changed. */
  private async finish(last: boolean): Promise<boolean> {
    const { run, graph, stop } = this.parts
    let moved = false
    for (const id of graph.order) {
      const node = graph.nodes.get(id)
      // By its turn a node has got all rows of the batch.
      if (node?.operator.prepare)
        await patiently(run, [id], stop, async () => node.operator.prepare?.())
      const goOn = node && (await this.tracer.beforeFinish(node))
      if (node && graph.timed(node, () => node.operator.finish?.(node.emit, last)) === true)
        moved = true
      await goOn?.()
    }
    this.debts.settle()
    return moved
  }

  private hasRowsToWrite(): boolean {
    return [...this.parts.graph.nodes.values()].some(isPending)
  }

  private async flush({ n, ranges }: Plan, afterCrash: boolean): Promise<void> {
    const { run, gate, stop, commits, graph } = this.parts
    const { tracer } = this
    for (const level of this.levels) {
      const sinks = level.filter(isPending)
      await graph.rowsAgain?.beforeWrite()
      await tracer.beforeWrite(sinks)
      const begun = performance.now()
      await Promise.all(sinks.map(sink => writeSink(run, gate, sink, n, afterCrash, stop)))
      await tracer.afterWrite(sinks, n, begun)
    }
    tracer.endBatch(n, ranges, afterCrash)
    this.batchNo = n
    commits.touch()
  }
}
