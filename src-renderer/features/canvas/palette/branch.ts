// Decides what a node that is added without a place reads: the selected node, or what the selected
// sink reads, so that both hang on the same branch. A new sink with nothing selected goes where the
// last sink branches off.
import type { NodeKind } from '@shared/contract'
import type { LabEdge } from '@shared/lab'

interface Placed {
  readonly id: string
  readonly kind: NodeKind
}

export function branchOf(
  nodes: readonly Placed[],
  edges: readonly LabEdge[],
  selected: string | undefined,
  isSink: boolean,
): string | undefined {
  const kindOf = (id: string | undefined) => nodes.find(node => node.id === id)?.kind
  const kind = kindOf(selected)
  if (kind !== undefined && kind !== 'sink') return selected
  const readBy = (id: string) => edges.find(edge => edge.to === id)?.from
  if (kind === 'sink') return readBy(selected ?? '')
  if (!isSink) return undefined
  const last = nodes.findLast(node => node.kind === 'sink' && readBy(node.id) !== undefined)
  if (last !== undefined) return readBy(last.id)
  // Without a sink: the end of the chain.
  return nodes.findLast(node => node.kind !== 'sink' && !edges.some(edge => edge.from === node.id))
    ?.id
}
