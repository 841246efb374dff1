// Moves the focus to a node that was just added, or to the canvas where a node has gone: a focus
// that falls to the body has lost its place. Vue Flow hides a new node until it has measured it, and
// a hidden element cannot take the focus, so this waits until the node is shown.
const FRAMES_MAX = 30

export function focusNode(id: string, frames = 0): void {
  const node = document.getElementById(`node-${id}`)
  node?.focus()
  if (frames < FRAMES_MAX && (node === null || document.activeElement !== node))
    requestAnimationFrame(() => focusNode(id, frames + 1))
}

/** The canvas, or what is shown of the lab instead. */
export function focusCanvas(): void {
  const canvas = document.querySelector<HTMLElement>('.canvas')
  const place = canvas ?? document.querySelector<HTMLElement>('main')
  place?.focus()
}
