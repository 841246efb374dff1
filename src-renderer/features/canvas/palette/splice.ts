// Puts a node into an edge, for the palette, a drag, or a fix. Where somebody has placed the nodes,
// those behind the edge make room.
import { session } from '@renderer/client'
import type { LabEdge, LabFile } from '@shared/lab'
import { edgesOf } from '@shared/lab'
import { editor } from '../editing/editor'
import { moveNodes, spliceNode, type NewNode } from '../editing/lab-edit'
import { frameOfNodes } from '../board/frames'
import { sizesOf } from '../board/graph'
import { NODE_WIDTH } from '../board/layout'

/**
 * The new node's place and the new places of those behind it. Empty where the layout places nodes.
 */
export function roomFor(
  lab: LabFile,
  edge: LabEdge,
): {
  readonly at?: readonly [number, number]
  readonly moved: ReadonlyMap<string, readonly [number, number]>
} {
  const step = NODE_WIDTH + sizesOf(lab, edgesOf(lab)).gap
  const frameOf = frameOfNodes(lab)
  // Places in different frames do not compare.
  if (frameOf.get(edge.from) !== frameOf.get(edge.to)) return { moved: new Map() }
  const from = lab.nodes[edge.from]?.at
  const to = lab.nodes[edge.to]?.at
  if (from === undefined || to === undefined) return { moved: new Map() }
  if (to[0] - from[0] >= 2 * step)
    return {
      at: [Math.round((from[0] + to[0]) / 2), Math.round((from[1] + to[1]) / 2)],
      moved: new Map(),
    }
  const behind = new Set<string>()
  const walk = (id: string) => {
    if (behind.has(id)) return
    behind.add(id)
    for (const each of edgesOf(lab)) if (each.from === id) walk(each.to)
  }
  walk(edge.to)
  const by = Math.max(0, from[0] + 2 * step - to[0])
  const moved = [...behind].flatMap(id => {
    const place = lab.nodes[id]?.at
    return place === undefined || frameOf.get(id) !== frameOf.get(edge.to)
      ? []
      : [[id, [place[0] + by, place[1]] as const] as const]
  })
  return { at: [from[0] + step, to[1]], moved: new Map(moved) }
}

export function spliceIn(
  edge: LabEdge,
  node: Omit<NewNode, 'from' | 'at'>,
  port?: string,
): string | undefined {
  const lab = session.lab.value
  if (lab === undefined) return undefined
  const { at, moved } = roomFor(lab, edge)
  const { text, id } = spliceNode(
    session.text.value,
    lab,
    edge,
    { ...node, ...(at && { at }) },
    port,
  )
  editor.change(moved.size === 0 ? text : moveNodes(text, moved))
  editor.select({ kind: 'node', id })
  return id
}
