// The canvas by keyboard (design: section 12): arrows move 8 px (Shift 1), Enter opens the
// inspector, C begins a connection whose target the arrows choose, Delete removes with Undo, Ctrl+D
// duplicates. Tab follows the flow, because the nodes are in that order.
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { MAIN_PORT, type LabEdge } from '@shared/lab'
import type { NodeInfo } from '@shared/contract'
import { session } from '@renderer/client'
import { t, toast } from '@renderer/ui'
import { editor } from '../editing/editor'
import { focusNode } from './focus-node'
import type { DrawnNode } from './graph'
import {
  closesCircle,
  connect,
  disconnect,
  duplicateNode,
  moveNodes,
  removeNode,
} from '../editing/lab-edit'
import { mayFeed } from '../editing/links'
import { nameOf } from './node-name'

const MOVE_PX = 8

export interface CanvasKeys {
  readonly aim: ComputedRef<string | undefined>
  readonly note: Ref<string>
  nodeKey(event: KeyboardEvent, id: string): void
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
): CanvasKeys {
  const aiming = ref<{
    readonly from: string
    readonly targets: readonly string[]
    readonly at: number
  }>()
  const note = ref('')
  const aim = computed(() => aiming.value?.targets[aiming.value.at])
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

  function removeSelected(): void {
    const lab = session.lab.value
    const chosen = editor.selection.value
    if (lab === undefined || chosen === undefined || editor.textBroken.value) return
    const undo = { label: t('common.undo'), run: editor.undo }
    if (chosen.kind === 'node') {
      const order = nodes.value.map(node => node.id)
      const next = order[order.indexOf(chosen.id) + 1] ?? order[order.indexOf(chosen.id) - 1]
      toast('ok', t('canvas.deleted', { name: nameOf(chosen.id) }), undo)
      editor.change(removeNode(session.text.value, lab, chosen.id))
      editor.select(next === undefined ? undefined : { kind: 'node', id: next })
      if (next !== undefined) focusNode(next)
    } else if (chosen.kind === 'edge') {
      const edge = session.edges.value.find(each => each.id === chosen.id)
      if (edge === undefined) return
      toast(
        'ok',
        t('canvas.deleted', {
          name: t('canvas.edgeName', { from: nameOf(edge.from), to: nameOf(edge.to) }),
        }),
        undo,
      )
      editor.change(disconnect(session.text.value, lab, edge))
      editor.select(undefined)
    }
  }
  function duplicateSelected(): void {
    const lab = session.lab.value
    const chosen = editor.selection.value
    if (lab === undefined || chosen?.kind !== 'node' || editor.textBroken.value) return
    const { text, id } = duplicateNode(session.text.value, lab, chosen.id)
    editor.change(text)
    editor.select({ kind: 'node', id })
    focusNode(id)
  }

  function connectSelected(): void {
    const chosen = editor.selection.value
    if (chosen?.kind !== 'node') return
    beginAim(chosen.id)
    // The command palette gives the focus back when it closes.
    setTimeout(() => document.getElementById(`node-${chosen.id}`)?.focus())
  }
  function beginAim(from: string): void {
    const targets = nodes.value.map(node => node.id).filter(to => mayLink(from, to))
    if (targets.length === 0) return
    aiming.value = { from, targets, at: 0 }
    note.value = `${t('canvas.connectFrom')} ${nameOf(targets[0] ?? '')}. ${t('canvas.connectHint')}`
  }
  function aimKey(event: KeyboardEvent): void {
    const now = aiming.value
    if (now === undefined) return
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (by !== undefined) {
      const at = (now.at + by + now.targets.length) % now.targets.length
      aiming.value = { ...now, at }
      note.value = nameOf(now.targets[at] ?? '')
    } else if (event.key === 'Enter' || event.key === ' ') {
      const to = aim.value
      aiming.value = undefined
      note.value = ''
      if (to !== undefined) link({ from: now.from, port: MAIN_PORT, to })
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      aiming.value = undefined
      note.value = ''
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  function nodeKey(event: KeyboardEvent, id: string): void {
    if (aiming.value !== undefined) {
      aimKey(event)
      return
    }
    const step = event.shiftKey ? 1 : MOVE_PX
    const by = {
      ArrowRight: [step, 0],
      ArrowLeft: [-step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    }[event.key]
    const node = nodes.value.find(each => each.id === id)
    if (by !== undefined && node !== undefined && !editor.textBroken.value) {
      editor.typed(
        moveNodes(
          session.text.value,
          new Map([[id, [node.place.x + (by[0] ?? 0), node.place.y + (by[1] ?? 0)]]]),
        ),
      )
    } else if (event.key === 'Enter') inspect(id)
    else if (event.key === 'c' && !event.ctrlKey && !event.metaKey) beginAim(id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { aim, note, nodeKey, link, mayLink, removeSelected, duplicateSelected, connectSelected }
}
