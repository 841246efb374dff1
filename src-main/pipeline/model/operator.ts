// A running node. Everything that changes its state is given to it and recorded with the batch
// (records, the lab's clock), so that doing a batch again after a crash gives the same again; an
// operator never asks the wall clock or a random generator itself.
import type { ErrorData } from '@shared/errors'
import type { LabFile } from '@shared/lab'
import type {
  ColdPart,
  JoinLedger,
  LaneStat,
  ModesView,
  SchemaLedger,
  TimerLedger,
  TimeStat,
  TimeWindow,
  ViewInfo,
  ViewRow,
} from '@shared/contract'
import type { Row } from '@shared/expr'
import type { ResolvedConnection } from '@main/connections'
import type { ColdStore } from '@main/platform'
import type { KeyedTable } from '@shared/feed'
import type { Batch, Emit, RawRecord } from './batch'
import type { JoinAsked, JoinDetail, JoinTeller } from './joining'
import type { Watching } from './watching'
import type { Span } from './windows'

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** What changed in an operator's state since the last snapshot (or all of it). */
export interface StateDelta {
  /** Acts after `deleted`. */
  readonly set?: readonly (readonly [key: string, state: Json])[]
  /** The same as `set`, each pair as JSON already: of states with many keys. */
  readonly texts?: readonly string[]
  readonly deleted?: readonly string[]
  /** Replaces the facts before it: figures that belong to no key. */
  readonly facts?: Json
}

/** What it sets, from either form. */
export function* pairsOf({ set = [], texts = [] }: StateDelta): Generator<readonly [string, Json]> {
  yield* set
  // Our own text: a parse boundary.
  for (const text of texts) yield JSON.parse(text) as readonly [string, Json]
}

export interface ReadBack {
  readonly name: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** When there are more than these rows: how many, or null when they could not be counted. */
  readonly rowsInAll?: number | null
}

/** A row as a table outside has it. */
export type StoredRow = Readonly<Record<string, unknown>>

export interface Operator {
  /** Connects, creates tables. Retried while the other side does not answer. */
  open?(): Promise<void>
  /** The lab's clock, before each batch: windows end, reports fall due. */
  clock?(nowMs: number, emit: Emit): void
  /** When `clock` wants to be called even if nothing arrives. */
  wakeAt?(): number | undefined
  /**
   * Before a batch: asks the other side what its records need, such as their schemas. Done again
   * while that does not answer; undefined when all is known, so that nothing waits.
   */
  foresee?(records: readonly RawRecord[]): Promise<void> | undefined
  batch(input: number, batch: Batch, emit: Emit): void
  /**
   * The micro-batch is over: aggregates give out what changed. `last`: the run ends, triggers wait
   * no longer. True: it changed what is remembered, so the moment itself must be noted, even when
   * nothing was read and nothing is to be written.
   */
  finish?(emit: Emit, last: boolean): boolean | void
  /** A trigger keeps results of rows that came: what follows does not have them yet. */
  owes?(): boolean
  /** Sinks: whether `flush` has anything to do. */
  pending?(): boolean
  /**
   * Sinks: writes what the batch brought. Called `again` with the same number and content after a
   * failure or a crash.
   */
  flush?(batchNo: number, again: boolean): Promise<void>
  /**
   * Sinks that can only append: how many rows are there twice because a batch was written again.
   */
  doubled?(): number
  /**
   * Before the end of a batch: asks the other side what the rows of the batch need. Done again while
   * that does not answer.
   */
  prepare?(): Promise<void>
  snapshot?(full: boolean): StateDelta | undefined
  /** As `snapshot(true)`, in pieces, for state that memory should not hold twice. */
  snapshotParts?(): Iterable<StateDelta>
  restore?(state: RestoredState): void
  /**
   * Of a node whose memory grows: a key's state as it was saved when these names made it, in the form
   * that `restore` takes now.
   */
  grown?(saved: Json, names: readonly string[]): Json
  /**
   * Batches were done again with other settings than then. Records that were written then stay, and
   * none of those to come is taken for one of them; how many there are more than now.
   */
  skipWritten?(): number
  /**
   * After a stop, when all that was noted before it has been done again: what is waited for by the
   * clock is waited for anew, since nothing could come.
   */
  resumed?(nowMs: number): void
  /** After a restore: gives the whole table out again, for sinks that forget (live views). */
  refresh?(emit: Emit): void
  stateKeys?(): number
  /** Of these: those in a file, because memory has no room for them. */
  coldState?(): ColdPart
  /**
   * What a person sees of its state, key by key. The function reads its key when it is called; the
   * state may change between two calls.
   */
  keptKeys?(): Iterable<() => KeptKey>
  /** Of them, those that a row belongs to; the value of one that is not kept (yet) is null. */
  keptFor?(input: number, row: Row): readonly KeptKey[]
  /** The key of `keptFor` alone, for whoever asks all the time: nothing that is kept is read. */
  keyFor?(input: number, row: Row): Json
  /** What it gives out for a row at the end of the batch, as it would be now. */
  givesFor?(input: number, row: Row): readonly Row[]
  /** The event time of a row, ms since 1970. */
  timeFor?(input: number, row: Row): number | undefined
  /** Sinks with a table by key: the rows that stand there with the keys of these, in their order. */
  stored?(rows: readonly Row[], input: number): Promise<readonly (StoredRow | undefined)[]>
  /** Which of its rows that is: two with the same text replace each other. */
  storedKey?(row: Row, input: number): string
  figures?(): Readonly<Record<string, number | string>>
  timeStat?(): TimeStat
  /** What the picture of its event time needs besides. */
  timeDetail?(): TimeDetail
  /** Of each input whose rows look for partners. */
  joinCounts?(): readonly Omit<JoinLedger, 'node'>[]
  /** The same for people, with its rows; read when somebody looks. */
  joinDetail?(): JoinDetail
  joinRows?(asked: JoinAsked): Iterable<JoinTeller>
  /** Of a node whose keys have timers. */
  timerCounts?(): Omit<TimerLedger, 'node'> | undefined
  /** Records by their schemas, where those come from a registry. */
  schemaCounts?(): readonly Omit<SchemaLedger, 'node'>[]
  /** A sink's rows as they stand outside. */
  readBack?(): Promise<ReadBack | undefined>
  /** Empties what the node filled outside. */
  clear?(): Promise<void>
  /** Rows for people, of live views and console tables. */
  view?: { readonly info: Omit<ViewInfo, 'node'>; readonly table: KeyedTable<ViewRow> }
  close?(): Promise<void>
}

export interface KeptKey {
  /** The key's fields by their names. */
  readonly key: Json
  readonly value: Json
  readonly window?: Span
  /** By the lab's clock; not known of what an earlier life of the run kept. */
  readonly since?: number
  readonly touched?: number
  /** Its event time, where it is kept by that. */
  readonly at?: number
  /** When its timer goes off. */
  readonly due?: number
  /** Of a node with several inputs: whose row it is. */
  readonly input?: number
  /** In a file, not in memory. */
  readonly isCold?: boolean
}

export interface TimeDetail {
  /** Of each partition, by the name of its lane. */
  readonly lanes: readonly (readonly [lane: string, stat: LaneStat])[]
  readonly delayMs?: number
  /** Whether rows can be too late for it. */
  readonly refuses: boolean
  readonly windows?: readonly TimeWindow[]
  readonly modes?: ModesView
}

/** Each key once; a node that needs them by key keeps them itself. */
export interface SavedState extends Iterable<readonly [string, Json]> {
  /** Where they are too many for memory: the store with their JSON, which is the caller's then. */
  takeStore?(): ColdStore | undefined
  /** Nobody reads it any more. */
  close?(): void
}

export interface RestoredState {
  readonly keys: SavedState
  readonly facts: Json | undefined
}

/** A record or row that a node cannot take: it goes to the dead letters and the run goes on. */
export interface BadRecord {
  readonly reason: ErrorData
  readonly record?: RawRecord
  readonly row?: Row
}

export interface NodeEnv {
  readonly lab: LabFile
  readonly node: string
  readonly runId: string
  readonly dataDir: string
  readonly filesDir: string
  /** What the run keeps for itself: gone with a clean start. */
  readonly runDir: string
  readonly labDir?: string
  readonly connection: (name: string) => ResolvedConnection
  readonly dead: (bad: BadRecord) => void
  /**
   * Rows that a watermark or a window has to do with: counted although late; too late and left out;
   * left out because they have no time.
   */
  readonly late: (counted: number, tooLate: readonly Row[], untimed: number) => void
  /** Sees rows by their time, for people. */
  readonly watch: Watching
  /**
   * Where the rows of the batch under way come from: an edge into the job and a partition. Empty
   * behind a step that gathers rows of several.
   */
  readonly lane: () => string
  /** All that may bring rows, or those behind one input of the node. */
  readonly lanes: (input?: number) => readonly string[]
  readonly signal: AbortSignal
}
