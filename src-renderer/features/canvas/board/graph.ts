// Turns the lab into what the canvas draws: nodes with their places, and a place for the dead
// letters beside each node that has some. Pure functions, so that the layout can be tested without
// a page.
import type { NodeInfo, NodeKind } from '@shared/contract'
import { DEAD_PORT, type LabEdge, type LabFile, type LabNode } from '@shared/lab'
import { among, frameOfNodes, membersOf, placeAll, type DrawnFrame, type Places } from './frames'
import {
  DENSE,
  flowOrder,
  NODE_WIDTH,
  ROOMY,
  SINK_WIDTH,
  sizesFor,
  type Point,
  type Sizes,
} from './layout'

export interface DrawnNode {
  readonly id: string
  readonly node: LabNode
  readonly info: NodeInfo | undefined
  readonly kind: NodeKind
  /** In its frame, if it has one: as the file has it. */
  readonly place: Point
  /** On the canvas. */
  readonly spot: Point
  readonly frame: string | undefined
  /** Its frame is folded. */
  readonly hidden: boolean
  readonly hasInput: boolean
  readonly hasOutput: boolean
  readonly hasDead: boolean
}

interface Drawing {
  readonly nodes: readonly DrawnNode[]
  readonly frames: readonly DrawnFrame[]
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
  const frameOf = frameOfNodes(lab)
  const loose = Object.keys(lab.nodes).filter(id => !frameOf.has(id))
  const open = [...membersOf(lab)].filter(([id]) => lab.frames?.[id]?.folded !== true)
  const parts = [loose, ...open.map(([, ids]) => ids)]
  const dense = parts.some(ids => areClose(ids, lab) || sizesFor(ids, among(ids, edges)) === DENSE)
  return dense ? DENSE : ROOMY
}

function areClose(ids: readonly string[], lab: LabFile): boolean {
  const placed = ids.flatMap(id => {
    const at = lab.nodes[id]?.at
    return at === undefined ? [] : [at]
  })
  return placed.some(([x, y]) =>
    placed.some(
      ([ox, oy]) =>
        oy > y && oy - y < ROOMY.node && oy - y >= DENSE.node && Math.abs(ox - x) < NODE_WIDTH,
    ),
  )
}

export const isTopicIn = (lab: LabFile, catalog: Catalog) => (id: string) =>
  catalog.get(lab.nodes[id]?.type ?? '')?.kind === 'topic'

function placesOf(lab: LabFile, edges: readonly LabEdge[], catalog: Catalog): Places {
  const sizes = sizesOf(lab, edges)
  const infoOf = (id: string) => catalog.get(lab.nodes[id]?.type ?? '')
  return placeAll(
    lab,
    edges,
    sizes,
    id => ({
      width: infoOf(id)?.kind === 'sink' ? SINK_WIDTH : NODE_WIDTH,
      height: heightOf(infoOf(id), sizes),
    }),
    isTopicIn(lab, catalog),
  )
}

export function drawLab(lab: LabFile, edges: readonly LabEdge[], catalog: Catalog): Drawing {
  const ids = Object.keys(lab.nodes)
  const { nodes: places, frames } = placesOf(lab, edges, catalog)
  const frameOf = frameOfNodes(lab)
  const nodes = flowOrder(ids, edges).flatMap(id => {
    const node = lab.nodes[id]
    if (node === undefined) return []
    const info = catalog.get(node.type)
    const place = places.get(id) ?? { x: 0, y: 0 }
    const frame = frames.find(each => each.id === frameOf.get(id))
    const origin = frame?.place ?? { x: 0, y: 0 }
    return [
      {
        id,
        node,
        info,
        kind: info?.kind ?? ('step' as const),
        place,
        spot: { x: origin.x + place.x, y: origin.y + place.y },
        frame: frame?.id,
        hidden: frame?.folded === true,
        hasInput: info?.inputs !== 'none',
        hasOutput: info === undefined || info.outputs.some(port => port !== DEAD_PORT),
        hasDead: info?.outputs.includes(DEAD_PORT) === true,
      },
    ]
  })
  return { nodes, frames }
}

/** Dead letters are below and to the right of their node, where nothing else is. */
export function deadPlace(of: DrawnNode, taken: readonly Point[], sizes: Sizes): Point {
  const x = of.spot.x + NODE_WIDTH + sizes.gap
  let y = of.spot.y + sizes.node + sizes.rowGap
  const free = () =>
    taken.every(each => Math.abs(each.x - x) > NODE_WIDTH || Math.abs(each.y - y) > sizes.node)
  for (let tries = 0; tries < 20 && !free(); tries++) y += 30
  return { x, y }
}

/**
 * Edge width by rate (design: section 9), in steps of half a pixel: a rate is never still, and each
 * new width paints the whole edge anew.
 */
export function edgeWidth(ratePerSecond: number): number {
  const width = 1.5 + 1.6 * Math.log10(1 + Math.max(0, ratePerSecond))
  return Math.min(8, Math.round(width * 2) / 2)
}
