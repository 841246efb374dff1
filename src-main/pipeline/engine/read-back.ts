// The tables that a run ends with: what its sinks stored, read back from where it stands. A live view is the table where nothing
// stores one; where a sink does, the view would only say the same again.
import { LabError } from '@shared/errors'
import { edgesOf, type LabFile } from '@shared/lab'
import type { RunResult } from '@shared/contract'
import type { Operator } from './operator'

interface Node {
  readonly id: string
  readonly operator: Operator
}

export async function readBack(
  lab: LabFile,
  nodes: readonly Node[],
  warn: (node: string, error: LabError) => void,
): Promise<RunResult['tables']> {
  const tables: Record<string, readonly Readonly<Record<string, unknown>>[]> = {}
  const edges = edgesOf(lab)
  const isLive = ({ id }: Node) => lab.nodes[id]?.type === 'live'
  const feedersOf = ({ id }: Node) => edges.flatMap(edge => (edge.to === id ? [`${edge.from}.${edge.port}`] : []))
  const stored = new Set<string>()
  for (const node of [...nodes.filter(n => !isLive(n)), ...nodes.filter(isLive)]) {
    const feeders = feedersOf(node)
    if (isLive(node) && feeders.some(feeder => stored.has(feeder))) continue
    try {
      const back = await node.operator.readBack?.()
      if (!back) continue
      tables[back.name] = back.rows
      for (const feeder of feeders) stored.add(feeder)
    } catch (error) {
      warn(node.id, LabError.from(error))
    }
  }
  return tables
}
