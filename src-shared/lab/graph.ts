// The graph of a lab: edges resolved out of the nodes' `from`.
import type { LabFile, StartPosition } from './lab-file'

export interface LabEdge {
  /** `from.port>to`, or `from>to` for the main port: stable, and what statistics are keyed by. */
  readonly id: string
  readonly from: string
  readonly port: string
  readonly to: string
  readonly group?: string
  readonly start?: StartPosition
}

export const MAIN_PORT = 'out'
export const DEAD_PORT = 'dead'
/** Where a node gives out rows that its watermark had passed when they came. */
export const LATE_PORT = 'late'

/** The consumer group of an edge out of a topic. */
export const groupOf = (lab: Pick<LabFile, 'id'>, { group, to }: LabEdge): string =>
  group ?? `${lab.id}-${to}`

export function edgesOf(lab: Pick<LabFile, 'nodes'>): LabEdge[] {
  const edges: LabEdge[] = []
  for (const [to, { from }] of Object.entries(lab.nodes))
    for (const source of from === undefined ? [] : Array.isArray(from) ? from : [from])
      edges.push(
        typeof source === 'string' ? edge(source, to) : { ...source, ...edge(source.node, to) },
      )
  return edges
}

function edge(source: string, to: string): LabEdge {
  const [from = '', port = MAIN_PORT] = source.split('.')
  return { id: edgeId(from, port, to), from, port, to }
}

export function edgeId(from: string, port: string, to: string): string {
  return port === MAIN_PORT ? `${from}>${to}` : `${from}.${port}>${to}`
}
