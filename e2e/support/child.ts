// A server started for a test: a child process with a log file, a wait until it answers, and an end
// that is awaited.
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Started {
  readonly pid: number
  readonly alive: boolean
  /** SIGTERM, or what is given, and waits for the end; SIGKILL when it does not come. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

export interface StartOptions {
  readonly logFile: string
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Throws or answers false while the server is not ready. */
  readonly ready: () => Promise<boolean>
  readonly readyWithinMs?: number
}

const STOP_MS_MAX = 20_000

export async function startChild(
  command: string,
  args: readonly string[],
  options: StartOptions,
): Promise<Started> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = createWriteStream(options.logFile, { flags: 'a' })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  child.on('error', error => log.write(String(error)))
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => stopChild(child, signal)
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  child.once('exit', () => process.off('exit', onExit))
  const deadline = Date.now() + (options.readyWithinMs ?? 180_000)
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (await options.ready().catch(() => false))
      return {
        pid: child.pid!,
        get alive() {
          return isAlive(child)
        },
        stop,
      }
    await sleep(100)
  }
  await stop('SIGKILL')
  throw new Error(
    `${command} did not become ready. The end of its log:\n${(await readFile(options.logFile, 'utf8')).slice(-4000)}`,
  )
}

const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

async function stopChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isAlive(child)) return
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
  await ended
  clearTimeout(timer)
}

/** Ports that are free now, for servers that cannot pick one themselves. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer()
          server.once('error', reject)
          server.listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  const ports = servers.map(server => (server.address() as { port: number }).port)
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  return ports
}

export function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
