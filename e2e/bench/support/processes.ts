// Reads from /proc what processes cost (memory, time since the start, cores), and ends a family of
// them.
import { spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const CLOCK_TICKS_PER_SECOND = 100

/**
 * How long a process has lived, by the kernel's clock: what a person waits for, start of the
 * runtime included.
 */
export function secondsSinceStart(pid: number): number {
  const startedTicks = Number(statOf(pid)?.[19])
  return (
    Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) -
    startedTicks / CLOCK_TICKS_PER_SECOND
  )
}

/** The fields of a process's `stat` behind its name, which may hold spaces; none once it is gone. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
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

/**
 * The cores that programs outside this family keep busy, looked at for a moment. Whole-machine
 * figures would count our own build and the bench before, which are still ending.
 */
export async function coresBusyOutside(family: number, lookMs: number): Promise<number> {
  const before = ticksByPid()
  const startedAt = performance.now()
  await sleep(lookMs)
  const after = ticksByPid()
  const seconds = (performance.now() - startedAt) / 1000
  const ours = new Set(familyOf(family))
  let ticks = 0
  for (const [pid, now] of after) if (!ours.has(pid)) ticks += now - (before.get(pid) ?? 0)
  return ticks / CLOCK_TICKS_PER_SECOND / seconds
}

/** The processor's time that each process has had. */
function ticksByPid(): Map<number, number> {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return new Map(
    pids.flatMap(pid => {
      const [user, system] = (statOf(pid) ?? []).slice(11, 13)
      return user === undefined || system === undefined
        ? []
        : [[pid, Number(user) + Number(system)]]
    }),
  )
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
