// Moves the focus to a node that was just added. Vue Flow hides a new node until it has measured
// it, and a hidden element cannot take the focus, so this waits until the node is shown.
const FRAMES_MAX = 30

export function focusNode(id: string, frames = 0): void {
  const node = document.getElementById(`node-${id}`)
  node?.focus()
  if (frames < FRAMES_MAX && (node === null || document.activeElement !== node))
    requestAnimationFrame(() => focusNode(id, frames + 1))
}
