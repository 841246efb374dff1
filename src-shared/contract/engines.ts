// The embedded engines, each in a worker of its own: what they are doing, and starting them again.
import { z } from 'zod'
import type { ErrorData } from '../errors'
import { command, feed, none, query } from './define'
import type { RecoveryEvent } from './recovery'

export const engineIdSchema = z.enum(['kafka', 'cql'])
export type EngineId = z.infer<typeof engineIdSchema>

export interface EngineStatus {
  readonly id: EngineId
  readonly state: 'starting' | 'ready' | 'restarting' | 'halted' | 'stopped'
  readonly host: string
  readonly port: number
  /** The port that was asked for, when another had to be used. */
  readonly wantedPort?: number
  readonly durability: 'safe' | 'fast'
  readonly readyInMs?: number
  readonly startedAt?: number
  readonly restarts: number
  readonly error?: ErrorData
  /** It answers, but cannot do all its work just now, such as writing to a full disk. */
  readonly trouble?: ErrorData
  /** The last start: how much was read, and everything that was lost, moved or made anew. */
  readonly recovery?: {
    readonly records: number
    readonly ms: number
    readonly events: readonly RecoveryEvent[]
  }
  readonly figures: Readonly<Record<string, number>>
}

/** A setting of the embedded broker, by Kafka's name. */
export interface BrokerSetting {
  readonly name: string
  readonly value: string | null
  /** Set while the broker runs, given when it was started, or Kafka's default. */
  readonly source: 'set' | 'start' | 'default'
  readonly readOnly: boolean
}

export const engines = {
  list: query<EngineStatus[]>()(none),
  status: feed<EngineStatus>()(none),
  restart: command<EngineStatus>()(z.strictObject({ id: engineIdSchema })),
  brokerSettings: query<BrokerSetting[]>()(none),
  /** `value` null: back to what it was started with. */
  setBroker: command<void>()(
    z.strictObject({ name: z.string().min(1).max(200), value: z.string().max(10_000).nullable() }),
  ),
}
