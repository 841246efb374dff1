// What the supervisor needs to know of an engine, wherever it runs.
import type { EngineStatus } from '@shared/contract'
import type { LabError } from '@shared/errors'

export interface EngineOptions {
  readonly dataDir: string
  readonly port: number
  readonly ifPortTaken: 'fail' | 'use-another'
  readonly durability: 'safe' | 'fast'
}

export interface RunningEngine {
  readonly host: string
  readonly port: number
  readonly recovery?: EngineStatus['recovery']
  figures(): Readonly<Record<string, number>>
  stop(): Promise<void>
  /** Called once when it ends without having been told to. */
  onCrash(listener: (error: LabError) => void): void
}

export type StartEngine = (options: EngineOptions) => Promise<RunningEngine>
