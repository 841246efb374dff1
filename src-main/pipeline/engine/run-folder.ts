// The folder of a lab's run: its identity (the id is in the headers of every record it makes),
// with which seed it began.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import { labFileSchema, type LabFile } from '@shared/lab'
import { z } from 'zod'
import { readSealed, writeSealed } from './sealed-file'

/** What does the jobs of a run: this program, or another engine. Their checkpoints are not each other's. */
const JOB_ENGINES = ['builtin', 'spark', 'flink'] as const
export type JobEngine = (typeof JOB_ENGINES)[number]
const NAMES: Readonly<Record<JobEngine, string>> = {
  builtin: 'Sluice',
  spark: 'Spark',
  flink: 'Flink',
}

const schema = z.object({
  runId: z.string(),
  seed: z.number(),
  startedAt: z.number(),
  clockMs: z.number().optional(),
  /** The engines that did its jobs, the present one last; a clean start keeps them. */
  engines: z.array(z.enum(JOB_ENGINES)).default([]),
})
export type RunIdentity = z.infer<typeof schema>

const LAB_FILE = 'lab.json'
const RUN_FILE = 'run.json'
/** Where Spark keeps its job and its checkpoints. */
export const OUTSIDE_DIR = 'outside'
export const runFolder = (dataDir: string, labId: string) => join(dataDir, 'runs', labId)

/** The lab as it ran last, to tell what of it a changed one can go on with. */
export function lastLabOf(dataDir: string, labId: string): Promise<LabFile | undefined> {
  return readSealed(join(runFolder(dataDir, labId), LAB_FILE), labFileSchema)
}

export function keepLab(dir: string, lab: LabFile): Promise<void> {
  return writeSealed(join(dir, LAB_FILE), JSON.stringify(lab))
}

/** Spark also fills topics that the built-in engine does not: a reset empties those too. */
export async function wasOnSpark(dataDir: string, labId: string): Promise<boolean> {
  const known = await identityIn(runFolder(dataDir, labId))
  return known?.engines.includes('spark') === true
}

/** The engine that did the jobs last. */
export async function engineOf(dir: string): Promise<JobEngine | undefined> {
  return (await identityIn(dir))?.engines.at(-1)
}

/** Folders of older versions do not name their engine: Spark is known by what it left there. */
async function identityIn(dir: string): Promise<RunIdentity | undefined> {
  const known = await readSealed(join(dir, RUN_FILE), schema)
  if (known === undefined || known.engines.length > 0) return known
  return { ...known, engines: [existsSync(join(dir, OUTSIDE_DIR)) ? 'spark' : 'builtin'] }
}

/**
 * Goes on with the run that is there, or begins one. Another seed would make other events, and
 * another engine cannot read the checkpoints: both need a clean start.
 */
export async function openRunFolder(
  dir: string,
  {
    labId,
    seed,
    fresh,
    clockMs,
    engine,
  }: {
    labId: string
    seed: number
    fresh: boolean
    clockMs: number | undefined
    engine: JobEngine
  },
): Promise<RunIdentity & { readonly isNew: boolean }> {
  const known = fresh ? undefined : await identityIn(dir)
  if (known) {
    if (known.seed !== seed)
      throw new LabError('run-other-seed', {
        kind: 'conflict',
        params: { seed, known: known.seed },
      })
    const last = known.engines.at(-1) ?? engine
    if (last !== engine)
      throw new LabError('run-other-engine', {
        kind: 'conflict',
        params: { known: NAMES[last], engine: NAMES[engine] },
      })
    return { ...known, isNew: false }
  }
  const earlier = (await identityIn(dir).catch(() => undefined))?.engines ?? []
  if (fresh) await rm(dir, { recursive: true, force: true })
  const identity = {
    runId: `${labId}-${randomBytes(6).toString('hex')}`,
    seed,
    startedAt: Date.now(),
    clockMs,
    engines: [...earlier.filter(each => each !== engine), engine],
  }
  await writeSealed(join(dir, RUN_FILE), JSON.stringify(identity))
  return { ...identity, isNew: true }
}
