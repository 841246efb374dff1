// What earlier lives of a job counted, kept beside its checkpoint: Spark's own figures begin anew with
// each start, and a run that goes on from its checkpoint shows all that it has done.
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { OutsideBatch } from '@main/pipeline'
import { readTextIfExists, writeFileAtomic } from '@main/platform'

const FILE = 'batches.jsonl'
/** A batch may be done again, so the last ones keep their numbers. */
const OPEN_BATCHES = 8

const schema = z.object({
  query: z.string(),
  batch: z.number(),
  counts: z.record(z.string(), z.number()),
})
type Kept = z.infer<typeof schema>

export const keepBatch = (dir: string, { query, batch, counts }: OutsideBatch): Promise<void> =>
  appendFile(join(dir, FILE), `${JSON.stringify({ query, batch, counts })}\n`)

/** Also makes the file short again: older batches become one. */
export async function pastBatches(dir: string): Promise<readonly Kept[]> {
  const text = await readTextIfExists(join(dir, FILE))
  if (text === undefined) return []
  const short = [...byQuery(text.split('\n').flatMap(keptIn)).values()].flatMap(shortened)
  await writeFileAtomic(join(dir, FILE), short.map(kept => `${JSON.stringify(kept)}\n`).join(''))
  return short
}

/** A line that a crash has cut is left out. */
function keptIn(line: string): Kept[] {
  try {
    return [schema.parse(JSON.parse(line))]
  } catch {
    return []
  }
}

function byQuery(all: readonly Kept[]): Map<string, Map<number, Kept>> {
  const queries = new Map<string, Map<number, Kept>>()
  for (const kept of all) {
    const known = queries.get(kept.query) ?? new Map<number, Kept>()
    queries.set(kept.query, known)
    const counts = { ...known.get(kept.batch)?.counts, ...kept.counts }
    known.set(kept.batch, { ...kept, counts })
  }
  return queries
}

function shortened(batches: ReadonlyMap<number, Kept>): Kept[] {
  const ordered = [...batches.values()].sort((a, b) => a.batch - b.batch)
  const old = ordered.slice(0, -OPEN_BATCHES)
  const [first] = old
  if (!first) return ordered
  const counts: Record<string, number> = {}
  for (const kept of old)
    for (const [key, n] of Object.entries(kept.counts)) counts[key] = (counts[key] ?? 0) + n
  return [{ ...first, counts }, ...ordered.slice(-OPEN_BATCHES)]
}
