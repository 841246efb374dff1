// What a join did with the rows of its inputs, as people look at it: which wait for a partner, which
// found one, which gave up, and why.

/**
 * What became of the rows of one input of a join. They add up: read = matched + unmatched + waiting +
 * given up.
 */
export interface JoinLedger {
  readonly node: string
  /** 0 for the first input. */
  readonly input: number
  readonly read: number
  readonly matched: number
  readonly unmatched: number
  readonly waiting: number
  readonly givenUp: number
}

export const JOIN_OUTCOMES = ['waiting', 'found', 'gave-up'] as const
export type JoinOutcome = (typeof JOIN_OUTCOMES)[number]

/**
 * Why a row waits (until the watermark passes a moment; for ever, because no bound or no watermark
 * ends it), or why it has no partner (time has passed and it came out alone or was dropped; its key
 * has a NULL; the table has no such key).
 */
export type JoinReason =
  'until' | 'no-bound' | 'no-mark' | 'alone' | 'dropped' | 'null-key' | 'not-in-table'

export interface JoinRow {
  readonly input: number
  /** Null: a part of it is NULL. */
  readonly key: string | null
  /** As JSON; its beginning, where it is long. */
  readonly value: string
  /** Its event time. */
  readonly at?: number
  readonly outcome: JoinOutcome
  /** Absent for one that found a partner. */
  readonly reason?: JoinReason
  /** It is given up when the watermark is past this. */
  readonly until?: number
  /** Of one that found some: how many are there now, and the last of them. */
  readonly partners?: number
  readonly partner?: { readonly value: string; readonly at?: number }
  /**
   * The nearest row with its key that is outside the bound: how long after the row of the first input
   * that of the second is.
   */
  readonly missedMs?: number
  /** In a file, not in memory. */
  readonly isCold?: boolean
}

/** One input; the ledger has the same counts. */
export interface JoinSideView extends Omit<JoinLedger, 'node'> {
  /** The node that its rows come from. */
  readonly from: string
  /** Rows in the state, with a partner or without. */
  readonly kept: number
  /** Of its watermark; absent where it has none. */
  readonly delayMs?: number
  /** Rows of before this are given up; absent where none ever is. */
  readonly endsAt?: number
  /** Event times of some of its last rows. */
  readonly dots: Readonly<Record<JoinOutcome, readonly number[]>>
}

export interface JoinView {
  readonly node: string
  readonly nowMs: number
  readonly how: string
  /** The second input is a table: no row waits. */
  readonly isTable: boolean
  /** How far before and after the first row the second may come. */
  readonly within?: { readonly beforeMs: number; readonly afterMs: number }
  readonly watermark?: number
  /** Refused by the watermark, so in no count of a side. */
  readonly tooLate: number
  readonly sides: readonly JoinSideView[]
  /** The times of the last pairs: of the first input and of the second. */
  readonly pairs: readonly (readonly [number, number])[]
  readonly items: readonly JoinRow[]
  /** Where to go on; absent at the end. */
  readonly next?: number
}
