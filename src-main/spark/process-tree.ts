// A program with everything that it starts: Java starts Python, and Python its workers. They are one
// group, so that the end of the first is the end of all.
import { spawn } from 'node:child_process'
import type { Command } from './command'

const IS_WINDOWS = process.platform === 'win32'

export type OnText = (from: 'stdout' | 'stderr', text: string) => void

export interface Tree {
  /** Absent when it could not be started, or does other jobs too. */
  readonly pid: number | undefined
  /** Its code; null when it was killed. Rejects when it cannot be started. */
  readonly ended: Promise<number | null>
  kill(): void
}

export function startTree({ file, words, env }: Command, cwd: string, onText: OnText): Tree {
  const child = spawn(file, words, {
    cwd,
    env,
    // A group of its own, which a signal reaches as a whole.
    detached: !IS_WINDOWS,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const from of ['stdout', 'stderr'] as const) {
    child[from].setEncoding('utf8')
    child[from].on('data', (text: string) => onText(from, text))
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  ended.catch(() => {})
  const { pid } = child
  const kill = () => {
    if (pid !== undefined) killTree(pid)
  }
  return { pid, ended, kill }
}

/** `pid`: of a process that has a group of its own. */
export function killTree(pid: number): void {
  if (IS_WINDOWS) {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true })
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
