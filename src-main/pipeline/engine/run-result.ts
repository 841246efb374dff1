// The result of a run: counts by node, the final tables of its sinks, views and reports, how fast
// it was.
import type { RunResult } from '@shared/contract'
import { LabError } from '@shared/errors'
import { edgesOf, type LabFile } from '@shared/lab'
import type { GraphNode } from './job/graph'
import { nodeTypes } from '../nodes'
import type { RunJob } from './job/run-job'
import type { Meter } from './meter'
import type { ProducerTask } from './producer-task'
import type { RunStats } from './stats'
import type { TaskPlan } from '../plan/tasks'

type Tables = Record<string, readonly Readonly<Record<string, unknown>>[]>

/**
 * A live view is the table where nothing stores one; where a sink does, it would only say the same
 * again.
 */
export async function readBack(
  lab: LabFile,
  jobs: readonly RunJob[],
  stats: RunStats,
): Promise<Pick<RunResult, 'tables' | 'cut'>> {
  const tables: Tables = {}
  const cut: Record<string, number | null> = {}
  const edges = edgesOf(lab)
  const feedersOf = (id: string) =>
    edges.flatMap(edge => (edge.to === id ? [`${edge.from}.${edge.port}`] : []))
  const isView = ({ id }: GraphNode) => nodeTypes.get(lab.nodes[id]?.type ?? '')?.isView === true
  const nodes = jobs.flatMap(job => [...job.nodes.values()])
  const stored = new Set<string>()
  for (const node of [...nodes.filter(n => !isView(n)), ...nodes.filter(isView)]) {
    const feeders = feedersOf(node.id)
    if (isView(node) && feeders.some(feeder => stored.has(feeder))) continue
    try {
      const back = await node.operator.readBack?.()
      if (!back) continue
      tables[back.name] = back.rows
      if (back.rowsInAll !== undefined) cut[back.name] = back.rowsInAll
      for (const feeder of feeders) stored.add(feeder)
    } catch (error) {
      const known = LabError.from(error)
      stats.say('warn', known.code, known.params, node.id)
    }
  }
  return Object.keys(cut).length > 0 ? { tables, cut } : { tables }
}

export function nodeCounts(
  lab: LabFile,
  plan: TaskPlan,
  stats: RunStats,
  jobs: readonly RunJob[],
): RunResult['nodes'] {
  const counts: Record<string, RunResult['nodes'][string]> = {}
  const operators = new Map(
    jobs.flatMap(job => [...job.nodes.values()].map(({ id, operator }) => [id, operator] as const)),
  )
  for (const id of Object.keys(lab.nodes)) {
    const known = stats.nodes.get(id)
    const out = plan.topics.includes(id) ? readFrom(stats, id) : (known?.out ?? 0)
    const doubled = operators.get(id)?.doubled?.() ?? 0
    counts[id] = {
      in: known?.in ?? 0,
      out,
      errors: known?.errors ?? 0,
      ...(doubled > 0 ? { doubled } : {}),
    }
  }
  return counts
}

function readFrom(stats: RunStats, topic: string): number {
  let most = 0
  for (const [id, edge] of stats.edges)
    if (id.startsWith(`${topic}>`)) most = Math.max(most, edge.meter.total)
  return most
}

/** Made or read, whichever is more. */
export function eventsDone(
  stats: RunStats,
  jobs: readonly RunJob[],
  producers: readonly ProducerTask[],
): number {
  return madeOrRead(
    stats,
    jobs,
    producers,
    p => p.produced,
    meter => meter.total,
  )
}

/** The same, as it was when this life of the run began. */
export function eventsBefore(
  stats: RunStats,
  jobs: readonly RunJob[],
  producers: readonly ProducerTask[],
): number {
  return madeOrRead(
    stats,
    jobs,
    producers,
    p => p.before,
    meter => meter.before,
  )
}

function madeOrRead(
  stats: RunStats,
  jobs: readonly RunJob[],
  producers: readonly ProducerTask[],
  madeBy: (producer: ProducerTask) => number,
  readAt: (meter: Meter) => number,
): number {
  const made = producers.reduce((sum, producer) => sum + madeBy(producer), 0)
  const read = jobs.flatMap(job => job.plan.inputs).map(edge => stats.edges.get(edge.id)?.meter)
  return Math.max(made, ...read.map(meter => (meter ? readAt(meter) : 0)))
}

/**
 * Records a second: what the sources make, each once however many groups read it, and what comes
 * from topics that nothing in the lab fills.
 */
export function eventsPerSecond(stats: RunStats, plan: TaskPlan): number {
  const rateOf = (id: string) => stats.edges.get(id)?.meter.rate ?? 0
  const filled = new Set([
    ...plan.producers.flatMap(p => p.edges.map(edge => edge.to)),
    ...plan.jobs.flatMap(job => job.topics),
  ])
  const read = new Map<string, number>()
  for (const { from, id } of plan.jobs.flatMap(job => job.inputs))
    if (!filled.has(from)) read.set(from, Math.max(read.get(from) ?? 0, rateOf(id)))
  const made = plan.producers.map(({ edges: [first] }) => (first ? rateOf(first.id) : 0))
  const sum = [...made, ...read.values()].reduce((a, b) => a + b, 0)
  return Math.round(sum * 10) / 10
}
