// One run: what it shows, and the methods that steer it and read from it. The host offers them to
// its callers and passes them on to the run's worker, which serves the same declarations: a new
// control is declared here, done in the run's engine, and answered in its worker.
import { z } from 'zod'
import type { ErrorData, ErrorParams } from '../errors'
import {
  rateSchema,
  speedSchema,
  type FaultName,
  type LabFile,
  type Rate,
  type ViewChart,
} from '../lab'
import { command, feed, none, query } from './define'
import { FOLLOW_WAIT_MS_MAX, type FollowView } from './follow'
import { JOIN_OUTCOMES, type JoinLedger, type JoinView } from './joins'
import type { PeekRecord } from './peek'
import type { KeyShare, OutputProfile, PartitionShare } from './profile'
import type { StateNode, StatePage } from './state'
import {
  BREAKPOINTS_MAX,
  breakpointSchema,
  STEP_SIZES,
  type Breakpoint,
  type BreakStop,
  type StepTrace,
} from './step'
import type { TimeStat, TimeView } from './time'
import type { TopicBatches } from './topic-batches'

export type RunState =
  'starting' | 'running' | 'paused' | 'stopping' | 'stopped' | 'finished' | 'failed' | 'halted'

/**
 * A sum over the records that the lab's own sources made, each figure as docs/figures.md defines it:
 * expected = arrived + on the way + too late + dead letters + lost − doubled.
 */
export interface LedgerSum {
  readonly expected: number
  readonly arrived: number
  readonly onTheWay: number
  readonly tooLate: number
  readonly deadLetters: number
  readonly lost: number
  readonly doubled: number
}

/** The sum as it stands at one sink. */
export interface SinkLedger extends LedgerSum {
  readonly sink: string
  /** Of arrived: what a total before the sink keeps until its trigger. Absent for none. */
  readonly kept?: number
}

/** The timers of a node's keys, since the last clean start. */
export interface TimerLedger {
  readonly node: string
  readonly waiting: number
  readonly wentOff: number
  /** Keys whose state went with their timer. */
  readonly forgot: number
}

/** Records that a node read by one schema of a registry; the first of them tells since when. */
export interface SchemaLedger {
  readonly node: string
  readonly id: number
  readonly records: number
  readonly partition: number
  readonly offset: number
}

export const INTAKE_REASONS = ['paused', 'full', 'large', 'malformed', 'unauthorized'] as const
export type IntakeReason = (typeof INTAKE_REASONS)[number]

/** What a source took from outside since the last clean start, and what it refused. */
export interface IntakeLedger {
  readonly node: string
  readonly taken: number
  /** Requests, by the reason; a reason without any is absent. */
  readonly refused: Readonly<Partial<Record<IntakeReason, number>>>
  /** Rows that a look back gave again, and that were left out. */
  readonly again?: number
}

/** The sum for the lab: a record has arrived when every sink that it goes to has it. */
export interface Ledger extends LedgerSum {
  /** The most that any sink waits for: see there. */
  readonly kept?: number
  /** Part of arrived: counted although late. */
  readonly late: number
  /** Left out of windows because they have no time; absent when there are none. */
  readonly untimed?: number
  /**
   * Of the dead letters and of what was too late, those outside the sum: records that the lab's
   * sources did not make, and further rows of one record. Absent for none.
   */
  readonly beside?: { readonly tooLate: number; readonly deadLetters: number }
  /**
   * Records that retention deleted before a job read them; those of the lab's own are part of lost.
   * Absent for none.
   */
  readonly deletedUnread?: number
  /**
   * What the sources did wrong on purpose, so far. A dropped event was never sent, so it is not
   * expected; all others are records like any. Absent for none.
   */
  readonly faults?: Readonly<Partial<Record<FaultName, number>>>
  readonly sinks: readonly SinkLedger[]
  /** Absent where nothing joins. */
  readonly joins?: readonly JoinLedger[]
  /** Absent where no key has a timer. */
  readonly timers?: readonly TimerLedger[]
  /** Absent where no records have schemas. */
  readonly schemas?: readonly SchemaLedger[]
  /** Absent where nothing comes from outside. */
  readonly intakes?: readonly IntakeLedger[]
}

export interface RunSummary {
  /** The lab's id: there is one run per lab. */
  readonly lab: string
  readonly state: RunState
  readonly startedAt?: number
  readonly seed: number
  readonly fingerprint: string
  readonly eventsPerSecond: number
  /** By the computer's clock, as everything that became durable. */
  readonly checkpointAt?: number
  /** The lab's clock. */
  readonly clockMs?: number
  /** How far it was moved ahead of this computer's. */
  readonly clockAheadMs?: number
  /** How many of its seconds pass in one of this computer's. */
  readonly clockSpeed?: number
  readonly ledger: Ledger
  /** Nodes that have failed, while others may go on; absent for none. */
  readonly failedNodes?: readonly string[]
  /** Records that its jobs read a second time when it began, see `runs.redelivered`; absent for none. */
  readonly redelivered?: number
  /** Of tiles whose figure is beyond its bound; absent for none. */
  readonly alerts?: readonly StandingAlert[]
  /** Where it stops by itself; absent for none. */
  readonly breaks?: readonly Breakpoint[]
  /** The record at which a breakpoint stopped it; absent once it goes on. */
  readonly stop?: BreakStop
  /** Steps since it began; absent for none. */
  readonly steps?: number
  /** Another engine does the jobs: what it is. Absent: this program. */
  readonly outside?: OutsideFacts
  readonly error?: ErrorData
}

/** An alert of a tile that stands now. */
export interface StandingAlert {
  /** Which of the lab's tiles. */
  readonly tile: number
  readonly node: string
  readonly value: number
}

/** Another engine that does the jobs of a run. */
export interface OutsideFacts {
  readonly engine: 'spark' | 'flink'
  readonly version: string
  /** Where its jobs run: `local[*]`, `spark://host:7077`. */
  readonly master: string
  /** The name that it gave to the run. */
  readonly application?: string
  /** Its own page about the run. */
  readonly page?: string
  /** Executors that it lost since it began; absent for none. */
  readonly executorsLost?: number
}

/** LOW up to 60 %, MEDIUM up to 85 %, HIGH above: then back-pressure is near or at work. */
export type QueueLevel = 'low' | 'medium' | 'high'

/** One row per node and per edge, at most 10 times per second: the canvas draws it. */
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
  /** Of a node: which part of a processor it took in the last seconds, 0…1; absent for next to none. */
  readonly busy?: number
  /** Of an edge out of a topic with several partitions: the one with most records of this run. */
  readonly skew?: PartitionShare
  /** Of a node that keeps something by key: the key with most of its last rows. */
  readonly keySkew?: KeyShare
  /** Events a second that a source has to make now. */
  readonly targetRate?: number | 'max'
  /** How far a source is in the curve of its rate, in ms; absent where the rate stays the same. */
  readonly curveMs?: number
  readonly error?: ErrorData
  readonly figures?: Readonly<Record<string, number | string>>
  /** Of a node with a watermark or windows. */
  readonly time?: TimeStat
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
  readonly chart?: ViewChart
  readonly x?: string
  readonly y?: readonly string[]
  readonly by?: string
}

export interface DeadLetter extends PeekRecord {
  readonly node: string
  readonly reason: ErrorData
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

/** What becomes of a node's state when its run goes on with a changed lab. */
export interface StateFate {
  readonly node: string
  /** `grown`: kept, with fields that are new or gone. `dropped`: it cannot be continued. */
  readonly fate: 'kept' | 'grown' | 'dropped'
  /** The run cannot go on with this lab: it begins anew, or the change is undone. */
  readonly needsClean?: true
  /** Why, in words by `describeError`. */
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

/** The outcome of a run, which `sluice run --json` prints last. */
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
  /** How another engine cut topics into batches, where all that read one of them cut it the same. */
  readonly batches?: TopicBatches
  /** Events that an earlier life of the run had made or read already. */
  readonly before: number
  readonly eventsPerSecond: number
  readonly seconds: number
  readonly ledger: Ledger
  readonly fingerprint: string
  readonly error?: ErrorData
}

const lab = z.string().max(100)
const ofLab = z.strictObject({ lab })
/** Feed inputs are not strict: the cursor is added to them. */
const feedOf = z.object({ lab })
const node = z.string().max(100)
const nodeFeedOf = z.object({ lab, node })
const recordPlace = {
  from: z.string().min(1).max(249),
  partition: z.number().int().min(0).max(100_000),
  offset: z.number().int().min(0),
}
export const rateInputSchema = z.union([z.number().min(0).max(10_000_000), z.literal('max')])

/** Controls and feeds that a host passes on as they are. */
export const runMethods = {
  /** Takes so much through the paused run; one that goes is paused first. */
  step: command<RunSummary>()(z.strictObject({ lab, by: z.enum(STEP_SIZES).default('event') })),
  /** All of the run's breakpoints, in the place of those before. */
  setBreaks: command<{ breaks: readonly Breakpoint[] }>()(
    z.strictObject({ lab, breaks: z.array(breakpointSchema).max(BREAKPOINTS_MAX) }),
  ),
  /** What each node made of the last step; absent before the first. */
  lastStep: query<{ step?: StepTrace }>()(ofLab),
  setRate: command<{ rate: Rate }>()(
    z.strictObject({ lab, node: z.string(), rate: z.union([rateInputSchema, rateSchema]) }),
  ),
  /**
   * Holds one source or sink back (`held: false`: lets it go on). What is before a held sink waits:
   * back-pressure, nothing is lost.
   */
  hold: command<{ held: boolean }>()(z.strictObject({ lab, node, held: z.boolean() })),
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
  /** How many seconds of the lab's clock pass in one of the computer's. */
  setSpeed: command<{ speed: number }>()(z.strictObject({ lab, speed: speedSchema })),
  graph: feed<GraphStat>()(feedOf),
  /** The event time of a node that has one, or the output modes of one that adds up. */
  time: query<TimeView>()(z.strictObject({ lab, node })),
  /** What leaves a node or passes an edge, field by field; sampled while somebody asks. */
  profile: query<OutputProfile>()(z.strictObject({ lab, at: z.string().max(200) })),
  /** The nodes that keep something by key. */
  states: query<StateNode[]>()(ofLab),
  /** Keys of one node: all, those with a text in them, or exactly one. */
  state: query<StatePage>()(
    z.strictObject({
      lab,
      node,
      search: z.string().max(200).optional(),
      /** The values of its fields. */
      key: z.array(z.string().max(10_000).nullable()).max(50).optional(),
      /** Values in full, where a list has their beginning. */
      whole: z.boolean().optional(),
      from: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    }),
  ),
  /** What a join did with its rows: those that wait, found a partner or gave up. */
  joins: query<JoinView>()(
    z.strictObject({
      lab,
      node,
      outcome: z.enum(JOIN_OUTCOMES).default('waiting'),
      /** Exactly this key, or keys with this text in them. */
      key: z.string().max(10_000).optional(),
      search: z.string().max(200).optional(),
      from: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    }),
  ),
  /** One record, by where it lies: the name of its topic or a node, partition and offset. */
  follow: query<FollowView>()(z.strictObject({ lab, ...recordPlace })),
  /** The next record that comes there; nothing when none comes in time. */
  followNext: query<FollowView | null>()(
    z.strictObject({
      lab,
      from: recordPlace.from,
      waitMs: z.number().int().min(0).max(FOLLOW_WAIT_MS_MAX),
    }),
  ),
  /**
   * The last record that a row or a moment comes from: the row of a sink's table by some of its
   * columns, or the event time of a row at a node. Nothing when none of the last records is it.
   */
  followBack: query<FollowView | null>()(
    z.strictObject({
      lab,
      node,
      row: z.record(z.string().max(200), z.string().max(10_000).nullable()).optional(),
      at: z.number().int().optional(),
      /** When it came, by the lab's clock: several records may have one event time. */
      seenAt: z.number().optional(),
      partition: z.number().int().min(0).optional(),
    }),
  ),
  /** Sends one record into a topic and follows it; it counts as a foreign producer's. */
  sendTest: command<FollowView | null>()(
    z.strictObject({
      lab,
      from: recordPlace.from,
      key: z.string().max(10_000).nullable().optional(),
      value: z.string().max(1_000_000),
      partition: recordPlace.partition.optional(),
    }),
  ),
  view: feed<ViewRow>()(nodeFeedOf),
  /** The last records that passed an edge or left a node: `edge:<id>` or `node:<id>`. */
  records: feed<PeekRecord>()(z.object({ lab, at: z.string().max(200) })),
  deadLetters: feed<DeadLetter>()(feedOf),
  log: feed<RunLogLine>()(feedOf),
}

/** Controls that the host has a part in: it remembers which runs to take up again. */
export const runSteering = {
  pause: command<RunSummary>()(ofLab),
  resume: command<RunSummary>()(ofLab),
  stop: command<RunSummary>()(ofLab),
  /** Back to nothing: topics, offsets, state, tables of this lab. */
  reset: command<RunSummary>()(ofLab),
  views: query<ViewInfo[]>()(ofLab),
}

/** Which changes of a new lab were applied, and the lab as it runs from here on. */
export interface Patched {
  readonly applied: LabChange[]
  readonly refused: LabChange[]
  readonly lab: LabFile
}

/** All that a run's worker serves to its host. */
export const runContract = {
  run: {
    ...runMethods,
    ...runSteering,
    /** The host has parsed and checked the new text: only its own build talks to a worker. */
    patch: command<Patched>()(z.object({ lab, file: z.custom<LabFile>() })),
    /** Answers when anything has changed, at most every 100 ms: then the feeds have news too. */
    changes: feed<RunSummary>()(none),
    /** Answers when the run has ended. */
    done: query<RunResult>()(none),
  },
}
