// One embedded engine's life: started, watched, started again with growing pauses when it falls,
// halted when it keeps falling or cannot be helped by trying again (a damaged file, a full disk).
// It keeps the port it once had, since clients know that one.
import type {
  ClientSighting,
  EngineId,
  EngineStatus,
  GroupChange,
  GroupReread,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import type { KeyedTable } from '@shared/feed'
import { backOff } from '@shared/rpc'
import type { Log } from '@main/platform'
import { CrashCount, CRASHES_MAX } from './crash-count'
import type { EngineOptions, RunningEngine, StartEngine } from './running-engine'

const REPORT_MS = 1000
const START_MS_MAX = 120_000
/** Trying again changes nothing about these. */
const HOPELESS = new Set<LabError['kind']>(['storage', 'config', 'usage', 'conflict'])

export interface EngineParts {
  readonly id: EngineId
  readonly start: StartEngine
  readonly options: EngineOptions
  /** Of the host that brings it along. */
  readonly restarts?: number
  readonly statuses: KeyedTable<EngineStatus>
  readonly log: Log
  readonly onReady?: (address: string) => void
}

export class Engine {
  private readonly crashes = new CrashCount()
  private readonly reportTimer: NodeJS.Timeout
  private running: RunningEngine | undefined
  private again: NodeJS.Timeout | undefined
  private stopping = false
  private starting: Promise<void> | undefined
  private restarts: number

  constructor(private readonly parts: EngineParts) {
    this.restarts = parts.restarts ?? 0
    const { host, port } = { host: '127.0.0.1', port: parts.options.port }
    this.tell({ state: 'stopped', host, port })
    this.reportTimer = setInterval(() => void this.refresh(), REPORT_MS)
    this.reportTimer.unref()
  }

  get id(): EngineId {
    return this.parts.id
  }

  get status(): EngineStatus {
    const { id, options } = this.parts
    const none: EngineStatus = {
      id,
      state: 'stopped',
      host: '127.0.0.1',
      port: options.port,
      durability: options.durability,
      restarts: 0,
      figures: {},
    }
    return this.parts.statuses.get(id) ?? none
  }

  /** HOST:PORT, or the reason why there is none. */
  address(): string {
    const { id, state, host, port, error } = this.status
    if (state === 'ready') return `${host}:${port}`
    if (error && state === 'halted') throw new LabError(error.code, error)
    throw new LabError('engine-not-ready', {
      kind: 'unreachable',
      params: { engine: id, state },
      retry: state !== 'stopped',
    })
  }

  async sightings(): Promise<readonly ClientSighting[]> {
    return (await this.running?.sightings()) ?? []
  }

  /** What became of a broker's consumer group since it started. */
  async groupChanges(group: string): Promise<readonly GroupChange[]> {
    return (await this.running?.groupChanges(group)) ?? []
  }

  /** What it read twice since then. */
  async groupRereads(group: string): Promise<readonly GroupReread[]> {
    return (await this.running?.groupRereads(group)) ?? []
  }

  /** Resolves when it answers; rejects when it is halted instead. */
  start(): Promise<void> {
    this.stopping = false
    clearTimeout(this.again)
    this.starting ??= this.startOnce().finally(() => (this.starting = undefined))
    return this.starting
  }

  private async startOnce(): Promise<void> {
    for (;;) {
      try {
        return await this.tryToStart()
      } catch (cause) {
        const error = LabError.from(cause)
        if (this.stopping) throw error
        if (HOPELESS.has(error.kind)) this.halt(error, error)
        else if (!this.mayTryAgain(error)) throw this.haltedError(error)
        if (this.status.state === 'halted') throw error
        await new Promise<void>(
          resolve => (this.again = setTimeout(resolve, backOff(this.crashes.count))),
        )
        if (this.stopping) throw error
      }
    }
  }

  private async tryToStart(): Promise<void> {
    const { id, start, options, log, onReady } = this.parts
    const begun = performance.now()
    const had = this.status.startedAt === undefined ? options.port : this.status.port
    this.tell({
      state: this.restarts > 0 || this.crashes.count > 0 ? 'restarting' : 'starting',
      port: had,
    })
    const running = await within(START_MS_MAX, id, start({ ...options, port: had }))
    const report = await running.report()
    this.running = running
    running.onCrash(error => this.fallen(running, error))
    this.tell({
      state: 'ready',
      host: running.host,
      port: running.port,
      wantedPort: options.port !== 0 && options.port !== running.port ? options.port : undefined,
      readyInMs: Math.round(performance.now() - begun),
      startedAt: Date.now(),
      recovery: undefined,
      trouble: undefined,
      error: undefined,
      ...report,
    })
    log.info({ engine: id, port: running.port }, 'engine-ready')
    onReady?.(`${running.host}:${running.port}`)
  }

  private fallen(which: RunningEngine, error: LabError): void {
    if (this.running !== which || this.stopping) return
    this.running = undefined
    const { id, log } = this.parts
    log.error({ engine: id, error: error.toData(), figures: this.status.figures }, 'engine-crashed')
    if (!this.mayTryAgain(error)) return
    this.tell({ state: 'restarting', error: crashed(id, error).toData() })
    this.again = setTimeout(() => void this.start().catch(() => {}), backOff(this.crashes.count))
  }

  /** Counts the crash; false when it was one too many, and the engine is halted. */
  private mayTryAgain(error: LabError): boolean {
    this.restarts++
    if (this.crashes.add(Date.now()) < CRASHES_MAX) return true
    this.halt(error, this.haltedError(error))
    return false
  }

  private halt(cause: LabError, error: LabError): void {
    this.tell({ state: 'halted', error: error.toData() })
    this.parts.log.error({ engine: this.parts.id, error: cause.toData() }, 'engine-halted')
  }

  private haltedError(error: LabError): LabError {
    const params = { engine: this.parts.id, crashes: this.crashes.count, message: messageOf(error) }
    return new LabError('engine-halted', { kind: 'storage', params, cause: error })
  }

  async restart(): Promise<EngineStatus> {
    this.restarts++
    await this.stop()
    this.crashes.forget()
    await this.start()
    return this.status
  }

  async stop(): Promise<void> {
    this.stopping = true
    clearTimeout(this.again)
    await this.starting?.catch(() => {})
    const { running } = this
    this.running = undefined
    await running?.stop()
    this.tell({ state: 'stopped' })
  }

  close(): Promise<void> {
    clearInterval(this.reportTimer)
    return this.stop()
  }

  private async refresh(): Promise<void> {
    const { running } = this
    const report = await running?.report().catch(() => undefined)
    if (report && this.running === running && this.status.state === 'ready')
      this.tell({ trouble: undefined, ...report })
  }

  private tell(change: Partial<EngineStatus>): void {
    const next = { ...this.status, ...change, restarts: this.restarts }
    if (JSON.stringify(next) !== JSON.stringify(this.parts.statuses.get(next.id)))
      this.parts.statuses.set(next.id, next)
  }
}

const messageOf = (error: LabError) => String(error.params.message ?? error.code)
const crashed = (engine: EngineId, error: LabError) =>
  new LabError('engine-crashed', {
    kind: 'unreachable',
    params: { engine, message: messageOf(error) },
    cause: error,
  })

async function within(
  ms: number,
  engine: EngineId,
  starting: Promise<RunningEngine>,
): Promise<RunningEngine> {
  let timer: NodeJS.Timeout | undefined
  const tooSlow = new Promise<never>((_, reject) => {
    const params = { engine, seconds: ms / 1000 }
    timer = setTimeout(() => {
      reject(new LabError('engine-slow-start', { kind: 'unreachable', params }))
      // One that comes too late is not left running unseen.
      void starting.then(late => late.stop()).catch(() => {})
    }, ms)
  })
  return Promise.race([starting, tooSlow]).finally(() => clearTimeout(timer))
}
