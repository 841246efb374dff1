// What every bench says of itself: our figure, the peer's figure from the same run on the same machine, and their ratio.
// Nothing here passes or fails; the floors of the design stand beside the figures for a reader.
export interface BenchRow {
  /** The row of the floors table. */
  readonly row: number
  readonly work: string
  readonly peer: string
  readonly ours: number
  readonly theirs: number
  readonly unit: string
  /** Larger is better, as with rates; false for times and memory. */
  readonly more: boolean
  readonly floor?: number
  readonly goal?: number
}

export interface Report {
  add(row: BenchRow): void
  note(text: string): void
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** How many times better ours is: above 1 is better, whichever way the unit runs. */
export function ratioOf(row: BenchRow): number {
  return row.more ? row.ours / row.theirs : row.theirs / row.ours
}

const short = (n: number) => (n >= 10_000 ? `${(n / 1000).toFixed(0)}k` : n >= 100 ? n.toFixed(0) : n.toPrecision(3))

export function printRow(row: BenchRow): string {
  const ratio = ratioOf(row)
  const verdict = row.floor === undefined ? '' : ratio >= row.floor ? 'floor reached' : 'BELOW FLOOR'
  const wanted = row.floor === undefined ? '' : ` (floor ${row.floor}×, goal ${row.goal ?? '–'}×)`
  return `${String(row.row).padStart(2)} │ ${row.work.padEnd(52)} │ ${short(row.ours).padStart(7)} ${row.unit} │ ${row.peer}: ${short(row.theirs)} ${row.unit} │ ${ratio.toFixed(2)}×${wanted} ${verdict}`
}
