// What an export would change in a folder: it is looked at before anything is written over.
import { join } from 'node:path'
import type { ExportChanges, ExportedLab } from '@shared/contract'
import { unifiedDiff } from '@shared/lab'
import { readTextIfExists } from '@main/platform'
import { fileError } from './persons-file'

export async function exportChanges(
  dir: string,
  { files, problems }: Pick<ExportedLab, 'files' | 'problems'>,
): Promise<ExportChanges> {
  const isPossible = !problems.some(problem => problem.severity === 'error')
  const changed = await Promise.all(
    (isPossible ? files : []).map(async ({ path, text }) => {
      const file = join(dir, path)
      const there = await readTextIfExists(file).catch((error: unknown) => {
        throw fileError('file-unreadable', file, error)
      })
      const state = there === undefined ? 'new' : there === text ? 'same' : 'changed'
      return { path, state, diff: unifiedDiff(path, there, text) } as const
    }),
  )
  return { dir, files: changed, problems }
}
