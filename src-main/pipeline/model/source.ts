// A source makes records by number: record `seq` is always the same, so a run that goes on after a
// crash makes none twice and leaves none out. How fast they come is the schedule's business, not
// the record's.
import type { IntakeLedger } from '@shared/contract'
import type { LabError } from '@shared/errors'
import type { FaultName, Rate } from '@shared/lab'
import type { Json, NodeEnv } from './operator'
import type { SourceStreams } from './source-streams'

export interface SourceRecord {
  readonly key: Buffer | string | null
  readonly value: Buffer | string
  readonly headers?: Readonly<Record<string, Buffer | string>>
  readonly timestamp?: number
}

export interface Source {
  /**
   * Records from a number on; fewer than asked for at the end (or none yet, for sources that wait).
   */
  records(from: number, count: number): SourceRecord[] | Promise<SourceRecord[]>
  /**
   * How many records are due so far, counted from the run's first: a number that only rises.
   * Infinity: as fast as possible.
   */
  due(): number
  /** When the next record falls due, in ms from now. */
  nextInMs(): number
  /** Whether a limit is reached and everything within it is made. */
  finished(made: number): boolean
  /** What went wrong on purpose among the first records; absent where nothing can. */
  faults?(made: number): Readonly<Partial<Record<FaultName, number>>>
  /** Absent where records come as they come from outside. */
  setRate?(rate: Rate): void
  /** What it has to make now, per second; undefined as above. */
  readonly rate: number | 'max' | undefined
  /** What it took from outside and what it refused; absent where it makes its records. */
  intake?(): Intake
  /** It waits for the other side: why. */
  readonly trouble?: LabError | undefined
  /** How far it is in the curve of a rate that changes with time. */
  readonly curveMs?: number | undefined
  /** Stops the schedule's time and lets it go on. */
  pause(): void
  resume(): void
  /** For the checkpoint: where the schedule stands, and what else the next records need. */
  save(): Json
  /** What of `save` only changes when the schedule does; absent: all of it. */
  schedule?(): Json
  /** Records before this number are safe: nobody asks for them again. */
  forget?(before: number): void
  close(): Promise<void>
}

export type Intake = Omit<IntakeLedger, 'node'>

/** What a source said of its schedule to those that refer to it, safe on disk. */
export interface StreamPromise {
  readonly saved: { readonly schedule: Json; readonly untilMs: number } | undefined
  keep(promise: { readonly schedule: Json; readonly untilMs: number }): Promise<void>
}

export interface SourceOptions {
  readonly seed: number
  /** The first number of this start. */
  readonly from: number
  /**
   * The first that is asked for, when the batches of an earlier life are done again; absent: `from`. A
   * source that cannot make its records anew must still have them.
   */
  readonly again?: number
  /** What `save` gave before. */
  readonly saved?: Json
  /** The lab's clock. */
  readonly now: () => number
  /** How many of its seconds pass in one of the computer's; 1 when absent. */
  readonly speed?: () => number
  /**
   * Where the lab's clock began, when the person said so: then the first event falls exactly there,
   * on every desk.
   */
  readonly startMs?: number
  /** The other sources of the run; absent where a source stands for itself. */
  readonly streams?: SourceStreams
  /** Where other sources may refer to its records. */
  readonly promise?: StreamPromise
  readonly rate?: number | 'max'
  readonly events?: number
  readonly forMs?: number
}

export type SourceFactory = (env: NodeEnv, options: SourceOptions) => Promise<Source>
