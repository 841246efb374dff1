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
/** A line with a bend must leave at most this share of what a straight one misses. */
const BENT = 0.2
/** Of all the way that the lag went up and down, this share goes one way: then it only rises. */
const ONE_WAY = 0.8
const MOVES_MIN = 3

interface Line {
  readonly slope: number
  /** The sum of the squares of what the line misses. */
  readonly missed: number
  readonly error: number
  readonly change: number
  readonly mean: number
}

function lineOf(points: readonly LagPoint[]): Line {
  const n = points.length
  const meanAt = points.reduce((sum, { at }) => sum + at, 0) / n
  const mean = points.reduce((sum, { lag }) => sum + lag, 0) / n
  const spread = points.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0)
  if (spread === 0) return { slope: 0, missed: 0, error: 0, change: 0, mean }
  const slope = points.reduce((sum, { at, lag }) => sum + (at - meanAt) * (lag - mean), 0) / spread
  const missed = points.reduce(
    (sum, { at, lag }) => sum + (lag - mean - slope * (at - meanAt)) ** 2,
    0,
  )
  const change = slope * ((points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0))
  return { slope, missed, error: Math.sqrt(missed / (n - 2) / spread), change, mean }
}

/** Where the lag turned, if two lines tell its way much better than one. */
function bendOf(points: readonly LagPoint[]): number | undefined {
  const whole = lineOf(points).missed
  let best = { at: 0, missed: Infinity }
  for (let at = 2; at <= points.length - POINTS_MIN; at++) {
    const missed = lineOf(points.slice(0, at)).missed + lineOf(points.slice(at)).missed
    if (missed < best.missed) best = { at, missed }
  }
  return whole > 0 && best.missed <= BENT * whole ? best.at : undefined
}

/** +1 when it goes up beyond its noise, -1 when it goes down. */
function wayOf(points: readonly LagPoint[]): number {
  const { slope, error, change, mean } = lineOf(points)
  if (Math.abs(change) < 1) return 0
  const moves = points.slice(1).map(({ lag }, n) => lag - (points[n]?.lag ?? lag))
  const walked = moves.reduce((sum, move) => sum + Math.abs(move), 0)
  const net = moves.reduce((sum, move) => sum + move, 0)
  const along = moves.filter(move => move * net > 0).length
  const onlyOneWay = along >= MOVES_MIN && Math.abs(net) >= ONE_WAY * walked
  const isSure = Math.abs(slope) > SURE * error && Math.abs(change) >= mean * 0.1
  return onlyOneWay || isSure ? Math.sign(slope) : 0
}

/**
 * Says whether the lag rises or falls now. It looks at the last stretch only, because one line through
 * a rise and the fall after it would be level. A slow trigger makes the lag go up and down like a saw:
 * that counts as a rise only when a peak is higher than the one before.
 */
export function trendOf(points: readonly LagPoint[]): LagTrend {
  const end = points.at(-1)?.at ?? 0
  const recent = points.filter(point => end - point.at <= WINDOW_MS)
  if (recent.length < POINTS_MIN) return 'steady'
  const bend = bendOf(recent)
  const now = recent.slice(bend ?? 0)
  const before = recent.slice(0, bend ?? 0)
  const way = wayOf(now)
  if (way === 0) return 'steady'
  const rose = before.length < 2 ? 0 : lineOf(before).change
  const jumpedBack = ((now[0]?.lag ?? 0) - (before.at(-1)?.lag ?? 0)) * way < 0
  const again = jumpedBack && rose * way > 0 && Math.abs(lineOf(now).change) <= Math.abs(rose)
  if (again) return 'steady'
  return way > 0 ? 'falling-behind' : 'catching-up'
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
