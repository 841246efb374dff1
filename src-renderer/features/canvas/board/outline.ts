// The canvas as a tree, for eyes that do not see it and for big labs: a node under what it reads, in
// the order of the flow. A node that reads several is whole under the first, and only named under
// the others.
import { edgesInto, inOrder, type LabEdge, type LabFile } from '@shared/lab'

export interface OutlineNode {
  /** Where it is in the tree: a node may come more than once. */
  readonly id: string
  readonly node: string
  readonly children: readonly OutlineNode[]
}

export function outlineOf(lab: LabFile, edges: readonly LabEdge[]): readonly OutlineNode[] {
  const order = inOrder(lab, edges)
  const into = edgesInto(edges)
  const after = new Map<string, string[]>()
  for (const node of order)
    for (const from of new Set((into.get(node) ?? []).map(edge => edge.from)))
      after.set(from, [...(after.get(from) ?? []), node])
  const told = new Set<string>()
  const branch = (node: string, path: string): OutlineNode => {
    const id = path === '' ? node : `${path}/${node}`
    const isNew = !told.has(node)
    told.add(node)
    const children = isNew ? (after.get(node) ?? []).map(next => branch(next, id)) : []
    return { id, node, children }
  }
  const roots = order.filter(node => !(into.get(node) ?? []).some(({ from }) => lab.nodes[from]))
  // What hangs in a circle has no beginning, and must not be missing.
  return [...roots, ...Object.keys(lab.nodes).filter(node => !order.includes(node))].map(node =>
    branch(node, ''),
  )
}
