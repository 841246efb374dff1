// The wiring of a job: which operator a port leads to, with counting at each edge. Batches go down
// depth first, by plain calls.
import { join } from 'node:path'
import { DEAD_PORT, recordRow, type LabEdge } from '@shared/lab'
import type { BoundLab } from '../../plan/check-lab'
import type { Batch, Emit } from '../../model/batch'
import type { BadRecord, NodeEnv, Operator } from '../../model/operator'
import { recordAsRow } from '../../model/rows'
import { isOwn } from '../../topics/sequence-headers'
import type { Trace } from '../follow/trace'
import type { RowsAgain } from '../redelivery/rows-again'
import type { JobInput } from '../input'
import { nodeEnv, type RunContext } from '../run-context'
import { SavedKeys, takenFrom } from '../saved-keys'
import { keyOfRow } from '../key-fields'
import { BusyTime } from './busy-time'
import { deadRow } from './dead-row'
import { Lanes } from './lanes'
import type { StepWatch } from './step-watch'
import type { EdgeStats, NodeStats } from '../stats'

export interface GraphNode {
  readonly id: string
  operator: Operator
  readonly takesRecords: boolean
  readonly forgets: boolean
  readonly stats: NodeStats
  readonly emit: Emit
  /** Edges into it. */
  readonly inputs: EdgeStats[]
}

interface Target {
  readonly node: GraphNode
  readonly input: number
  readonly edge: EdgeStats
}

export class JobGraph {
  readonly nodes = new Map<string, GraphNode>()
  private readonly targets = new Map<string, Map<string, Target[]>>()
  /** After a restore, only nodes that forget get their rows again. */
  private refreshing = false
  private readonly leadsToForgetting = new Set<string>()
  private readonly lanes: Lanes
  /** Of the record that goes through now, where somebody follows it. */
  trace: Trace | undefined
  /** While batches of an earlier life are done again. */
  rowsAgain: RowsAgain | undefined
  private readonly busy = new BusyTime()
  /** By edge into the job. */
  private readonly foreseers = new Map<string, readonly GraphNode[]>()

  constructor(
    private readonly run: RunContext,
    /** With the settings that its nodes have now. */
    public bound: BoundLab,
    readonly order: readonly string[],
    private readonly inputs: readonly JobInput[] = [],
    private readonly watch?: StepWatch,
  ) {
    this.lanes = new Lanes(bound, inputs)
    for (const id of order) this.add(id)
    for (const edge of bound.edges) this.wire(edge)
  }

  private add(id: string): void {
    const node = this.bound.nodes.get(id)
    if (!node?.bound.create) return
    const operator = node.bound.create(this.envOf(id))
    const stats = this.run.stats.node(id)
    const emit: Emit = (port, batch) => this.pass(id, port, batch)
    // Behind something that was changed, a table is written whole once: rows of the old rules must
    // not stay.
    const anew =
      this.run.changed.size > 0 &&
      node.descriptor.kind === 'sink' &&
      node.inputs.some(i => i.stream.keys)
    this.nodes.set(id, {
      id,
      operator,
      takesRecords: node.descriptor.takesRecords === true,
      forgets: node.descriptor.forgets === true || anew,
      stats,
      emit,
      inputs: [],
    })
    this.showFigures(id)
  }

  private envOf(id: string): NodeEnv {
    return nodeEnv(this.run, id, bad => this.dead(id, bad), this.lanes.of(id))
  }

  private showFigures(id: string): void {
    const node = this.nodes.get(id)
    if (!node) return
    const { operator, stats } = node
    stats.stateKeys = operator.stateKeys && (() => operator.stateKeys?.() ?? 0)
    stats.figures = operator.figures && (() => operator.figures?.() ?? {})
    stats.time = operator.timeStat && (() => operator.timeStat?.())
  }

  /**
   * Puts a node with other settings in the place of the one that runs; what that remembers goes
   * over.
   */
  async swap(id: string, bound: BoundLab): Promise<void> {
    const node = this.nodes.get(id)
    const create = bound.nodes.get(id)?.bound.create
    if (!node || !create) return
    const next = create(this.envOf(id))
    const path = join(this.run.runDir, 'cold', `swap-${id}`)
    const state = takenFrom(node.operator, new SavedKeys(path))
    if (state) next.restore?.(state)
    state?.keys.close?.()
    await node.operator.close?.()
    this.foreseers.clear()
    this.bound = bound
    node.operator = next
    await next.open?.()
    this.showFigures(id)
  }

  /**
   * Gives the tables before some nodes out again, so that what lies behind the nodes follows their
   * new settings.
   */
  again(ids: readonly string[]): void {
    const tables = new Set<string>()
    const look = (id: string) => {
      for (const edge of this.bound.edges.filter(e => e.to === id)) {
        if (this.nodes.get(edge.from)?.operator.refresh) tables.add(edge.from)
        else if (this.nodes.has(edge.from)) look(edge.from)
      }
    }
    for (const id of ids) if (!this.nodes.get(id)?.operator.refresh) look(id)
    for (const id of tables) {
      const node = this.nodes.get(id)
      node?.operator.refresh?.(node.emit)
    }
  }

  private wire(edge: LabEdge): void {
    const target = this.nodes.get(edge.to)
    const from = this.bound.nodes.get(edge.from)
    if (!target || !from) return
    const inputs = this.bound.nodes.get(edge.to)?.inputs ?? []
    const input = inputs.findIndex(i => i.edge === edge)
    const row =
      edge.port === DEAD_PORT ? recordRow : (from.bound.outputs[edge.port]?.row ?? recordRow)
    const ports = this.targets.get(edge.from) ?? new Map<string, Target[]>()
    this.targets.set(edge.from, ports)
    const list = ports.get(edge.port) ?? []
    ports.set(edge.port, list)
    const stats = this.run.stats.edge(edge.id, row)
    target.inputs.push(stats)
    list.push({ node: target, input: Math.max(0, input), edge: stats })
  }

  /**
   * Sinks with those behind them later: a dead letter that arises while one is written belongs to
   * the batch of the sink that takes it.
   */
  sinkLevels(): readonly (readonly GraphNode[])[] {
    const levels: GraphNode[][] = []
    const depths = new Map<string, number>()
    for (const id of this.order) {
      let depth = 0
      for (const { from } of this.bound.edges.filter(edge => edge.to === id))
        depth = Math.max(depth, (depths.get(from) ?? 0) + (this.isSink(from) ? 1 : 0))
      depths.set(id, depth)
      const node = this.nodes.get(id)
      if (node && this.isSink(id)) (levels[depth] ??= []).push(node)
    }
    return levels.filter(level => level !== undefined)
  }

  private isSink(id: string): boolean {
    return this.nodes.get(id)?.operator.flush !== undefined
  }

  private pass(from: string, port: string, batch: Batch): void {
    const size = batch.records?.length ?? batch.rows.length
    const stats = this.nodes.get(from)?.stats
    if (stats && !this.refreshing) stats.out += size
    this.trace?.gave(from, port, batch)
    for (const target of this.targets.get(from)?.get(port) ?? []) this.deliver(target, batch)
  }

  private deliver({ node, input, edge }: Target, batch: Batch, isShown = true): void {
    if (this.refreshing && !node.forgets && !this.leadsToForgetting.has(node.id)) return
    const asRows =
      batch.records && !node.takesRecords ? { rows: batch.records.map(recordAsRow) } : batch
    if (!this.refreshing) {
      const size = batch.records?.length ?? batch.rows.length
      edge.pass(batch, isShown)
      node.stats.in += size
      node.stats.meter.add(size)
      // Steps take a batch at once; what a sink has not written yet waits before it.
      if (node.operator.flush) edge.lag += size
      if (this.watch?.isActive) this.watch.pass(edge, asRows)
      this.rowsAgain?.took(node, input, asRows)
      if (node.operator.keyFor)
        node.stats.keys.take(asRows.rows, row => keyOfRow(node.operator, input, row))
    }
    const left = this.trace?.enter(node, input, asRows)
    this.timed(node, () => node.operator.batch(input, asRows, node.emit))
    left?.()
  }

  timed<T>(node: GraphNode, work: () => T): T {
    return this.busy.of(node.stats.busy, work)
  }

  /**
   * Records out of a topic or a source, to the node that one edge leads to. What is shown of many
   * that come at once are the last ones.
   */
  enter(edge: LabEdge, batch: Batch, partition: number, isShown = true): void {
    const target = this.targets
      .get(edge.from)
      ?.get(edge.port)
      ?.find(t => t.edge.id === edge.id)
    this.lanes.begin(edge.id, partition)
    if (target) {
      const all = this.inputs.find(({ id }) => id === edge.id)?.positions.size ?? 0
      target.edge.read(partition, batch.records?.length ?? batch.rows.length, all)
      this.deliver(target, batch, isShown)
    }
    this.lanes.end()
  }

  edge(edge: LabEdge): EdgeStats | undefined {
    return this.run.stats.edges.get(edge.id)
  }

  /** The nodes that records of an edge can come to, as records, and that ask somebody before. */
  foreseeing(edge: LabEdge): readonly GraphNode[] {
    const known = this.foreseers.get(edge.id)
    if (known) return known
    const found = new Set<GraphNode>()
    const look = (id: string) => {
      const node = this.nodes.get(id)
      if (!node || found.has(node)) return
      found.add(node)
      for (const next of [...(this.targets.get(id)?.values() ?? [])].flat())
        if (next.node.takesRecords) look(next.node.id)
    }
    look(edge.to)
    const foreseeing = [...found].filter(({ operator }) => operator.foresee !== undefined)
    this.foreseers.set(edge.id, foreseeing)
    return foreseeing
  }

  private dead(node: string, bad: BadRecord): void {
    this.trace?.dead(node, bad.reason)
    this.run.stats.dead(node, bad, bad.record === undefined || isOwn(bad.record, this.run.runId))
    this.pass(node, DEAD_PORT, { rows: [deadRow(node, bad)] })
  }

  /**
   * Gives whole tables out again to the views behind the nodes that hold them. Stateless steps in
   * between take part.
   */
  refresh(): void {
    this.findForgetting()
    this.refreshing = true
    try {
      for (const id of this.order) {
        const node = this.nodes.get(id)
        if (node?.operator.refresh && this.leadsToForgetting.has(id))
          node.operator.refresh(node.emit)
      }
    } finally {
      this.refreshing = false
    }
  }

  /** A step with state of its own in between is not fed twice: it refreshes for itself. */
  private findForgetting(): void {
    for (const id of [...this.order].reverse()) {
      const node = this.nodes.get(id)
      const next = [...(this.targets.get(id)?.values() ?? [])].flat()
      const leads = next.some(
        t => t.node.forgets || (this.leadsToForgetting.has(t.node.id) && !t.node.operator.snapshot),
      )
      if (node && leads) this.leadsToForgetting.add(id)
    }
    for (const [id, node] of this.nodes)
      if (node.operator.snapshot && !node.operator.refresh) this.leadsToForgetting.delete(id)
  }
}
