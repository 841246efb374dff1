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
  /** What its sources have to make in a second; absent unless all of them have a rate. */
  readonly setRate: number | 'max' | undefined
  /** Of the records in its topics, before compression; absent where nobody counts them. */
  readonly bytes: number | undefined
  /** By the lab's clock, when a window gives out what it holds; absent while something comes out. */
  readonly heldUntil: number | undefined
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
  const filled = members.filter(id => isTopic(id) && begins.some(({ to }) => to === id))
  const statsOf = (which: readonly LabEdge[]) =>
    which.flatMap(({ id }) => stats.get(`edge:${id}`) ?? [])
  const into = statsOf(begins)
  const out = passedOf(statsOf(givenOut(inside, edges, isTopic)))
  return {
    into: passedOf(into),
    lag: enters.length === 0 ? undefined : sum(into, stat => stat.lag ?? 0),
    out,
    source: enters.length === 0 && sources.length === 1 ? sources[0] : undefined,
    setRate: enters.length === 0 ? setRateOf(sources, stats) : undefined,
    bytes:
      enters.length > 0 ? undefined : bytesOf(filled.flatMap(id => stats.get(`node:${id}`) ?? [])),
    heldUntil: out.ratePerSecond > 0 ? undefined : heldUntil(nodes),
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

function setRateOf(
  sources: readonly string[],
  stats: ReadonlyMap<string, GraphStat>,
): number | 'max' | undefined {
  const rates = sources.map(id => stats.get(`node:${id}`)?.targetRate)
  if (rates.includes('max')) return 'max'
  const known = rates.filter(rate => typeof rate === 'number')
  return known.length < sources.length ? undefined : known.reduce((all, rate) => all + rate, 0)
}

/** Of topics that the frame's sources write to. */
function bytesOf(topics: readonly GraphStat[]): number | undefined {
  const counts = topics.map(({ figures }) => figures?.['bytes'])
  const known = counts.filter(bytes => typeof bytes === 'number')
  return known.length === 0 || known.length < counts.length
    ? undefined
    : known.reduce((all, bytes) => all + bytes, 0)
}

/** Windows that only the lab's clock closes: the first of them. */
function heldUntil(nodes: readonly GraphStat[]): number | undefined {
  const ends = nodes.flatMap(({ time }) =>
    time?.open?.holds === true && time.open.because === 'clock' ? [time.open.end] : [],
  )
  return ends.length === 0 ? undefined : Math.min(...ends)
}

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
