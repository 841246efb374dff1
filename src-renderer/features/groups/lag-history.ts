// The lag of each partition over the last minutes, as this page has seen it. The number of points
// and of partitions is bounded; a deleted group takes its partitions with it.
export interface LagPoint {
  readonly at: number
  readonly lag: number
}

const POINTS_MAX = 150
const KEYS_MAX = 5000

export class LagHistory {
  private readonly points = new Map<string, LagPoint[]>()

  add(key: string, lag: number, at: number): void {
    const known = this.points.get(key)
    if (!known && this.points.size >= KEYS_MAX) return
    const list = known ?? []
    list.push({ at, lag })
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

/**
 * Compares the mean of the last third with that of the first: the noise of one batch is not a
 * trend.
 */
export function trendOf(points: readonly LagPoint[]): LagTrend {
  if (points.length < 6) return 'steady'
  const part = Math.floor(points.length / 3)
  const mean = (list: readonly LagPoint[]) =>
    list.reduce((sum, point) => sum + point.lag, 0) / list.length
  const before = mean(points.slice(0, part))
  const now = mean(points.slice(-part))
  const much = Math.max(5, before * 0.1)
  if (now > before + much) return 'falling-behind'
  return now < before - much ? 'catching-up' : 'steady'
}
