// Files that grow, exactly: the checkpoint knows how long each file is, so what a crash left beyond
// is cut and written again. A file that rolls over is closed under its final name; the one that is
// open has `.part` at its end.
import { mkdir, open, readdir, rename, rm, truncate } from 'node:fs/promises'
import { dirname, join, normalize, relative } from 'node:path'
import { LabError } from '@shared/errors'

/** A path below the lab's folder; what would lead out of it is refused. */
export function insideFolder(folder: string, path: string): string {
  const full = normalize(join(folder, path))
  const inner = relative(folder, full)
  if (inner === '' || inner.startsWith('..') || inner.includes('\0'))
    throw new LabError('file-outside', { kind: 'usage', params: { path } })
  return full
}

export class GrowingFile {
  constructor(
    readonly path: string,
    public sizeBytes: number,
  ) {}

  /** Cuts what was written after the checkpoint. */
  async recover(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true })
    const file = await open(this.path, 'a')
    try {
      const { size } = await file.stat()
      if (size < this.sizeBytes)
        throw new LabError('file-shorter', {
          kind: 'conflict',
          params: { file: this.path, expected: this.sizeBytes, found: size },
        })
    } finally {
      await file.close()
    }
    await truncate(this.path, this.sizeBytes)
  }

  async append(text: string): Promise<void> {
    const file = await open(this.path, 'r+')
    try {
      const bytes = Buffer.from(text, 'utf8')
      // On a disk that fills up a write takes what fits and says how much that was; the next one
      // says why.
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, at, bytes.length - at, this.sizeBytes + at)
        at += bytesWritten
      }
      await file.datasync()
      this.sizeBytes += bytes.length
    } catch (error) {
      const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
      throw new LabError(full ? 'disk-full' : 'write-failed', {
        kind: 'storage',
        params: { file: this.path, message: String(error) },
        cause: error,
      })
    } finally {
      await file.close()
    }
  }

  async rename(to: string): Promise<void> {
    await rename(this.path, to)
  }
}

export async function removeMatching(
  folder: string,
  test: (name: string) => boolean,
): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  await Promise.all(names.filter(test).map(name => rm(join(folder, name), { force: true })))
}
