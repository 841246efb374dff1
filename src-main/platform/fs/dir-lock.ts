// One process per data directory. The lock is a file with the owner's pid and its ports; a
// lock whose process is gone is taken over, so a kill -9 never locks a person out. A pid that was
// given to another program since then is recognised by its start time.
import { readFileSync } from 'node:fs'
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LabError } from '@shared/errors'

export interface LockContents {
  readonly pid: number
  readonly startedAt: string
  readonly [detail: string]: string | number
}

export interface DirLock {
  /** Adds facts that other processes may read, such as the ports in use. */
  tell(details: Record<string, string | number>): Promise<void>
  release(): Promise<void>
  /**
   * The former owner ended without releasing the directory: it was killed, or the computer went
   * down.
   */
  readonly wasLeft: boolean
}

const fileOf = (dir: string) => join(dir, 'in-use.json')

export async function lockDirectory(dir: string): Promise<DirLock> {
  await mkdir(dir, { recursive: true })
  const own: LockContents = { pid: process.pid, startedAt: statOf(process.pid)?.started ?? '' }
  const wasLeft = await takeLock(dir, own)
  let contents = own
  return {
    wasLeft,
    async tell(details) {
      contents = { ...contents, ...details }
      await writeFile(fileOf(dir), JSON.stringify(contents))
    },
    async release() {
      await rm(fileOf(dir), { force: true })
    },
  }
}

/** True when a dead owner's lock had to be removed first. */
async function takeLock(dir: string, own: LockContents): Promise<boolean> {
  for (let tried = 0; tried < 3; tried++) {
    try {
      const file = await open(fileOf(dir), 'wx', 0o600)
      await file.writeFile(JSON.stringify(own))
      await file.close()
      return tried > 0
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = await readLock(dir)
      if (holder)
        throw new LabError('data-dir-in-use', {
          kind: 'conflict',
          params: { dir, pid: holder.pid },
        })
      await rm(fileOf(dir), { force: true })
    }
  }
  throw new LabError('data-dir-in-use', { kind: 'conflict', params: { dir, pid: 0 } })
}

/** The living holder of a directory, if there is one. */
export async function readLock(dir: string): Promise<LockContents | undefined> {
  try {
    const contents = JSON.parse(await readFile(fileOf(dir), 'utf8')) as LockContents
    return isAlive(contents) ? contents : undefined
  } catch {
    return undefined
  }
}

function isAlive(holder: LockContents): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const stat = statOf(holder.pid)
  if (!stat) return true
  // A zombie: killed, and its parent never asks. In a container without an init process that lasts
  // for ever.
  if (stat.state === 'Z' || stat.state === 'X') return false
  return holder.startedAt === '' || stat.started === holder.startedAt
}

/** Fields 3 and 22 (clock ticks since boot) of /proc/PID/stat; unknown on systems without /proc. */
function statOf(pid: number): { readonly state: string; readonly started: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0]!, started: fields[19]! }
  } catch {
    return undefined
  }
}

/** Removes the lock of a worker of this process that ended without releasing it. */
export async function forgetOwnLock(dir: string): Promise<void> {
  if ((await readLock(dir))?.pid === process.pid) await rm(fileOf(dir), { force: true })
}
