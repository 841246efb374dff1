// The broker and the connection as an API's handler sees them, and `serve`, which binds a handler
// to its declaration. This floor knows neither the list of APIs nor sockets, so that handlers can
// be tested without either.
import type { ByteBudget, Log } from '@main/platform'
import type { Groups } from '../coordinator/groups'
import type { Rereads } from '../coordinator/rereads'
import type { Transactions } from '../coordinator/transactions'
import type { BrokerConfigs } from '../cluster/broker-configs'
import type { Topics } from '../cluster/topics'
import type { BufferPool } from '../log/buffer-pool'
import type { ApiSpec } from '../wire/api'
import type { Fields, ReadOf, WriteOf } from '../wire/fields'
import type { FetchSessions } from './fetch-sessions'
import type { BrokerLimits } from './limits'
import type { Sightings } from './sightings'

/** The broker, as its handlers see it. */
export interface BrokerParts {
  readonly clusterId: string
  readonly nodeId: number
  readonly dataDir: string
  readonly configs: BrokerConfigs
  readonly topics: Topics
  readonly groups: Groups
  /** What its groups read twice. */
  readonly rereads: Rereads
  readonly transactions: Transactions
  readonly fetchSessions: FetchSessions
  /** What its clients do that a person may want to know of. */
  readonly sightings: Sightings
  readonly buffers: BufferPool
  /** Answers that their clients have not read yet. */
  readonly answerBytes: ByteBudget
  /** As they are now: settings may change them. */
  readonly limits: BrokerLimits
  readonly log: Log
  readonly port: () => number
  readonly apis: () => readonly {
    readonly key: number
    readonly versions: readonly [number, number]
  }[]
}

export interface RequestContext {
  readonly broker: BrokerParts
  readonly version: number
  readonly clientId: string
  readonly clientHost: string
  /** Tells clients of one id apart. */
  readonly connection?: number
  /** The address by which this client reached us; Metadata sends it back here. */
  readonly host: string
  /** Called when the answer is sent, or never will be. */
  afterSent(release: () => void): void
  /** Calls back when the connection goes away. Returns a function that cancels this. */
  onGone(callback: () => void): () => void
}

/** The answer to a request that wants none (acks=0). */
export const NO_ANSWER = Symbol('no answer')

export type Answer<S extends Fields> = WriteOf<S> | typeof NO_ANSWER

interface Serving<Q extends Fields, S extends Fields> {
  /** `refuse` answers for whatever this throws. */
  handle(request: ReadOf<Q>, context: RequestContext): Answer<S> | Promise<Answer<S>>
  /**
   * The answer that carries an error for everything that was asked: also for injected faults and
   * for bugs.
   */
  refuse(request: ReadOf<Q>, errorCode: number, version: number): Answer<S>
}

export interface Api<Q extends Fields = Fields, S extends Fields = Fields>
  extends ApiSpec<Q, S>, Serving<Q, S> {}

/** Binds a handler to its declaration. */
export function serve<Q extends Fields, S extends Fields>(
  spec: ApiSpec<Q, S>,
  serving: Serving<Q, S>,
): Api<Q, S> {
  return { ...spec, ...serving }
}
