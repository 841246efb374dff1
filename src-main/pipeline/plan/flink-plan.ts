// The logical plan of a lab as the Flink target reads it. Nodes are asked against the flow, so that
// each knows which of its ports are read and by which times those behind it count.
import type { Problem } from '@shared/contract'
import { flinkName } from '@shared/expr'
import { inOrder, MAIN_PORT, textIn, type LabFile, type Language } from '@shared/lab'
import type { TopicAddress } from '../model/topic-address'
import { FlinkContext, flinkSelect, type FlinkJob, type FlinkPart } from '../model/targets/flink'
import { pyName, PyNames } from '../model/targets/python'
import { zoneOf } from '../model/zone'
import { bindLab, type BoundLab, type LabNodeBound } from './check-lab'
import { describe, lacksOf, type TargetNode } from './target-plan'

export interface FlinkNode extends TargetNode {
  /** Absent where Flink does not have the node. */
  readonly flink?: FlinkPart
  /** What a sink gets, as a query. */
  readonly gets?: string
  /** What a reader of records gives out: the name of its table. */
  readonly reads?: string
}

export interface FlinkPlan {
  /** In the order of the flow. */
  readonly nodes: readonly FlinkNode[]
  readonly problems: readonly Problem[]
}

export function flinkPlan(lab: LabFile, language: Language): FlinkPlan {
  const bound = bindLab(lab, () => 0)
  const job: FlinkJob = {
    nameOf: namesOf(lab, language),
    topicBehind: id => topicBehind(id, bound),
    columns: new Map(),
    asked: new Map(),
  }
  const problems: Problem[][] = []
  const nodes = inOrder(lab)
    .reverse()
    .flatMap((id): FlinkNode[] => {
      const node = bound.nodes.get(id)
      if (!node) return []
      const edges = node.inputs.map(input => input.edge)
      const context = new FlinkContext(id, edges, zoneOf(lab), job)
      const flink = node.bound.flink?.(context)
      const described = describe(lab, node, language)
      problems.push([
        ...context.problems,
        ...lacksOf(node, bound, 'flink'),
        ...(described.producer?.problems ?? []),
      ])
      return [{ ...described, ...(flink ? { flink, ...asked(node, context) } : {}) }]
    })
  return { nodes: nodes.reverse(), problems: problems.reverse().flat() }
}

/** What a comparison asks of a node. */
function asked({ descriptor, inputs }: LabNodeBound, context: FlinkContext) {
  if (descriptor.kind === 'step' && descriptor.takesRecords === true)
    return { reads: context.name() }
  const [input, ...more] = inputs
  if (descriptor.kind !== 'sink' || !input || more.length > 0) return {}
  const columns = input.stream.row.fields.map(f => flinkName(f.name))
  return { gets: flinkSelect(columns, `FROM ${context.input()}`) }
}

/** After the nodes' titles, and different from each other. */
function namesOf(lab: LabFile, language: Language): FlinkJob['nameOf'] {
  const distinct = new PyNames()
  const names = new Map<string, string>()
  const nameOf = (key: string, wanted: string) => {
    const name = names.get(key) ?? distinct.give(wanted)
    names.set(key, name)
    return name
  }
  for (const [id, { title }] of Object.entries(lab.nodes))
    nameOf(id, pyName(textIn(title, language) || id))
  return (id, port) =>
    port === MAIN_PORT
      ? nameOf(id, id)
      : nameOf(`${id}|${port}`, `${nameOf(id, id)}_${pyName(port)}`)
}

function topicBehind(id: string, bound: BoundLab): TopicAddress | undefined {
  const own = bound.nodes.get(id)?.bound.topic
  if (own) return own
  for (const { edge } of bound.nodes.get(id)?.inputs ?? []) {
    const found = topicBehind(edge.from, bound)
    if (found) return found
  }
  return undefined
}
