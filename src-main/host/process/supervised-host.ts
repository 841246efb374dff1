// The shell's side of a host in another process: starts it, starts it again on the same ports with
// growing pauses when it falls, gives up after three falls within a minute, notices when it answers
// nothing, and opens channels to whichever life it is in.
import { LabError } from '@shared/errors'
import { backOff, createClientOf, createServerOf, type Channel, type RpcClient } from '@shared/rpc'
import type { EngineId } from '@shared/contract'
import type { Log } from '@main/platform'
import { CrashCount, CRASHES_MAX } from '../engines/crash-count'
import {
  controlContract,
  keychainContract,
  type Door,
  type EngineAddresses,
  type StartHost,
} from './host-contract'

const STOP_MS_MAX = 20_000
const ALIVE_EVERY_MS = 2000
/** A long garbage collection or a page of large rows ends sooner. */
const SILENT_MS_MAX = 10_000
/** Loading a host on a busy machine takes seconds. */
const HELLO_MS_MAX = 120_000

/** One life of the process: forked Node, or Electron's utility process. */
export interface HostLife {
  readonly pid: number | undefined
  open(door: Door): Channel
  onExit(listener: (reason: string) => void): void
  kill(): void
}

export type Keychain = Readonly<Record<'seal' | 'open', (text: string) => Promise<string>>>

export interface SupervisedOptions {
  readonly launch: () => HostLife
  readonly start: StartHost
  readonly log: Log
  readonly onState?: (state: HostState, error?: LabError) => void
  readonly keychain?: Keychain
  /** Shorter in tests. */
  readonly silentMsMax?: number
}

/**
 * `silent`: the process is there but has answered nothing for a while; it is `ready` again with its
 * next answer.
 */
export type HostState = 'starting' | 'ready' | 'silent' | 'restarting' | 'halted' | 'stopped'

interface Living extends HostLife {
  readonly control: RpcClient<typeof controlContract>['host']
}

export class SupervisedHost {
  /** The first time that all engines answer; rejects when the first start fails for good. */
  readonly ready: Promise<EngineAddresses>
  private readonly crashes = new CrashCount()
  private life: Living | undefined
  private started = false
  private stopping = false
  private restarting = false
  private start: StartHost
  private again: NodeJS.Timeout | undefined
  private pulse: NodeJS.Timeout | undefined
  private trouble: LabError | undefined
  private resolveReady: (engines: EngineAddresses) => void = () => {}
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

  /** Rejects while there is no host, with the reason; the client's back-off asks again. */
  async open(): Promise<Channel> {
    if (this.trouble) throw this.trouble
    if (!this.life) throw new LabError('host-unreachable', { kind: 'unreachable' })
    return this.life.open('lab')
  }

  /** A person decided: try again after having given up. */
  revive(): void {
    if (this.life || this.stopping) return
    this.crashes.forget()
    this.launch()
  }

  /** Ends this life in good order; the next one runs the host as it is built by now. */
  restart(): void {
    if (!this.life) return this.revive()
    this.restarting = true
    void this.end(this.life)
  }

  private launch(): void {
    const { options } = this
    this.become(this.started ? 'restarting' : 'starting')
    const process = options.launch()
    let failure: LabError | undefined
    // How it ended comes with `onExit`; calls under way need no reason of their own.
    const ended = () => new LabError('channel-closed', { kind: 'cancelled' })
    const client = createClientOf(controlContract, async () => process.open('control'), {
      helloMs: HELLO_MS_MAX,
      reasonOfEnd: ended,
    })
    const life: Living = Object.assign(process, { control: client.host })
    this.life = life
    if (options.keychain) serveKeychain(life.open('keychain'), options.keychain)
    life.onExit(reason => {
      client.close()
      this.exited(life, failure, reason)
    })
    const fail = (error: unknown) => {
      failure = LabError.from(error)
      options.log.error({ error: failure.toData() }, 'host-failed')
      return failure
    }
    void life.control.start(this.start).then(
      () => this.isThere(life, fail),
      (error: unknown) => {
        if (this.life !== life || isCancelled(error)) return
        fail(error)
        life.kill()
      },
    )
  }

  private isThere(life: Living, fail: (error: unknown) => LabError): void {
    if (this.life !== life) return
    this.started = true
    this.watch(life)
    void life.control.ready({}).then(
      engines => this.life === life && this.isReady(engines),
      // It serves without the engine that failed.
      (error: unknown) => {
        if (this.life === life && !isCancelled(error)) this.rejectReady(fail(error))
      },
    )
  }

  private isReady(engines: EngineAddresses): void {
    // The next life takes the ports that clients know by now.
    const portOf = (id: EngineId) =>
      engines[id] === undefined ? undefined : Number(engines[id].split(':').at(-1))
    this.start = {
      ...this.start,
      kafkaPort: portOf('kafka') ?? this.start.kafkaPort,
      cqlPort: portOf('cql') ?? this.start.cqlPort,
    }
    this.resolveReady(engines)
    this.become('ready')
  }

  /** Asks every two seconds whether it still answers. */
  private watch(life: Living): void {
    const { silentMsMax = SILENT_MS_MAX, log } = this.options
    let heardAt = Date.now()
    let asking = false
    const ask = async () => {
      asking = true
      await life.control.alive({}).catch(() => {})
      asking = false
      heardAt = Date.now()
      if (this.life === life && this.trouble?.code === 'host-silent') this.become('ready')
    }
    clearInterval(this.pulse)
    this.pulse = setInterval(
      () => {
        if (!asking) return void ask()
        const seconds = Math.round((Date.now() - heardAt) / 1000)
        if (Date.now() - heardAt < silentMsMax || this.trouble) return
        log.error({ pid: life.pid, seconds }, 'host-silent')
        const params = { seconds }
        this.become('silent', new LabError('host-silent', { kind: 'unreachable', params }))
      },
      Math.min(ALIVE_EVERY_MS, silentMsMax / 2),
    )
  }

  private exited(life: Living, failure: LabError | undefined, reason: string): void {
    if (this.life !== life) return
    this.life = undefined
    clearInterval(this.pulse)
    if (this.stopping) return this.become('stopped')
    this.start = { ...this.start, restarts: (this.start.restarts ?? 0) + 1 }
    if (this.restarting) {
      this.restarting = false
      return this.launch()
    }
    this.options.log.error({ reason }, 'host-ended')
    // A host that never came to be says why (directory in use, disk full): trying again changes
    // nothing.
    if (failure && !this.started) return this.giveUp(failure)
    if (this.crashes.add(Date.now()) >= CRASHES_MAX) {
      const params = { crashes: this.crashes.count, reason }
      return this.giveUp(new LabError('host-crashed', { kind: 'bug', params }))
    }
    this.become('restarting')
    this.again = setTimeout(() => this.launch(), backOff(this.crashes.count))
  }

  private giveUp(error: LabError): void {
    this.rejectReady(error)
    this.become('halted', error)
  }

  private become(state: HostState, trouble?: LabError): void {
    this.trouble = trouble
    this.options.onState?.(state, trouble)
  }

  async stop(): Promise<void> {
    this.stopping = true
    clearTimeout(this.again)
    clearInterval(this.pulse)
    if (this.life) await this.end(this.life)
  }

  private end(life: Living): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(() => life.kill(), STOP_MS_MAX)
      life.onExit(() => {
        clearTimeout(timer)
        resolve()
      })
      // Its answer may be lost in its end, which is what we wait for.
      void life.control.stop({}).catch(() => {})
    })
  }
}

const isCancelled = (error: unknown) => LabError.from(error).kind === 'cancelled'

function serveKeychain(channel: Channel, { seal, open }: Keychain): void {
  createServerOf(keychainContract, channel, {
    keychain: { seal: ({ text }) => seal(text), open: ({ text }) => open(text) },
  })
}
