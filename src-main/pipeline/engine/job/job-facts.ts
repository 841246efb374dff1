// The facts in a job's commit besides its nodes' state: where its inputs stand, what was counted,
// and what each node's memory depends on.
import { createHash } from 'node:crypto'
import { LabError } from '@shared/errors'
import type { BoundLab } from '../../plan/check-lab'
import { growthOf, signatureOf, type Growth } from '../../plan/signature'
import type { GraphNode, JobGraph } from './graph'
import type { Commit, Restored, WholeState } from '../checkpoint-frames'
import type { JobInput } from '../input'
import type { Json, Operator, RestoredState, StateDelta } from '../../model/operator'
import type { NodeStats, RunStats } from '../stats'
import type { JobPlan } from '../../plan/tasks'

export interface SavedParts {
  readonly graph: JobGraph
  readonly bound: BoundLab
  readonly inputs: readonly JobInput[]
  readonly plan: JobPlan
  readonly stats: RunStats
}

interface JobFacts {
  readonly inputs: Readonly<Record<string, Json>>
  /** In, out, errors, late, too late, too late for the first time, without a time, foreign. */
  readonly counts: Readonly<Record<string, readonly number[]>>
  readonly edges: Readonly<Record<string, number>>
  /** What other delays would have dropped, of the nodes that have a watermark. */
  readonly drops?: Readonly<Record<string, Json>>
  readonly signatures: Readonly<Record<string, string>>
}

/** Our own record, checked by the log's checksum: a parse boundary. */
const read = ({ facts }: Commit): JobFacts => facts as unknown as JobFacts

const countsOf = (s: NodeStats) => [
  s.in,
  s.out,
  s.errors,
  s.late,
  s.tooLate,
  s.tooLateFirst,
  s.untimed,
  s.foreign,
]

export const savedInputs = (commit: Commit): JobFacts['inputs'] => read(commit).inputs

export function factsOf({ graph, bound, inputs, plan, stats }: SavedParts): Json {
  const nodes = [...graph.nodes.values()]
  const edges = [...stats.edges].filter(([id]) => plan.nodes.some(node => id.endsWith(`>${node}`)))
  return {
    inputs: Object.fromEntries(inputs.map(input => [input.id, input.save()])),
    counts: Object.fromEntries(nodes.map(({ id, stats: s }) => [id, countsOf(s)])),
    drops: dropsOf(nodes),
    edges: Object.fromEntries(edges.map(([id, edge]) => [id, edge.meter.total])),
    signatures: Object.fromEntries(nodes.map(({ id }) => [id, signatureOf(bound, id)])),
  }
}

const dropsOf = (nodes: readonly GraphNode[]): NonNullable<JobFacts['drops']> =>
  Object.fromEntries(
    nodes.flatMap(({ id, stats: { watch } }) =>
      watch.drops.isEmpty ? [] : [[id, watch.drops.save()]],
    ),
  )

/** All settings that a job's batches come from, as one text. */
export function rulesOf({ graph, bound }: Pick<SavedParts, 'graph' | 'bound'>): string {
  const rules = graph.order.map(id => {
    const node = bound.nodes.get(id)
    const from = node?.inputs.map(({ edge }) => [edge.from, edge.port])
    return [id, node?.descriptor.type, node?.settings, from]
  })
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 16)
}

/**
 * Refuses state that was added up under other rules; what a node that is gone remembered is
 * forgotten.
 */
export function restoreFacts(
  { graph, bound, stats }: SavedParts,
  commit: Commit,
  nodes: Restored['nodes'],
): void {
  const facts = read(commit)
  const growths = new Map<string, Growth | undefined>()
  for (const id of nodes.keys())
    if (bound.nodes.has(id)) growths.set(id, growthOf(bound, id, facts.signatures[id] ?? ''))
  const changed = [...growths].flatMap(([id, growth]) => (growth ? [] : [id]))
  if (changed.length > 0)
    throw new LabError('run-state-changed', {
      kind: 'conflict',
      params: { nodes: changed.join(', ') },
    })
  for (const [id, state] of nodes) {
    const operator = graph.nodes.get(id)?.operator
    operator?.restore?.(grown(state, operator, growths.get(id)))
    state.keys.close?.()
  }
  for (const [id, counts] of Object.entries(facts.counts)) {
    const [taken = 0, out = 0, errors = 0, late = 0, tooLate = 0] = counts
    const [tooLateFirst = tooLate, untimed = 0, foreign = 0] = counts.slice(5)
    const more = { tooLate, tooLateFirst, untimed, foreign }
    Object.assign(stats.node(id), { in: taken, out, errors, late, ...more })
  }
  for (const [id, saved] of Object.entries(facts.drops ?? {}))
    stats.node(id).watch.drops.restore(saved)
  for (const [id, total] of Object.entries(facts.edges)) {
    const edge = stats.edges.get(id)
    if (edge) edge.meter.restore(total)
  }
}

/** Key by key, so that memory need not hold it. */
function grown(
  state: RestoredState,
  operator: Operator,
  growth: Growth | undefined,
): RestoredState {
  const { names = [] } = growth ?? {}
  if (names.length === 0) return state
  const keys = {
    *[Symbol.iterator]() {
      for (const [key, saved] of state.keys)
        yield [key, operator.grown?.(saved, names) ?? saved] as const
    },
  }
  return { ...state, keys }
}

export function positionsOf(inputs: readonly JobInput[]): Commit['positions'] {
  const plain = (map: ReadonlyMap<number, number>) =>
    Object.fromEntries([...map].map(([p, offset]) => [String(p), offset]))
  return Object.fromEntries(inputs.map(input => [input.id, plain(input.positions)]))
}

/** All of it, in pieces where memory should not hold it twice. */
export function* wholesOf(graph: JobGraph): Generator<readonly [string, WholeState]> {
  for (const { id, operator } of graph.nodes.values()) {
    const whole = operator.snapshotParts?.() ?? operator.snapshot?.(true)
    if (whole) yield [id, whole]
  }
}

export function snapshotsOf(graph: JobGraph, full: boolean): Map<string, StateDelta> {
  const deltas = new Map<string, StateDelta>()
  for (const { id, operator } of graph.nodes.values()) {
    const delta = operator.snapshot?.(full)
    if (delta) deltas.set(id, delta)
  }
  return deltas
}

export function keysOf(graph: JobGraph): number {
  let keys = 0
  for (const { operator } of graph.nodes.values()) keys += operator.stateKeys?.() ?? 0
  return keys
}

/** What a job had read and what each of its nodes had got, as a commit has it. */
export function figuresOf(commit: Commit): {
  readonly records: number
  readonly rows: Readonly<Record<string, number>>
} {
  const offsets = Object.values(commit.positions).flatMap(each => Object.values(each))
  const { counts } = read(commit)
  return {
    records: offsets.reduce((sum, offset) => sum + offset, 0),
    rows: Object.fromEntries(Object.entries(counts).map(([id, [taken = 0]]) => [id, taken])),
  }
}
