// Starts an engine's child on a directory of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repoPath } from '../../support/stamped'

export async function spawnEngine(which: 'kafka' | 'cql', durability: 'safe' | 'fast') {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-bench-'))
  const program = repoPath('.cache/bench/engine-child.mjs')
  const child = spawn(process.execPath, [program, which, dir, durability], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    port: Number(line.toString()),
    pid: child.pid ?? 0,
    async stop() {
      process.off('exit', onExit)
      child.kill('SIGTERM')
      await once(child, 'exit')
      await rm(dir, { recursive: true, force: true })
    },
  }
}
