// Ends the Spark job that a dead host left behind, because two jobs on one checkpoint would damage it.
// Process numbers are used again, so the job is recognised by the life in its command line too.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { z } from 'zod'
import { readTextIfExists } from '@main/platform'
import { killTree } from './process-tree'

const run = promisify(execFile)
const FILE = 'process.json'
const LOOK_MS = 50
const END_MS = 5000
const LIST_BYTES = 50_000_000

const schema = z.object({ pid: z.number().int().positive(), life: z.string().min(8) })
type Kept = z.infer<typeof schema>

export const keepProcess = (dir: string, kept: Kept): Promise<void> =>
  writeFile(join(dir, FILE), JSON.stringify(kept))

export async function endEarlierLife(dir: string): Promise<void> {
  const kept = keptIn(await readTextIfExists(join(dir, FILE)))
  if (!kept) return
  const until = Date.now() + END_MS
  while ((await isThere(kept)) && Date.now() < until) {
    killTree(kept.pid)
    await sleep(LOOK_MS)
  }
}

function keptIn(text: string | undefined): Kept | undefined {
  try {
    return text === undefined ? undefined : schema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

async function isThere({ pid, life }: Kept): Promise<boolean> {
  try {
    const lines = await (process.platform === 'win32' ? commandOf(pid) : commandsOfGroup(pid))
    return lines.some(line => line.includes(life))
  } catch {
    // Without a list of processes nothing is known, and nothing is ended.
    return false
  }
}

/** Of the group, since a member may outlive the process that it is named after. */
async function commandsOfGroup(pid: number): Promise<string[]> {
  const words = ['-A', '-ww', '-o', 'pgid=', '-o', 'args=']
  const { stdout } = await run('ps', words, { maxBuffer: LIST_BYTES })
  return stdout.split('\n').filter(line => line.trim().startsWith(`${pid} `))
}

async function commandOf(pid: number): Promise<string[]> {
  const ask = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`
  const words = ['-NoProfile', '-NonInteractive', '-Command', ask]
  const { stdout } = await run('powershell.exe', words, { windowsHide: true })
  return [stdout]
}
