// What an export would change in a folder: it is looked at before anything is written over.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportChanges, ExportedLab } from '@shared/contract'
import { unifiedDiff } from './line-diff'

export async function exportChanges(
  dir: string,
  files: ExportedLab['files'],
): Promise<ExportChanges> {
  const changed = await Promise.all(
    files.map(async ({ path, text }) => {
      const there = await readFile(join(dir, path), 'utf8').catch(() => undefined)
      const state = there === undefined ? 'new' : there === text ? 'same' : 'changed'
      return { path, state, diff: unifiedDiff(path, there, text) } as const
    }),
  )
  return { dir, files: changed }
}
