// The caller's line to its host: opens a channel, greets, sends what waits, and does so again when the
// channel breaks. Nothing here waits for ever: a door that nobody opens and a host that does not
// greet are given up after a while, and tried again.
import type { MethodKind } from '../contract'
import { LabError, type ErrorData } from '../errors'
import { PROTOCOL_VERSION, type ToClient } from './answers'
import { backOff, type BackOff } from './back-off'
import type { Channel, CloneChannel } from './channel'
import type { ToServer } from './envelopes'
import { CLIENT_IN_FLIGHT_MAX, RPC_LIMITS } from './limits'
import { connectInTime, type Connect } from './connect-in-time'
import { watchSilence } from './silence'
import type { CallOptions } from './types'
import { clientWire, type Wire } from './wire'

/**
 * `connecting` also between two channels; `refused` (wrong token, or a host that has been given
 * up), `version-mismatch` and `closed` are final.
 */
export type ClientState = 'connecting' | 'ready' | 'refused' | 'version-mismatch' | 'closed'

export interface ClientOptions {
  readonly token?: string
  readonly inFlightMax?: number
  readonly messageCharsMax?: number
  /** false: the first failure to connect is final (a command line wants to know). */
  readonly retry?: BackOff | false
  readonly helloMs?: number
  /**
   * For a channel that is the only one, such as a worker's: once it has ended, every call under way
   * and every later one fails with this.
   */
  readonly reasonOfEnd?: () => LabError
  /**
   * For a line over the air, which breaks without a word: the host is asked for a sign of life, and a
   * line on which nothing comes for so long is taken for broken.
   */
  readonly silentMs?: number
}

type ClientWire = Wire<ToClient, ToServer>

interface Call {
  readonly id: number
  readonly method: string
  readonly kind: MethodKind
  readonly input: unknown
  readonly resolve: (output: unknown) => void
  readonly reject: (error: LabError) => void
  sent: boolean
}

export class Line {
  state: ClientState = 'connecting'
  error: ErrorData | undefined
  instance = ''
  /** When the host was last heard. */
  heardAt: number | undefined
  /** In the order of asking; those not sent yet wait for the channel or for room. */
  private readonly calls = new Map<number, Call>()
  private readonly listeners = new Set<(state: ClientState, error: ErrorData | undefined) => void>()
  private readonly inFlightMax: number
  private readonly messageCharsMax: number
  private readonly helloMs: number
  readonly silentMs: number | undefined
  private wire: ClientWire | undefined
  private nextId = 1
  private sentCount = 0
  private failures = 0
  private hurryUp = () => {}

  constructor(
    private readonly connect: Connect,
    private readonly version: string,
    private readonly options: ClientOptions,
  ) {
    this.inFlightMax = options.inFlightMax ?? CLIENT_IN_FLIGHT_MAX
    this.messageCharsMax = options.messageCharsMax ?? RPC_LIMITS.messageCharsMax
    this.helloMs = options.helloMs ?? RPC_LIMITS.helloMs
    this.silentMs = options.silentMs
    void this.keepConnected()
  }

  call(
    method: string,
    kind: MethodKind,
    input: unknown,
    { signal }: CallOptions = {},
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.nextId++
      if (this.isFinal()) return reject(this.finalError())
      if (signal?.aborted) return reject(cancelled())
      const cancel = () => this.cancel(id)
      const settle =
        <Value>(how: (value: Value) => void) =>
        (value: Value) => {
          signal?.removeEventListener('abort', cancel)
          how(value)
        }
      this.calls.set(id, {
        id,
        method,
        kind,
        input: input ?? {},
        resolve: settle(resolve),
        reject: settle(reject),
        sent: false,
      })
      signal?.addEventListener('abort', cancel, { once: true })
      this.sendWaiting()
    })
  }

  onState(listener: (state: ClientState, error: ErrorData | undefined) => void): () => void {
    this.listeners.add(listener)
    listener(this.state, this.error)
    return () => this.listeners.delete(listener)
  }

  hurry(): void {
    this.hurryUp()
  }

  close(): void {
    if (this.isFinal()) return
    this.end('closed', new LabError('channel-closed', { kind: 'cancelled' }))
  }

  private async keepConnected(): Promise<void> {
    while (!this.isFinal()) {
      // Until the host has greeted: a door that opens and closes again is a failure too.
      this.failures++
      try {
        await this.oneChannel(await connectInTime(this.connect, this.helloMs))
      } catch (error) {
        const reason =
          error instanceof LabError
            ? error
            : new LabError('host-unreachable', { kind: 'unreachable', cause: error })
        if (this.options.retry === false || reason.kind === 'auth') this.end('closed', reason)
        else this.become('connecting', reason)
      }
      if (!this.isFinal()) await this.pause()
    }
  }

  /** Resolves when the channel is over. */
  private oneChannel(channel: Channel | CloneChannel): Promise<void> {
    const wire = clientWire(channel, this.messageCharsMax)
    return new Promise(resolve => {
      if (this.isFinal()) return resolve(wire.close())
      const timer = setTimeout(() => wire.close(), this.helloMs)
      const stopWatch = watchSilence(wire, this)
      wire.onClose(() => {
        clearTimeout(timer)
        stopWatch()
        this.lost()
        resolve()
      })
      wire.onMessage(message => {
        if (message instanceof LabError) return this.distrust(wire)
        if (message.t === 'hello') clearTimeout(timer)
        this.heardAt = Date.now()
        this.receive(wire, message)
      })
      this.wire = wire
      const { token } = this.options
      wire.send({ t: 'hello', protocol: PROTOCOL_VERSION, contract: this.version, token })
    })
  }

  private receive(wire: ClientWire, message: ToClient): void {
    if (message.t === 'hello') {
      this.instance = message.instance
      this.failures = 0
      this.become('ready', undefined)
      return this.sendWaiting()
    }
    if (message.t === 'pong') return
    if (message.t === 'notice') return this.become(this.state, message.error)
    if (message.t === 'refused')
      return this.refused(wire, new LabError(message.error.code, message.error))
    const call = this.take(message.id)
    if (!call) return
    if (message.t === 'ok') call.resolve(message.output)
    else call.reject(new LabError(message.error.code, message.error))
    this.sendWaiting()
  }

  private refused(wire: ClientWire, error: LabError): void {
    if (error.code === 'version-mismatch') return this.end('version-mismatch', error)
    const isOurFault = error.kind === 'usage' || error.kind === 'limit'
    if (!error.retry && !isOurFault) return this.end('refused', error)
    this.become('connecting', error)
    this.distrust(wire, error)
  }

  /**
   * One side broke the rules: what was under way would break them again, so it fails instead of
   * being asked again.
   */
  private distrust(
    wire: ClientWire,
    error = new LabError('malformed-message', { kind: 'bug' }),
  ): void {
    this.failures = Math.max(1, this.failures)
    for (const call of [...this.calls.values()]) if (call.sent) this.take(call.id)?.reject(error)
    wire.close()
  }

  private lost(): void {
    this.wire = undefined
    const { reasonOfEnd } = this.options
    if (reasonOfEnd && !this.isFinal()) return this.end('closed', reasonOfEnd())
    this.sentCount = 0
    for (const call of [...this.calls.values()]) {
      if (!call.sent) continue
      call.sent = false
      if (call.kind === 'command')
        this.take(call.id)?.reject(
          new LabError('channel-lost', { kind: 'unreachable', params: { method: call.method } }),
        )
    }
    if (!this.isFinal()) this.become('connecting', this.error)
  }

  private sendWaiting(): void {
    if (this.state !== 'ready') return
    for (const call of this.calls.values()) {
      if (this.sentCount >= this.inFlightMax) return
      if (!call.sent) this.send(call)
    }
  }

  private send(call: Call): void {
    const { id, method, input } = call
    try {
      this.wire?.send({ t: 'call', id, method, input })
      call.sent = true
      this.sentCount++
    } catch (error) {
      this.take(id)?.reject(LabError.from(error))
    }
  }

  private take(id: number): Call | undefined {
    const call = this.calls.get(id)
    if (!call) return undefined
    this.calls.delete(id)
    if (call.sent) this.sentCount--
    return call
  }

  private cancel(id: number): void {
    const call = this.take(id)
    if (!call) return
    if (call.sent) this.wire?.send({ t: 'cancel', id })
    call.reject(cancelled())
    this.sendWaiting()
  }

  private pause(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, backOff(this.failures, this.options.retry || undefined))
      this.hurryUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  private isFinal(): boolean {
    return this.state === 'closed' || this.state === 'refused' || this.state === 'version-mismatch'
  }

  private finalError(): LabError {
    return this.error
      ? new LabError(this.error.code, this.error)
      : new LabError('channel-closed', { kind: 'cancelled' })
  }

  private end(state: ClientState, error: LabError): void {
    this.become(state, error)
    for (const call of [...this.calls.values()]) this.take(call.id)?.reject(error)
    this.wire?.close()
    this.hurryUp()
  }

  private become(state: ClientState, error: LabError | ErrorData | undefined): void {
    const data = error instanceof LabError ? error.toData() : error
    if (state === this.state && data?.code === this.error?.code) return
    this.state = state
    this.error = data
    for (const listener of this.listeners) listener(state, data)
  }
}

const cancelled = () => new LabError('cancelled', { kind: 'cancelled' })
