// The nodes that the rows of a node come to, nearest first.
import type { LabEdge } from '@shared/lab'

export function nodesBehind(edges: readonly LabEdge[], node: string): readonly string[] {
  const found = new Set<string>()
  const look = (id: string) => {
    for (const { from, to } of edges) {
      if (from !== id || found.has(to)) continue
      found.add(to)
      look(to)
    }
  }
  look(node)
  found.delete(node)
  return [...found]
}
