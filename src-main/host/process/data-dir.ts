// Takes the data directory: makes it when absent, and refuses in words when it cannot be used or
// another Sluice holds it.
import { mkdir } from 'node:fs/promises'
import { LabError } from '@shared/errors'
import { lockDirectory, type DirLock } from '@main/platform'

export async function takeDataDir(dir: string): Promise<DirLock> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    return await lockDirectory(dir)
  } catch (error) {
    if (error instanceof LabError) throw error
    const { code, message } =
      error instanceof Error && 'code' in error
        ? { code: error.code, message: error.message }
        : { code: '', message: String(error) }
    if (code === 'ENOSPC')
      throw new LabError('disk-full', {
        kind: 'storage',
        params: { file: dir, message },
        cause: error,
      })
    throw new LabError('data-dir-unusable', {
      kind: 'storage',
      params: { dir, message },
      cause: error,
    })
  }
}
