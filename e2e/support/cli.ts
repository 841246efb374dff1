// The built command line as a child process, the way a person's terminal or script runs it.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, type Ran, type RunOptions } from './stamped'

/** SLUICE_CLI: another build, such as that of a package. */
export const cliFile =
  process.env.SLUICE_CLI ?? fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

/** English words whatever this computer speaks, and no data directory but the test's. */
export function cliEnv(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LC_ALL: 'C',
    SLUICE_DATA: join(tmpdir(), 'sluice-no-test-uses-this'),
    ...extra,
  }
}

export function sluice(words: readonly string[], options: RunOptions = {}): Promise<Ran> {
  if (!existsSync(cliFile)) throw new Error(`${cliFile} is not built: npm run build`)
  return run(process.execPath, [cliFile, ...words], { ...options, env: cliEnv(options.env) })
}

/** What a verb answers with --json: the last line of stdout. */
export async function sluiceJson<Answer>(
  words: readonly string[],
  options: RunOptions = {},
): Promise<Answer> {
  const ran = await sluice([...words, '--json'], options)
  if (ran.code !== 0)
    throw new Error(
      `sluice ${words.join(' ')} ended with ${ran.code}\n${ran.stdout}\n${ran.stderr}`,
    )
  return JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '')
}

export interface RunningCli {
  readonly pid: number
  readonly stdout: () => string
  readonly stderr: () => string
  readonly ended: Promise<Ended>
  readonly hasEnded: () => boolean
  /** SIGTERM, awaited. */
  stop(signal?: NodeJS.Signals): Promise<Ended>
  /** kill -9 of the process and of whatever it started. */
  kill9(): Promise<void>
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

const STOP_MS_MAX = 30_000

/**
 * A verb that runs on. It leads a process group of its own, so that a kill -9 takes its children
 * along.
 */
export function startSluice(
  words: readonly string[],
  options: { env?: NodeJS.ProcessEnv; command?: readonly string[] } = {},
): RunningCli {
  const [command = process.execPath, ...args] = options.command ?? [process.execPath]
  const child = spawn(command, [...args, cliFile, ...words], {
    env: cliEnv(options.env),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts = { stdout: '', stderr: '' }
  child.stdout?.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const group = (signal: NodeJS.Signals) => killGroup(child, signal)
  const onExit = () => group('SIGKILL')
  process.once('exit', onExit)
  void ended.finally(() => process.off('exit', onExit)).catch(() => {})
  return {
    pid: child.pid ?? 0,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      const timer = setTimeout(() => group('SIGKILL'), STOP_MS_MAX)
      return ended.finally(() => clearTimeout(timer))
    },
    async kill9() {
      group('SIGKILL')
      await ended
    },
  }
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // It has ended already.
  }
}

/** Waits until a program that was started has printed a whole line on stdout, or has ended. */
export async function firstLine(cli: RunningCli, withinMs = 180_000): Promise<string> {
  const deadline = Date.now() + withinMs
  let ended: Ended | undefined
  void cli.ended.then(how => (ended = how)).catch(() => (ended = { code: null, signal: null }))
  while (!cli.stdout().includes('\n')) {
    if (ended)
      throw new Error(`it ended with ${ended.code ?? ended.signal} instead\n${cli.stderr()}`)
    if (Date.now() > deadline) throw new Error(`no line in ${withinMs} ms\n${cli.stderr()}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  return cli.stdout().split('\n')[0]!
}

/** A directory that goes when the test does. */
export async function tempDir(
  name: string,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `sluice-${name}-`))
  return {
    path,
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  }
}
