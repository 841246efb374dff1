// Replaces a file so that a crash leaves either the old one or the new one: written beside, synced,
// renamed, and the folder synced (Windows cannot sync a folder and renames atomically without it;
// antivirus makes the rename fail for a moment there).
import { constants } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const RENAME_TRIES = 10

export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${process.pid}.tmp`
  try {
    const file = await open(
      beside,
      constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC,
      0o600,
    )
    try {
      await file.writeFile(data)
      await file.datasync()
    } finally {
      await file.close()
    }
    await renamePatiently(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

async function renamePatiently(from: string, to: string): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      return await rename(from, to)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (tried >= RENAME_TRIES || (code !== 'EPERM' && code !== 'EBUSY' && code !== 'EACCES'))
        throw error
      await sleep(tried * 20)
    }
  }
}

export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

export async function readTextIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
