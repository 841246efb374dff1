// Files that grow, exactly: the checkpoint knows how long each file is, so what a crash left beyond
// is cut and written again. A file that rolls over is closed under its final name; the one that is
// open has `.part` at its end.
import { mkdir, open, readdir, rename, rm, rmdir, truncate } from 'node:fs/promises'
import { dirname, join, normalize, relative } from 'node:path'
import { LabError } from '@shared/errors'
import { fileTrouble } from '@main/platform'

/** A path below the lab's folder; what would lead out of it is refused. */
export function insideFolder(folder: string, path: string): string {
  const full = normalize(join(folder, path))
  const inner = relative(folder, full)
  if (inner === '' || inner.startsWith('..') || inner.includes('\0'))
    throw new LabError('file-outside', { kind: 'usage', params: { path } })
  return full
}

/** Why a sink cannot write its file, in words of ours. */
export function writeTrouble(file: string, cause: unknown): LabError {
  if (cause instanceof LabError) return cause
  const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
  const code = isFull ? 'disk-full' : (fileTrouble(cause) ?? 'write-failed')
  const params = { file, message: String(cause) }
  return new LabError(code, { kind: 'storage', params, cause })
}

export class GrowingFile {
  constructor(
    readonly path: string,
    public sizeBytes: number,
  ) {}

  /** Cuts what was written after the checkpoint. */
  async recover(): Promise<void> {
    try {
      await this.cut()
    } catch (error) {
      throw writeTrouble(this.path, error)
    }
  }

  private async cut(): Promise<void> {
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
    const file = await open(this.path, 'r+').catch((error: unknown) => {
      throw writeTrouble(this.path, error)
    })
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
      throw writeTrouble(this.path, error)
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
  const found = await readdir(folder, { withFileTypes: true }).catch(() => [])
  await Promise.all(
    found
      .filter(({ name }) => test(name))
      .map(entry => {
        const path = join(folder, entry.name)
        return entry.isDirectory() ? removeBatches(path) : rm(path, { force: true })
      }),
  )
}

/** Of a run on Spark, which makes a folder under the file's name with one for each batch. */
async function removeBatches(folder: string): Promise<void> {
  const names = await readdir(folder)
  const own = names.filter(name => /^batch=\d+$/.test(name))
  await Promise.all(own.map(name => rm(join(folder, name), { recursive: true, force: true })))
  if (own.length === names.length) await rmdir(folder)
}
