// The book of what a job did again, one entry for each time that it went on with batches to repeat. It is
// a small sealed file in the job's folder, so it is there after the next restart and while the lab is
// stopped; without it, or with a damaged one, the run goes on.
import { join } from 'node:path'
import type { Redelivery, RedeliveredRange } from '@shared/contract'
import type { LabFile } from '@shared/lab'
import { z } from 'zod'
import { planTasks } from '../../plan/tasks'
import type { Plan } from '../checkpoint-frames'
import { runFolder } from '../run-folder'
import { readSealed, writeSealed } from '../sealed-file'

const FILE = 'redelivered.json'
/** Older ones go first. */
const KEPT = 10
const RANGES_MAX = 1000
/** Of all jobs, in one answer: it has to fit a message. */
const ANSWER_CHARS_MAX = 4_000_000

const columns = z.array(z.object({ name: z.string(), type: z.string() }))
const cells = z.array(z.string().nullable())
const bookSchema = z.object({
  entries: z.array(
    z.object({
      job: z.string(),
      at: z.number(),
      cause: z.enum(['crash', 'checkpoint', 'damage']),
      from: z.number(),
      batches: z.number(),
      records: z.number(),
      ranges: z.array(
        z.object({
          from: z.string(),
          topic: z.string().optional(),
          group: z.string().optional(),
          partition: z.number(),
          first: z.number(),
          end: z.number(),
        }),
      ),
      sinks: z.array(
        z.object({
          node: z.string(),
          how: z.enum(['same', 'once', 'rolled', 'twice']),
          rows: z.number(),
          compared: z.number().optional(),
          changed: z.number().optional(),
          doubled: z.number(),
          columns,
          items: z.array(
            z.object({
              what: z.enum(['same', 'changed', 'added', 'removed', 'given']),
              before: cells.optional(),
              after: cells.optional(),
            }),
          ),
        }),
      ),
    }),
  ),
})

export const recordsIn = (plans: readonly Plan[]): number =>
  plans.reduce((sum, { ranges }) => sum + ranges.reduce((n, [, , from, to]) => n + to - from, 0), 0)

/** Who reads the records of an input, and out of what. */
type RangeReader = Pick<RedeliveredRange, 'from'> & {
  readonly topic: string | undefined
  readonly group: string | undefined
}

/** What the plans read of each partition, as one range: they follow one another. */
export function rangesOf(
  plans: readonly Plan[],
  readers: ReadonlyMap<string, RangeReader>,
): readonly RedeliveredRange[] {
  const found = new Map<string, RedeliveredRange>()
  for (const [id, partition, from, to] of plans.flatMap(({ ranges }) => ranges)) {
    const reader = readers.get(id)
    if (!reader || to <= from) continue
    const key = `${partition} ${id}`
    const known = found.get(key)
    found.set(key, {
      from: reader.from,
      ...(reader.topic === undefined ? {} : { topic: reader.topic }),
      ...(reader.group === undefined ? {} : { group: reader.group }),
      partition,
      first: Math.min(from, known?.first ?? from),
      end: Math.max(to, known?.end ?? to),
    })
  }
  return [...found.values()]
    .sort((a, b) => a.from.localeCompare(b.from) || a.partition - b.partition)
    .slice(0, RANGES_MAX)
}

const entriesIn = async (jobDir: string): Promise<readonly Redelivery[]> =>
  (await readSealed(join(jobDir, FILE), bookSchema).catch(() => undefined))?.entries ?? []

export async function keepRedelivery(jobDir: string, entry: Redelivery): Promise<void> {
  const entries = [...(await entriesIn(jobDir)), entry].slice(-KEPT)
  await writeSealed(join(jobDir, FILE), JSON.stringify({ entries }))
}

/** `lab`: as it runs, or ran last. Newest first, as many as an answer takes. */
export async function redeliveriesOf(dataDir: string, lab: LabFile): Promise<Redelivery[]> {
  const dirs = planTasks(lab).jobs.map(({ id }) => join(runFolder(dataDir, lab.id), 'jobs', id))
  const all = await Promise.all(dirs.map(entriesIn))
  let left = ANSWER_CHARS_MAX
  return all
    .flat()
    .sort((a, b) => b.at - a.at)
    .filter(each => (left -= JSON.stringify(each).length) >= 0)
}
