// A lab that runs: its controls, and what it shows while it does.
import { z } from 'zod'
import type { ErrorData, ErrorParams } from '../errors'
import { slugSchema } from '../lab'
import { command, feed, none, query } from './define'

export type RunState =
  'starting' | 'running' | 'paused' | 'stopping' | 'stopped' | 'finished' | 'failed' | 'halted'

export interface Ledger {
  readonly expected: number
  readonly arrived: number
  readonly late: number
  readonly tooLate: number
  readonly deadLetters: number
  readonly lost: number
  readonly doubled: number
  readonly onTheWay: number
}

export interface RunSummary {
  /** One run a lab: the lab's id. */
  readonly lab: string
  readonly state: RunState
  readonly startedAt?: number
  readonly seed: number
  readonly fingerprint: string
  readonly eventsPerSecond: number
  readonly checkpointAt?: number
  /** The lab's clock. */
  readonly clockMs?: number
  /** How far it was moved ahead of this computer's. */
  readonly clockAheadMs?: number
  readonly ledger: Ledger
  readonly error?: ErrorData
}

/** LOW up to 60 %, MEDIUM up to 85 %, HIGH above: then back-pressure is near or at work. */
export type QueueLevel = 'low' | 'medium' | 'high'

/** One row a node and a row an edge: what the canvas draws, at most 10 times a second. */
export interface GraphStat {
  /** `node:<id>` or `edge:<id>` */
  readonly key: string
  readonly state?: 'running' | 'paused' | 'stopped' | 'waiting' | 'failed' | 'done'
  readonly ratePerSecond: number
  readonly total: number
  readonly errors: number
  /**
   * Records that wait before the node that the edge leads to (or, into a topic, before the topic).
   */
  readonly lag?: number
  /** 0…1, of what may wait there. */
  readonly queueFill?: number
  readonly queueLevel?: QueueLevel
  readonly stateKeys?: number
  /** Events a second that the person asked for (sources). */
  readonly targetRate?: number | 'max'
  readonly error?: ErrorData
  readonly figures?: Readonly<Record<string, number | string>>
}

export interface ViewRow {
  readonly key: string
  /** Values as stored, in the order of the view's columns. */
  readonly values: readonly (string | number | boolean | null)[]
  readonly changedAt: number
}

export interface ViewInfo {
  readonly node: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly chart?: 'table' | 'bar' | 'line' | 'pie' | 'figure'
  readonly x?: string
  readonly y?: readonly string[]
}

export interface PeekRecord {
  readonly seq: number
  readonly at: number
  readonly partition?: number
  readonly offset?: string
  readonly key?: string
  readonly value: string
  readonly lateMs?: number
}

export interface DeadLetter extends PeekRecord {
  readonly node: string
  readonly reason: ErrorData
}

/** A file that sinks of a lab wrote: a report, the e-mail log, a rolling file. */
export interface WrittenFile {
  /** Below the lab's folder of files, with `/`. */
  readonly path: string
  readonly sizeBytes: number
  readonly changedAt: number
}

export interface FileEnd {
  readonly text: string
  readonly sizeBytes: number
  /** What lies before the text, which is the end of the file. */
  readonly skippedBytes: number
}

export interface RunLogLine {
  readonly at: number
  readonly level: 'info' | 'warn' | 'error'
  readonly node?: string
  readonly code: string
  readonly params: Readonly<Record<string, string | number | boolean>>
}

/** One setting that differs between a lab as it runs (or ran) and a new text of it. */
export interface LabChange {
  /** Absent: of the lab as a whole. */
  readonly node?: string
  /** `nodes.big.with.where` */
  readonly path: string
  /**
   * `live`: a running run takes it over. `restart`: acts at the next start; positions and totals
   * are kept. `clean`: what was added up under the old setting cannot be kept; a start needs
   * `clean`.
   */
  readonly needs: 'live' | 'restart' | 'clean'
  /** Why, in words by `describeError`: what happens, and what to do. */
  readonly code: string
  readonly params: ErrorParams
}

export interface NodeCounts {
  readonly in: number
  readonly out: number
  readonly errors: number
  /**
   * Rows that a sink which can only append was given twice, after a crash or a failed write; absent
   * for none.
   */
  readonly doubled?: number
}

/** What a run came to: what `sluice run --json` prints last. */
export interface RunResult {
  readonly state: Extract<RunState, 'finished' | 'stopped' | 'failed' | 'halted'>
  readonly nodes: Readonly<Record<string, NodeCounts>>
  /**
   * Final rows: of tables by `keyspace.table`, of views, consoles and text reports (`file`, `text`)
   * by their node.
   */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  /**
   * Tables of which not all rows are here, with how many there are (null: more, but nobody could
   * count them); absent for none.
   */
  readonly cut?: Readonly<Record<string, number | null>>
  /** Events that an earlier life of the run had made or read already. */
  readonly before: number
  readonly eventsPerSecond: number
  readonly seconds: number
  readonly ledger: Ledger
  readonly fingerprint: string
  readonly error?: ErrorData
}

/** A piece of a `RunResult` as JSON text, and the length of the whole: see `readResult`. */
export interface ResultPart {
  readonly text: string
  readonly chars: number
}

const lab = z.string().max(100)
const rate = z.union([z.number().min(0).max(10_000_000), z.literal('max')])
/**
 * When results are given out: as fast as possible, every so many ms, or `available-now`: what
 * stands in the topics at the start is worked through, then the run ends by itself; its sources
 * make nothing new meanwhile.
 */
export const triggerSchema = z.union([
  z.enum(['fast', 'available-now']),
  z.number().int().min(1).max(86_400_000),
])
export type Trigger = z.infer<typeof triggerSchema>
export const runOverridesSchema = z.strictObject({
  events: z.number().int().min(1).optional(),
  forMs: z.number().int().min(1).optional(),
  rate: rate.optional(),
  seed: z.number().int().min(0).optional(),
  trigger: triggerSchema.optional(),
  /** Where the lab's clock is set at the start (never back). */
  clockMs: z.number().int().min(0).optional(),
})
export type RunOverrides = z.infer<typeof runOverridesSchema>

const of = z.strictObject({ lab })
/** Feed inputs are not strict: the cursor is added to them. */
const feedOf = z.object({ lab })
const labText = z.string().max(2_000_000)
const nodeFeedOf = z.object({ lab, node: z.string().max(100) })

export const runs = {
  list: query<RunSummary[]>()(none),
  /**
   * Starts, or goes on from the checkpoint. `text` runs an unsaved lab; otherwise the gallery's or
   * file's.
   */
  start: command<RunSummary>()(
    z.strictObject({
      ref: z.string().max(4096),
      text: labText.optional(),
      overrides: runOverridesSchema.optional(),
      /**
       * Ends by itself once every limited source has made all and everything has been read and
       * written.
       */
      endWhenDrained: z.boolean().optional(),
      /**
       * Forgets checkpoint, positions and totals first; topics and tables stay (`reset` empties
       * those too).
       */
      clean: z.boolean().optional(),
      /**
       * Profiles for this run by the lab's own connection names, instead of what the lab file says.
       */
      profiles: z.record(z.string(), z.string().max(100)).optional(),
    }),
  ),
  /** Of a run that has ended, from a place in its text on; `conflict` while it goes on. */
  result: query<ResultPart>()(z.strictObject({ lab, from: z.number().int().min(0).default(0) })),
  pause: command<RunSummary>()(of),
  resume: command<RunSummary>()(of),
  /** One event of each source, then paused again. */
  step: command<RunSummary>()(of),
  stop: command<RunSummary>()(of),
  /** Back to nothing: topics, offsets, state, tables of this lab. */
  reset: command<RunSummary>()(of),
  setRate: command<{ rate: number | 'max' }>()(z.strictObject({ lab, node: z.string(), rate })),
  /**
   * What a new text of the lab changes against the one that runs, or that ran last in this data
   * directory, and what each change needs.
   */
  changes: query<{ running: boolean; changes: LabChange[] }>()(
    z.strictObject({ lab, text: labText }),
  ),
  /**
   * Takes over every `live` change of a running lab at once; the others are refused with their
   * reason and change nothing.
   */
  patch: command<{ applied: LabChange[]; refused: LabChange[] }>()(
    z.strictObject({ lab, text: labText }),
  ),
  /**
   * Holds one source or sink back (`held: false`: lets it go on). What is before a held sink waits:
   * back-pressure, nothing is lost.
   */
  hold: command<{ held: boolean }>()(
    z.strictObject({ lab, node: z.string().max(100), held: z.boolean() }),
  ),
  /**
   * Moves the lab's clock ahead, never back: to a moment, by a time, or to ten seconds before the
   * next midnight or full hour of the lab's zone.
   */
  moveClock: command<{ clockMs: number }>()(
    z.strictObject({
      lab,
      to: z.union([z.number().int().min(0), z.enum(['before-midnight', 'before-hour'])]).optional(),
      byMs: z.number().int().min(1).optional(),
    }),
  ),
  views: query<ViewInfo[]>()(of),
  /** Newest first; also of a lab that does not run now. */
  files: query<WrittenFile[]>()(
    z.strictObject({ lab: slugSchema, node: z.string().max(100).optional() }),
  ),
  /** The last bytes of one of them. */
  file: query<FileEnd>()(
    z.strictObject({
      lab: slugSchema,
      path: z.string().max(400),
      bytesMax: z.number().int().min(1).max(1_000_000).default(64_000),
    }),
  ),
  summary: feed<RunSummary>()(z.object({})),
  graph: feed<GraphStat>()(feedOf),
  view: feed<ViewRow>()(nodeFeedOf),
  /** The last records that passed an edge or left a node: `edge:<id>` or `node:<id>`. */
  records: feed<PeekRecord>()(z.object({ lab, at: z.string().max(200) })),
  deadLetters: feed<DeadLetter>()(feedOf),
  log: feed<RunLogLine>()(feedOf),
}
