// Folders under .cache/ of the checkout that are made once and kept: a stamp file with the recipe's
// digest says that a folder is whole; a half-made one has no stamp and is made anew. Two test
// processes that want the same folder wait for one another.
import { createHash } from 'node:crypto'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/**
 * The checkout: found from here upwards, because a bench runs this file from where it was bundled
 * to.
 */
function findRoot(): string {
  let dir = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(dir, 'package-lock.json'))) dir = dirname(dir)
  return dir
}

const root = findRoot()
const cacheDir = join(root, '.cache')

/** A file of the checkout, by its path from the root. */
export const repoPath = (path: string): string => join(root, path)

/**
 * Who holds a lock gives a sign of life this often; a lock without one belongs to a process that
 * was killed.
 */
const LOCK_SIGN_MS = 10_000
const LOCK_STALE_MS = 90_000

export async function stampedFolder(
  name: string,
  recipe: string,
  make: (dir: string) => Promise<void>,
): Promise<string> {
  const dir = join(cacheDir, name)
  const stamp = join(dir, '.made-from')
  const digest = createHash('sha256').update(recipe).digest('hex')
  const isMade = async () => (await readFile(stamp, 'utf8').catch(() => '')) === digest
  if (await isMade()) return dir
  return oneAtATime(name, async () => {
    if (await isMade()) return dir
    await rm(dir, { recursive: true, force: true })
    await mkdir(dir, { recursive: true })
    await make(dir)
    await writeFile(stamp, digest)
    return dir
  })
}

/** Work that no two test processes, nor two tests of one, may do at the same time. */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  await mkdir(cacheDir, { recursive: true })
  const lock = join(cacheDir, `${name}.lock`)
  await takeLock(lock)
  const alive = setInterval(
    () => void utimes(lock, new Date(), new Date()).catch(() => {}),
    LOCK_SIGN_MS,
  )
  try {
    return await work()
  } finally {
    clearInterval(alive)
    await rm(lock, { recursive: true, force: true })
  }
}

async function takeLock(lock: string): Promise<void> {
  for (;;) {
    try {
      return void (await mkdir(lock))
    } catch {
      const age = await stat(lock).then(
        s => Date.now() - s.mtimeMs,
        () => 0,
      )
      if (age > LOCK_STALE_MS) await rm(lock, { recursive: true, force: true })
      else await sleep(500)
    }
  }
}

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string | Uint8Array
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly timeoutMs?: number
}

/**
 * Runs a program to its end and gives what it printed; a program that hangs is killed after the
 * timeout.
 */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 120_000)
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.stdin.on('error', () => {})
    child.stdin.end(options.input ?? '')
    child.on('error', reject)
    child.on('close', code => {
      clearTimeout(timer)
      resolve({
        code,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      })
    })
  })
}

export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const ran = await run(command, args, options)
  if (ran.code !== 0)
    throw new Error(
      `${command} ${args.join(' ')} ended with ${ran.code}\n${ran.stdout}\n${ran.stderr}`,
    )
  return ran
}

/**
 * In CI a missing tool is a failure, so this says "there" and the test fails by itself; elsewhere
 * the test is reported as skipped.
 */
export function hasTool(command: string): boolean {
  return (
    process.env.CI !== undefined ||
    spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined
  )
}
