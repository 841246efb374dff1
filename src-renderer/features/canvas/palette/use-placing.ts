// Decides where a node from the palette goes: to the place of the drop, into the edge that is
// selected or under the drop, or behind the selected node.
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { NodeInfo } from '@shared/contract'
import { DEAD_PORT, MAIN_PORT, type LabEdge, type LabFile } from '@shared/lab'
import { session, toastError } from '@renderer/client'
import { editor } from '../editing/editor'
import { firstSettings } from './first-settings'
import { FRAME_HEAD, FRAME_PAD, type DrawnFrame } from '../board/frames'
import { sizesOf, type DrawnNode } from '../board/graph'
import { showNode } from '../board/show-node'
import type { FlowGraph } from '../board/use-flow-graph'
import { addNode } from '../editing/lab-edit'
import { NODE_WIDTH } from '../board/layout'
import { branchOf } from './branch'
import { draggedType, NODE_MIME } from './palette-drag'
import { spliceIn } from './splice'

type At = readonly [number, number]
/** A dropped node hangs at the pointer by its head. */
const GRIP_PX = 40
/**
 * A drop this far above or below an edge still means the edge, since a node is taller than a line.
 */
const REACH_PX = [0, -8, 8, -16, 16, -24, 24]

export interface Placing {
  /** The edge that a drop would go into. */
  readonly overEdge: Readonly<Ref<string | undefined>>
  place(type: string, at?: At): void
  dragOver(event: DragEvent): void
  dropped(event: DragEvent): void
}

/** True when the node can be inserted into an edge: it has an input and an output. */
const passesOn = (info: NodeInfo | undefined) =>
  info !== undefined && info.inputs !== 'none' && info.outputs.some(port => port !== DEAD_PORT)

/** A split has no main port: the rows that meet none of its conditions go on. */
const mainOf = ({ outputs }: NodeInfo) =>
  outputs.includes(MAIN_PORT) ? MAIN_PORT : outputs.find(port => port !== DEAD_PORT)

const edgeOf = (id: string | undefined) => session.edges.value.find(edge => edge.id === id)

function edgeAt({ clientX, clientY }: DragEvent): string | undefined {
  for (const by of REACH_PX)
    for (const element of document.elementsFromPoint(clientX, clientY + by)) {
      const id = element.closest('[data-edge]')?.getAttribute('data-edge')
      if (id !== undefined && id !== null && edgeOf(id) !== undefined) return id
    }
  return undefined
}

/** Once somebody has placed a node, the layout no longer places new ones. */
function placeAfter(
  lab: LabFile,
  { place, frame }: DrawnNode,
  nodes: readonly DrawnNode[],
): At | undefined {
  if (Object.values(lab.nodes).every(node => node.at === undefined)) return undefined
  const { gap, node, rowGap } = sizesOf(lab, session.edges.value)
  const x = place.x + NODE_WIDTH + gap
  const below = nodes
    .filter(each => each.frame === frame && Math.abs(each.place.x - x) < NODE_WIDTH + gap / 2)
    .map(each => each.place.y)
    .sort((a, b) => a - b)
  let { y } = place
  for (const taken of below) if (Math.abs(taken - y) < node) y = taken + node + rowGap
  return [x, y]
}

/** A drop on an open frame goes into it. */
function placeIn(
  frames: readonly DrawnFrame[],
  [x, y]: At,
): { readonly at: At; readonly frame?: string } {
  const into = frames.find(({ folded, place, width, height }) => {
    const [left, top] = [x + NODE_WIDTH / 2 - place.x, y + GRIP_PX - place.y]
    return !folded && left > 0 && left < width && top > 0 && top < height
  })
  if (into === undefined) return { at: [x, y] }
  const left = Math.max(FRAME_PAD, x - into.place.x)
  const top = Math.max(FRAME_HEAD + FRAME_PAD, y - into.place.y)
  return { at: [Math.round(left), Math.round(top)], frame: into.id }
}

export function usePlacing(
  { nodes, frames }: Pick<FlowGraph, 'nodes' | 'frames'>,
  catalog: ComputedRef<ReadonlyMap<string, NodeInfo>>,
  toFlow: (point: { x: number; y: number }) => { x: number; y: number },
  inspect: (id: string) => void,
): Placing {
  const overEdge = ref<string>()
  const chosenEdge = computed(() =>
    editor.selection.value?.kind === 'edge' ? edgeOf(editor.selection.value.id) : undefined,
  )

  function shown(id: string): void {
    inspect(id)
    showNode(id)
  }
  async function splice(info: NodeInfo, edge: LabEdge): Promise<void> {
    const first = await firstSettings(info.type, edge)
    const id = spliceIn(edge, { type: info.type, ...first }, mainOf(info))
    if (id !== undefined) shown(id)
  }
  async function add(info: NodeInfo, at: At | undefined): Promise<void> {
    const from = at === undefined && info.inputs !== 'none' ? readBy(info) : undefined
    const first = await firstSettings(info.type, from && { from: from.id, port: MAIN_PORT })
    const lab = session.lab.value
    if (lab === undefined) return
    const added = addNode(session.text.value, lab, {
      type: info.type,
      ...first,
      ...(at === undefined
        ? { at: from && placeAfter(lab, from, nodes.value) }
        : placeIn(frames.value, at)),
      from: from?.id,
    })
    editor.change(added.text)
    shown(added.id)
  }

  /** The node that a new one reads; of a selected edge, the one before it. */
  function readBy({ kind }: NodeInfo): DrawnNode | undefined {
    const selected =
      editor.selection.value?.kind === 'node' ? editor.selection.value.id : chosenEdge.value?.from
    const id = branchOf(nodes.value, session.edges.value, selected, kind === 'sink')
    return nodes.value.find(node => node.id === id)
  }

  /** One at a time, so that the second of two quick ones goes behind the first. */
  let last = Promise.resolve()
  function queued(act: () => Promise<void>): void {
    last = last.then(act).catch((failure: unknown) => void toastError(failure))
  }
  function place(type: string, at?: At): void {
    queued(async () => {
      const info = catalog.value.get(type)
      if (info === undefined || editor.textBroken.value) return
      const edge = at === undefined && passesOn(info) ? chosenEdge.value : undefined
      await (edge === undefined ? add(info, at) : splice(info, edge))
    })
  }

  function dragOver(event: DragEvent): void {
    if (event.dataTransfer?.types.includes(NODE_MIME) !== true) return
    event.preventDefault()
    const fitting = passesOn(catalog.value.get(draggedType.value ?? '')) && !editor.textBroken.value
    overEdge.value = fitting ? edgeAt(event) : undefined
  }
  function dropped(event: DragEvent): void {
    const type = event.dataTransfer?.getData(NODE_MIME)
    overEdge.value = undefined
    if (type === undefined || type === '') return
    const info = catalog.value.get(type)
    const edge = edgeOf(edgeAt(event))
    if (info !== undefined && edge !== undefined && passesOn(info) && !editor.textBroken.value)
      return queued(() => splice(info, edge))
    const { x, y } = toFlow({ x: event.clientX, y: event.clientY })
    place(type, [Math.round(x - NODE_WIDTH / 2), Math.round(y - GRIP_PX)])
  }
  return { overEdge, place, dragOver, dropped }
}
