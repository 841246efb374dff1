// A run as those in the same thread see it: the tests, the benchmarks, and the server that offers
// it to the host (worker/serve-run.ts).
import type { ResolvedConnection } from '@main/connections'
import type { FreeSpaceOf } from '@main/platform'
import type {
  Breakpoint,
  CheckpointChoice,
  DeadLetter,
  FeedPage,
  FollowView,
  GraphStat,
  JoinOutcome,
  JoinView,
  OutputProfile,
  Patched,
  PeekRecord,
  RunLogLine,
  RunOverrides,
  RunResult,
  RunSummary,
  SparkSettings,
  StateNode,
  StatePage,
  StepSize,
  StepTrace,
  TimeView,
  ViewInfo,
  ViewRow,
} from '@shared/contract'
import type { LabFile, Rate } from '@shared/lab'

export interface RunOptions {
  /** A lab that `checkLab` found no error in. */
  readonly lab: LabFile
  /**
   * Checkpoints are in `<dataDir>/runs/<lab id>`, files that sinks write in `<dataDir>/files/<lab
   * id>` unless `filesDir` says else.
   */
  readonly dataDir: string
  readonly filesDir?: string
  /** The folder of the lab's file: what the lab says of files to read counts from there. */
  readonly labDir?: string
  /**
   * By the lab's own connection names. A `sql` connection that is absent is the embedded SQL file
   * under `dataDir`.
   */
  readonly connections: Readonly<Record<string, ResolvedConnection>>
  readonly overrides?: RunOverrides
  readonly durability?: 'safe' | 'fast'
  /**
   * Forgets checkpoint and positions of an earlier run (topics and tables stay; `reset` empties
   * those too).
   */
  readonly fresh?: boolean
  /**
   * Where a checkpoint is damaged, goes on from the last one before the damage; or lets one job go
   * back to a checkpoint that was kept.
   */
  readonly checkpoint?: CheckpointChoice
  /** How full the disk of `dataDir` is; the system's own answer if not given. */
  readonly freeSpace?: FreeSpaceOf
  /**
   * Ends by itself once every limited source has made all and everything has been read and written:
   * what the CLI's `run` wants.
   */
  readonly endWhenDrained?: boolean
  /** Another engine does the jobs: where it is. */
  readonly spark?: SparkPlace
  readonly flink?: FlinkPlace
}

/** A Flink that runs in a process of its own. */
export interface FlinkPlace {
  /** A Python that has PyFlink. */
  readonly python: string
  readonly version: string
  /** The folder of the connectors. */
  readonly jars: string
}

/** A Spark that jobs are sent to, and the programs here that send them. */
export interface SparkPlace {
  /** `local[*]`, `spark://host:7077`, `yarn`, `k8s://https://…` */
  readonly master: string
  /** A Python that has PySpark. */
  readonly python: string
  /** The folder of the package `pyspark`. */
  readonly home: string
  readonly version: string
  /** The program `java`. */
  readonly java: string
  readonly settings?: SparkSettings
}

export interface StateAsked {
  readonly node: string
  readonly search?: string | undefined
  readonly key?: readonly (string | null)[] | undefined
  readonly whole?: boolean | undefined
  readonly from?: number | undefined
  readonly limit?: number | undefined
}

export interface JoinsAsked {
  readonly node: string
  readonly outcome: JoinOutcome
  readonly key?: string | undefined
  readonly search?: string | undefined
  readonly from?: number | undefined
  readonly limit?: number | undefined
}

/** Every feed answers at once; `onChange` says when asking again is worth it. */
export interface RunFeeds {
  graph(cursor?: string): Promise<FeedPage<GraphStat>>
  view(node: string, cursor?: string): Promise<FeedPage<ViewRow>>
  /** `edge:<id>` or `node:<id>`. */
  records(at: string, cursor?: string): Promise<FeedPage<PeekRecord>>
  deadLetters(cursor?: string): Promise<FeedPage<DeadLetter>>
  log(cursor?: string): Promise<FeedPage<RunLogLine>>
  /** Of a node with event times; put together when asked. */
  time(node: string): Promise<TimeView>
  /** `edge:<id>` or `node:<id>`. */
  profile(at: string): Promise<OutputProfile>
  states(): Promise<StateNode[]>
  state(asked: StateAsked): Promise<StatePage>
  joins(asked: JoinsAsked): Promise<JoinView>
  /** One record on its way. */
  follow(asked: RecordAsked): Promise<FollowView>
  /** Null: none came in time. */
  followNext(from: string, waitMs: number): Promise<FollowView | null>
  /** Null: none of the last records is it. */
  followBack(node: string, wanted: BackAsked): Promise<FollowView | null>
}

export interface RecordAsked {
  /** A topic by its name, or a node: the topic itself, or one behind it. */
  readonly from: string
  readonly partition: number
  readonly offset: number
}

/** What came out for a record. */
export interface BackAsked {
  /** Some columns of a row of the sink. */
  readonly row?: Readonly<Record<string, string | null>> | undefined
  /** An event time, ms since 1970. */
  readonly at?: number | undefined
  /** When a row of that time came, by the lab's clock. */
  readonly seenAt?: number | undefined
  readonly partition?: number | undefined
}

export interface TestRecord {
  readonly from: string
  readonly key?: string | null | undefined
  readonly value: string
  readonly partition?: number | undefined
}

/** To a moment (ms since 1970), by a time, or to ten seconds before a border of the lab's zone. */
export type ClockMove =
  { readonly to: number | 'before-midnight' | 'before-hour' } | { readonly byMs: number }

export interface Run {
  /** The lab's id: one run per lab. */
  readonly id: string
  /** What was last heard; at most 100 ms old while running. */
  summary(): RunSummary
  views(): Promise<ViewInfo[]>
  pause(): Promise<void>
  resume(): Promise<void>
  /** Takes so much through the paused run; `event`, one of each source, when nothing is said. */
  step(by?: StepSize): Promise<void>
  /** All of its breakpoints, in the place of those before. */
  setBreaks(breaks: readonly Breakpoint[]): Promise<void>
  /** What each node made of the last step; undefined before the first. */
  lastStep(): StepTrace | undefined
  /** Drains what is under way, checkpoints, leaves the groups. */
  stop(): Promise<void>
  /**
   * Stops and empties what the lab filled: its topics, groups, checkpoint, sink tables and files.
   */
  reset(): Promise<void>
  setRate(node: string, rate: Rate): Promise<void>
  /**
   * Takes over what may change while running; what was refused changes nothing. `lab` is the lab as
   * it runs from here on.
   */
  patch(lab: LabFile): Promise<Patched>
  /** Sends a record and follows it. Null: no job read it in time. */
  sendTest(record: TestRecord): Promise<FollowView | null>
  /** Holds a source or a sink back, or lets it go on. */
  hold(node: string, held: boolean): Promise<void>
  /**
   * Moves the lab's clock, so that a class can see midnight. It never goes back. Answers where it
   * stands then.
   */
  moveClock(move: ClockMove): Promise<number>
  /** How many seconds of the lab's clock pass in one of the computer's. */
  setSpeed(speed: number): Promise<void>
  readonly feeds: RunFeeds
  /** Called at most every 50 ms after something changed; the answer ends the listening. */
  onChange(listener: () => void): () => void
  /** Never rejects: a run that fails ends with state `failed` and an error. */
  readonly done: Promise<RunResult>
}
