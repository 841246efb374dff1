// Spark as the engine of a run's jobs: writes the exported project into the run's folder, sends it
// to the master with a runner beside it, and passes on what that tells. Orders go by files, because
// Spark gives a job no other way in: `alive` is touched while this program lives, `drain` and `stop`
// say what to do.
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OutsideFacts } from '@shared/contract'
import { LabError } from '@shared/errors'
import { sparkProject, type SparkProject } from '@main/export'
import type {
  OutsideBatch,
  OutsideEar,
  OutsideEngine,
  OutsideWork,
  SparkPlace,
} from '@main/pipeline'
import { appRoot } from '@main/platform'
import { submitCommand } from './command'
import { failureOf } from './failure'
import { logLevelOf } from './log-lines'
import { needMaster } from './master'
import { keepBatch, pastBatches } from './past'
import { startTree, type Tree } from './process-tree'
import { batchOf, letterOf, reportIn } from './reports'
import { settingsOf } from './settings'

const ALIVE_MS = 2000
/** A batch under way may end; then nobody waits for the process. */
const STOP_MS = 20_000
const TAIL_CHARS = 20_000
const LOG_BYTES_MAX = 20_000_000
const ORDERS = ['stop', 'drain']

export class SparkEngine implements OutsideEngine {
  facts: OutsideFacts
  private dir: string | undefined
  private tree: Tree | undefined
  private stopped = false
  private tail = ''
  private failed: string | undefined

  constructor(
    private readonly place: SparkPlace,
    private readonly ivyDir: string,
  ) {
    this.facts = { engine: 'spark', version: place.version, master: place.master }
  }

  past(dir: string): Promise<readonly OutsideBatch[]> {
    return pastBatches(dir)
  }

  async work({ lab, dir, filesDir, connections, ear }: OutsideWork): Promise<void> {
    const { place } = this
    const project = sparkProject(lab, { language: 'en', spark: '3.5' })
    const impossible = project.problems.find(problem => problem.severity === 'error')
    if (impossible)
      throw new LabError(impossible.code, { kind: 'config', params: impossible.params })
    const settings = { ...settingsOf(connections), FILES: filesDir, SHUFFLE_PARTITIONS: '2' }
    await needMaster(place.master)
    await writeProject(dir, project)
    if (this.stopped) return
    this.dir = dir
    const job = { packages: project.packages, ivyDir: this.ivyDir, settings }
    const log = createWriteStream(join(dir, 'spark.log'))
    const take = this.lineTaker(dir, ear)
    const tree = startTree(submitCommand(place, job), dir, (from, text) => {
      if (log.bytesWritten < LOG_BYTES_MAX) log.write(text)
      if (from === 'stderr') this.tail = (this.tail + text).slice(-TAIL_CHARS)
      take[from](text)
    })
    this.tree = tree
    const alive = setInterval(() => void touch(join(dir, 'alive')), ALIVE_MS)
    ear.log('info', 'spark-sent', place.master)
    try {
      const code = await tree.ended
      if (code !== 0 && !this.stopped)
        throw failureOf({ code, text: this.tail, query: this.failed }, place)
    } finally {
      clearInterval(alive)
      tree.kill()
      log.end()
    }
  }

  async drain(): Promise<void> {
    await this.order('drain')
  }

  async stop(): Promise<void> {
    this.stopped = true
    const { tree } = this
    if (!tree) return
    await this.order('stop')
    const timer = setTimeout(() => tree.kill(), STOP_MS)
    await tree.ended.catch(() => {})
    clearTimeout(timer)
  }

  private async order(name: string): Promise<void> {
    if (this.dir !== undefined) await writeFile(join(this.dir, name), '')
  }

  /** Text comes in pieces; what is said is in lines. */
  private lineTaker(dir: string, ear: OutsideEar) {
    const lines = (take: (line: string) => void) => {
      let rest = ''
      return (text: string) => {
        const [last = '', ...whole] = (rest + text).split('\n').reverse()
        rest = last
        for (const line of whole.reverse()) take(line)
      }
    }
    return {
      stdout: lines(line => this.takeReport(line, dir, ear)),
      stderr: lines(line => {
        const level = logLevelOf(line)
        if (level) ear.log(level, 'spark-log', line)
      }),
    }
  }

  private takeReport(line: string, dir: string, ear: OutsideEar): void {
    const report = reportIn(line)
    const batch = (told: OutsideBatch) => {
      ear.batch(told)
      void keepBatch(dir, told).catch(() => {})
    }
    switch (report?.sluice) {
      case 'started':
        this.facts = { ...this.facts, application: report.application, ...uiOf(report.ui) }
        ear.log('info', 'spark-started', report.application)
        break
      case 'progress':
        batch(batchOf(report.progress))
        break
      case 'batch':
        batch({ query: report.query, batch: report.batch, counts: report.counts })
        break
      case 'rows':
        ear.rows(
          report.node,
          report.rows.map((text): unknown => JSON.parse(text)),
        )
        break
      case 'letter':
        ear.letter(letterOf(report))
        break
      case 'ended':
        this.failed ??= report.error ?? undefined
        break
      case undefined:
        break
    }
  }
}

const uiOf = (ui: string | null) => (ui === null ? {} : { page: ui })

async function writeProject(dir: string, project: SparkProject): Promise<void> {
  await mkdir(dir, { recursive: true })
  for (const order of ORDERS) await rm(join(dir, order), { force: true })
  for (const { path, text } of project.files) await writeFile(join(dir, path), text)
  const { functions, rounds } = project.runner
  await writeFile(join(dir, 'nodes.json'), JSON.stringify({ functions, rounds }))
  await copyFile(join(appRoot(), 'resources', 'spark', 'runner.py'), join(dir, 'runner.py'))
  await writeFile(join(dir, 'alive'), '')
}

async function touch(file: string): Promise<void> {
  const now = new Date()
  await utimes(file, now, now).catch(() => {})
}
