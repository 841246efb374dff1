// Edges by keyboard: E goes from a node to its first edge, and on to the next; left and right go to the
// nodes at its ends, up and down to the edges beside it. Edges are no stops of Tab: a large lab has too
// many.
import { session } from '@renderer/client'
import type { LabEdge } from '@shared/lab'
import { editor } from '../editing/editor'
import { focusNode } from './focus-node'

export const edgeElement = (id: string) => `edge-${id}`

/** Edges that have an end in common with this one, itself included. */
const beside = (edge: LabEdge) =>
  session.edges.value.filter(each => each.from === edge.from || each.to === edge.to)

function focusEdge(edge: LabEdge | undefined): void {
  if (edge === undefined) return
  editor.select({ kind: 'edge', id: edge.id })
  document.getElementById(edgeElement(edge.id))?.focus()
}

/** Out of a node first, or else into it. */
export function edgesFrom(node: string): void {
  const all = session.edges.value
  focusEdge(all.find(({ from }) => from === node) ?? all.find(({ to }) => to === node))
}

export function edgeKey(event: KeyboardEvent, edge: LabEdge, inspect: () => void): void {
  const near = beside(edge)
  const at = near.findIndex(({ id }) => id === edge.id)
  const step = (by: number) => focusEdge(near[(at + by + near.length) % near.length])
  const acts: Record<string, () => void> = {
    ArrowLeft: () => focusNode(edge.from),
    ArrowRight: () => focusNode(edge.to),
    ArrowUp: () => step(-1),
    ArrowDown: () => step(1),
    e: () => step(1),
    Enter: inspect,
    Escape: () => focusNode(edge.from),
  }
  const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key]
  if (act === undefined) return
  event.preventDefault()
  event.stopPropagation()
  act()
}
