// One record on its way from its topic to the tables: what each node of a run took, kept and gave out
// for it. Exact where the run saw the record go by itself; else the way is gone once more without any
// effect, and says what stands in state and tables now.
import type { ErrorData } from '../errors'

/** The longest that a question for the next record waits. */
export const FOLLOW_WAIT_MS_MAX = 20_000
/** A test record is waited for so long. */
export const TEST_WAIT_MS = 5000

export interface FollowedRecord {
  /** The node that gives it to the jobs: a topic, or a source. */
  readonly node: string
  /** Absent of a source without a topic. */
  readonly topic?: string
  readonly partition: number
  readonly offset: number
  readonly timeMs: number
  readonly key: string | null
  /** As a text, or in hexadecimal; its beginning. */
  readonly value: string | null
  /** Its first bytes. */
  readonly hex: string
  readonly sizeBytes: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** By which node of this run it was made, and its number there; absent for a foreign producer's. */
  readonly made?: { readonly node: string; readonly seq: number }
  /** Sent by a person, to see where it goes. */
  readonly isTest?: true
  /** The topic has it no longer; this is what the run saw of it. */
  readonly isGone?: true
}

/** Values as texts, in the order of the columns. */
export type FollowedCells = readonly (string | null)[]

export interface FollowedColumn {
  readonly name: string
  readonly type: string
}

export interface FollowedOut {
  readonly port: string
  readonly columns: readonly FollowedColumn[]
  readonly rows: readonly FollowedCells[]
  /** Also of those that are not shown. */
  readonly count: number
}

/** A key that the record belongs to. Values are JSON; absent: nothing was kept. */
export interface FollowedKey {
  readonly fields: readonly string[]
  readonly key: readonly (string | null)[]
  /** Which of the rows that the node took belong to it. */
  readonly rows: readonly number[]
  readonly window?: { readonly start: number; readonly end: number }
  /** Of a join: whose row is kept. */
  readonly input?: number
  readonly before?: string
  /** Of a record that the run did not follow: as it stands now. */
  readonly after?: string
  /** What this record alone would make. */
  readonly alone?: string
}

/** A row of a sink's table with the key of a row that was written. */
export interface FollowedStored {
  readonly before?: FollowedCells
  /** Of a record that the run did not follow: as it stands now. */
  readonly after?: FollowedCells
}

export interface FollowedStop {
  readonly node: string
  /** Of a node with several inputs: by which the record came. */
  readonly input: number
  readonly rowsIn: number
  readonly gave: readonly FollowedOut[]
  readonly keys: readonly FollowedKey[]
  /** Event times of the rows that it took, at a node that has them. */
  readonly times?: readonly (number | null)[]
  readonly lateness?: 'late' | 'tooLate' | 'untimed'
  readonly dead: readonly ErrorData[]
  /** What comes out for it waits for a trigger, a partner, or the end of its window. */
  readonly waits?: true
  /** Its key had been there before, so nothing goes on. */
  readonly isDuplicate?: true
  /** By the lab's clock; absent where the run did not follow it. */
  readonly at?: number
  readonly tookMs?: number
  /** Of a sink: the rows that it was given, and those of its table. */
  readonly sink?: {
    readonly columns: readonly FollowedColumn[]
    readonly given: readonly FollowedCells[]
    readonly stored: readonly FollowedStored[]
    /** Rows that stand there twice are possible: it can only append. */
    readonly appends?: true
    readonly batch?: number
  }
}

/** A batch that read the record. */
export interface FollowedBatch {
  readonly n: number
  /** By the lab's clock. */
  readonly at: number
  /** All that it read of the topic. */
  readonly records: number
  /** Done once more, after the run had been interrupted. */
  readonly isAgain?: true
}

/** The way of the record behind one reader of its topic. */
export interface FollowedBranch {
  readonly edge: string
  readonly job: string
  readonly group?: string
  /** The run saw it go by itself: before and after are exact. */
  readonly isExact: boolean
  /** The job has not read it yet. */
  readonly isUnread?: true
  readonly readAt?: number
  /** Those that the run remembers: since it started, and of them the last. */
  readonly batches: readonly FollowedBatch[]
  readonly stops: readonly FollowedStop[]
}

export interface FollowView {
  readonly record: FollowedRecord
  readonly branches: readonly FollowedBranch[]
  /** Of a test record: from sending it until the broker had it. */
  readonly storedMs?: number
}
