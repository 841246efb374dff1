// Runs a lab test: the lab is bound as a run binds it, its nodes are wired by the engine's own
// graph, and batches go through the engine's own cycle. Only the two ends are made up: an input
// that holds the lines of the test, and a tap at every port that leads nowhere.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StructType } from '@shared/expr'
import { DEAD_PORT, labFileSchema, type LabEdge, type LabFile } from '@shared/lab'
import { z } from 'zod'
import { LabClock } from '../../engine/clock'
import type { Chunk, JobInput } from '../../engine/input'
import { Commits } from '../../engine/job/commits'
import { JobGraph } from '../../engine/job/graph'
import { snapshotsOf } from '../../engine/job/job-facts'
import { MicroBatches } from '../../engine/job/micro-batches'
import { SinkGate } from '../../engine/job/sink-gate'
import type { RunContext } from '../../engine/run-context'
import { RunStats } from '../../engine/stats'
import { deadRow } from '../../model/dead-row'
import { nodeTypes } from '../../nodes'
import { bindLab, checkLab, type BoundLab, type LabNodeBound } from '../../plan/check-lab'
import { jsonOf, momentOf, textOf } from './cells'
import type { Script, Step } from './script'

const BEGIN = '00:00'
const labSchema = z.strictObject({
  timezone: z.string().default('UTC'),
  /** Field → type of the rows; absent: the input's lines are records as they lie in the topic. */
  rows: z.record(z.string(), z.string()).optional(),
  nodes: z.record(z.string(), z.record(z.string(), z.unknown())),
})

interface SmallLab {
  readonly lab: LabFile
  readonly rows: Readonly<Record<string, string>> | undefined
  /** The nodes that the test names. */
  readonly shown: readonly string[]
}

/** The test's nodes behind a topic `in`, and behind a step `rows` that reads its fields. */
function smallLab(given: unknown): SmallLab {
  const { timezone, rows, nodes } = labSchema.parse(given)
  const own = Object.entries(nodes).map(([id, node], i) => [
    id,
    i === 0 && node.from === undefined ? { ...node, from: rows ? 'rows' : 'in' } : node,
  ])
  const lab = labFileSchema.parse({
    sluice: 1,
    id: 'lab-test',
    title: 'lab test',
    seed: 1,
    timezone,
    connections: { broker: { type: 'kafka' } },
    nodes: {
      in: { type: 'topic', with: { connection: 'broker', topic: 'in' } },
      ...(rows ? { rows: { type: 'parse', from: 'in', with: { fields: rows } } } : {}),
      ...Object.fromEntries(own),
    },
  })
  return { lab, rows, shown: Object.keys(nodes) }
}

/** The reasons why a lab is refused, as `code path`. */
export function problemsOf({ lab }: Script): string[] {
  return checkLab(smallLab(lab).lab)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`)
}

/** The lines that came out in each batch, in the form of the test. */
export async function outcomes(script: Script): Promise<string[][]> {
  const small = smallLab(script.lab)
  const problems = checkLab(small.lab).problems.filter(p => p.severity === 'error')
  if (problems.length > 0)
    throw new Error(problems.map(({ code, path }) => `${code} ${path}`).join('\n'))
  const dir = await mkdtemp(join(tmpdir(), 'lab-test-'))
  let nowMs = momentOf(BEGIN)
  const clock = await LabClock.open(dir, undefined, () => nowMs)
  let bench = new Bench(small, clock)
  const results: string[][] = []
  for (const step of script.steps) {
    if (step.at !== undefined) nowMs = momentOf(step.at)
    if (step.kind === 'restart') bench = bench.again()
    else results.push(await bench.batch(step))
  }
  await rm(dir, { recursive: true, force: true })
  return results
}

class Bench {
  private readonly lines: string[] = []
  private readonly stats = new RunStats()
  private readonly graph: JobGraph
  private readonly batches: MicroBatches
  private readonly input: ScriptInput

  constructor(
    private readonly small: SmallLab,
    private readonly clock: LabClock,
    before?: Bench,
  ) {
    const batchClock = { ms: before?.clock.now() ?? 0 }
    const bound = bindLab(small.lab, () => batchClock.ms)
    const run = this.context()
    const order = ['rows', ...small.shown].filter(id => bound.nodes.get(id)?.bound.create)
    const taps = this.taps(bound)
    const tapped = {
      ...bound,
      nodes: new Map([...bound.nodes, ...taps.nodes]),
      edges: [...bound.edges, ...taps.edges],
    }
    this.graph = new JobGraph(run, tapped, [...order, ...taps.nodes.keys()])
    const entering = bound.edges.filter(edge => edge.from === 'in')
    this.input = before?.input ?? new ScriptInput(entering[0]?.id ?? '')
    if (before)
      for (const [id, { set = [], facts }] of snapshotsOf(before.graph, true))
        this.graph.nodes.get(id)?.operator.restore?.({ keys: new Map(set), facts })
    this.batches = new MicroBatches({
      run,
      graph: this.graph,
      inputs: [this.input],
      edges: entering,
      // Without a log: a test notes nothing on disk.
      commits: new Commits(() => {
        throw new Error('a lab test makes no commits')
      }),
      gate: new SinkGate(),
      clock: batchClock,
      stop: run.signal,
    })
  }

  /** The same lab in a new life, with what this one remembers. */
  again(): Bench {
    return new Bench(this.small, this.clock, this)
  }

  async batch({ kind, input }: Step): Promise<string[]> {
    const { rows } = this.small
    this.input.add(rows ? input.map(line => jsonOf(line, rows)) : input)
    const before = this.counts()
    await this.batches.next(kind === 'last')
    const counts = this.counts().flatMap(([name, count], i) => {
      const more = count - (before[i]?.[1] ?? 0)
      return more > 0 ? [`${name} ${more}`] : []
    })
    return [...this.lines.splice(0), ...counts]
  }

  private counts(): (readonly [string, number])[] {
    return this.small.shown.flatMap(id => {
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
    for (const id of this.small.shown) {
      const outputs = nodes.get(id)?.bound.outputs ?? {}
      for (const port of new Set([...Object.keys(outputs), DEAD_PORT])) {
        if (!tap || edges.some(edge => edge.from === id && edge.port === port)) continue
        const to = `${id}.${port}`
        const edge = { id: `${to}>tap`, from: id, port, to }
        const stream = outputs[port] ?? { row: deadRow }
        const create = () => ({
          batch: this.show(port === 'out' ? id : to, stream.row, stream.keys ?? []),
        })
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

  private show(name: string, type: StructType, keys: readonly string[]) {
    const shownType = name.endsWith(`.${DEAD_PORT}`) ? DEAD_SHOWN : type.fields.map(f => f.name)
    return (_input: number, { rows, removed = [] }: Parameters<JobGraph['enter']>[1]) => {
      for (const row of rows) this.lines.push(`${name} ${textOf(row, type, shownType)}`)
      for (const row of removed) this.lines.push(`${name} - ${textOf(row, type, keys)}`)
    }
  }

  private context(): RunContext {
    const { lab } = this.small
    return {
      lab,
      seed: lab.seed ?? 0,
      overrides: {},
      runId: 'run',
      runDir: '',
      dataDir: '',
      filesDir: '',
      labDir: undefined,
      durability: 'fast',
      clock: this.clock,
      startMs: undefined,
      stats: this.stats,
      connections: {},
      endWhenDrained: false,
      availableNow: false,
      changed: new Set(),
      topicComplete: () => true,
      signal: new AbortController().signal,
    }
  }
}

/** Of a dead letter: the rest is the same in every test. */
const DEAD_SHOWN = ['reason', 'value']

/** The lines of a step as the records of a topic. */
class ScriptInput implements JobInput {
  readonly node = ''
  readonly port = 0
  readonly positions = new Map<number, number>()
  readonly failure = undefined
  readonly lag = 0
  readonly fill = 0
  private waiting: string[] = []
  private next = 0

  constructor(readonly id: string) {}

  add(values: readonly string[]): void {
    this.waiting.push(...values)
  }

  take(): Chunk | undefined {
    const values = this.waiting
    if (values.length === 0) return undefined
    this.waiting = []
    const from = this.next
    this.next += values.length
    const records = values.map((value, i) => ({
      partition: 0,
      offset: from + i,
      timeMs: momentOf(BEGIN) + from + i,
      key: null,
      value: Buffer.from(value),
      headers: {},
    }))
    return { partition: 0, from, to: this.next, count: values.length, batch: { rows: [], records } }
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
