// Mends a problem by one click, when a node of some type before the faulty node would solve it. The
// type says so in its descriptor. For example, a step that looks for fields in a topic's records
// lacks a Parse; the Parse goes into the edge where records begin to be read as rows.
import type { NodeInfo, Problem } from '@shared/contract'
import type { LabEdge, LabFile } from '@shared/lab'
import { nodeInfo, nodeTypes, session, toastError } from '@renderer/client'
import { local } from '@renderer/ui'
import { editor } from './editor'
import { firstSettings } from '../palette/first-settings'
import { spliceIn } from '../palette/splice'

export interface Mender {
  readonly info: NodeInfo
  readonly why: string
}

/** The node type that mends it, if there is one. */
export function menderOf(problem: Problem): Mender | undefined {
  if (problem.node === undefined) return undefined
  for (const info of nodeTypes.value.values()) {
    const why = info.mends?.[problem.code]
    if (why !== undefined) return { info, why: local(why) }
  }
  return undefined
}

/** The first edge up the flow that comes out of a node which gives records. */
export function recordEdge(
  lab: LabFile,
  edges: readonly LabEdge[],
  node: string,
  seen = new Set<string>(),
): LabEdge | undefined {
  if (seen.has(node)) return undefined
  seen.add(node)
  for (const edge of edges.filter(each => each.to === node)) {
    if (nodeInfo(lab.nodes[edge.from]?.type)?.givesRecords === true) return edge
    const before = recordEdge(lab, edges, edge.from, seen)
    if (before !== undefined) return before
  }
  return undefined
}

export async function insertMender(problem: Problem): Promise<void> {
  const before = session.text.value
  const lab = session.lab.value
  const mender = menderOf(problem)
  if (lab === undefined || problem.node === undefined || mender === undefined) return
  const edge = recordEdge(lab, session.edges.value, problem.node)
  if (edge === undefined || editor.textBroken.value) return
  try {
    const first = await firstSettings(mender.info.type, edge)
    if (session.text.value === before) spliceIn(edge, { type: mender.info.type, ...first })
  } catch (failure) {
    toastError(failure)
  }
}
