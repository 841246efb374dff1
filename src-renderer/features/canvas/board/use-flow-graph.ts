// The lab as Vue Flow wants it: nodes with a place, edges, and a node of its own for dead letters
// that the lab leads nowhere.
import { computed, markRaw, type ComputedRef } from 'vue'
import { DEAD_PORT } from '@shared/lab'
import { nodeTypes, session } from '@renderer/client'
import { deadPlace, drawNodes, heightOf, sizesOf, type DrawnNode } from './graph'
import { ROOMY, SINK_WIDTH, type Sizes } from './layout'
import { useStats } from './run-stats'
import type { Box } from './view-fit'

export interface FlowGraph {
  readonly nodes: ComputedRef<readonly DrawnNode[]>
  readonly sizes: ComputedRef<Sizes>
  readonly flowNodes: ComputedRef<FlowNode[]>
  readonly flowEdges: ComputedRef<ReturnType<typeof flowEdgesOf>>
  /** The boxes that the nodes cover. */
  readonly boxes: ComputedRef<readonly Box[]>
  /** Changes when a node comes or goes, and not with the figures. */
  readonly shape: ComputedRef<string>
}

export function useFlowGraph(): FlowGraph {
  const stats = useStats()
  const nodes = computed(() =>
    session.lab.value === undefined
      ? []
      : drawNodes(session.lab.value, session.edges.value, nodeTypes.value),
  )
  const sizes = computed(() =>
    session.lab.value === undefined ? ROOMY : sizesOf(session.lab.value, session.edges.value),
  )
  /** As one text, so that a new count of errors does not draw the graph again. */
  const deadText = computed(() => {
    const led = new Set(
      session.edges.value.filter(edge => edge.port === DEAD_PORT).map(edge => edge.from),
    )
    return nodes.value
      .filter(({ id }) => (stats.value.get(`node:${id}`)?.errors ?? 0) > 0 && !led.has(id))
      .map(({ id }) => id)
      .join('\n')
  })
  const dead = computed(() => deadText.value.split('\n').filter(Boolean))
  const flowNodes = computed(() => flowNodesOf(nodes.value, dead.value, sizes.value))
  return {
    nodes,
    sizes,
    flowNodes,
    flowEdges: computed(() => flowEdgesOf(new Set(nodes.value.map(({ id }) => id)), dead.value)),
    boxes: computed(() =>
      flowNodes.value.map(({ position: { x, y }, data }) => ({
        left: x,
        top: y,
        right: x + SINK_WIDTH,
        bottom: y + heightOf('info' in data ? data.info : undefined, sizes.value),
      })),
    ),
    shape: computed(
      () =>
        `${session.labId.value} ${nodes.value.map(node => node.id).join()} ${dead.value.join()}`,
    ),
  }
}

interface FlowNode {
  readonly id: string
  readonly type: 'lab' | 'dead'
  readonly position: { readonly x: number; readonly y: number }
  readonly data: DrawnNode | { readonly of: string }
  readonly draggable?: boolean
  readonly connectable?: boolean
}

function flowNodesOf(
  nodes: readonly DrawnNode[],
  dead: readonly string[],
  sizes: Sizes,
): FlowNode[] {
  const drawn = nodes.map((data): FlowNode => ({
    id: data.id,
    type: 'lab',
    position: { ...data.place },
    data: markRaw(data),
    connectable: true,
  }))
  const taken = nodes.map(node => node.place)
  const extra = nodes
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
  return [...drawn, ...extra]
}

function flowEdgesOf(known: ReadonlySet<string>, dead: readonly string[]) {
  const drawn = session.edges.value
    .filter(edge => known.has(edge.from) && known.has(edge.to))
    .map(edge => ({
      id: edge.id,
      source: edge.from,
      target: edge.to,
      sourceHandle: edge.port === DEAD_PORT ? DEAD_PORT : 'out',
      targetHandle: 'in',
      type: 'lab',
      data: { edge },
    }))
  const extra = dead.map(id => ({
    id: `dead:${id}`,
    source: id,
    target: `dead:${id}`,
    sourceHandle: DEAD_PORT,
    targetHandle: 'in',
    type: 'lab',
    data: { edge: undefined, dead: id },
  }))
  return [...drawn, ...extra]
}
