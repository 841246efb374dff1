// The canvas by keyboard (design: section 12): arrows move 8 px (Shift 1), Enter opens the
// inspector, C begins a connection whose target the arrows choose, E goes to its edges, Delete removes
// with Undo, Ctrl+D duplicates. Tab follows the flow, because the nodes are in that order.
import { computed, type ComputedRef, type Ref } from 'vue'
import { MAIN_PORT, type LabEdge } from '@shared/lab'
import type { NodeInfo } from '@shared/contract'
import { session } from '@renderer/client'
import { t, toast } from '@renderer/ui'
import { editor } from '../editing/editor'
import type { DrawnNode } from './graph'
import { closesCircle, connect, moveNodes } from '../editing/lab-edit'
import { mayFeed } from '../editing/links'
import type { DrawnFrame } from './frames'
import { nameOf } from './node-name'
import { duplicateSelected, removeSelected } from './selected'
import { useAim } from './use-aim'
import { edgesFrom } from './use-edge-keys'
import type { CanvasFrames } from './use-frames'

const MOVE_PX = 8

function stepOf(event: KeyboardEvent): readonly [number, number] | undefined {
  const step = event.shiftKey ? 1 : MOVE_PX
  const steps: Record<string, readonly [number, number]> = {
    ArrowRight: [step, 0],
    ArrowLeft: [-step, 0],
    ArrowUp: [0, -step],
    ArrowDown: [0, step],
  }
  return steps[event.key]
}

export interface CanvasKeys {
  readonly aim: ComputedRef<string | undefined>
  readonly note: Ref<string>
  nodeKey(event: KeyboardEvent, id: string): void
  frameKey(event: KeyboardEvent, frame: DrawnFrame): void
  link(edge: Pick<LabEdge, 'from' | 'port' | 'to'>): boolean
  mayLink(from: string, to: string): boolean
  removeSelected(): void
  duplicateSelected(): void
  /** Begins a connection out of the selected node; arrows choose its target. */
  connectSelected(): void
}

export function useCanvasKeys(
  nodes: ComputedRef<readonly DrawnNode[]>,
  catalog: ComputedRef<ReadonlyMap<string, NodeInfo>>,
  inspect: (id: string) => void,
  framing: CanvasFrames,
): CanvasKeys {
  const infoOf = (id: string) => catalog.value.get(session.lab.value?.nodes[id]?.type ?? '')

  function mayLink(from: string, to: string): boolean {
    const lab = session.lab.value
    if (lab === undefined || editor.textBroken.value) return false
    return mayFeed(lab, session.edges.value, catalog.value, { from, port: MAIN_PORT, to })
  }
  function link(edge: Pick<LabEdge, 'from' | 'port' | 'to'>): boolean {
    const lab = session.lab.value
    if (lab === undefined) return false
    if (closesCircle(session.edges.value, edge.from, edge.to)) {
      toast('info', t('canvas.cannotLoop', { from: nameOf(edge.from), to: nameOf(edge.to) }))
      return false
    }
    if (!mayLink(edge.from, edge.to) && edge.port === MAIN_PORT) {
      toast('info', t('canvas.cannotConnect', { from: nameOf(edge.from), to: nameOf(edge.to) }))
      return false
    }
    editor.change(connect(session.text.value, lab, edge, infoOf(edge.to)?.inputs === 'many'))
    return true
  }
  /** Those that can be reached: not in a folded frame. */
  const shown = computed(() => nodes.value.filter(node => !node.hidden))
  const aim = useAim(shown, mayLink, link)

  function connectSelected(): void {
    const chosen = editor.selection.value
    if (chosen?.kind !== 'node') return
    aim.begin(chosen.id)
    // The command palette gives the focus back when it closes.
    setTimeout(() => document.getElementById(`node-${chosen.id}`)?.focus())
  }
  function nodeKey(event: KeyboardEvent, id: string): void {
    if (aim.isOn()) return aim.key(event)
    const by = stepOf(event)
    const node = nodes.value.find(each => each.id === id)
    if (by !== undefined && node !== undefined && !editor.textBroken.value) {
      editor.typed(
        moveNodes(
          session.text.value,
          new Map([[id, [node.place.x + by[0], node.place.y + by[1]]]]),
        ),
      )
    } else if (event.key === 'Enter' && event.shiftKey) editor.toggle(id)
    else if (event.key === 'Enter') inspect(id)
    else if (event.key === 'e' && !event.ctrlKey && !event.metaKey) edgesFrom(id)
    else if (event.key === 'c' && !event.ctrlKey && !event.metaKey) aim.begin(id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  function frameKey(event: KeyboardEvent, { id, place, folded }: DrawnFrame): void {
    const by = stepOf(event)
    if (by !== undefined) framing.move(id, [place.x + by[0], place.y + by[1]], editor.typed)
    else if (event.key === 'Enter') framing.setFolded(id, !folded)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return {
    aim: aim.target,
    note: aim.note,
    nodeKey,
    frameKey,
    link,
    mayLink,
    removeSelected: () =>
      editor.selection.value?.kind === 'frame'
        ? framing.ungroup(editor.selection.value.id)
        : removeSelected(shown.value),
    duplicateSelected,
    connectSelected,
  }
}
