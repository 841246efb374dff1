// The figures of a frame's card: what enters it, how much of that waits, and what it gives out. A
// frame that nothing enters has sources, and shows what they make.
import type { GraphStat } from '@shared/contract'
import type { LabEdge } from '@shared/lab'

export interface Passed {
  readonly ratePerSecond: number
  readonly total: number
}

export interface FrameFigures {
  readonly into: Passed
  /** Absent where nothing waits: before a source. */
  readonly lag: number | undefined
  readonly out: Passed
  /** Its source, if nothing enters it and it has just one. */
  readonly source: string | undefined
  readonly failed: number
  readonly flowing: boolean
}

export function frameFigures(
  members: readonly string[],
  edges: readonly LabEdge[],
  stats: ReadonlyMap<string, GraphStat>,
  isTopic: (id: string) => boolean,
): FrameFigures | undefined {
  const inside = new Set(members)
  const nodes = members.flatMap(id => stats.get(`node:${id}`) ?? [])
  if (nodes.length === 0) return undefined
  const enters = edges.filter(({ from, to }) => inside.has(to) && !inside.has(from))
  const sources = members.filter(id => edges.every(({ to }) => to !== id))
  const begins = enters.length > 0 ? enters : edges.filter(({ from }) => sources.includes(from))
  const statsOf = (which: readonly LabEdge[]) =>
    which.flatMap(({ id }) => stats.get(`edge:${id}`) ?? [])
  const into = statsOf(begins)
  return {
    into: passedOf(into),
    lag: enters.length === 0 ? undefined : sum(into, stat => stat.lag ?? 0),
    out: passedOf(statsOf(givenOut(inside, edges, isTopic))),
    source: enters.length === 0 && sources.length === 1 ? sources[0] : undefined,
    failed: nodes.filter(({ state }) => state === 'failed').length,
    flowing: nodes.some(({ state }) => state === 'running' || state === 'waiting'),
  }
}

const sum = (stats: readonly GraphStat[], of: (stat: GraphStat) => number) =>
  stats.reduce((all, stat) => all + of(stat), 0)

const passedOf = (stats: readonly GraphStat[]): Passed => ({
  ratePerSecond: sum(stats, stat => stat.ratePerSecond),
  total: sum(stats, stat => stat.total),
})

/**
 * What leaves the frame; if nothing does, what its own sinks and topics get. What others read from
 * its topics is theirs.
 */
function givenOut(
  inside: ReadonlySet<string>,
  edges: readonly LabEdge[],
  isTopic: (id: string) => boolean,
): readonly LabEdge[] {
  const own = edges.filter(({ from }) => inside.has(from) && !isTopic(from))
  const leaves = own.filter(({ to }) => !inside.has(to))
  const goesOn = new Set(own.map(({ from }) => from))
  return leaves.length > 0 ? leaves : own.filter(({ to }) => !goesOn.has(to))
}
