// What earlier lives of a job counted, kept beside its checkpoint: Spark's own figures begin anew with
// each start, and a run that goes on from its checkpoint shows all that it has done. Old batches
// become one, at each start and as a long life goes on, so the file stays short.
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { OutsideBatch } from '@main/pipeline'
import { readTextIfExists, writeFileAtomic } from '@main/platform'

const FILE = 'batches.jsonl'
/** A batch may be done again, so the last ones keep their numbers. */
const OPEN_BATCHES = 8
/** Some hundred kilobytes: quickly read, and seldom written anew. */
const LINES_MAX = 2000

const schema = z.object({
  query: z.string(),
  batch: z.number(),
  counts: z.record(z.string(), z.number()),
})
type Kept = z.infer<typeof schema>

export class PastBatches {
  private readonly file: string
  private lines = 0
  private writing: Promise<unknown> = Promise.resolve()

  constructor(dir: string) {
    this.file = join(dir, FILE)
  }

  /** One after another: what is kept while the file is made short comes after that. */
  keep({ query, batch, counts }: OutsideBatch): Promise<void> {
    const line = `${JSON.stringify({ query, batch, counts })}\n`
    const kept = this.writing.then(async () => {
      await appendFile(this.file, line)
      this.lines++
      if (this.lines >= LINES_MAX) await this.read()
    })
    this.writing = kept.catch(() => {})
    return kept
  }

  /** Also makes the file short again. */
  async read(): Promise<readonly Kept[]> {
    const text = await readTextIfExists(this.file)
    if (text === undefined) return []
    const short = [...byQuery(text.split('\n').flatMap(keptIn)).values()].flatMap(shortened)
    await writeFileAtomic(this.file, short.map(kept => `${JSON.stringify(kept)}\n`).join(''))
    this.lines = short.length
    return short
  }
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
