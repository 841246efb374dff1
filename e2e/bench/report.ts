// Prints the figures of a bench: ours, the peer's from the same run on the same machine, and their
// ratio. Nothing here passes or fails; a reader finds the design's floor beside each figure.
export interface BenchRow {
  /** The row of the floors table. */
  readonly row: number
  readonly work: string
  /** Absent when the figure has a limit alone. */
  readonly peer?: string
  readonly unit: string
  /** Larger is better, as with rates; false for times and memory. */
  readonly more: boolean
  /** One figure a round; what counts is their median. */
  readonly ours: readonly number[]
  /** Empty when the peer cannot run here; then the figure has no ratio. */
  readonly theirs?: readonly number[]
  /** What the figure itself must reach: at least this, or at most when less is better. */
  readonly limit?: number
  readonly floor?: number
  readonly goal?: number
}

export interface Report {
  /** Whether a row of the floors table was asked for. */
  wants(row: number): boolean
  /** How long to watch, where a bench lets a person choose. */
  readonly minutes?: number
  add(row: BenchRow): void
  note(text: string): void
}

/** A figure as `--json` prints it. */
export interface Figure extends Omit<BenchRow, 'ours' | 'theirs'> {
  readonly ours: number
  readonly theirs: number | undefined
  readonly rounds: { readonly ours: readonly number[]; readonly theirs: readonly number[] }
  /** How many times better ours is: above 1 is better, whichever way the unit runs. */
  readonly ratio: number | undefined
  readonly reached: boolean | undefined
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

export function figureOf(row: BenchRow): Figure {
  const ours = median(row.ours)
  const all = row.theirs ?? []
  const theirs = all.length > 0 ? median(all) : undefined
  const ratio = theirs === undefined ? undefined : row.more ? ours / theirs : theirs / ours
  const reached = isReached(row, ours, ratio)
  return { ...row, ours, theirs, rounds: { ours: row.ours, theirs: all }, ratio, reached }
}

function isReached(
  { limit, floor, more }: BenchRow,
  ours: number,
  ratio: number | undefined,
): boolean | undefined {
  if (limit !== undefined) return more ? ours >= limit : ours <= limit
  return ratio === undefined || floor === undefined ? undefined : ratio >= floor
}

const short = (n: number) =>
  n >= 10_000 ? `${(n / 1000).toFixed(0)}k` : n >= 100 ? n.toFixed(0) : n.toPrecision(3)

export function printFigure({
  row,
  work,
  ours,
  theirs,
  peer,
  unit,
  ratio,
  floor,
  goal,
  limit,
  more,
  reached,
}: Figure): string {
  const start = `${String(row).padStart(2)} │ ${work.padEnd(52)} │ ${short(ours).padStart(7)} ${unit.padEnd(9)} │ `
  const verdict = reached === undefined ? '' : reached ? ' reached' : ' NOT REACHED'
  const own =
    limit === undefined ? '' : ` (at ${more ? 'least' : 'most'} ${limit} ${unit})${verdict}`
  if (peer === undefined) return `${start}${own.trim()}`
  if (theirs === undefined || ratio === undefined) return `${start}${peer}: not measured${own}`
  const wanted = goal === undefined ? '' : ` (floor ${floor ?? '–'}×, goal ${goal}×)`
  const ended = limit === undefined ? `${wanted}${verdict}` : own
  return `${start}${peer}: ${short(theirs)} ${unit} │ ${ratio.toFixed(2)}×${ended}`
}

/**
 * Ours and the peer's in turns, so that a busy machine is busy for both. Without the peer, ours
 * alone.
 */
export async function inTurns(
  rounds: number,
  ours: (round: number) => Promise<number> | number,
  theirs: ((round: number) => Promise<number> | number) | undefined,
): Promise<Pick<BenchRow, 'ours' | 'theirs'>> {
  const figures = { ours: new Array<number>(), theirs: new Array<number>() }
  for (let round = 0; round < rounds; round++) {
    figures.ours.push(await ours(round))
    if (theirs) figures.theirs.push(await theirs(round))
  }
  return figures
}

/** What a peer needs, or undefined with a line that says why it cannot be had here. */
export async function obtained<Peer>(
  report: Report,
  name: string,
  get: () => Promise<Peer>,
): Promise<Peer | undefined> {
  try {
    return await get()
  } catch (error) {
    const why =
      error instanceof Error
        ? error.message.trim().split('\n').slice(-3).join(' ').slice(0, 400)
        : String(error)
    report.note(`${name} cannot be had here, so there is no ratio: ${why}`)
    return undefined
  }
}
