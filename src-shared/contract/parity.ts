// Parity: a lab runs on the built-in engine and on another one with the same events, and its tables
// are compared row by row. The screen and the command line ask the same service, one comparison at a
// time.
import { z } from 'zod'
import type { ErrorData } from '../errors'
import { LANGUAGES } from '../lab'
import { LOCAL_MASTER } from './builtin'
import { command, feed, none, query } from './define'
import type { OutsideFacts } from './run'
import { sparkSettingsSchema, type SparkSettings } from './spark'

/** The engines beside our own; src-main/host/parity/other-engines has one line for each. */
export const PARITY_ENGINES = ['spark-3.5', 'spark-4', 'flink'] as const
export type ParityEngine = (typeof PARITY_ENGINES)[number]

/** Enough for a watermark to move, windows to close and records to be late. */
export const PARITY_BATCHES = 5

/** What can be compared from here. */
export interface ParityOffers {
  readonly engines: readonly {
    readonly engine: ParityEngine
    /** Of the engine that is here. */
    readonly version?: string
    /** Why it cannot be compared: what the lab or this machine lacks. */
    readonly problem?: ErrorData
  }[]
  /**
   * Connections of the lab that are not built in: both sides fill the same topics and tables there,
   * which are emptied in between and afterwards.
   */
  readonly emptied: readonly string[]
}

export type ParityRow = Readonly<Record<string, unknown>>

/** Why a row differs, as far as it can be told from both sides. */
export type DifferenceReason =
  'only-here' | 'only-there' | 'digits' | 'zone' | 'empty' | 'number' | 'value'

export interface RowDifference {
  readonly here?: ParityRow
  readonly there?: ParityRow
  /** Where both sides are there: the columns that differ. */
  readonly columns: readonly string[]
  readonly reason: DifferenceReason
}

export interface TableParity {
  readonly table: string
  readonly compared: number
  readonly equal: number
  /** How many rows differ. */
  readonly different: number
  /** The first of them: a table that differs in thousands says no more. */
  readonly differences: readonly RowDifference[]
  /** Columns that were left out, by the rules of docs/parity.md. */
  readonly leftOut: readonly string[]
  /** The rule by which the table was not compared at all. */
  readonly rule?: number
}

export interface SeedParity {
  readonly seed: number
  /** Equal on both sides: they had the same events. */
  readonly fingerprint: string
  readonly sameEvents: boolean
  readonly secondsHere: number
  readonly secondsThere: number
  /** In how many batches both sides read the topics, cut at the same records; absent: each cut its own. */
  readonly batches?: number
  readonly tables: readonly TableParity[]
}

export interface ParitySheet {
  readonly lab: string
  readonly title: string
  readonly engine: ParityEngine
  /** When it was made, as ISO 8601. */
  readonly at: string
  readonly events: number
  readonly sluice: string
  readonly outside: OutsideFacts
  /** What Spark was told beyond the lab, if anything. */
  readonly sparkSettings?: SparkSettings
  readonly seeds: readonly SeedParity[]
  readonly isEqual: boolean
  /** Rules of docs/parity.md that were needed: the tables are equal but for these. */
  readonly rules: readonly number[]
}

/** Of the comparison that goes on, or of the last one of a lab. */
export interface ParityProgress {
  readonly lab: string
  readonly engine: ParityEngine
  readonly state: 'working' | 'done' | 'failed' | 'cancelled'
  readonly startedAt: number
  readonly events: number
  readonly seeds: readonly number[]
  /** The seed that is compared now, from 0. */
  readonly at: number
  readonly side: 'here' | 'there'
  /** Records that this run has made, and how many of them have arrived. */
  readonly made: number
  readonly arrived: number
  readonly error?: ErrorData
}

const lab = z.string().max(100)
const labText = z.string().max(2_000_000)
const engine = z.enum(PARITY_ENGINES)

export const parity = {
  offers: query<ParityOffers>()(
    z.strictObject({
      text: labText,
      profiles: z.record(z.string(), z.string().max(100)).default({}),
    }),
  ),
  /** Begins; `progress` says how far it is. */
  start: command<ParityProgress>()(
    z.strictObject({
      /** Where the lab is from: files that it names are beside it. */
      ref: z.string().max(4096),
      text: labText,
      engine,
      master: z.string().min(1).max(300).default(LOCAL_MASTER),
      sparkSettings: sparkSettingsSchema.default({}),
      events: z.number().int().min(1),
      seeds: z.number().int().min(1).max(100).default(1),
      /** Another engine with batches reads the full topics in so many, and the built-in one in the same. */
      batches: z.number().int().min(1).max(100).default(PARITY_BATCHES),
      /** The first seed; the lab's own if not given. */
      seed: z.number().int().min(0).optional(),
      profiles: z.record(z.string(), z.string().max(100)).default({}),
      /** Connections of the lab whose topics and tables may be emptied: those that it names. */
      mayEmpty: z.array(z.string()).default([]),
      language: z.enum(LANGUAGES),
    }),
  ),
  cancel: command<void>()(none),
  /** One row for each lab that was compared. */
  progress: feed<ParityProgress>()(z.object({})),
  /** The last whole comparison of a lab with an engine. */
  sheet: query<{ sheet?: ParitySheet }>()(z.strictObject({ lab, engine })),
  /**
   * Writes `sheet.json` and `sheet.html` into a folder: a path, or a name in the folder of exports.
   */
  save: command<{ dir: string }>()(
    z.strictObject({
      lab,
      engine,
      dir: z.string().min(1).max(4096),
      language: z.enum(LANGUAGES),
    }),
  ),
}
