// A source makes records by number: record `seq` is always the same, so a run that goes on after a crash makes none twice and leaves
// none out. How fast they come is the schedule's business, not the record's.
import type { NodeEnv } from './operator'

export interface SourceRecord {
  readonly key: Buffer | string | null
  readonly value: Buffer | string
  readonly headers?: Readonly<Record<string, Buffer | string>>
  readonly timestamp?: number
}

export interface Source {
  /** Records from a number on; fewer than asked for at the end (or none yet, for sources that wait). */
  records(from: number, count: number): SourceRecord[] | Promise<SourceRecord[]>
  /** Number of records that there will ever be, when that is known. */
  readonly countMax?: number
  /** How many records are due so far in this run of the schedule: a number that only rises. */
  due(): number
  /** When the next record falls due, in ms from now. */
  nextInMs(): number
  setRate(rate: number | 'max'): void
  readonly rate: number | 'max'
  /** Stops and goes on with the schedule's time. */
  pause(): void
  resume(): void
  /** Says what is made and how: equal prints on two desks mean equal events. */
  readonly fingerprint: string
  close(): Promise<void>
}

export interface SourceOptions {
  readonly seed: number
  /** The first number of this start: where the schedule goes on. */
  readonly from: number
  readonly rate?: number | 'max'
  readonly events?: number
  readonly forMs?: number
}

export type SourceFactory = (env: NodeEnv, options: SourceOptions) => Promise<Source>
