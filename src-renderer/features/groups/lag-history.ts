// The lag of each partition over the last minutes, as this page has seen it. The number of points
// and of partitions is bounded; a deleted group takes its partitions with it.
export interface LagPoint {
  readonly at: number
  readonly lag: number
  /** The end of the log, summed over the same partitions as the lag. */
  readonly latest: number
}

const POINTS_MAX = 150
const KEYS_MAX = 5000

export class LagHistory {
  private readonly points = new Map<string, LagPoint[]>()

  add(key: string, point: LagPoint): void {
    const known = this.points.get(key)
    if (!known && this.points.size >= KEYS_MAX) return
    const list = known ?? []
    list.push(point)
    if (list.length > POINTS_MAX) list.shift()
    this.points.set(key, list)
  }

  of(key: string): readonly LagPoint[] {
    return this.points.get(key) ?? []
  }

  forget(prefix: string): void {
    for (const key of this.points.keys()) if (key.startsWith(prefix)) this.points.delete(key)
  }
}

export type LagTrend = 'catching-up' | 'falling-behind' | 'steady'

/** Older points must not hide what happens now. */
const WINDOW_MS = 60_000
/** So many standard errors: the sawtooth of a trigger stays below, a drift goes above. */
const SURE = 4
const POINTS_MIN = 4

/** The straight line through the last minute, if it rises or falls beyond its noise. */
export function trendOf(points: readonly LagPoint[]): LagTrend {
  const end = points.at(-1)?.at ?? 0
  const recent = points.filter(point => end - point.at <= WINDOW_MS)
  if (recent.length < POINTS_MIN) return 'steady'
  const n = recent.length
  const meanAt = recent.reduce((sum, { at }) => sum + at, 0) / n
  const meanLag = recent.reduce((sum, { lag }) => sum + lag, 0) / n
  const spread = recent.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0)
  if (spread === 0) return 'steady'
  const slope =
    recent.reduce((sum, { at, lag }) => sum + (at - meanAt) * (lag - meanLag), 0) / spread
  const missed = recent.reduce(
    (sum, { at, lag }) => sum + (lag - meanLag - slope * (at - meanAt)) ** 2,
    0,
  )
  const error = Math.sqrt(missed / (n - 2) / spread)
  const change = slope * ((recent.at(-1)?.at ?? 0) - (recent[0]?.at ?? 0))
  if (Math.abs(slope) <= SURE * error || Math.abs(change) < Math.max(1, meanLag * 0.1))
    return 'steady'
  return slope > 0 ? 'falling-behind' : 'catching-up'
}

/**
 * How long ago the log ended where the group stands now: its lag in time. Undefined when the group
 * is further behind than this page has watched.
 */
export function behindMs(points: readonly LagPoint[]): number | undefined {
  const now = points.at(-1)
  if (now === undefined) return undefined
  if (now.lag === 0) return 0
  const reached = now.latest - now.lag
  const after = points.findIndex(point => point.latest > reached)
  const [before, next] = [points[after - 1], points[after]]
  if (before === undefined || next === undefined) return undefined
  const share = (reached - before.latest) / (next.latest - before.latest)
  return now.at - (before.at + share * (next.at - before.at))
}
