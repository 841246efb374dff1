// The event time of one node, as its picture needs it: records by their own time, windows, the
// watermark of each partition, what other delays would have dropped, and what each output mode gives
// out of the same batch. Dots are a sample of bounded size; all counts are exact.

/** A partition, as a node with a watermark sees it. Times are ms since 1970. */
export interface LaneStat {
  /** The topic or source; empty behind a step that gathers the rows of all. */
  readonly from: string
  readonly partition?: number
  /** The newest event time that came from it; absent while nothing came. */
  readonly newest?: number
  readonly watermark?: number
  /** By the lab's clock: it is idle and holds nothing back. */
  readonly idleSince?: number
  /** The watermark of the node is this one's. */
  readonly counts?: true
}

/** Why the oldest open window is still open. */
export interface OpenWindow {
  readonly start?: number
  readonly end: number
  /**
   * No newer event has come (`events`), one partition holds the watermark back (`partition`), its end
   * has passed and late rows still count (`lateness`), or the lab's clock has not reached its end.
   */
  readonly because: 'events' | 'partition' | 'lateness' | 'clock'
  /** Nothing of it comes out before it closes. */
  readonly holds?: true
  /** Of `partition`: which. */
  readonly lane?: Pick<LaneStat, 'from' | 'partition'>
}

export interface TimeStat {
  readonly by: 'stream' | 'partition'
  readonly watermark?: number
  readonly lanes: readonly LaneStat[]
  readonly open?: OpenWindow
}

/** A record: its own time, and when it came by the lab's clock. */
export type TimeDot = readonly [at: number, seenAt: number]

export interface TimeLane extends LaneStat {
  /** By the lab's clock, when its last record came. */
  readonly seenAt?: number
  readonly onTime: readonly TimeDot[]
  readonly late: readonly TimeDot[]
  readonly tooLate: readonly TimeDot[]
}

/**
 * `closing`: its end has passed in the stream, but not under the watermark; `held`: only one partition
 * keeps it so.
 */
export type WindowState = 'open' | 'closing' | 'held' | 'closed'

export interface TimeWindow {
  readonly start: number
  readonly end: number
  readonly records: number
  /** Rows that it has, one for each key. */
  readonly keys: number
  readonly state: WindowState
  /** By the lab's clock. */
  readonly closedAt?: number
}

export interface LateRecord {
  readonly at: number
  readonly seenAt: number
  readonly from: string
  readonly partition?: number
  /** Behind the newest record that the watermark knew of. */
  readonly behindMs: number
  readonly isTooLate: boolean
  /** The last window that it belongs to. */
  readonly windowEnd?: number
}

/**
 * Records that a delay drops: those whose slack is not below it. Exact for delays that are a multiple
 * of the unit, which grows when the records lie far apart.
 */
export interface Drops {
  readonly unitMs: number
  readonly bySlack: readonly (readonly [slackMs: number, records: number])[]
}

export type ModeName = 'append' | 'update' | 'complete'

export interface ModeRows {
  readonly mode: ModeName
  /** Rows given out by the last batch, and by each of the last ones. */
  readonly inBatch: number
  readonly sent: readonly number[]
  readonly sinceStart: number
  /** Windows, or without windows keys, that it keeps in memory. */
  readonly inState: number
  /** Rows of a table that is written by key. */
  readonly inTable: number
  /** Some of them, in the order of the columns. */
  readonly sample: readonly (readonly (string | number | boolean | null)[])[]
}

export interface ModesView {
  readonly inUse: ModeName
  readonly batch: number
  readonly columns: readonly string[]
  readonly modes: readonly ModeRows[]
}

export interface TimeView {
  readonly node: string
  /** The lab's clock. */
  readonly nowMs: number
  readonly by: 'stream' | 'partition'
  readonly watermark?: number
  readonly open?: OpenWindow
  /** Absent without a watermark, and where two streams have one each. */
  readonly delayMs?: number
  readonly lanes: readonly TimeLane[]
  /** Lanes that the view leaves out because there are many. */
  readonly lanesMore: number
  /** The newest of them; absent where the node has no windows of a grid. */
  readonly windows?: readonly TimeWindow[]
  /** Exact, of the whole run. */
  readonly counts: {
    readonly read: number
    readonly late: number
    readonly tooLate: number
    readonly untimed: number
  }
  readonly lateRecords: readonly LateRecord[]
  /** Absent where no delay drops anything. */
  readonly drops?: Drops
  readonly modes?: ModesView
}
