// What a node with event times has seen, for its picture: a sample of records by partition, the last
// late ones, and what other delays would have dropped. A full rate costs a counter a record: dots are
// taken at a bounded rate of the lab's clock, and none of this ever steers the node.
import type { LateRecord, TimeDot } from '@shared/contract'
import { DropCounts } from './drop-counts'
import { partsOf } from './event-times'
import type { LaneSeen, Watching } from './watching'

const ON_TIME_DOTS = 480
const LATE_DOTS = 120
const LATE_RECORDS = 60
/** By the lab's clock: a slow stream is shown whole, a fast one as a sample. */
const DOTS_A_SECOND = 4
const DOTS_AT_ONCE = 24

/** The newest of many, in a bounded list. */
class Newest<T> {
  private list: T[] = []

  constructor(private readonly most: number) {}

  push(item: T): void {
    this.list.push(item)
    if (this.list.length >= this.most * 2) this.list = this.list.slice(-this.most)
  }

  last(count = this.most): readonly T[] {
    return this.list.slice(-Math.min(count, this.most))
  }
}

/** Dots of one kind, at a bounded rate. */
class Dots {
  private readonly kept: Newest<TimeDot>
  private left = DOTS_AT_ONCE
  private filledAt = -Infinity

  constructor(most: number) {
    this.kept = new Newest(most)
  }

  refill(nowMs: number): void {
    const passed = Math.max(0, nowMs - this.filledAt) / 1000
    this.left = Math.min(DOTS_AT_ONCE, this.left + passed * DOTS_A_SECOND)
    this.filledAt = Math.max(this.filledAt, nowMs)
  }

  get room(): number {
    return Math.floor(this.left)
  }

  add(at: number, seenAt: number): void {
    if (this.left < 1) return
    this.left -= 1
    this.kept.push([at, seenAt])
  }

  last(count: number): readonly TimeDot[] {
    return this.kept.last(count)
  }
}

/** Of one partition, while its rows go through the node. */
export class LaneWatch implements LaneSeen {
  seenAt: number | undefined
  readonly onTimeDots = new Dots(ON_TIME_DOTS)
  readonly lateDots = new Dots(LATE_DOTS)
  readonly tooLateDots = new Dots(LATE_DOTS)
  private every = 1
  private skip = 0

  constructor(
    private readonly name: string,
    private readonly lateRecords: Newest<LateRecord>,
  ) {}

  begin(rows: number, nowMs: number): void {
    if (rows > 0) this.seenAt = nowMs
    for (const dots of [this.onTimeDots, this.lateDots, this.tooLateDots]) dots.refill(nowMs)
    const { room } = this.onTimeDots
    this.every = room < 1 ? Infinity : Math.max(1, Math.ceil(rows / room))
    this.skip = 0
  }

  onTime(at: number): void {
    if (this.skip > 0) {
      this.skip -= 1
      return
    }
    this.skip = this.every - 1
    this.onTimeDots.add(at, this.seenAt ?? at)
  }

  late(at: number, behindMs: number, isTooLate: boolean, windowEnd?: number): void {
    const seenAt = this.seenAt ?? at
    const dots = isTooLate ? this.tooLateDots : this.lateDots
    // A flood of late rows is a sample too.
    if (dots.room < 1) return
    dots.add(at, seenAt)
    const [from, partition] = partsOf(this.name)
    this.lateRecords.push({
      at,
      seenAt,
      from,
      ...(partition === undefined ? {} : { partition }),
      behindMs,
      isTooLate,
      ...(windowEnd === undefined ? {} : { windowEnd }),
    })
  }
}

export class TimeWatch implements Watching {
  readonly drops = new DropCounts()
  private readonly byLane = new Map<string, LaneWatch>()
  private readonly lateRecords = new Newest<LateRecord>(LATE_RECORDS)

  begin(lane: string, rows: number, nowMs: number): LaneWatch {
    const known = this.byLane.get(lane) ?? new LaneWatch(lane, this.lateRecords)
    this.byLane.set(lane, known)
    known.begin(rows, nowMs)
    return known
  }

  lane(name: string): LaneWatch | undefined {
    return this.byLane.get(name)
  }

  /** The newest first. */
  lastLate(): readonly LateRecord[] {
    return this.lateRecords.last().toReversed()
  }
}
