// Adds up what another engine's batches counted. A batch may be told twice (once by its writer, once
// by its report) and done twice (after a crash), so the last few are kept by their numbers.
import type { OutsideBatch } from '../../model/outside'

/** Reports come a few batches after their batch at the most. */
const OPEN_BATCHES = 8

type Counts = Map<string, number>

interface Query {
  readonly folded: Counts
  readonly open: Map<number, Counts>
}

export class BatchCounts {
  private readonly queries = new Map<string, Query>()

  take({ query, batch, counts }: OutsideBatch): void {
    const known = this.queries.get(query) ?? { folded: new Map(), open: new Map() }
    this.queries.set(query, known)
    const open = known.open.get(batch) ?? new Map<string, number>()
    known.open.set(batch, open)
    for (const [key, count] of Object.entries(counts)) open.set(key, count)
    const [oldest = batch] = [...known.open.keys()].sort((a, b) => a - b)
    if (known.open.size > OPEN_BATCHES) fold(known, oldest)
  }

  /**
   * Of rows that several queries make, each for itself, those of one: the most. `beside` keeps to
   * the queries that count that too, where there are any.
   */
  total(key: string, beside?: string): number {
    const all = [...this.queries.values()].filter(query => has(query, key))
    const near = beside === undefined ? [] : all.filter(query => has(query, beside))
    return Math.max(0, ...(near.length > 0 ? near : all).map(query => sum(query, key)))
  }
}

function fold({ folded, open }: Query, batch: number): void {
  for (const [key, count] of open.get(batch) ?? []) folded.set(key, (folded.get(key) ?? 0) + count)
  open.delete(batch)
}

const has = ({ folded, open }: Query, key: string) =>
  folded.has(key) || [...open.values()].some(counts => counts.has(key))

const sum = ({ folded, open }: Query, key: string) =>
  [...open.values()].reduce((n, counts) => n + (counts.get(key) ?? 0), folded.get(key) ?? 0)
