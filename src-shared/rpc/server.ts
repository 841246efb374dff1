// The serving end of a channel: greets, checks every input against the contract, answers, and aborts
// calls that the caller cancels. A caller that breaks the rules of the channel (no JSON, too big,
// calls before the greeting) gets the reason and is disconnected.
import type { z } from 'zod'
import { contract, type Contract, type Method } from '../contract'
import { LabError } from '../errors'
import type { Channel, CloneChannel } from './channel'
import { contractVersion, PROTOCOL_VERSION, type ToClient, type ToServer } from './envelopes'
import { RPC_LIMITS, type RpcLimits } from './limits'
import type { AnyContract, CallContext, HandlersOf } from './types'
import { malformed, serverWire } from './wire'

export interface ServerOptions {
  readonly limits?: Partial<RpcLimits>
  /** Asked with the greeting's token; everybody is welcome without it. */
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
  const routes = routesOf(contract, handlers)
  const limits = { ...RPC_LIMITS, ...options.limits }
  const version = contractVersion(contract)
  const underWay = new Map<number, AbortController>()
  let charsUnderWay = 0
  let greeted = false

  const wire = serverWire(channel, limits.messageCharsMax)
  const send = (message: ToClient) => wire.send(message)
  const refuse = (error: LabError) => {
    send({ t: 'refused', error: error.toData() })
    wire.close()
    stopAll()
  }
  const stopAll = () => {
    clearTimeout(helloTimer)
    for (const controller of underWay.values()) controller.abort()
    underWay.clear()
  }
  const helloTimer = setTimeout(() => refuse(malformed()), limits.helloMs)

  wire.onClose(stopAll)
  wire.onMessage((message, chars) => {
    if (message instanceof LabError) return refuse(message)
    if ((message.t === 'hello') === greeted) return refuse(malformed())
    if (message.t === 'hello') return greet(message)
    if (message.t === 'cancel') return underWay.get(message.id)?.abort()
    if (underWay.has(message.id)) return refuse(malformed())
    void answer(message, chars)
  })

  function greet(hello: ToServer & { t: 'hello' }): void {
    if (hello.protocol !== PROTOCOL_VERSION || hello.contract !== version) {
      const params = {
        own: `${hello.protocol}.${hello.contract}`,
        theirs: `${PROTOCOL_VERSION}.${version}`,
      }
      return refuse(new LabError('version-mismatch', { kind: 'conflict', params }))
    }
    if (options.authorize && !options.authorize(hello.token))
      return refuse(new LabError('not-allowed', { kind: 'auth' }))
    greeted = true
    clearTimeout(helloTimer)
    send({
      t: 'hello',
      protocol: PROTOCOL_VERSION,
      contract: version,
      instance: options.instance ?? '',
    })
  }

  async function answer(
    { id, method, input }: ToServer & { t: 'call' },
    chars: number,
  ): Promise<void> {
    const controller = new AbortController()
    const startedAt = Date.now()
    let failure: LabError | undefined
    if (underWay.size >= limits.inFlightMax || charsUnderWay + chars > limits.inFlightCharsMax) {
      const error = new LabError('too-many-requests', {
        kind: 'limit',
        params: { max: limits.inFlightMax },
        retry: true,
      })
      return send({ t: 'error', id, error: error.toData() })
    }
    underWay.set(id, controller)
    charsUnderWay += chars
    try {
      const output = await run(routes, method, input, { signal: controller.signal })
      if (!controller.signal.aborted) send({ t: 'ok', id, output })
    } catch (error) {
      failure = LabError.from(error)
      if (!controller.signal.aborted) send({ t: 'error', id, error: failure.toData() })
    } finally {
      if (underWay.get(id) === controller) underWay.delete(id)
      charsUnderWay -= chars
      options.onCall?.(method, Date.now() - startedAt, failure)
    }
  }

  return {
    close: () => {
      stopAll()
      wire.close()
    },
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
