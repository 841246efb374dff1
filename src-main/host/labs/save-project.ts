// Writes an exported project into a folder. Its code is a person's to change, so a file with another
// text is replaced only when that is said.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportedLab } from '@shared/contract'
import { LabError } from '@shared/errors'
import { writePersonsFile } from './persons-file'

export async function saveProject(
  dir: string,
  files: ExportedLab['files'],
  replace: boolean,
): Promise<string> {
  for (const { path, text } of replace ? [] : files) {
    const there = await readFile(join(dir, path), 'utf8').catch(() => undefined)
    if (there !== undefined && there !== text)
      throw new LabError('file-exists', { kind: 'conflict', params: { file: join(dir, path) } })
  }
  for (const { path, text } of files) await writePersonsFile(join(dir, path), text)
  return dir
}
