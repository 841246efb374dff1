// The nodes that a node reads from, however its `from` is written; ports are left out.
import type { LabNode } from '@shared/lab'

export function namesIn(from: LabNode['from']): readonly string[] {
  if (from === undefined) return []
  const list = Array.isArray(from) ? from : [from]
  return list.map(each => (typeof each === 'string' ? each : each.node).split('.')[0] ?? '')
}
