// Checks a lab as a whole: text, shape, graph, and every node by its own descriptor, with the types
// of its inputs. The same pass compiles the nodes, so a run uses exactly what was checked.
import type { Problem } from '@shared/contract'
import {
  checkGraph,
  DEAD_PORT,
  edgesInto,
  edgesOf,
  first,
  inOrder,
  MISSING_FIELD,
  parseLab,
  problemAt,
  readLab,
  type LabEdge,
  type LabFile,
} from '@shared/lab'
import type { StreamType } from '../model/batch'
import { deadRow } from '../model/dead-row'
import { nodeTypes, type NodeTypes } from '../nodes'
import {
  BindContext,
  type AnyNode,
  type BoundNode,
  type ExpressionScope,
} from '../model/define-node'
import type { NodeInput } from '../model/plan-step'
import { zoneOf } from '../model/zone'

export interface CheckedLab {
  /** Undefined when it does not even have the shape of a lab. */
  readonly lab?: LabFile
  readonly edges: readonly LabEdge[]
  readonly problems: readonly Problem[]
}

export interface LabNodeBound {
  readonly id: string
  readonly descriptor: AnyNode
  readonly inputs: readonly NodeInput[]
  readonly bound: BoundNode
  readonly scopes: readonly ExpressionScope[]
  /** `with` as the lab file has it. */
  readonly settings: Readonly<Record<string, unknown>>
}

export interface BoundLab {
  readonly nodes: ReadonlyMap<string, LabNodeBound>
  readonly edges: readonly LabEdge[]
  readonly problems: readonly Problem[]
}

/**
 * Problems that may follow from a problem of the node before: that node gives out less than it will
 * when it is mended.
 */
const FOLLOWS = new Set([
  ...MISSING_FIELD,
  'lab-field-before-parse',
  'lab-sink-without-key',
  'lab-sink-key-loses-rows',
])

/** A start asks several times about one text. */
let latest: { readonly text: string; readonly checked: CheckedLab } | undefined

export function checkLab(source: string | LabFile, types: NodeTypes = nodeTypes): CheckedLab {
  if (typeof source !== 'string' || types !== nodeTypes) return check(source, types)
  if (latest?.text !== source) latest = { text: source, checked: check(source, types) }
  return latest.checked
}

function check(source: string | LabFile, types: NodeTypes): CheckedLab {
  const { lab, problems, place } = typeof source === 'string' ? parseLab(source) : readLab(source)
  if (!lab) return { edges: [], problems }
  const bound = bindLab(lab, () => 0, types)
  const all = [...problems, ...bound.problems]
  return { lab, edges: bound.edges, problems: place(first(sorted(all))) }
}

/** Errors first, then in the order of the file. */
function sorted(problems: readonly Problem[]): Problem[] {
  const rank = { error: 0, warning: 1, hint: 2 }
  return [...problems].sort((a, b) => rank[a.severity] - rank[b.severity])
}

/**
 * Compiles all nodes in the order of the flow; `now` is the lab's clock as recorded with the batch
 * under way.
 */
export function bindLab(lab: LabFile, now: () => number, types: NodeTypes = nodeTypes): BoundLab {
  const edges = edgesOf(lab)
  const into = edgesInto(edges)
  const order = inOrder(lab, edges)
  const problems: Problem[] = [...checkGraph(lab, types, edges, order)]
  const nodes = new Map<string, LabNodeBound>()
  const doubtful = new Set<string>()
  const zone = zoneOf(lab)
  for (const id of order) {
    const node = lab.nodes[id]
    const descriptor = node && types.get(node.type)
    if (!node || !descriptor) continue
    const incoming = into.get(id) ?? []
    const inputs = incoming.flatMap(edge => {
      const stream = streamOf(nodes.get(edge.from), edge)
      if (stream) return [{ edge, stream }]
      const from = nodes.get(edge.from)
      if (from && Object.keys(from.bound.outputs).length > 0) {
        const known = Object.keys(from.bound.outputs).join(', ')
        const code = isLate(from, edge) ? 'lab-no-late' : 'lab-no-port'
        problems.push(
          problemAt(`nodes.${id}.from`, code, { from: edge.from, port: edge.port, known }),
        )
      }
      return []
    })
    // A mistake before a node is reported there; the node itself is checked when its inputs
    // are known.
    if (inputs.length < incoming.length) continue
    const context = new BindContext(id, lab, inputs, zone, now, type => types.get(type)?.kind)
    const bound = descriptor.bind(context, node.with)
    // A topic gives out records whatever is written to it.
    const unsure = descriptor.kind !== 'topic' && incoming.some(edge => doubtful.has(edge.from))
    for (const problem of context.problems)
      if (!unsure || !FOLLOWS.has(problem.code)) problems.push(problem)
    if (context.failed || unsure) doubtful.add(id)
    nodes.set(id, {
      id,
      descriptor,
      inputs,
      bound,
      scopes: context.scopes,
      settings: node.with ?? {},
    })
  }
  return { nodes, edges, problems }
}

/** Whether an edge brings what came too late for the node before it. */
export const isLate = ({ descriptor }: LabNodeBound, { port }: LabEdge): boolean =>
  descriptor.latePorts?.includes(port) === true

function streamOf(from: LabNodeBound | undefined, edge: LabEdge): StreamType | undefined {
  if (!from) return undefined
  const kind = from.descriptor.kind
  if (edge.port === DEAD_PORT && (kind === 'step' || kind === 'sink')) return { row: deadRow }
  return from.bound.outputs[edge.port]
}
