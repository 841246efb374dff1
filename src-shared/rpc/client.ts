// The calling end: typed calls over whatever channel `connect` opens, and over the next one when it
// breaks. The client repeats queries and feeds that were under way (a feed's cursor is in its
// input, so nothing is lost). A command that was under way fails with `channel-lost`, since nobody
// knows whether it took effect.
import { contract, type Contract } from '../contract'
import type { ErrorData } from '../errors'
import { contractVersion, type MethodKinds } from './answers'
import type { Connect } from './connect-in-time'
import { Line, type ClientOptions, type ClientState } from './line'
import type { AnyContract, CallOptions, CallsOf } from './types'

export interface ClientControls {
  readonly state: ClientState
  /** Why it is not ready, as far as known; or, while it is, how the host fares. */
  readonly error: ErrorData | undefined
  /** When the host was last heard, by this side's clock. */
  readonly heardAt: number | undefined
  /** The host's life: another one after its restart. */
  readonly instance: string
  /** Calls at once with the present state, then with each new one. Answers how to stop. */
  onState(listener: (state: ClientState, error: ErrorData | undefined) => void): () => void
  /** Tries to connect now instead of when the back-off says. */
  hurry(): void
  close(): void
}

export type RpcClient<C extends AnyContract = Contract> = CallsOf<C> & ClientControls

export function createClient(connect: Connect, options: ClientOptions = {}): RpcClient {
  return createClientOf(contract, connect, options)
}

export function createClientOf<C extends AnyContract>(
  contract: C,
  connect: Connect,
  options: ClientOptions = {},
): RpcClient<C> {
  return createClientFor<C>(contract, connect, options)
}

/** For a caller that has the methods of the contract, but not their schemas: the page. */
export function createClientFor<C extends AnyContract>(
  methods: MethodKinds,
  connect: Connect,
  options: ClientOptions = {},
): RpcClient<C> {
  const line = new Line(connect, contractVersion(methods), options)
  const controls: ClientControls = {
    get state() {
      return line.state
    },
    get error() {
      return line.error
    },
    get heardAt() {
      return line.heardAt
    },
    get instance() {
      return line.instance
    },
    onState: listener => line.onState(listener),
    hurry: () => line.hurry(),
    close: () => line.close(),
  }
  // The parse boundary of the types: one function per method, whose input and output the contract
  // declares.
  return Object.assign(controls, callsOf(methods, line)) as unknown as RpcClient<C>
}

function callsOf(methods: MethodKinds, line: Line) {
  const entries = Object.entries(methods).map(([domain, members]) => {
    const calls = Object.entries(members).map(([name, { kind }]) => {
      const call = (input: unknown, options?: CallOptions) =>
        line.call(`${domain}.${name}`, kind, input, options)
      return [name, call] as const
    })
    return [domain, Object.fromEntries(calls)] as const
  })
  return Object.fromEntries(entries)
}
