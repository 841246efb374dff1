// One process per data directory. The lock is a file with the owner's pid and its ports; a
// lock whose process is gone is taken over, so a kill -9 never locks a person out. A pid that was
// given to another program since then is recognised by its start time. A damaged lock may belong to
// a process that lives, so only a person can say that it does not. An owner whose parent is gone is
// about to end, as a host is whose window was killed: who starts again at once waits for it.
import { readFileSync } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LabError } from '@shared/errors'
import { crc32c } from '../bytes/crc32c'
import { readTextIfExists, writeFileAtomic } from './atomic-file'

export interface LockContents {
  readonly pid: number
  readonly startedAt: string
  /** The process that the owner ends with, as a host ends with the one that shows its window. */
  readonly parent?: number
  readonly [detail: string]: string | number | undefined
}

export interface DirLock {
  /** Adds facts that other processes may read, such as the ports in use; nothing after the end. */
  tell(details: Record<string, string | number>): Promise<void>
  release(): Promise<void>
  /**
   * The former owner ended without releasing the directory: it was killed, or the computer went
   * down.
   */
  readonly wasLeft: boolean
}

const fileOf = (dir: string) => join(dir, 'in-use.json')
/** An owner that has just made its file fills it within this time. */
const EMPTY_MS_MAX = 200
/** An owner without its parent writes down what it holds and ends within this time. */
const ENDING_MS_MAX = 20_000
const ENDING_LOOK_MS = 50

export async function lockDirectory(dir: string): Promise<DirLock> {
  await mkdir(dir, { recursive: true })
  const own: LockContents = {
    pid: process.pid,
    startedAt: statOf(process.pid)?.started ?? '',
    ...(endsWithItsParent() && { parent: process.ppid }),
  }
  const wasLeft = await takeLock(dir, own)
  let contents = own
  let isReleased = false
  let writing = Promise.resolve()
  return {
    wasLeft,
    tell(details) {
      if (isReleased || Object.keys(details).length === 0) return writing
      contents = { ...contents, ...details }
      const text = sealed(contents)
      // A failed write, such as on a full disk, is made good by the next one.
      writing = writing.catch(() => {}).then(() => writeFileAtomic(fileOf(dir), text))
      return writing
    },
    async release() {
      isReleased = true
      await writing.catch(() => {})
      await rm(fileOf(dir), { force: true })
    },
  }
}

/** True when a dead owner's lock had to be removed first. */
async function takeLock(dir: string, own: LockContents): Promise<boolean> {
  let wasLeft = false
  for (let tried = 0; tried < 3; tried++) {
    try {
      const file = await open(fileOf(dir), 'wx', 0o600)
      await file.writeFile(sealed(own))
      await file.close()
      return wasLeft
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = await lastingHolderOf(dir)
      if (holder)
        throw new LabError('data-dir-in-use', {
          kind: 'conflict',
          params: { dir, pid: holder.pid },
        })
      wasLeft = (await removed(fileOf(dir))) || wasLeft
    }
  }
  throw new LabError('data-dir-in-use', { kind: 'conflict', params: { dir, pid: 0 } })
}

/** False when it was gone already: its owner gave it back meanwhile. */
const removed = (file: string): Promise<boolean> =>
  rm(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )

/** The living holder of a directory, if there is one that can be known. */
export const readLock = (dir: string): Promise<LockContents | undefined> =>
  holderOf(dir).catch(() => undefined)

/** The holder that is still there when those that are about to end have had their time. */
async function lastingHolderOf(dir: string): Promise<LockContents | undefined> {
  const deadline = Date.now() + ENDING_MS_MAX
  for (;;) {
    const holder = await holderOf(dir)
    if (!holder || !isOrphan(holder) || Date.now() > deadline) return holder
    await sleep(ENDING_LOOK_MS)
  }
}

async function holderOf(dir: string): Promise<LockContents | undefined> {
  let text = await textOf(dir)
  if (text === '') text = await sleep(EMPTY_MS_MAX).then(() => textOf(dir))
  // No file; or one of which nothing is left, because the computer went down before it was on disk.
  if (!text) return undefined
  const contents = unsealed(text)
  if (!contents)
    throw new LabError('lock-damaged', { kind: 'storage', params: { dir, file: fileOf(dir) } })
  return isAlive(contents) ? contents : undefined
}

async function textOf(dir: string): Promise<string | undefined> {
  const text = await readTextIfExists(fileOf(dir))
  return text?.replaceAll('\0', '').trim()
}

const sumOf = (text: string) => crc32c(Buffer.from(text)).toString(16)

const sealed = (contents: LockContents): string =>
  JSON.stringify({ ...contents, crc32c: sumOf(JSON.stringify(contents)) })

function unsealed(text: string): LockContents | undefined {
  try {
    const { crc32c: sum, ...contents } = JSON.parse(text) as LockContents
    // Earlier versions wrote no sum.
    const isWhole = sum === undefined || sum === sumOf(JSON.stringify(contents))
    return isWhole && contents.pid > 0 ? (contents as LockContents) : undefined
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

/** A process that talks with the one that started it: forked by Node, or Electron's helper. */
const endsWithItsParent = (): boolean => process.send !== undefined || 'parentPort' in process

const isOrphan = ({ parent }: LockContents): boolean =>
  parent !== undefined && !isAlive({ pid: parent, startedAt: '' })

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
