// The logical plan of a lab as an export target reads it: every node in the order of the flow, with
// the part that its own emitter wrote, and a problem for each thing that the target cannot do or
// does otherwise. The same binding feeds the engine, so types, keys and windows are the same.
import type { NodeKind, Problem, SparkVersion } from '@shared/contract'
import {
  DEAD_PORT,
  inOrder,
  problemAt,
  textIn,
  type LabEdge,
  type LabFile,
  type Language,
} from '@shared/lab'
import type { TopicAddress } from '../model/topic-address'
import type { ProducerPart } from '../model/targets/producer'
import { PySparkContext, type PySparkPart } from '../model/targets/pyspark'
import { bindLab, isLate, type BoundLab, type LabNodeBound } from './check-lab'
import { watermarksAgain } from './spark-watermarks'

export interface TargetNode {
  readonly id: string
  readonly kind: NodeKind
  readonly title: string
  /** Of its type. */
  readonly typeTitle: string
  readonly doc: string
  readonly inputs: readonly LabEdge[]
  readonly topic?: TopicAddress
  /** Absent where the target does not have the node. */
  readonly part?: PySparkPart
  /** Of a source that can be a producer of its own. */
  readonly producer?: ProducerPart
}

export interface TargetPlan {
  /** In the order of the flow. */
  readonly nodes: readonly TargetNode[]
  readonly problems: readonly Problem[]
}

export function pysparkPlan(
  lab: LabFile,
  language: Language,
  spark: SparkVersion = '3.5',
): TargetPlan {
  const bound = bindLab(lab, () => 0)
  const ordered = nodesInOrder(bound)
  const problems: Problem[] = []
  const nodes = inOrder(lab).flatMap((id): TargetNode[] => {
    const node = bound.nodes.get(id)
    if (!node) return []
    const [input, ...more] = node.inputs
    const row = more.length === 0 ? input?.stream.row : undefined
    const context = new PySparkContext(id, ordered.has(id), spark, row)
    const part = node.bound.pyspark?.(context)
    problems.push(...context.problems, ...lacksOf(node, bound, 'pyspark'))
    const described = describe(lab, node, language, part)
    problems.push(...(described.producer?.problems ?? []))
    return [described]
  })
  return { nodes, problems: [...problems, ...watermarksAgain(nodes)] }
}

/** Where a job puts what a reader of records cannot read, if the lab itself sends it nowhere. */
export function deadTopicOf(
  { id, inputs: [edge], part }: TargetNode,
  { nodes }: TargetPlan,
): TopicAddress | undefined {
  if (part?.helpers?.includes('dead') !== true) return undefined
  const isTaken = nodes.some(n => n.inputs.some(e => e.from === id && e.port === DEAD_PORT))
  const topic = nodes.find(n => n.id === edge?.from)?.topic
  return isTaken || !topic ? undefined : { ...topic, topic: `${topic.topic}-dead` }
}

export function describe(
  lab: LabFile,
  { id, descriptor, inputs, bound }: LabNodeBound,
  language: Language,
  part?: PySparkPart,
): TargetNode {
  return {
    id,
    kind: descriptor.kind,
    title: textIn(lab.nodes[id]?.title, language) || id,
    typeTitle: textIn(descriptor.title, language),
    doc: textIn(descriptor.doc, language),
    inputs: inputs.map(input => input.edge),
    ...(bound.topic ? { topic: bound.topic } : {}),
    ...(part === undefined ? {} : { part }),
    ...(bound.producer ? { producer: bound.producer() } : {}),
  }
}

const NAMES = { pyspark: 'PySpark', flink: 'Flink SQL' } as const

/** What a target lacks for a node, and where the node cannot have its input there. */
export function lacksOf(
  node: LabNodeBound,
  bound: BoundLab,
  target: keyof typeof NAMES,
): Problem[] {
  const { id, descriptor } = node
  const lack = descriptor.lacks[target]
  const params = { node: id, type: descriptor.type, target: NAMES[target] }
  return [
    ...(lack ? [problemAt(`nodes.${id}`, lack.code, params, lack.severity)] : []),
    ...withoutTopic(node, bound),
    ...deadEnds(node, bound),
    ...lateEnds(node, bound, target),
  ]
}

/** A job reads topics; a source is a program beside it that fills one. */
function withoutTopic({ id, inputs, descriptor }: LabNodeBound, bound: BoundLab): Problem[] {
  if (descriptor.kind === 'topic') return []
  const source = inputs.find(({ edge }) => bound.nodes.get(edge.from)?.descriptor.kind === 'source')
  return source === undefined
    ? []
    : [problemAt(`nodes.${id}.from`, 'export-needs-topic', { node: id, from: source.edge.from })]
}

/** Other engines count what came too late, and give it to nobody. */
function lateEnds(
  { id, inputs }: LabNodeBound,
  bound: BoundLab,
  target: keyof typeof NAMES,
): Problem[] {
  return inputs.flatMap(({ edge }) => {
    const from = bound.nodes.get(edge.from)
    if (!from || !isLate(from, edge)) return []
    const params = { node: id, from: edge.from, target: NAMES[target] }
    return [problemAt(`nodes.${id}.from`, 'export-no-late-port', params)]
  })
}

/** Only a reader of records has dead letters in a job. */
function deadEnds({ id, inputs }: LabNodeBound, bound: BoundLab): Problem[] {
  return inputs.flatMap(({ edge }) => {
    const from = bound.nodes.get(edge.from)
    const isThere = edge.port !== DEAD_PORT || from?.bound.outputs[DEAD_PORT] !== undefined
    return isThere
      ? []
      : [problemAt(`nodes.${id}.from`, 'export-no-dead-port', { node: id, from: edge.from })]
  })
}

/** The nodes whose rows must keep the order in which they came. */
function nodesInOrder(bound: BoundLab): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (id: string) => {
    const node = bound.nodes.get(id)
    if (!node || found.has(id) || node.descriptor.kind !== 'step') return
    found.add(id)
    for (const { edge } of node.inputs) visit(edge.from)
  }
  for (const [id, { descriptor }] of bound.nodes) if (descriptor.needsOrder) visit(id)
  return found
}
