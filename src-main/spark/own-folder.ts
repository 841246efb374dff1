// Folders that this program made, told by a file inside: SLUICE_SPARK may name any folder of a person,
// and what stands there under the same name is not for us to delete.
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '@shared/errors'

const MARKER = '.made-by-sluice'

/** Leaves a folder that is there already as it is: it stays its owner's. */
export async function makeOwn(dir: string): Promise<void> {
  if (existsSync(dir)) return
  await mkdir(dir, { recursive: true })
  await writeFile(
    join(dir, MARKER),
    'Sluice made this folder, and deletes it when it is told to.\n',
  )
}

export const isOwn = (dir: string): boolean => existsSync(join(dir, MARKER))

/** Throws `spark-folder-foreign` where something stands that this program did not make. */
export function needOwn(dir: string): void {
  if (existsSync(dir) && !isOwn(dir))
    throw new LabError('spark-folder-foreign', { kind: 'config', params: { dir } })
}

/** Deletes it if this program made it. */
export async function removeOwn(dir: string): Promise<void> {
  if (isOwn(dir)) await rm(dir, { recursive: true, force: true })
}
