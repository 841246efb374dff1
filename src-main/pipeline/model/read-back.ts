// The final rows of a stored table, as many as a result carries. A table that has more says so:
// nothing is left out in silence.
import type { ReadBack } from './operator'

/** A result is held in memory and printed; to see more rows, read the table itself. */
const ROWS_MAX = 100_000

export interface Stored {
  readonly name: string
  rows(rowsMax: number): Promise<ReadBack['rows']>
  count(): Promise<number>
}

export async function readBackOf({ name, rows, count }: Stored): Promise<ReadBack> {
  const some = await rows(ROWS_MAX + 1)
  if (some.length <= ROWS_MAX) return { name, rows: some }
  // Counting a large table may take longer than its database allows.
  return { name, rows: some.slice(0, ROWS_MAX), rowsInAll: await count().catch(() => null) }
}
