// What processes cost, read of /proc: a process's memory, a family's, the time since its start; and
// the end of a family.
import { spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

const CLOCK_TICKS_PER_SECOND = 100

/**
 * How long a process has lived, by the kernel's clock: what a person waits for, start of the
 * runtime included.
 */
export function secondsSinceStart(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const startedTicks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  return (
    Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) -
    startedTicks / CLOCK_TICKS_PER_SECOND
  )
}

/** 0 for a process that is gone. */
export function rssMib(pid: number): number {
  try {
    return (
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    )
  } catch {
    return 0
  }
}

/** A process and everything it started. */
export function familyOf(pid: number): number[] {
  const lines = spawnSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
  const children = new Map<number, number[]>()
  for (const line of lines) {
    const [child = 0, parent = 0] = line.trim().split(/\s+/).map(Number)
    children.set(parent, [...(children.get(parent) ?? []), child])
  }
  const all = [pid]
  for (let i = 0; i < all.length; i++) all.push(...(children.get(all[i] ?? 0) ?? []))
  return all
}

export const familyMib = (pid: number) => familyOf(pid).reduce((sum, one) => sum + rssMib(one), 0)

export async function endFamily(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  for (const pid of familyOf(child.pid)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone by itself meanwhile.
    }
  }
  await gone
}
