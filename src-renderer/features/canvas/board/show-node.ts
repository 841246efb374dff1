// Shows a node that something else speaks of, such as a problem: its frame opens if it is folded.
import { editor } from '../editing/editor'
import { focusNode } from './focus-node'
import { setFolds, shownLab } from './folds'
import { frameOfNodes } from './frames'

export function showNode(id: string): void {
  chooseNode(id)
  focusNode(id)
}

/** The same; the focus stays where the person works. */
export function chooseNode(id: string): void {
  const lab = shownLab.value
  const frame = lab === undefined ? undefined : frameOfNodes(lab).get(id)
  if (frame !== undefined && lab?.frames?.[frame]?.folded === true)
    setFolds(new Map([[frame, false]]))
  editor.select({ kind: 'node', id })
}
