// Turns the lab into what the canvas draws: nodes with their places, and a place for the dead
// letters beside each node that has some. Pure functions, so that the layout can be tested without
// a page.
import type { NodeInfo, NodeKind } from '@shared/contract'
import { DEAD_PORT, type LabEdge, type LabFile, type LabNode } from '@shared/lab'
import {
  DENSE,
  flowOrder,
  layout,
  NODE_WIDTH,
  ROOMY,
  sizesFor,
  type Point,
  type Sizes,
} from './layout'

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

type Catalog = ReadonlyMap<string, NodeInfo>

/** As tall as it is drawn: a view has a small table on its card. */
export const heightOf = (info: NodeInfo | undefined, sizes: Sizes) =>
  info?.isView === true ? sizes.view : sizes.node

/**
 * How large the nodes of a lab are drawn: smaller when there are many rows of them, or when
 * somebody has put them close together.
 */
export function sizesOf(lab: LabFile, edges: readonly LabEdge[]): Sizes {
  const placed = Object.values(lab.nodes).flatMap(({ at }) => (at === undefined ? [] : [at]))
  const close = placed.some(([x, y]) =>
    placed.some(
      ([ox, oy]) =>
        oy > y && oy - y < ROOMY.node && oy - y >= DENSE.node && Math.abs(ox - x) < NODE_WIDTH,
    ),
  )
  return close ? DENSE : sizesFor(Object.keys(lab.nodes), edges)
}

export function tidyPlaces(
  lab: LabFile,
  edges: readonly LabEdge[],
  catalog: Catalog,
): Map<string, Point> {
  const ids = Object.keys(lab.nodes)
  const sizes = sizesFor(ids, edges)
  return layout(ids, edges, sizes, id => heightOf(catalog.get(lab.nodes[id]?.type ?? ''), sizes))
}

export function drawNodes(lab: LabFile, edges: readonly LabEdge[], catalog: Catalog): DrawnNode[] {
  const ids = Object.keys(lab.nodes)
  const automatic = tidyPlaces(lab, edges, catalog)
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

/** Dead letters are below and to the right of their node, where nothing else is. */
export function deadPlace(of: DrawnNode, taken: readonly Point[], sizes: Sizes): Point {
  const x = of.place.x + NODE_WIDTH + sizes.gap
  let y = of.place.y + sizes.node + sizes.rowGap
  const free = () =>
    taken.every(each => Math.abs(each.x - x) > NODE_WIDTH || Math.abs(each.y - y) > sizes.node)
  for (let tries = 0; tries < 20 && !free(); tries++) y += 30
  return { x, y }
}

/** Edge width by rate (design: section 9). */
export function edgeWidth(ratePerSecond: number): number {
  return Math.min(8, 1.5 + 1.6 * Math.log10(1 + Math.max(0, ratePerSecond)))
}
