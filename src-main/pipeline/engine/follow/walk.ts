// The way of some rows through a job without any effect. A step that keeps nothing does its work in a
// copy of it; one that keeps something is only asked what it keeps and gives out for a row; a sink is
// where the way ends.
import type { Batch } from '../../model/batch'
import { NO_LANES } from '../../model/event-times'
import type { NodeEnv, Operator } from '../../model/operator'
import { recordAsRow } from '../../model/rows'
import { TimeWatch } from '../../model/time-watch'
import type { BoundLab } from '../../plan/check-lab'
import { nodeEnv, type RunContext } from '../run-context'
import { givenOf, keptBy, newVisit, ROWS_FOLLOWED, type TracedNode, type Visit } from './trace'

export interface WalkParts {
  readonly run: RunContext
  readonly bound: BoundLab
  /** As they run. */
  readonly nodes: ReadonlyMap<string, TracedNode>
}

/** A way that goes on and on, such as an explosion behind an explosion. */
const VISITS_MAX = 500

export class Walk {
  readonly visits: Visit[] = []
  private readonly copies = new Map<string, Promise<Operator>>()
  /** Of the copies. */
  private readonly unseen = new TimeWatch()
  private deadOf: Visit['dead'] = []

  constructor(private readonly parts: WalkParts) {}

  /** Into the node that one edge leads to. */
  async into(edgeId: string, batch: Batch): Promise<void> {
    const { bound, nodes } = this.parts
    const edge = bound.edges.find(each => each.id === edgeId)
    const node = edge && nodes.get(edge.to)
    const known = edge && bound.nodes.get(edge.to)
    if (!edge || !node || !known || this.visits.length >= VISITS_MAX) return
    const input = Math.max(
      0,
      known.inputs.findIndex(each => each.edge.id === edgeId),
    )
    const takesRecords = known.descriptor.takesRecords === true
    const taken = batch.records && !takesRecords ? { rows: batch.records.map(recordAsRow) } : batch
    await this.visit(node, input, taken)
  }

  /** Out of a port of a node. */
  async outOf(node: string, port: string, batch: Batch): Promise<void> {
    const next = this.parts.bound.edges.filter(edge => edge.from === node && edge.port === port)
    for (const { id } of next) await this.into(id, batch)
  }

  private async visit(node: TracedNode, input: number, batch: Batch): Promise<void> {
    const visit = newVisit(node.id, input, batch)
    this.visits.push(visit)
    const { operator } = node
    if (this.parts.bound.nodes.get(node.id)?.descriptor.kind !== 'step') return
    const given = operator.keptFor || operator.givesFor ? this.asked : this.worked
    const { rows, records } = visit.took
    const gave = await given.call(this, node, visit, { rows, ...(records ? { records } : {}) })
    for (const [port, out] of gave) {
      visit.gave.set(port, givenOf(out))
      await this.outOf(node.id, port, out)
    }
  }

  private async asked(node: TracedNode, visit: Visit, { rows }: Batch): Promise<Outs> {
    const { operator } = node
    visit.after = keptBy(node, visit.input, visit.took)
    // One that lets rows through as they are cannot say whether it did so with this one.
    const out = operator.givesFor
      ? rows.flatMap(row => operator.givesFor?.(visit.input, row) ?? []).slice(0, ROWS_FOLLOWED)
      : rows
    if (out.length === 0) visit.waits = true
    return new Map(out.length > 0 ? [['out', { rows: out }]] : [])
  }

  private async worked(node: TracedNode, visit: Visit, batch: Batch): Promise<Outs> {
    const outs: Outs = new Map()
    const copy = await this.copyOf(node.id)
    const emit = (port: string, out: Batch) => {
      const known = outs.get(port)
      outs.set(port, known ? { rows: [...known.rows, ...out.rows] } : out)
    }
    await copy.foresee?.(batch.records ?? [])
    this.deadOf = visit.dead
    copy.batch(visit.input, batch, emit)
    copy.finish?.(emit, true)
    return outs
  }

  private copyOf(id: string): Promise<Operator> {
    const known = this.copies.get(id) ?? this.made(id)
    this.copies.set(id, known)
    return known
  }

  private async made(id: string): Promise<Operator> {
    const operator = this.create(id)
    await operator?.open?.()
    return operator ?? { batch: () => {} }
  }

  private create(id: string): Operator | undefined {
    const { run, bound } = this.parts
    const env: NodeEnv = {
      ...nodeEnv(run, id, ({ reason }) => this.deadOf.push(reason), NO_LANES),
      late: () => {},
      watch: this.unseen,
    }
    return bound.nodes.get(id)?.bound.create?.(env)
  }

  /** What a node would keep if nothing but these rows had ever come. */
  alone({ node, input, took: { rows } }: Visit) {
    const running = this.parts.nodes.get(node)?.operator
    if (!running?.keptFor || !running.givesFor) return []
    const copy = this.create(node)
    copy?.clock?.(this.parts.run.clock.now(), () => {})
    copy?.batch(input, { rows }, () => {})
    return Array.from(copy?.keptKeys?.() ?? [], tell => tell())
  }

  /** The event times of the rows that a node took. */
  times({ node, input, took: { rows } }: Visit): (number | null)[] {
    const operator = this.parts.nodes.get(node)?.operator
    return operator?.timeFor ? rows.map(row => operator.timeFor?.(input, row) ?? null) : []
  }

  async close(): Promise<void> {
    for (const copy of this.copies.values()) await (await copy).close?.()
  }
}

type Outs = Map<string, Batch>
