// Tells which node may feed which: for a drag between ports, the key C, and the inspector's list of
// sources.
import type { NodeInfo } from '@shared/contract'
import { DEAD_PORT, MAIN_PORT, type LabEdge, type LabFile } from '@shared/lab'
import { closesCircle } from './lab-edit'

type Catalog = ReadonlyMap<string, NodeInfo>

export function mayFeed(
  lab: LabFile,
  edges: readonly LabEdge[],
  catalog: Catalog,
  edge: Pick<LabEdge, 'from' | 'port' | 'to'>,
): boolean {
  const infoOf = (id: string) => catalog.get(lab.nodes[id]?.type ?? '')
  const { from, port, to } = edge
  if (from === to) return false
  if ((infoOf(from)?.kind === 'sink' && port !== DEAD_PORT) || infoOf(to)?.inputs === 'none')
    return false
  if (edges.some(each => each.from === from && each.to === to && each.port === port)) return false
  return !closesCircle(edges, from, to)
}

/** The ports that a node gives out by; some nodes name them in a setting. */
export function portsOf(lab: LabFile, catalog: Catalog, id: string): readonly string[] {
  const node = lab.nodes[id]
  const info = catalog.get(node?.type ?? '')
  const outputs = info?.outputs ?? [MAIN_PORT]
  if (info?.portsFrom === undefined) return outputs
  const named = node?.with?.[info.portsFrom]
  return [...(typeof named === 'object' && named !== null ? Object.keys(named) : []), ...outputs]
}

/** All ports that a node could read and does not read yet. */
export function sourcesFor(
  lab: LabFile,
  edges: readonly LabEdge[],
  catalog: Catalog,
  to: string,
): readonly Pick<LabEdge, 'from' | 'port' | 'to'>[] {
  return Object.keys(lab.nodes)
    .flatMap(from => portsOf(lab, catalog, from).map(port => ({ from, port, to })))
    .filter(edge => mayFeed(lab, edges, catalog, edge))
}
