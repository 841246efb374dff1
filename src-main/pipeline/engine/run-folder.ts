// The folder of a lab's run: its identity (the id is in the headers of every record it makes),
// with which seed it began.
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '@shared/errors'
import { labFileSchema, type LabFile } from '@shared/lab'
import { z } from 'zod'
import { readSealed, writeSealed } from './sealed-file'

const schema = z.object({
  runId: z.string(),
  seed: z.number(),
  startedAt: z.number(),
  clockMs: z.number().optional(),
})
export type RunIdentity = z.infer<typeof schema>

const LAB_FILE = 'lab.json'
export const runFolder = (dataDir: string, labId: string) => join(dataDir, 'runs', labId)

/** The lab as it ran last, to tell what of it a changed one can go on with. */
export function lastLabOf(dataDir: string, labId: string): Promise<LabFile | undefined> {
  return readSealed(join(runFolder(dataDir, labId), LAB_FILE), labFileSchema)
}

export function keepLab(dir: string, lab: LabFile): Promise<void> {
  return writeSealed(join(dir, LAB_FILE), JSON.stringify(lab))
}

/**
 * Goes on with the run that is there, or begins one. Another seed would make other events: that
 * needs a clean start.
 */
export async function openRunFolder(
  dir: string,
  {
    labId,
    seed,
    fresh,
    clockMs,
  }: { labId: string; seed: number; fresh: boolean; clockMs: number | undefined },
): Promise<RunIdentity & { readonly isNew: boolean }> {
  if (fresh) await rm(dir, { recursive: true, force: true })
  const file = join(dir, 'run.json')
  const known = await readSealed(file, schema)
  if (known) {
    if (known.seed !== seed)
      throw new LabError('run-other-seed', {
        kind: 'conflict',
        params: { seed, known: known.seed },
      })
    return { ...known, isNew: false }
  }
  const identity = {
    runId: `${labId}-${randomBytes(6).toString('hex')}`,
    seed,
    startedAt: Date.now(),
    clockMs,
  }
  await writeSealed(file, JSON.stringify(identity))
  return { ...identity, isNew: true }
}
