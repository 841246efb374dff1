// A program with everything that it starts: Java starts Python, and Python its workers. They are one
// group, so that the end of the first is the end of all.
import { spawn, type ChildProcess } from 'node:child_process'
import type { Command } from './command'

const IS_WINDOWS = process.platform === 'win32'

export interface Tree {
  readonly child: ChildProcess
  /** Its code; null when it was killed. Rejects when it cannot be started. */
  readonly ended: Promise<number | null>
  kill(): void
}

export function startTree(
  { file, words, env }: Command,
  cwd: string,
  onText: (from: 'stdout' | 'stderr', text: string) => void,
): Tree {
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
  return { child, ended, kill: () => killTree(child) }
}

function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) return
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
