// The checkpoints of a job that a person can go back to. A mark names a commit in one of the job's
// logs: all before it is the state of then, and the plans behind it say how the batches after it are
// done again. So a kept checkpoint costs no copy of the state; it keeps the log that it is in. The
// list is a small sealed file; one that is damaged is named when it is asked for, and a run goes on
// without it.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDuration, type LabFile } from '@shared/lab'
import { z } from 'zod'
import { readSealed, writeSealed } from './sealed-file'

const markSchema = z.object({
  n: z.number(),
  /** By the computer's clock. */
  at: z.number(),
  clock: z.number(),
  /** The log that the commit is in, and the byte behind it. */
  generation: z.number(),
  end: z.number(),
  keys: z.number(),
  /** What the job had read by then, over all its inputs, and what each node had got. */
  records: z.number(),
  rows: z.record(z.string(), z.number()),
})
export type Mark = z.infer<typeof markSchema>

export type MarkFigures = Pick<Mark, 'keys' | 'records' | 'rows'>

export interface KeepRule {
  readonly keep: number
  readonly everyMs: number
  /** Of logs that are only there for kept checkpoints. */
  readonly bytesMax: number
}

/** A class looks back some minutes; Spark keeps a hundred batches, which is about as long. */
const KEEP = 5
const EVERY_MS = 10_000
const MEGABYTES = 256

export function keepRule({ checkpoints = {} }: Pick<LabFile, 'checkpoints'>): KeepRule {
  const { keep = KEEP, every, megabytes = MEGABYTES } = checkpoints
  const everyMs = every === undefined ? EVERY_MS : (parseDuration(every) ?? EVERY_MS)
  return { keep, everyMs, bytesMax: megabytes * 1024 * 1024 }
}

const MARKS_FILE = 'checkpoints.json'
const marksSchema = z.object({ marks: z.array(markSchema) })

export const logFileOf = (dir: string, generation: number) => join(dir, `state-${generation}.log`)

/** The numbers of the logs that are there, the newest first. */
export async function generationsIn(dir: string): Promise<number[]> {
  return (await readdir(dir))
    .flatMap(name => /^state-(\d+)\.log$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a)
}

/** Oldest first; those alone whose log is there and long enough. */
export async function readMarks(dir: string): Promise<Mark[]> {
  const known = await readSealed(join(dir, MARKS_FILE), marksSchema)
  const sizes = await sizesOf(dir, known?.marks.map(({ generation }) => generation) ?? [])
  return (known?.marks ?? []).filter(({ generation, end }) => (sizes.get(generation) ?? 0) >= end)
}

export function writeMarks(dir: string, marks: readonly Mark[]): Promise<void> {
  return writeSealed(join(dir, MARKS_FILE), JSON.stringify({ marks }))
}

async function sizesOf(dir: string, generations: readonly number[]): Promise<Map<number, number>> {
  const sizes = new Map<number, number>()
  for (const generation of new Set(generations)) {
    const found = await stat(logFileOf(dir, generation)).catch(() => undefined)
    if (found) sizes.set(generation, found.size)
  }
  return sizes
}

/**
 * What stays of the marks by count and by the bytes of logs before the last two, which are there
 * anyway. The newest mark always stays.
 */
export async function withinRule(
  dir: string,
  marks: readonly Mark[],
  current: number,
  { keep, bytesMax }: KeepRule,
): Promise<Mark[]> {
  const kept = marks.slice(-Math.max(1, keep))
  const extra = (await generationsIn(dir)).filter(generation => generation < current - 1)
  const sizes = await sizesOf(dir, extra)
  for (;;) {
    const first = kept[0]?.generation ?? current
    // A log between two that are needed is needed too, for the plans in it.
    const bytes = extra.reduce(
      (sum, generation) => sum + (generation >= first ? (sizes.get(generation) ?? 0) : 0),
      0,
    )
    if (kept.length <= 1 || bytes <= bytesMax) return kept
    while (kept.length > 1 && kept[0]?.generation === first) kept.shift()
  }
}

/** Logs that neither the pointer nor a mark needs. */
export async function forgetLogs(
  dir: string,
  current: number,
  marks: readonly Mark[],
): Promise<void> {
  const first = Math.min(current - 1, ...marks.map(({ generation }) => generation))
  const generations = await generationsIn(dir)
  await Promise.all(
    generations
      .filter(generation => generation < first || generation > current)
      .map(generation => rm(logFileOf(dir, generation), { force: true })),
  )
}
