// What a key or a command does to the selected node or edge: remove it, or make a second one.
import { session, toastUndo } from '@renderer/client'
import { t } from '@renderer/ui'
import { editor } from '../editing/editor'
import { disconnect, duplicateNode, removeNode } from '../editing/lab-edit'
import { focusCanvas, focusNode } from './focus-node'
import type { DrawnNode } from './graph'
import { nameOf } from './node-name'

/** With Undo in the note; the focus goes to the next node, or to the one that the edge came from. */
export function removeSelected(nodes: readonly DrawnNode[]): void {
  const lab = session.lab.value
  const chosen = editor.selection.value
  if (lab === undefined || chosen === undefined || editor.textBroken.value) return
  if (chosen.kind === 'node') {
    const order = nodes.map(node => node.id)
    const next = order[order.indexOf(chosen.id) + 1] ?? order[order.indexOf(chosen.id) - 1]
    const said = t('canvas.deleted', { name: nameOf(chosen.id) })
    editor.change(removeNode(session.text.value, lab, chosen.id))
    toastUndo(said, editor.undo)
    editor.select(next === undefined ? undefined : { kind: 'node', id: next })
    if (next !== undefined) focusNode(next)
    else focusCanvas()
  } else if (chosen.kind === 'edge') {
    const edge = session.edges.value.find(each => each.id === chosen.id)
    if (edge === undefined) return
    const name = t('canvas.edgeName', { from: nameOf(edge.from), to: nameOf(edge.to) })
    editor.change(disconnect(session.text.value, lab, edge))
    toastUndo(t('canvas.deleted', { name }), editor.undo)
    editor.select({ kind: 'node', id: edge.from })
    focusNode(edge.from)
  }
}
export function duplicateSelected(): void {
  const lab = session.lab.value
  const chosen = editor.selection.value
  if (lab === undefined || chosen?.kind !== 'node' || editor.textBroken.value) return
  const { text, id } = duplicateNode(session.text.value, lab, chosen.id)
  editor.change(text)
  editor.select({ kind: 'node', id })
  focusNode(id)
}
