// Which writes of a job can run in the real-time mode of Spark 4, and why the others cannot. By Spark's
// guide ("Real-time Mode", 4.3) it reads Kafka, writes Kafka or row by row but not by foreachBatch, and
// runs what keeps no state; of what keeps one it takes some aggregates, which stay with batches here.
import type { Problem, SparkVersion } from '@shared/contract'
import { problemAt, type LabEdge } from '@shared/lab'
import type { TargetNode, TargetPlan } from '@main/pipeline'
import { BY_CLOCK } from './by-clock'

/** Whether the rows of an edge go into a topic record by record. */
export type IsRelayed = (node: TargetNode, edge: LabEdge) => boolean

export const NEVER: IsRelayed = () => false

const STEPS: ReadonlySet<string> = new Set(['rows', 'port'])

export class RealTime {
  private readonly byId: ReadonlyMap<string, TargetNode>

  constructor(
    private readonly plan: TargetPlan,
    private readonly spark: SparkVersion,
  ) {
    this.byId = new Map(plan.nodes.map(node => [node.id, node]))
  }

  readonly isRelayed: IsRelayed = (node, edge) => this.obstacle(node, edge) === undefined

  /** Why it applies to no part of the lab; undefined where it does to one. */
  nowhere(): Problem | undefined {
    if (this.spark !== '4') return problemAt('nodes', 'export-real-time-version', {}, 'error')
    const all = this.writes().map(([node, edge]) => this.obstacle(node, edge))
    if (all.includes(undefined)) return undefined
    return all[0] ?? problemAt('nodes', 'export-real-time-sink', { node: '' }, 'hint')
  }

  /** What stays with batches, by node. */
  problems(): Problem[] {
    if (this.spark !== '4') return [problemAt('nodes', 'export-real-time-version', {}, 'error')]
    return this.writes().flatMap(([node, edge]) => this.obstacle(node, edge) ?? [])
  }

  private writes(): (readonly [TargetNode, LabEdge])[] {
    return this.plan.nodes.flatMap(node =>
      (node.kind === 'sink' && node.part) || node.part?.sink
        ? node.inputs.map(edge => [node, edge] as const)
        : [],
    )
  }

  private obstacle(node: TargetNode, edge: LabEdge): Problem | undefined {
    const why = (code: string, at = node): Problem => ({
      ...problemAt(`nodes.${node.id}`, code, { node: node.id, step: at.title }, 'hint'),
      node: node.id,
    })
    if (node.part?.sink?.relay === undefined) return why('export-real-time-sink')
    for (let from = this.byId.get(edge.from); from && from.kind !== 'topic';) {
      const { part, inputs } = from
      const [before, ...more] = inputs
      if (!part || part.stateful || part.onlyStreams || part.takes === 'table' || more.length > 0)
        return why('export-real-time-state', from)
      if (!STEPS.has(part.takes) || part.asks || part.helpers?.includes('chance') === true)
        return why('export-real-time-python', from)
      if (part.body.some(line => BY_CLOCK.test(line))) return why('export-real-time-clock', from)
      from = before && this.byId.get(before.from)
    }
    return undefined
  }
}
