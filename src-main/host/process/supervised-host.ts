// The shell's side of a host in another process: forks it, starts it again on the same ports with
// growing pauses when it falls, gives up after three falls within a minute, opens channels to
// whichever life it is in.
import { LabError } from '@shared/errors'
import { backOff, type Channel } from '@shared/rpc'
import type { EngineId } from '@shared/contract'
import type { Log } from '@main/platform'
import { CrashCount, CRASHES_MAX } from '../engines/crash-count'
import type { FromHost, StartHost, ToHost } from './host-process'

const STOP_MS_MAX = 20_000

/** One life of the process: forked Node, or Electron's utility process. */
export interface HostLife {
  readonly pid: number | undefined
  send(message: ToHost): void
  open(): Channel
  onMessage(listener: (message: FromHost) => void): void
  onExit(listener: (reason: string) => void): void
  kill(): void
}

export interface SupervisedOptions {
  readonly launch: () => HostLife
  readonly start: StartHost
  readonly log: Log
  readonly onState?: (state: HostState, error?: LabError) => void
  readonly seal?: (what: 'seal' | 'open', text: string) => Promise<string | undefined>
}
export type HostState = 'starting' | 'ready' | 'restarting' | 'halted' | 'stopped'

export class SupervisedHost {
  /** The first time that all engines answer; rejects when the first start fails for good. */
  readonly ready: Promise<Partial<Record<EngineId, string>>>
  private readonly crashes = new CrashCount()
  private life: HostLife | undefined
  private started = false
  private stopping = false
  private start: StartHost
  private again: NodeJS.Timeout | undefined
  private resolveReady: (engines: Partial<Record<EngineId, string>>) => void = () => {}
  private rejectReady: (error: LabError) => void = () => {}

  constructor(private readonly options: SupervisedOptions) {
    this.start = options.start
    this.ready = new Promise((resolve, reject) => {
      this.resolveReady = resolve
      this.rejectReady = reject
    })
    this.ready.catch(() => {})
    this.launch()
  }

  get pid(): number | undefined {
    return this.life?.pid
  }

  /** Rejects while there is no host: the client's back-off asks again. */
  async open(): Promise<Channel> {
    if (!this.life) throw new LabError('host-unreachable', { kind: 'unreachable' })
    return this.life.open()
  }

  /** A person decided: try again after having given up. */
  revive(): void {
    if (this.life || this.stopping) return
    this.crashes.forget()
    this.launch()
  }

  private launch(): void {
    const { options } = this
    options.onState?.(this.started ? 'restarting' : 'starting')
    const life = options.launch()
    this.life = life
    let failure: LabError | undefined
    life.onMessage(message => {
      if (message.t === 'started') this.started = true
      else if (message.t === 'ready') this.isReady(message.engines)
      else if (message.t === 'seal') void this.seal(life, message)
      else {
        failure = new LabError(message.error.code, message.error)
        options.log.error({ error: message.error }, 'host-failed')
        if (!message.fatal) this.rejectReady(failure)
      }
    })
    life.onExit(reason => this.exited(life, failure, reason))
    life.send({ t: 'start', options: this.start })
  }

  private isReady(engines: Partial<Record<EngineId, string>>): void {
    // The next life takes the ports that clients know by now.
    const portOf = (id: EngineId) =>
      engines[id] === undefined ? undefined : Number(engines[id].split(':').at(-1))
    this.start = {
      ...this.start,
      kafkaPort: portOf('kafka') ?? this.start.kafkaPort,
      cqlPort: portOf('cql') ?? this.start.cqlPort,
    }
    this.resolveReady(engines)
    this.options.onState?.('ready')
  }

  private exited(life: HostLife, failure: LabError | undefined, reason: string): void {
    if (this.life !== life) return
    this.life = undefined
    const { log, onState } = this.options
    if (this.stopping) return onState?.('stopped')
    log.error({ reason }, 'host-ended')
    // A host that never came to be says why (directory in use, disk full): trying again changes
    // nothing.
    if (failure && !this.started) return this.giveUp(failure)
    if (this.crashes.add(Date.now()) >= CRASHES_MAX)
      return this.giveUp(
        new LabError('host-crashed', {
          kind: 'bug',
          params: { crashes: this.crashes.count, reason },
        }),
      )
    onState?.('restarting')
    this.again = setTimeout(() => this.launch(), backOff(this.crashes.count))
  }

  private giveUp(error: LabError): void {
    this.rejectReady(error)
    this.options.onState?.('halted', error)
  }

  private async seal(life: HostLife, { id, what, text }: FromHost & { t: 'seal' }): Promise<void> {
    const answer = await this.options.seal?.(what, text).catch(() => undefined)
    life.send({ t: 'sealed', id, text: answer })
  }

  async stop(): Promise<void> {
    this.stopping = true
    clearTimeout(this.again)
    const { life } = this
    if (!life) return
    await new Promise<void>(resolve => {
      const timer = setTimeout(() => life.kill(), STOP_MS_MAX)
      life.onExit(() => {
        clearTimeout(timer)
        resolve()
      })
      life.send({ t: 'stop' })
    })
  }
}
