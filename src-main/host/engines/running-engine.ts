// An engine as its supervisor sees it, in a worker or in this thread.
import type { ClientSighting, EngineStatus, GroupChange, GroupReread } from '@shared/contract'
import type { LabError } from '@shared/errors'

export interface EngineOptions {
  readonly dataDir: string
  readonly port: number
  readonly ifPortTaken: 'fail' | 'use-another'
  readonly durability: 'safe' | 'fast'
  /** Of the broker: Kafka's settings over their defaults. */
  readonly configs?: Readonly<Record<string, string>>
}

/** How it is: asked once a second. */
export type EngineReport = Pick<EngineStatus, 'figures' | 'recovery' | 'trouble'>

export interface RunningEngine {
  readonly host: string
  readonly port: number
  report(): Promise<EngineReport>
  /** Of a broker's consumer group; none of another engine. */
  groupChanges(group: string): Promise<readonly GroupChange[]>
  groupRereads(group: string): Promise<readonly GroupReread[]>
  /** What clients of a broker did that a person may want to know of. */
  sightings(): Promise<readonly ClientSighting[]>
  stop(): Promise<void>
  /** Called once when it ends without having been told to. */
  onCrash(listener: (error: LabError) => void): void
}

export type StartEngine = (options: EngineOptions) => Promise<RunningEngine>
