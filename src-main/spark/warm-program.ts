// A program that does one job after another: the seeds of a comparison start Spark or Flink once, and
// find it warm from the second on. It waits in a folder of its own for a file that names the next job's
// folder. What a job reads of the environment may be a secret, which is never written to a file: only
// the names in MOVED are handed on, and a job that differs in anything else gets a program of its own.
import { copyFile, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appRoot } from '@main/platform'
import type { Command } from './command'
import { Lines } from './lines'
import { startTree, type OnText, type Tree } from './process-tree'

/** In a job's folder, and by which words of a command it is started. */
const RUNNER = 'runner.py'
/** Tells the program apart from one that nobody waits for any more. */
const ALIVE = 'alive'
const ALIVE_MS = 2000
const OVER = '{"sluice": "over"}'
const MOVED = /^(FILES|CHECKPOINTS)$|_BOOTSTRAP_SERVERS$/

export class WarmProgram {
  private life: Life | undefined

  /** Does a job as `startTree` would: the answer's end is the job's, and its kill ends the program too. */
  async start(command: Command, dir: string, onText: OnText): Promise<Tree> {
    const parts = partsOf(command)
    if (!this.life?.canDo(parts)) {
      await this.end()
      this.life = await Life.begin(parts)
    }
    return this.life.take({ dir, words: parts.words, settings: parts.moved }, onText)
  }

  async end(): Promise<void> {
    const { life } = this
    this.life = undefined
    await life?.end()
  }
}

interface Parts {
  /** Without what the first job alone is given. */
  readonly command: Command
  /** What its runner is given. */
  readonly words: readonly string[]
  readonly moved: Readonly<Record<string, string>>
}

function partsOf({ file, words, env }: Command): Parts {
  const at = words.indexOf(RUNNER)
  const moved: Record<string, string> = {}
  const kept: NodeJS.ProcessEnv = {}
  for (const [name, value] of Object.entries(env))
    if (MOVED.test(name) && value !== undefined) moved[name] = value
    else kept[name] = value
  const command = { file, words: [...words.slice(0, at), 'warm.py'], env: kept }
  return { command, words: words.slice(at + 1), moved }
}

interface Order {
  readonly dir: string
  readonly words: readonly string[]
  readonly settings: Readonly<Record<string, string>>
}

interface Job {
  readonly onText: OnText
  readonly over: (code: number | null) => void
  readonly fail: (error: Error) => void
}

class Life {
  private readonly tree: Tree
  private readonly alive: NodeJS.Timeout
  private readonly key: string
  private job: Job | undefined
  private jobs = 0
  private hasEnded = false

  static async begin(parts: Parts): Promise<Life> {
    const dir = await mkdtemp(join(tmpdir(), 'sluice-warm-'))
    await copyFile(join(appRoot(), 'resources', 'spark', 'warm.py'), join(dir, 'warm.py'))
    await writeFile(join(dir, ALIVE), '')
    return new Life(parts, dir)
  }

  private constructor(
    { command }: Parts,
    private readonly dir: string,
  ) {
    this.key = JSON.stringify(command)
    const lines = new Lines(line => this.hear(line))
    this.tree = startTree(command, dir, (from, text) => {
      if (from === 'stdout') lines.add(text)
      else this.job?.onText(from, text)
    })
    this.alive = setInterval(() => {
      const now = new Date()
      void utimes(join(dir, ALIVE), now, now).catch(() => {})
    }, ALIVE_MS)
    this.tree.ended.then(
      code => {
        lines.end()
        this.lost(job => job.over(code))
      },
      (error: Error) => this.lost(job => job.fail(error)),
    )
  }

  canDo({ command }: Parts): boolean {
    return !this.hasEnded && this.job === undefined && this.key === JSON.stringify(command)
  }

  async take(order: Order, onText: OnText): Promise<Tree> {
    const ended = new Promise<number | null>((over, fail) => (this.job = { onText, over, fail }))
    ended.catch(() => {})
    const { job } = this
    this.jobs += 1
    const file = join(this.dir, `job-${this.jobs}.json`)
    await writeFile(`${file}.part`, JSON.stringify(order))
    await rename(`${file}.part`, file)
    const kill = () => {
      if (this.job === job) this.tree.kill()
    }
    // Its number is not the job's: whoever ends what an earlier life left would end the next job too.
    return { pid: undefined, ended, kill }
  }

  async end(): Promise<void> {
    this.tree.kill()
    await this.tree.ended.catch(() => {})
    await rm(this.dir, { recursive: true, force: true, maxRetries: 3 })
  }

  private hear(line: string): void {
    if (line !== OVER) return this.job?.onText('stdout', `${line}\n`)
    const { job } = this
    this.job = undefined
    job?.over(0)
  }

  private lost(tell: (job: Job) => void): void {
    clearInterval(this.alive)
    this.hasEnded = true
    const { job } = this
    this.job = undefined
    if (job) tell(job)
  }
}
