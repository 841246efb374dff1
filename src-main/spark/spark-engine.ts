// Spark as the engine of a run's jobs: writes the exported project into the run's folder, sends it
// to the master with a runner beside it, and passes on what that tells. Whatever goes wrong on the
// way, a full disk or a report that nobody can read, ends the job with its reason: nothing may fall
// out of a listener, where it would take the whole worker with it.
import { randomUUID } from 'node:crypto'
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
import { submitCommand, type Command } from './command'
import { endEarlierLife, keepProcess } from './earlier-life'
import { failureOf, troubleOf } from './failure'
import { jobSettings } from './given-settings'
import { JobFolder } from './job-folder'
import { Lines } from './lines'
import { endLeftSession, keepSession } from './left-session'
import { logLevelOf, newsIn } from './log-lines'
import { isConnect, needMaster, withoutSecrets } from './master'
import { makeOwn } from './own-folder'
import { PastBatches } from './past'
import { startTree, type OnText, type Tree } from './process-tree'
import { batchOf, letterOf, reportIn } from './reports'
import { settingsOf } from './settings'
import { SparkLog } from './spark-log'
import type { WarmProgram } from './warm-program'

const ALIVE_MS = 2000
/** A batch under way may end; then nobody waits for the process. The host itself waits 20 s. */
const STOP_MS = 12_000
const TAIL_CHARS = 20_000

export class SparkEngine implements OutsideEngine {
  facts: OutsideFacts
  private readonly life = randomUUID()
  private folder: JobFolder | undefined
  private tree: Tree | undefined
  private stopped = false
  private draining = false
  /** For a worker, which was said. */
  private waiting = false
  private tail = ''
  private failed: string | undefined
  private trouble: LabError | undefined

  constructor(
    private readonly place: SparkPlace,
    private readonly ivyDir: string,
    private readonly warm?: WarmProgram,
  ) {
    this.facts = { engine: 'spark', version: place.version, master: withoutSecrets(place.master) }
  }

  past(dir: string): Promise<readonly OutsideBatch[]> {
    return new PastBatches(dir).read()
  }

  async work({ lab, dir, filesDir, connections, batchRecords, ear }: OutsideWork): Promise<void> {
    const { place, life, ivyDir } = this
    const project = needProject(
      sparkProject(lab, { language: 'en', spark: place.version.startsWith('4.') ? '4' : '3.5' }),
    )
    const settings = {
      ...{ SHUFFLE_PARTITIONS: '2', ...jobSettings(place.settings) },
      ...{ ...settingsOf(connections), FILES: filesDir },
      ...(batchRecords === undefined ? {} : { MAX_OFFSETS_PER_TRIGGER: String(batchRecords) }),
      // Relative, a server of Spark Connect would take it for a folder of its own, and a warm program
      // for one of its first job.
      ...(isConnect(place.master) || this.warm ? { CHECKPOINTS: join(dir, 'checkpoints') } : {}),
    }
    await needMaster(place.master)
    await endEarlierLife(dir)
    await endLeftSession(dir, place)
    const folder = new JobFolder(dir, life)
    await folder.write(project, batchRecords === undefined)
    await makeOwn(ivyDir)
    this.folder = folder
    if (this.draining) await folder.order('drain')
    if (this.stopped) return
    await keepSession(dir, life, place.master)
    const { packages } = project
    await this.send(submitCommand(place, { packages, ivyDir, settings, life }), folder, ear)
  }

  private async send(command: Command, folder: JobFolder, ear: OutsideEar): Promise<void> {
    const { dir } = folder
    const log = new SparkLog(dir, this.breakOff)
    const lines = this.linesOf(new PastBatches(dir), ear, log)
    const onText: OnText = (from, text) => this.guarded(() => lines[from].add(text))
    const tree = this.warm
      ? await this.warm.start(command, dir, onText)
      : startTree(command, dir, onText)
    this.tree = tree
    if (this.stopped) tree.kill()
    const alive = setInterval(() => void folder.touch(), ALIVE_MS)
    try {
      if (tree.pid !== undefined)
        await keepProcess(dir, { pid: tree.pid, life: this.life }).catch(this.breakOff)
      ear.log('info', 'spark-sent', this.facts.master)
      const code = await tree.ended
      this.guarded(() => lines.stdout.end())
      this.guarded(() => lines.stderr.end())
      this.needGoodEnd(code)
    } finally {
      clearInterval(alive)
      tree.kill()
      log.end()
      await endLeftSession(dir, this.place).catch((error: unknown) => {
        const { code, params } = LabError.from(error)
        ear.log('warn', code, String(params.text))
      })
    }
  }

  private needGoodEnd(code: number | null): void {
    if (this.trouble) throw this.trouble
    if (this.stopped) return
    if (code !== 0) throw failureOf({ code, text: this.tail, query: this.failed }, this.place)
    if (!this.draining) throw new LabError('spark-ended', { kind: 'remote' })
  }

  /** Ends the job with a reason; the first one counts. */
  private readonly breakOff = (error: unknown): void => {
    this.trouble ??= troubleOf(error)
    this.tree?.kill()
  }

  private guarded(work: () => void): void {
    if (this.trouble) return
    try {
      work()
    } catch (error) {
      this.breakOff(error)
    }
  }

  async drain(): Promise<void> {
    this.draining = true
    await this.folder?.order('drain').catch(this.breakOff)
  }

  async stop(): Promise<void> {
    this.stopped = true
    const { tree, folder } = this
    if (!tree) return
    const timer = setTimeout(() => tree.kill(), STOP_MS)
    // An order that cannot be written is never read.
    await folder?.order('stop').catch(() => tree.kill())
    await tree.ended.catch(() => {})
    clearTimeout(timer)
  }

  private linesOf(past: PastBatches, ear: OutsideEar, log: SparkLog) {
    return {
      // Spark hands on here what its Python says, the reason of its end too.
      stdout: new Lines(line => {
        if (!this.takeReport(line, past, ear)) this.note(line, log)
      }),
      stderr: new Lines(line => {
        this.note(line, log)
        this.hear(line, ear)
      }),
    }
  }

  private note(line: string, log: SparkLog): void {
    log.add(line)
    this.tail = `${this.tail}${line}\n`.slice(-TAIL_CHARS)
  }

  private hear(line: string, ear: OutsideEar): void {
    const news = newsIn(line)
    const level = logLevelOf(line)
    if (news?.code === 'spark-executor-lost') {
      if (this.stopped) return
      const { executorsLost = 0 } = this.facts
      this.facts = { ...this.facts, executorsLost: executorsLost + 1 }
      ear.log('warn', news.code, news.text)
    } else if (news) {
      // Spark says so again and again.
      if (!this.waiting) ear.log('warn', news.code, news.text || this.facts.master)
      this.waiting = true
    } else if (level) ear.log(level, 'spark-log', line)
  }

  /** False when the line is none. */
  private takeReport(line: string, past: PastBatches, ear: OutsideEar): boolean {
    const report = reportIn(line)
    const batch = (told: OutsideBatch) => {
      this.waiting = false
      ear.batch(told)
      void past.keep(told).catch(this.breakOff)
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
        return false
    }
    return true
  }
}

const uiOf = (ui: string | null) => (ui === null ? {} : { page: ui })

function needProject(project: SparkProject): SparkProject {
  const impossible = project.problems.find(problem => problem.severity === 'error')
  if (!impossible) return project
  throw new LabError(impossible.code, { kind: 'config', params: impossible.params })
}
