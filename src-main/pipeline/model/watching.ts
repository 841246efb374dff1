// What a node tells of its rows by their time, for people. It never steers the node.

/** Of one partition, while rows of it go through the node. */
export interface LaneSeen {
  onTime(at: number): void
  /** `behindMs`: behind the newest that the watermark knew of. */
  late(at: number, behindMs: number, isTooLate: boolean, windowEnd?: number): void
}

export interface Watching {
  /** Rows of a partition that come together now, by the lab's clock. */
  begin(lane: string, rows: number, nowMs: number): LaneSeen
  /** Below 0 no delay would drop the row. */
  readonly drops: { add(slackMs: number): void }
}
