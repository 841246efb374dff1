// The parts that the composition root (entries/cli.ts) gives to the command line: making a host,
// reaching one that runs, serving. Verbs see only the lab's contract; tests bring parts of their
// own.
import type { Contract } from '@shared/contract'
import type { LabError } from '@shared/errors'
import type { CallsOf } from '@shared/rpc'
import type { HostState } from '@main/host/process'
import type { LockContents } from '@main/platform'

export type LabClient = CallsOf<Contract>

/**
 * `embedded`: ours, on the data directory. `off`: not needed by this verb. Otherwise HOST:PORT of
 * one that runs elsewhere.
 */
export type EngineChoice = 'embedded' | 'off' | { readonly at: string }

export interface HostOptions {
  readonly dataDir: string
  readonly kafka: EngineChoice
  readonly cql: EngineChoice
  /** It is for a run, whose worker may load its code while the host makes itself ready. */
  readonly runs?: boolean
}

export interface OpenedHost {
  readonly client: LabClient
  stop(): Promise<void>
}

export interface ServeOptions {
  readonly dataDir: string
  readonly kafkaPort?: number
  readonly cqlPort?: number
  readonly registryPort?: number
  /** The broker's settings, by Kafka's names. */
  readonly kafkaConfigs: Readonly<Record<string, string>>
  readonly uiPort?: number
  readonly ui: boolean
  /** How the host fares; `halted` is final. */
  readonly onState?: (state: HostState, error?: LabError) => void
}

export interface Serving {
  readonly client: LabClient
  readonly kafka: string
  readonly cql: string
  readonly ui?: string
  stop(): Promise<void>
}

export interface CliParts {
  readonly version: string
  readonly defaultDataDir: string
  openHost(options: HostOptions): Promise<OpenedHost>
  /** A client of an instance that runs, through its page's address. */
  attach(pageUrl: string): Promise<OpenedHost>
  serve(options: ServeOptions): Promise<Serving>
  lockOf(dataDir: string): Promise<LockContents | undefined>
}
