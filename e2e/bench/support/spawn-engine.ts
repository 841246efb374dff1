// Starts an engine's child on a directory of its own, and reads of /proc what a process costs.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const CLOCK_TICKS_PER_SECOND = 100

export async function spawnEngine(which: 'kafka' | 'cql', durability: 'safe' | 'fast') {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-bench-'))
  const program = fileURLToPath(new URL('engine-child.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, which, dir, durability], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    port: Number(line.toString()),
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** How long a process has lived, by the kernel's clock: what a person waits for, start of the runtime included. */
export function secondsSinceStart(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const startedTicks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  return Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) - startedTicks / CLOCK_TICKS_PER_SECOND
}

export function rssMib(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}
