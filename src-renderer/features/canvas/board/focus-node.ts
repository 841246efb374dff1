// The focus goes to a node that was just drawn, or is about to be: Vue Flow shows a new node only
// after it has measured it, and what is hidden takes no focus.
const FRAMES_MAX = 30

export function focusNode(id: string, frames = 0): void {
  const node = document.getElementById(`node-${id}`)
  node?.focus()
  if (frames < FRAMES_MAX && (node === null || document.activeElement !== node))
    requestAnimationFrame(() => focusNode(id, frames + 1))
}
