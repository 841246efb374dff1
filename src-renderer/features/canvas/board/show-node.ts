// Shows a node that something else speaks of, such as a problem: its frame opens if it is folded.
import { session } from '@renderer/client'
import { editor } from '../editing/editor'
import { foldFrames } from '../editing/frame-edit'
import { focusNode } from './focus-node'
import { frameOfNodes } from './frames'

export function showNode(id: string): void {
  const lab = session.lab.value
  const frame = lab === undefined ? undefined : frameOfNodes(lab).get(id)
  if (frame !== undefined && lab?.frames?.[frame]?.folded === true)
    editor.change(foldFrames(session.text.value, new Map([[frame, false]])))
  editor.select({ kind: 'node', id })
  focusNode(id)
}
