// The state that the connections of a server share, and the facts that the server keeps of each
// one.
import type { ByteBudget } from '@main/platform'
import type { Api, BrokerParts } from '../serving/context'
import type { FaultHook } from './fault'
import type { ServerStats } from './stats'

export interface OpenConnection {
  /** Goes on with requests that had to wait. */
  advance(): void
  readonly clientHost: string
  /** Closes itself when it was idle, or stuck in a frame or an answer, for too long. */
  sweep(now: number): void
  close(): void
}

export interface ServerShared {
  readonly broker: BrokerParts
  readonly apis: ReadonlyMap<number, Api>
  readonly stats: ServerStats
  readonly connections: Set<OpenConnection>
  readonly fault: FaultHook | undefined
  /** Undefined: whatever address the client reached us by. */
  readonly advertisedHost: string | undefined
  /** Requests that are being read or worked on. */
  readonly requestBytes: ByteBudget
}
