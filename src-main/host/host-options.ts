// The options with which a shell makes a host.
import type { AppInfo, Settings } from '@shared/contract'
import type { Channel } from '@shared/rpc'
import type { FreeSpaceOf, Log } from '@main/platform'
import type { WarmProgram } from '@main/spark'
import type { StartEngine } from './engines/running-engine'
import type { Sealer } from './connections/secrets'

/**
 * `embedded`: ours, in the data directory. `off`: not needed. Otherwise HOST:PORT of one that runs
 * elsewhere.
 */
export type EngineChoice = 'embedded' | 'off' | { readonly at: string }

/** The room's page, open on an address of this computer. */
export interface AudienceDoor {
  readonly port: number
  readonly watching: () => number
  stop(): Promise<void>
}

export type OpenAudience = (options: {
  readonly host: string
  readonly port: number
  readonly token: string
  /** The names that a request's Host may have. */
  readonly names: () => readonly string[]
  /** A channel to what the room may ask. */
  readonly open: () => Promise<Channel>
}) => Promise<AudienceDoor>

export interface HostOptions {
  readonly dataDir: string
  readonly shell: AppInfo['shell']
  readonly kafka?: EngineChoice
  readonly cql?: EngineChoice
  /** Over what the person has set, for this life of the host. */
  readonly kafkaPort?: number
  readonly cqlPort?: number
  readonly registrySettings?: Partial<Pick<Settings, 'registry' | 'registryPort'>>
  /** The embedded broker's settings, by Kafka's names. */
  readonly kafkaConfigs?: Readonly<Record<string, string>>
  readonly durability?: Settings['durability']
  /** How often the host has been started again: its engines fell with it each time. */
  readonly restarts?: number
  /** Runs that were going when the last host ended go on by themselves. */
  readonly resumeRuns?: boolean
  readonly version?: string
  readonly log?: Log
  readonly sealer?: Sealer
  /** Workers by their built entries, or everything in this thread (tests). */
  readonly placement?: 'workers' | 'in-process'
  /** Does the jobs of runs on another engine; what does them outlives this host. */
  readonly warm?: WarmProgram
  /** Opens the room's page; absent: this host has none. */
  readonly openAudience?: OpenAudience
  /** How full the disk is; the system's own answer if not given (tests). */
  readonly freeSpace?: FreeSpaceOf
  readonly startEngines?: { readonly kafka?: StartEngine; readonly cql?: StartEngine }
  /**
   * Facts for other processes that look at the data directory's lock, such as the page's address.
   */
  readonly tell?: Readonly<Record<string, string | number>>
}
