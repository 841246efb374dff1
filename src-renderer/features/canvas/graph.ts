// From the lab to what the canvas draws: nodes with a place, edges, and a node for dead letters beside each node that has some.
import type { NodeInfo, NodeKind } from '@shared/contract'
import { DEAD_PORT, type LabEdge, type LabFile, type LabNode } from '@shared/lab'
import { flowOrder, GAP, layout, LIVE_HEIGHT, NODE_HEIGHT, NODE_WIDTH, type Point } from './layout'

export interface DrawnNode {
  readonly id: string
  readonly node: LabNode
  readonly info: NodeInfo | undefined
  readonly kind: NodeKind
  readonly place: Point
  readonly hasInput: boolean
  readonly hasOutput: boolean
  readonly hasDead: boolean
}

/** As tall as it is drawn: a live view has a small table. */
export const heightOf = (node: LabNode | undefined) => (node?.type === 'live' ? LIVE_HEIGHT : NODE_HEIGHT)

export function drawNodes(lab: LabFile, edges: readonly LabEdge[], catalog: ReadonlyMap<string, NodeInfo>): DrawnNode[] {
  const ids = Object.keys(lab.nodes)
  const automatic = layout(ids, edges, id => heightOf(lab.nodes[id]))
  return flowOrder(ids, edges).flatMap(id => {
    const node = lab.nodes[id]
    if (node === undefined) return []
    const info = catalog.get(node.type)
    const at = node.at
    return [
      {
        id,
        node,
        info,
        kind: info?.kind ?? 'step',
        place: at === undefined ? (automatic.get(id) ?? { x: 0, y: 0 }) : { x: at[0], y: at[1] },
        hasInput: info?.inputs !== 'none',
        hasOutput: info === undefined || info.outputs.some(port => port !== DEAD_PORT),
        hasDead: info?.outputs.includes(DEAD_PORT) === true,
      },
    ]
  })
}

/** Dead letters stand below and to the right of their node, where nothing else does. */
export function deadPlace(of: DrawnNode, taken: readonly Point[]): Point {
  const x = of.place.x + NODE_WIDTH + GAP
  let y = of.place.y + NODE_HEIGHT + 42
  const free = () => taken.every(each => Math.abs(each.x - x) > NODE_WIDTH || Math.abs(each.y - y) > NODE_HEIGHT)
  for (let tries = 0; tries < 20 && !free(); tries++) y += 30
  return { x, y }
}

/** Edge width by rate (design: section 9). */
export function edgeWidth(ratePerSecond: number): number {
  return Math.min(8, 1.5 + 1.6 * Math.log10(1 + Math.max(0, ratePerSecond)))
}
