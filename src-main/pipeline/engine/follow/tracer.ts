// Which records of a job are followed: those that somebody waits for, and while somebody looks a few
// others a second, so that a slow lab can show each of its records as it was. The last traces are kept,
// and which batch read what, and what was read once more after a restart. A look that fails ends the
// looking, never the job.
import { LabError } from '@shared/errors'
import type { Row } from '@shared/expr'
import type { LabEdge } from '@shared/lab'
import type { Batch, RawRecord } from '../../model/batch'
import type { Operator, StoredRow } from '../../model/operator'
import type { TopicAddress } from '../../model/topic-address'
import type { PlannedRange } from '../checkpoint-frames'
import { splitChunk, type Chunk } from '../input'
import type { RunContext } from '../run-context'
import type { BoundLab } from '../../plan/check-lab'
import { Trace, type TracedNode, type Visit } from './trace'
import { Walk } from './walk'

const TRACES_KEPT = 200
/** Of records whose results wait for a trigger or a window. */
const OPEN_MAX = 50
const TRACES_A_SECOND = 4
/** Of those that nobody waits for, while somebody looks: each reads tables twice. */
const WATCHED_EVERY_MS = 1000
const WATCHED_FOR_MS = 30_000
const BATCHES_KEPT = 5000
/** The job waits for a table's answer, so not for long. */
const LOOK_MS = 1000

export interface Wanted {
  /** Edges into the job. */
  readonly edges: ReadonlySet<string>
  readonly isIt: (record: RawRecord) => boolean
  readonly caught: (trace: Trace) => void
}

/** Rows that come out at the end of a batch for one that went in, and their way from there. */
interface GoingOn {
  readonly trace: Trace
  readonly visit: Visit
  readonly rows: readonly Row[]
  readonly walk: Walk
}

interface Entering {
  readonly edge: LabEdge
  readonly topic: TopicAddress | undefined
}

export interface ReadBatch {
  readonly n: number
  readonly edge: string
  readonly partition: number
  readonly from: number
  readonly to: number
  /** All that the batch read by this edge: a range may be a part of it. */
  readonly records: number
  /** By the lab's clock. */
  readonly at: number
  /** Done before, by an earlier life of the run. */
  readonly isAgain: boolean
}

export interface TracerParts {
  readonly run: RunContext
  readonly graph: {
    readonly bound: BoundLab
    readonly nodes: ReadonlyMap<string, TracedNode>
    trace: Trace | undefined
  }
}

export class Tracer {
  private traces: Trace[] = []
  private open: Trace[] = []
  private readonly wanted = new Set<Wanted>()
  private readonly batches: ReadBatch[] = []
  private left = 1
  private filledAt = -Infinity
  private watchedUntil = -Infinity
  private watchedAt = -Infinity

  constructor(private readonly parts: TracerParts) {}

  /** Somebody looks: tables are read for some of the records that come. */
  watch(): void {
    this.watchedUntil = performance.now() + WATCHED_FOR_MS
  }

  /** Follows the next record like this; the answer ends the waiting. */
  want(wanted: Wanted): () => void {
    this.watch()
    this.wanted.add(wanted)
    return () => this.wanted.delete(wanted)
  }

  find(edge: string, partition: number, offset: number): Trace | undefined {
    return this.traces.findLast(
      ({ edge: { id }, record }) =>
        id === edge && record.partition === partition && record.offset === offset,
    )
  }

  /** The newest first. */
  get last(): readonly Trace[] {
    return this.traces.toReversed()
  }

  /** The batches that read a record, the last one last. */
  batchesOf(edge: string, partition: number, offset: number): readonly ReadBatch[] {
    return this.batches.filter(
      each =>
        each.edge === edge &&
        each.partition === partition &&
        each.from <= offset &&
        offset < each.to,
    )
  }

  /**
   * The chunk, cut where one record is to go by itself. The pieces become ranges of the plan, so a
   * batch that is done again is cut in the same places.
   */
  piecesOf(edge: string, chunk: Chunk): readonly Chunk[] {
    if (chunk.count < 2) return [chunk]
    const offset = this.wantedIn(edge, chunk)?.offset
    if (offset === undefined) return [chunk]
    const [before, rest] = splitChunk(chunk, offset)
    const tail = before.count > 0 ? rest : chunk
    const [one, after] = splitChunk(tail, offset + 1)
    const pieces = after.count > 0 ? [one, after] : [tail]
    return before.count > 0 ? [before, ...pieces] : pieces
  }

  private wantedIn(edge: string, chunk: Chunk): RawRecord | undefined {
    for (const { edges, isIt } of this.wanted) {
      const found = edges.has(edge) ? chunk.batch.records?.find(isIt) : undefined
      if (found) return found
    }
    return undefined
  }

  /** Lets a batch through; one record that came by itself may be followed. */
  let(edge: LabEdge, batch: Batch, enter: () => void): void {
    const [record, ...others] = batch.records ?? []
    if (!record || others.length > 0) return enter()
    const asked = [...this.wanted].filter(({ edges, isIt }) => edges.has(edge.id) && isIt(record))
    if (asked.length === 0 && !(this.isLookedAt && this.hasRoom())) return enter()
    const isWatched = asked.length > 0 || this.watchesNow()
    const trace = this.begin(new Trace(edge, record, this.parts.run.clock.now(), isWatched))
    for (const each of asked) {
      this.wanted.delete(each)
      each.caught(trace)
    }
    const { graph } = this.parts
    graph.trace = trace
    try {
      enter()
    } finally {
      graph.trace = undefined
    }
  }

  private begin(trace: Trace): Trace {
    this.open = [...this.open, trace].slice(-OPEN_MAX)
    this.traces.push(trace)
    if (this.traces.length >= TRACES_KEPT * 2) this.traces = this.traces.slice(-TRACES_KEPT)
    return trace
  }

  private hasRoom(): boolean {
    const now = performance.now()
    const passed = Math.max(0, now - this.filledAt) / 1000
    this.left = Math.min(TRACES_A_SECOND, this.left + passed * TRACES_A_SECOND)
    this.filledAt = now
    if (this.left < 1) return false
    this.left -= 1
    return true
  }

  private get isLookedAt(): boolean {
    return performance.now() <= this.watchedUntil
  }

  private watchesNow(): boolean {
    const now = performance.now()
    if (!this.isLookedAt || now - this.watchedAt < WATCHED_EVERY_MS) return false
    this.watchedAt = now
    return true
  }

  /** Before the end of a batch at one node; the answer is to be called after it. */
  async beforeFinish(node: TracedNode): Promise<(() => Promise<void>) | undefined> {
    if (!node.operator.givesFor || this.open.length === 0) return undefined
    const goOn = await this.guarded(() => this.lookBefore(node))
    return goOn && (() => this.guarded(goOn))
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      this.open = []
      const { code, params } = LabError.from(error)
      this.parts.run.stats.say('warn', code, params)
      return undefined
    }
  }

  private async lookBefore({
    id,
    operator,
    stats,
  }: TracedNode): Promise<(() => Promise<void>) | undefined> {
    const due: GoingOn[] = []
    for (const trace of this.open)
      for (const visit of trace.visits) {
        if (visit.node !== id || visit.gave.size > 0 || visit.lateness === 'tooLate') continue
        const rows = visit.took.rows.flatMap(row => operator.givesFor?.(visit.input, row) ?? [])
        due.push({ trace, visit, rows, walk: await this.walked(id, rows) })
      }
    if (due.length === 0) return undefined
    for (const { walk } of due) await this.lookAtViews(walk, 'storedBefore')
    const { out } = stats
    return async () => {
      const isOut = stats.out > out
      for (const each of due) {
        if (isOut && each.rows.length > 0) await this.goOn(each)
        else each.visit.waits = true
      }
    }
  }

  private async goOn({ trace, visit, rows, walk }: GoingOn): Promise<void> {
    delete visit.waits
    visit.gave.set('out', { rows, count: rows.length })
    await this.lookAtViews(walk, 'storedAfter')
    const at = trace.now()
    for (const each of walk.visits) trace.visits.push(Object.assign(each, { at }))
  }

  private async walked(node: string, rows: readonly Row[]): Promise<Walk> {
    const walk = this.walk()
    if (rows.length > 0) await walk.outOf(node, 'out', { rows })
    await walk.close()
    return walk
  }

  /** Views are in memory, and have their rows at once. */
  private async lookAtViews(walk: Walk, when: 'storedBefore' | 'storedAfter'): Promise<void> {
    for (const visit of walk.visits) {
      const operator = this.parts.graph.nodes.get(visit.node)?.operator
      if (operator?.view && operator.stored)
        visit[when] = await operator.stored(visit.took.rows, visit.input)
    }
  }

  get bound(): BoundLab {
    return this.parts.graph.bound
  }

  operatorOf(node: string): Operator | undefined {
    return this.parts.graph.nodes.get(node)?.operator
  }

  /** Of the edges into the job, those from a topic (by its name) or a node, or that lead to a node. */
  entering(inputs: readonly LabEdge[], from: string): Entering[] {
    const all = inputs.map(edge => ({ edge, topic: this.bound.nodes.get(edge.from)?.bound.topic }))
    const direct = all.filter(({ edge, topic }) => edge.from === from || topic?.topic === from)
    if (direct.length > 0) return direct
    const before = new Set([from])
    for (const edge of this.bound.edges.toReversed())
      if (before.has(edge.to) && this.parts.graph.nodes.has(edge.to)) before.add(edge.from)
    return all.filter(({ edge }) => before.has(edge.to))
  }

  walk(): Walk {
    const { run, graph } = this.parts
    return new Walk({ run, bound: graph.bound, nodes: graph.nodes })
  }

  /** Reads the rows of these sinks' tables before they write. */
  async beforeWrite(sinks: readonly TracedNode[]): Promise<void> {
    await this.look(sinks, (visit, rows) => (visit.storedBefore = rows))
  }

  async afterWrite(sinks: readonly TracedNode[], batch: number, begun: number): Promise<void> {
    const tookMs = performance.now() - begun
    for (const { visit } of this.unwritten(sinks)) Object.assign(visit, { tookMs })
    await this.look(sinks, (visit, rows) => (visit.storedAfter = rows))
    for (const { visit } of this.unwritten(sinks)) visit.batch = batch
  }

  private unwritten(sinks: readonly TracedNode[]) {
    const ids = new Map(sinks.map(sink => [sink.id, sink]))
    return this.open.flatMap(trace =>
      trace.visits.flatMap(visit => {
        const sink = ids.get(visit.node)
        return sink && visit.batch === undefined ? [{ trace, visit, sink }] : []
      }),
    )
  }

  private async look(
    sinks: readonly TracedNode[],
    take: (visit: Visit, rows: readonly (StoredRow | undefined)[]) => void,
  ): Promise<void> {
    let isInTime = true
    const looks = this.unwritten(sinks).flatMap(({ trace, visit, sink: { operator } }) =>
      trace.isWatched && operator.stored
        ? [
            operator
              .stored(visit.took.rows, visit.input)
              .then(rows => isInTime && take(visit, rows)),
          ]
        : [],
    )
    if (looks.length > 0) await withinMs(LOOK_MS, Promise.allSettled(looks))
    isInTime = false
  }

  /** A batch is over. */
  endBatch(n: number, ranges: readonly PlannedRange[], isAgain: boolean): void {
    const at = this.parts.run.clock.now()
    const byEdge = new Map<string, number>()
    for (const [edge, , from, to] of ranges) byEdge.set(edge, (byEdge.get(edge) ?? 0) + to - from)
    for (const [edge, partition, from, to] of ranges) {
      const all = byEdge.get(edge) ?? 0
      this.batches.push({ n, edge, partition, from, to, records: all, at, isAgain })
    }
    if (this.batches.length > BATCHES_KEPT) this.batches.splice(0, this.batches.length >> 1)
    if (this.open.length === 0) return
    for (const trace of this.open) trace.batch ??= n
    this.open = this.open.filter(trace => trace.waits)
  }
}

/** For a topic's answer. */
export const READ_MS = 10_000

/** Lets a slow answer come when it likes, and goes on. */
export function withinMs<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<undefined>(resolve => (timer = setTimeout(resolve, ms, undefined)))
  return Promise.race([work, over]).finally(() => clearTimeout(timer))
}
