// Nodes of a lab on a bench: bound as a run binds them, wired by the engine's own graph, and fed batch
// by batch through the engine's own cycle. Only the two ends are made up: an input that holds the
// records of a test, and a tap at every port that leads nowhere.
import type { Row, StructType } from '@shared/expr'
import { DEAD_PORT, type LabEdge, type LabFile } from '@shared/lab'
import type { LabClock } from '../../engine/clock'
import type { Chunk, JobInput } from '../../engine/input'
import { Commits } from '../../engine/job/commits'
import { JobGraph } from '../../engine/job/graph'
import { snapshotsOf } from '../../engine/job/job-facts'
import { MicroBatches } from '../../engine/job/micro-batches'
import { SinkGate } from '../../engine/job/sink-gate'
import { RunStats } from '../../engine/stats'
import { deadRow } from '../../model/dead-row'
import { pairsOf, type Json, type StateDelta } from '../../model/operator'
import { nodeTypes } from '../../nodes'
import { testRun } from '../test-run'
import { bindLab, type BoundLab, type LabNodeBound } from '../../plan/check-lab'

/** A row that came out of a port that leads nowhere. */
export interface TappedRow {
  readonly node: string
  readonly port: string
  readonly row: Row
  readonly type: StructType
  /** It was taken back: these fields tell which row. */
  readonly removed?: readonly string[]
}

/** A record of a test. */
export interface Line {
  readonly partition: number
  readonly key: string | null
  readonly value: string | null
}

/** A lab whose topic is `in`, with the nodes that are watched. */
export interface BenchedLab {
  readonly lab: LabFile
  readonly shown: readonly string[]
  readonly partitions: number
}

export class LabBench {
  private tapped: TappedRow[] = []
  private readonly stats = new RunStats()
  private readonly graph: JobGraph
  private readonly batches: MicroBatches
  /** One for each edge out of the topic. */
  private readonly inputs: readonly LineInput[]

  constructor(
    private readonly benched: BenchedLab,
    private readonly clock: LabClock,
    before?: LabBench,
  ) {
    const batchClock = { ms: before?.clock.now() ?? 0 }
    const bound = bindLab(benched.lab, () => batchClock.ms)
    const run = testRun(benched.lab, clock, { stats: this.stats })
    const order = [...bound.nodes.keys()].filter(id => bound.nodes.get(id)?.bound.create)
    const taps = this.taps(bound)
    const tapped = {
      ...bound,
      nodes: new Map([...bound.nodes, ...taps.nodes]),
      edges: [...bound.edges, ...taps.edges],
    }
    const entering = bound.edges.filter(edge => edge.from === 'in')
    this.inputs = before?.inputs ?? entering.map(e => new LineInput(e.id, benched.partitions))
    this.graph = new JobGraph(run, tapped, [...order, ...taps.nodes.keys()], this.inputs)
    if (before)
      for (const [id, delta] of snapshotsOf(before.graph, true))
        this.graph.nodes.get(id)?.operator.restore?.(readBack(delta))
    this.batches = new MicroBatches({
      run,
      graph: this.graph,
      inputs: this.inputs,
      edges: entering,
      // Without a log: a test notes nothing on disk.
      commits: new Commits(() => {
        throw new Error('a lab test makes no commits')
      }),
      gate: new SinkGate(),
      clock: batchClock,
      stop: run.signal,
    })
    if (before) this.batches.resumed()
  }

  /** The same lab in a new life, with what this one remembers. */
  again(): LabBench {
    return new LabBench(this.benched, this.clock, this)
  }

  /** One batch of these records; `last`: triggers do not wait. */
  async batch(records: readonly Line[], last = false): Promise<readonly TappedRow[]> {
    this.tapped = []
    for (const input of this.inputs) input.add(records)
    await this.batches.next(last)
    return this.tapped
  }

  /** Whether the engine would begin a batch without rows now. */
  get wantsBatch(): boolean {
    const now = this.clock.now()
    return [...this.graph.nodes.values()].some(
      ({ operator }) => (operator.wakeAt?.() ?? Infinity) <= now,
    )
  }

  /** What the watched nodes have counted so far. */
  counts(): (readonly [string, number])[] {
    return this.benched.shown.flatMap(id => {
      const { late, tooLate, untimed } = this.stats.node(id)
      const counts = { late, 'too-late': tooLate, untimed }
      return Object.entries(counts).map(([name, count]) => [`${id}.${name}`, count] as const)
    })
  }

  /** A sink behind each port of the test's nodes that nothing else reads. */
  private taps({ nodes, edges }: BoundLab) {
    const tap = nodeTypes.get('live')
    const tapNodes: [string, LabNodeBound][] = []
    const tapEdges: LabEdge[] = []
    for (const id of this.benched.shown) {
      const outputs = nodes.get(id)?.bound.outputs ?? {}
      for (const port of new Set([...Object.keys(outputs), DEAD_PORT])) {
        if (!tap || edges.some(edge => edge.from === id && edge.port === port)) continue
        // What came too late is counted; a test that wants its rows reads that port.
        if (nodes.get(id)?.descriptor.latePorts?.includes(port)) continue
        const to = `${id}.${port}`
        const edge = { id: `${to}>tap`, from: id, port, to }
        const stream = outputs[port] ?? { row: deadRow }
        const create = () => ({ batch: this.tap(id, port, stream.row, stream.keys ?? []) })
        const bound = { outputs: {}, create }
        const settings = {}
        tapEdges.push(edge)
        tapNodes.push([
          to,
          { id: to, descriptor: tap, inputs: [{ edge, stream }], bound, scopes: [], settings },
        ])
      }
    }
    return { nodes: new Map(tapNodes), edges: tapEdges }
  }

  private tap(node: string, port: string, type: StructType, keys: readonly string[]) {
    return (_input: number, { rows, removed = [] }: Parameters<JobGraph['enter']>[1]) => {
      for (const row of rows) this.tapped.push({ node, port, row, type })
      for (const row of removed) this.tapped.push({ node, port, row, type, removed: keys })
    }
  }
}

/** As a checkpoint gives it: through JSON. */
function readBack(delta: StateDelta) {
  const given = { set: [...pairsOf(delta)], facts: delta.facts }
  const copy: { set: [string, Json][]; facts?: Json } = JSON.parse(JSON.stringify(given))
  return { keys: new Map(copy.set), facts: copy.facts }
}

/** The time of the first record. */
const BEGIN_MS = Date.parse('2025-01-01T00:00:00Z')

/** Lines as the records of a topic. */
class LineInput implements JobInput {
  readonly node = ''
  readonly port = 0
  readonly positions = new Map<number, number>()
  readonly failure = undefined
  readonly lag = 0
  readonly fill = 0
  private waiting: Line[] = []

  constructor(
    readonly id: string,
    partitions: number,
  ) {
    for (let partition = 0; partition < partitions; partition++) this.positions.set(partition, 0)
  }

  add(lines: readonly Line[]): void {
    this.waiting.push(...lines)
  }

  take(): Chunk | undefined {
    const partition = this.waiting[0]?.partition
    if (partition === undefined) return undefined
    const end = this.waiting.findIndex(line => line.partition !== partition)
    const lines = this.waiting.splice(0, end < 0 ? this.waiting.length : end)
    const from = this.positions.get(partition) ?? 0
    const to = from + lines.length
    this.positions.set(partition, to)
    const records = lines.map(({ key, value }, i) => ({
      partition,
      offset: from + i,
      timeMs: BEGIN_MS + from + i,
      key: key === null ? null : Buffer.from(key),
      value: value === null ? null : Buffer.from(value),
      headers: {},
    }))
    return { partition, from, to, count: lines.length, batch: { rows: [], records } }
  }

  takeRange(): undefined {}
  async open(): Promise<void> {}
  done(): void {}
  committed(): void {}
  save(): null {
    return null
  }
  restore(): void {}
  async limitToNow(): Promise<void> {}
  async reachedLimit(): Promise<boolean> {
    return true
  }
  async drained(): Promise<boolean> {
    return true
  }
  async close(): Promise<void> {}
}
