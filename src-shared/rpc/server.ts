// The serving end of a channel: greets, checks every input against the contract, answers, and aborts
// calls that the caller cancels. A caller that breaks the rules of the channel (no JSON, too big,
// calls before the greeting) gets the reason and is disconnected.
import type { z } from 'zod'
import { contract, type Contract, type Method } from '../contract'
import { LabError } from '../errors'
import type { Channel, CloneChannel } from './channel'
import { contractVersion, PROTOCOL_VERSION, type ToClient } from './answers'
import type { ToServer } from './envelopes'
import { RPC_LIMITS, type RpcLimits } from './limits'
import type { AnyContract, CallContext, HandlersOf } from './types'
import { malformed, serverWire } from './wire'

export interface ServerOptions {
  readonly limits?: Partial<RpcLimits>
  /** Asked with the greeting's token; without it every caller is welcome. */
  readonly authorize?: (token: string | undefined) => boolean
  /** Names this host's life, so that a client can tell a reconnect from a restart. */
  readonly instance?: string
  /** Every call that ended, for the log of the last requests. */
  readonly onCall?: (method: string, ms: number, error: LabError | undefined) => void
}

export interface RpcServer {
  close(): void
}

type Handler = (input: unknown, context: CallContext) => unknown
interface Route {
  readonly method: Method
  readonly handler: Handler
}

export function createServer(
  channel: Channel,
  handlers: HandlersOf<Contract>,
  options: ServerOptions = {},
): RpcServer {
  return createServerOf(contract, channel, handlers, options)
}

export function createServerOf<C extends AnyContract>(
  contract: C,
  channel: Channel | CloneChannel,
  handlers: HandlersOf<C>,
  options: ServerOptions = {},
): RpcServer {
  const serving = new Serving(
    routesOf(contract, handlers),
    contractVersion(contract),
    channel,
    options,
  )
  return { close: () => serving.close() }
}

/** One channel being served. */
class Serving {
  private readonly limits: RpcLimits
  private readonly wire: ReturnType<typeof serverWire>
  private readonly underWay = new Map<number, AbortController>()
  private readonly helloTimer: ReturnType<typeof setTimeout>
  private charsUnderWay = 0
  private greeted = false

  constructor(
    private readonly routes: Map<string, Route>,
    private readonly version: string,
    channel: Channel | CloneChannel,
    private readonly options: ServerOptions,
  ) {
    this.limits = { ...RPC_LIMITS, ...options.limits }
    this.wire = serverWire(channel, this.limits.messageCharsMax)
    this.helloTimer = setTimeout(() => this.refuse(malformed()), this.limits.helloMs)
    this.wire.onClose(() => this.stopAll())
    this.wire.onMessage((message, chars) => this.take(message, chars))
  }

  close(): void {
    this.stopAll()
    this.wire.close()
  }

  private take(message: ToServer | LabError, chars: number): void {
    if (message instanceof LabError) return this.refuse(message)
    if ((message.t === 'hello') === this.greeted) return this.refuse(malformed())
    if (message.t === 'hello') return this.greet(message)
    if (message.t === 'ping') return this.send({ t: 'pong' })
    if (message.t === 'cancel') return this.underWay.get(message.id)?.abort()
    if (this.underWay.has(message.id)) return this.refuse(malformed())
    void this.answer(message, chars)
  }

  private greet(hello: ToServer & { t: 'hello' }): void {
    const { version, options } = this
    if (hello.protocol !== PROTOCOL_VERSION || hello.contract !== version) {
      const params = {
        own: `${hello.protocol}.${hello.contract}`,
        theirs: `${PROTOCOL_VERSION}.${version}`,
      }
      return this.refuse(new LabError('version-mismatch', { kind: 'conflict', params }))
    }
    if (options.authorize && !options.authorize(hello.token))
      return this.refuse(new LabError('not-allowed', { kind: 'auth' }))
    this.greeted = true
    clearTimeout(this.helloTimer)
    const instance = options.instance ?? ''
    this.send({ t: 'hello', protocol: PROTOCOL_VERSION, contract: version, instance })
  }

  private async answer(call: ToServer & { t: 'call' }, chars: number): Promise<void> {
    const { id, method, input } = call
    const { underWay, limits } = this
    const startedAt = Date.now()
    if (underWay.size >= limits.inFlightMax || this.charsUnderWay + chars > limits.inFlightCharsMax)
      return this.send({ t: 'error', id, error: tooManyRequests(limits.inFlightMax).toData() })
    const controller = new AbortController()
    underWay.set(id, controller)
    this.charsUnderWay += chars
    let failure: LabError | undefined
    try {
      const output = await run(this.routes, method, input, { signal: controller.signal })
      if (!controller.signal.aborted) this.send({ t: 'ok', id, output })
    } catch (error) {
      failure = LabError.from(error)
      if (!controller.signal.aborted) this.send({ t: 'error', id, error: failure.toData() })
    } finally {
      if (underWay.get(id) === controller) underWay.delete(id)
      this.charsUnderWay -= chars
      this.options.onCall?.(method, Date.now() - startedAt, failure)
    }
  }

  private send(message: ToClient): void {
    this.wire.send(message)
  }

  private refuse(error: LabError): void {
    this.send({ t: 'refused', error: error.toData() })
    this.close()
  }

  private stopAll(): void {
    clearTimeout(this.helloTimer)
    for (const controller of this.underWay.values()) controller.abort()
    this.underWay.clear()
  }
}

function routesOf<C extends AnyContract>(contract: C, handlers: HandlersOf<C>): Map<string, Route> {
  const routes = new Map<string, Route>()
  for (const [domain, methods] of Object.entries(contract))
    for (const [name, method] of Object.entries(methods)) {
      // The parse boundary: what the handler is given has just been checked against its own
      // method's schema.
      const handler = handlers[domain]?.[name] as Handler | undefined
      if (handler) routes.set(`${domain}.${name}`, { method, handler })
    }
  return routes
}

async function run(
  routes: Map<string, Route>,
  name: string,
  input: unknown,
  context: CallContext,
): Promise<unknown> {
  const route = routes.get(name)
  if (!route) throw new LabError('unknown-method', { kind: 'usage', params: { method: name } })
  const checked = route.method.input.safeParse(input ?? {})
  if (!checked.success) throw badInput(name, checked.error)
  return route.handler(checked.data, context)
}

function badInput(method: string, { issues: [issue] }: z.ZodError): LabError {
  const field = issue?.path.join('.') || 'input'
  return new LabError('bad-input', {
    kind: 'usage',
    params: { method, field, expected: issue?.message ?? '' },
  })
}

const tooManyRequests = (max: number) =>
  new LabError('too-many-requests', { kind: 'limit', params: { max }, retry: true })
