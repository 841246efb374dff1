// The figures of a frame's card: what enters it, and how much of that waits. A frame that nothing
// enters has sources, and shows what they make.
import type { GraphStat } from '@shared/contract'
import type { LabEdge } from '@shared/lab'

export interface FrameFigures {
  readonly ratePerSecond: number
  readonly total: number
  /** Absent where nothing waits: before a source. */
  readonly lag: number | undefined
  readonly failed: number
  readonly flowing: boolean
}

export function frameFigures(
  members: readonly string[],
  edges: readonly LabEdge[],
  stats: ReadonlyMap<string, GraphStat>,
): FrameFigures | undefined {
  const inside = new Set(members)
  const nodes = members.flatMap(id => stats.get(`node:${id}`) ?? [])
  if (nodes.length === 0) return undefined
  const enters = edges.filter(({ from, to }) => inside.has(to) && !inside.has(from))
  const sources = members.filter(id => edges.every(({ to }) => to !== id))
  const begins = enters.length > 0 ? enters : edges.filter(({ from }) => sources.includes(from))
  const passed = begins.flatMap(({ id }) => stats.get(`edge:${id}`) ?? [])
  const sum = (of: (stat: GraphStat) => number) =>
    passed.reduce((total, stat) => total + of(stat), 0)
  return {
    ratePerSecond: sum(stat => stat.ratePerSecond),
    total: sum(stat => stat.total),
    lag: enters.length === 0 ? undefined : sum(stat => stat.lag ?? 0),
    failed: nodes.filter(({ state }) => state === 'failed').length,
    flowing: nodes.some(({ state }) => state === 'running' || state === 'waiting'),
  }
}
