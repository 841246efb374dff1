// The data of a chart, without its look: names along one axis, and one or more series of values.
// The same data make the bars, the table behind "Show as table" and the summary for screen readers.

export interface ChartSeries {
  readonly name: string
  readonly values: readonly (number | null)[]
}

export interface ChartData {
  readonly categories: readonly string[]
  readonly series: readonly ChartSeries[]
}

export interface Slice {
  readonly name: string
  readonly value: number
  /** How many categories were folded into this one ("Other"). */
  readonly folded?: number
}

/**
 * More than eight categories make a pie unreadable: the largest seven and the rest (ui/README.md
 * §3).
 */
export function slicesOf(data: ChartData, other: string): Slice[] {
  const values = data.series[0]?.values ?? []
  const all = data.categories
    .map((name, index) => ({ name, value: Math.max(0, values[index] ?? 0) }))
    .filter(slice => slice.value > 0)
  if (all.length <= 8) return all
  const ranked = [...all].sort((a, b) => b.value - a.value)
  const kept = new Set(ranked.slice(0, 7))
  const rest = ranked.slice(7)
  return [
    ...all.filter(slice => kept.has(slice)),
    { name: other, value: rest.reduce((sum, slice) => sum + slice.value, 0), folded: rest.length },
  ]
}

export function largest(data: ChartData): number {
  let max = 0
  for (const series of data.series)
    for (const value of series.values) if (value !== null && value > max) max = value
  return max
}

/** The largest sum of one category: the height of areas that lie on each other. */
export function largestStack(data: ChartData): number {
  const sums = data.categories.map((_, at) =>
    data.series.reduce((sum, { values }) => sum + Math.max(0, values[at] ?? 0), 0),
  )
  return sums.reduce((max, sum) => Math.max(max, sum), 0)
}

export function smallest(data: ChartData): number {
  let min = 0
  for (const series of data.series)
    for (const value of series.values) if (value !== null && value < min) min = value
  return min
}

/**
 * Many or long names do not fit below a column. Then the bars lie down, with the names at their
 * left.
 */
export function barsLieDown(data: ChartData, widthPx: number): boolean {
  if (data.categories.length === 0) return false
  const room = widthPx / data.categories.length
  const longest = data.categories.reduce((max, name) => Math.max(max, name.length), 0)
  return room < 26 * data.series.length || longest * 6.6 > room
}

/** Largest category of the first series, for the summary in words. */
export function leader(data: ChartData): { name: string; value: number } | undefined {
  const values = data.series[0]?.values ?? []
  let best: { name: string; value: number } | undefined
  data.categories.forEach((name, index) => {
    const value = values[index]
    if (value !== null && value !== undefined && (best === undefined || value > best.value))
      best = { name, value }
  })
  return best
}
