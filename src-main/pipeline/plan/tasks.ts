// A lab as tasks. Topics cut it: what makes records for a topic is a producer; what hangs together
// behind the topics' consumers is a job with its own checkpoint. A job's id is its first node in
// the file's order, so that it keeps its checkpoint when nodes are added.
import type { LabEdge, LabFile } from '@shared/lab'
import { edgesOf, inOrder } from '@shared/lab'
import { nodeTypes } from '../nodes'

export interface ProducerPlan {
  readonly source: string
  readonly edges: readonly LabEdge[]
}

export interface JobPlan {
  readonly id: string
  /** In the order of the flow. */
  readonly nodes: readonly string[]
  /** Edges that bring records in: out of topics, or straight out of sources. */
  readonly inputs: readonly LabEdge[]
  /** Topics it writes to. */
  readonly topics: readonly string[]
}

export interface TaskPlan {
  readonly producers: readonly ProducerPlan[]
  readonly jobs: readonly JobPlan[]
  readonly topics: readonly string[]
}

export function planTasks(lab: LabFile): TaskPlan {
  const edges = edgesOf(lab)
  const kindOf = (id: string) => nodeTypes.get(lab.nodes[id]?.type ?? '')?.kind
  const order = inOrder(lab)
  const inJob = (id: string) => {
    const kind = kindOf(id)
    return (
      kind === 'step' ||
      kind === 'sink' ||
      (kind === 'topic' && edges.some(e => e.to === id && kindOf(e.from) !== 'source'))
    )
  }
  const producers = order
    .filter(id => kindOf(id) === 'source')
    .map(source => ({
      source,
      edges: edges.filter(e => e.from === source && kindOf(e.to) === 'topic'),
    }))
    .filter(p => p.edges.length > 0)
  const inner = edges.filter(e => kindOf(e.from) !== 'topic' && kindOf(e.from) !== 'source')
  const jobs = components(order.filter(inJob), inner).map(members => {
    const first = Object.keys(lab.nodes).find(id => members.has(id)) ?? ''
    const entering = edges.filter(e => members.has(e.to) && !inner.includes(e))
    const nodes = order.filter(id => members.has(id))
    return {
      id: first,
      nodes,
      inputs: entering,
      topics: nodes.filter(id => kindOf(id) === 'topic'),
    }
  })
  return { producers, jobs, topics: order.filter(id => kindOf(id) === 'topic') }
}

/** The topics that a run writes; it only reads the others. */
export const writtenTopics = ({ producers, jobs }: TaskPlan): ReadonlySet<string> =>
  new Set([...producers.flatMap(p => p.edges.map(e => e.to)), ...jobs.flatMap(j => j.topics)])

function components(ids: readonly string[], edges: readonly LabEdge[]): Set<string>[] {
  const groupOf = new Map<string, Set<string>>(ids.map(id => [id, new Set([id])]))
  for (const { from, to } of edges) {
    const a = groupOf.get(from)
    const b = groupOf.get(to)
    if (!a || !b || a === b) continue
    for (const id of b) {
      a.add(id)
      groupOf.set(id, a)
    }
  }
  return [...new Set(groupOf.values())]
}
