// The lab as Vue Flow wants it: nodes with a place, edges, and a node of its own for dead letters
// that the lab leads nowhere.
import { computed, markRaw, type ComputedRef } from 'vue'
import { DEAD_PORT } from '@shared/lab'
import { nodeTypes, session } from '@renderer/client'
import { drawEdges, type DrawnEdge } from './drawn-edges'
import { shownLab } from './folds'
import { frameKey, type DrawnFrame } from './frames'
import { deadPlace, drawLab, heightOf, sizesOf, type DrawnNode } from './graph'
import { NODE_WIDTH, ROOMY, SINK_WIDTH, type Point, type Sizes } from './layout'
import { useStats } from './run-stats'
import type { Box } from './view-fit'

export interface FlowGraph {
  /** Those in a folded frame too. */
  readonly nodes: ComputedRef<readonly DrawnNode[]>
  readonly frames: ComputedRef<readonly DrawnFrame[]>
  readonly sizes: ComputedRef<Sizes>
  readonly flowNodes: ComputedRef<FlowNode[]>
  readonly flowEdges: ComputedRef<DrawnEdge[]>
  /** The boxes that the nodes, and the cards of folded frames, cover. */
  readonly boxes: ComputedRef<readonly Box[]>
  /** With the open frames around them. */
  readonly outer: ComputedRef<readonly Box[]>
  /** Changes when a node comes or goes or a frame is folded, and not with the figures. */
  readonly shape: ComputedRef<string>
}

export function useFlowGraph(): FlowGraph {
  const stats = useStats()
  const drawing = computed(() =>
    shownLab.value === undefined
      ? { nodes: [], frames: [] }
      : drawLab(shownLab.value, session.edges.value, nodeTypes.value),
  )
  const nodes = computed(() => drawing.value.nodes)
  const frames = computed(() => drawing.value.frames)
  const sizes = computed(() =>
    shownLab.value === undefined ? ROOMY : sizesOf(shownLab.value, session.edges.value),
  )
  /** As one text, so that a new count of errors does not draw the graph again. */
  const deadText = computed(() => {
    const led = new Set(
      session.edges.value.filter(edge => edge.port === DEAD_PORT).map(edge => edge.from),
    )
    return nodes.value
      .filter(({ id, hidden }) => !hidden && hasDead(id) && !led.has(id))
      .map(({ id }) => id)
      .join('\n')
  })
  const hasDead = (id: string) => (stats.value.get(`node:${id}`)?.errors ?? 0) > 0
  const dead = computed(() => deadText.value.split('\n').filter(Boolean))
  const extra = computed(() => deadNodes(nodes.value, dead.value, sizes.value))
  const boxes = computed(() => [
    ...nodes.value
      .filter(node => !node.hidden)
      .map(({ spot, info, kind }) =>
        boxAt(spot, kind === 'sink' ? SINK_WIDTH : NODE_WIDTH, heightOf(info, sizes.value)),
      ),
    ...extra.value.map(({ position }) => boxAt(position, NODE_WIDTH, sizes.value.node)),
    ...frames.value.filter(frame => frame.folded).map(boxOf),
  ])
  return {
    nodes,
    frames,
    sizes,
    flowNodes: computed(() => [
      ...frames.value.map(frameNode),
      ...nodes.value.filter(node => !node.hidden).map(labNode),
      ...extra.value,
    ]),
    flowEdges: computed(() =>
      drawEdges(nodes.value, frames.value, session.edges.value, dead.value),
    ),
    boxes,
    outer: computed(() => [
      ...boxes.value,
      ...frames.value.filter(frame => !frame.folded).map(boxOf),
    ]),
    shape: computed(() =>
      [
        session.labId.value,
        nodes.value.map(node => node.id),
        dead.value,
        frames.value.map(({ id, folded }) => `${id} ${folded}`),
      ].join(';'),
    ),
  }
}

const boxAt = ({ x, y }: Point, width: number, height: number): Box => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
})
const boxOf = ({ place, width, height }: DrawnFrame) => boxAt(place, width, height)

interface FlowNode {
  readonly id: string
  readonly type: 'lab' | 'dead' | 'frame'
  readonly position: Point
  readonly data: DrawnNode | DrawnFrame | { readonly of: string }
  readonly parentNode?: string
  readonly zIndex?: number
  readonly style?: Record<string, string>
  readonly dragHandle?: string
  readonly draggable?: boolean
  readonly connectable?: boolean
}

/** Below the edges: those of its nodes are drawn on it. An open one lets the pointer through. */
const frameNode = (frame: DrawnFrame): FlowNode => ({
  id: frameKey(frame.id),
  type: 'frame',
  position: { ...frame.place },
  data: markRaw(frame),
  zIndex: frame.folded ? 0 : -2,
  style: frame.folded ? {} : { pointerEvents: 'none' },
  dragHandle: '.fhead',
  connectable: false,
})

const labNode = (data: DrawnNode): FlowNode => ({
  id: data.id,
  type: 'lab',
  position: { ...data.place },
  data: markRaw(data),
  connectable: true,
  ...(data.frame === undefined ? {} : { parentNode: frameKey(data.frame) }),
})

function deadNodes(nodes: readonly DrawnNode[], dead: readonly string[], sizes: Sizes): FlowNode[] {
  const taken = nodes.filter(node => !node.hidden).map(node => node.spot)
  return nodes
    .filter(node => dead.includes(node.id))
    .map((node): FlowNode => {
      const place = deadPlace(node, taken, sizes)
      taken.push(place)
      return {
        id: `dead:${node.id}`,
        type: 'dead',
        position: { ...place },
        data: markRaw({ of: node.id }),
        draggable: false,
      }
    })
}
