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

export function edgesOf(lab: Pick<LabFile, 'nodes'>): LabEdge[] {
  return Object.entries(lab.nodes).flatMap(([to, node]) => {
    const sources =
      node.from === undefined ? [] : Array.isArray(node.from) ? node.from : [node.from]
    return sources.map(source => {
      const long = typeof source === 'string' ? { node: source } : source
      const [from = '', port = MAIN_PORT] = long.node.split('.')
      return { ...long, id: edgeId(from, port, to), from, port, to }
    })
  })
}

export function edgeId(from: string, port: string, to: string): string {
  return port === MAIN_PORT ? `${from}>${to}` : `${from}.${port}>${to}`
}
