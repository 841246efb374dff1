// The newest event times of a stream, for each partition that it comes from, and what a watermark
// makes of them: the newest of all, as Spark, or that of the slowest partition, as Flink. There a
// partition without rows holds the watermark back, until it has been idle for a given time of the
// lab's clock.
import type { LaneStat, TimeStat } from '@shared/contract'
import { z } from 'zod'
import type { BindContext } from './define-node'
import { durationMs, durationSchema } from './duration'
import type { Json, NodeEnv } from './operator'

/** The settings of nodes with a watermark. */
export const timeSettings = {
  watermarkBy: z
    .enum(['stream', 'partition'])
    .optional()
    .describe(
      'What moves it: the newest event of all (as Spark), or the slowest partition (Flink)',
    ),
  idle: durationSchema
    .optional()
    .describe('So long without records, a partition no longer holds the watermark back'),
}

interface TimeSettings {
  readonly watermarkBy?: 'stream' | 'partition' | undefined
  readonly idle?: string | undefined
}

export interface MarkRule {
  readonly byPartition: boolean
  /** Undefined: a partition holds it back for ever. */
  readonly idleMs: number | undefined
  /** The lab's clock, as recorded with the batch under way. */
  readonly now: () => number
}

export function markRule(
  context: BindContext,
  { watermarkBy, idle }: TimeSettings,
  hasWatermark: boolean,
): MarkRule {
  const byPartition = watermarkBy === 'partition'
  if (byPartition && !hasWatermark) context.problem('watermarkBy', 'lab-partitions-no-watermark')
  if (idle !== undefined && !byPartition) context.problem('idle', 'lab-idle-by-stream')
  return {
    byPartition,
    idleMs: idle === undefined ? undefined : durationMs(idle),
    now: context.now,
  }
}

/** Where nobody knows partitions. */
export const NO_LANES: Pick<NodeEnv, 'lane' | 'lanes'> = { lane: () => '', lanes: () => [] }

interface Lane {
  newest: number
  /** By the lab's clock: when its last row came, or when it was first waited for. */
  seenAt: number
}

export class EventTimes {
  private readonly lanes = new Map<string, Lane>()
  /** Of a checkpoint that knew no partitions. */
  private floor = -Infinity
  /** The time at a moment when idle partitions did not count, though a trigger took it later. */
  private held = -Infinity

  constructor(
    private readonly env: Pick<NodeEnv, 'lane' | 'lanes'>,
    private readonly rule: MarkRule,
  ) {}

  /** The newest time of some rows that came together. */
  see(ms: number): void {
    if (ms === -Infinity) return
    const name = this.env.lane()
    const lane = this.lanes.get(name)
    if (!lane) this.lanes.set(name, { newest: ms, seenAt: this.rule.now() })
    else {
      if (ms > lane.newest) lane.newest = ms
      lane.seenAt = this.rule.now()
    }
  }

  /**
   * Partitions that may still bring a first row hold the watermark back; true for new ones. Those of a
   * checkpoint that can bring nothing any more, since the topic or the edge is another one, do not.
   */
  expect(): boolean {
    if (!this.rule.byPartition) return false
    const known = new Set(this.env.lanes())
    if (known.size > 0)
      for (const name of this.lanes.keys()) if (!known.has(name)) this.lanes.delete(name)
    const fresh = [...known].filter(name => !this.lanes.has(name))
    for (const name of fresh) this.lanes.set(name, { newest: -Infinity, seenAt: this.rule.now() })
    return fresh.length > 0
  }

  /** The time that counts. */
  get time(): number {
    const { byPartition } = this.rule
    const all = [...this.lanes.values()]
    if (!byPartition) return Math.max(this.floor, ...all.map(lane => lane.newest))
    const active = all.filter(lane => !this.isIdle(lane))
    // With all of them idle it stays where it is.
    return active.length === 0 ? -Infinity : Math.min(...active.map(lane => lane.newest))
  }

  /** The time that counts, or has counted while a trigger held the watermark. */
  get reached(): number {
    return Math.max(this.held, this.time)
  }

  /** Later all partitions may be idle, and the time of now would be lost. True: it was not known. */
  hold(): boolean {
    const { byPartition, idleMs } = this.rule
    if (!byPartition || idleMs === undefined || this.time <= this.held) return false
    this.held = this.time
    return true
  }

  private isIdle({ seenAt }: Lane): boolean {
    const { idleMs, now } = this.rule
    return idleMs !== undefined && now() - seenAt >= idleMs
  }

  /** When the next partition stops holding the others back. */
  get idleAt(): number | undefined {
    const { idleMs, byPartition } = this.rule
    if (!byPartition || idleMs === undefined) return undefined
    const active = [...this.lanes.values()].filter(lane => !this.isIdle(lane))
    return active.length > 1 ? Math.min(...active.map(({ seenAt }) => seenAt)) + idleMs : undefined
  }

  /** After a stop: nothing could come meanwhile, so no partition is idle yet. */
  resumed(nowMs: number): void {
    for (const lane of this.lanes.values()) lane.seenAt = Math.max(lane.seenAt, nowMs)
  }

  get by(): TimeStat['by'] {
    return this.rule.byPartition ? 'partition' : 'stream'
  }

  stats(delayMs: number): LaneStat[] {
    return this.lanesOf(delayMs).map(([, stat]) => stat)
  }

  /** Each partition with the name of its lane. */
  lanesOf(delayMs: number): (readonly [lane: string, stat: LaneStat])[] {
    const { time } = this
    const known = new Set([...this.env.lanes(), ...this.lanes.keys()])
    return [...known].map(name => {
      const lane = this.lanes.get(name)
      const [from = '', partition] = partsOf(name)
      const isIdle = this.rule.byPartition && lane !== undefined && this.isIdle(lane)
      const counts = lane !== undefined && !isIdle && lane.newest === time
      const stat: LaneStat = {
        from,
        ...(partition === undefined ? {} : { partition }),
        ...(lane && Number.isFinite(lane.newest)
          ? { newest: lane.newest, watermark: lane.newest - delayMs }
          : {}),
        ...(isIdle ? { idleSince: lane.seenAt } : {}),
        ...(counts ? { counts } : {}),
      }
      return [name, stat]
    })
  }

  save(): readonly Json[] {
    const lanes = [...this.lanes].map(([name, { newest, seenAt }]) => [
      name,
      Number.isFinite(newest) ? newest : null,
      seenAt,
    ])
    return Number.isFinite(this.held) ? [...lanes, this.held] : lanes
  }

  /** A number alone is of a checkpoint that knew no partitions. */
  restore(saved: Json | undefined): void {
    if (typeof saved === 'number') this.floor = saved
    if (!Array.isArray(saved)) return
    for (const lane of saved) {
      if (typeof lane === 'number') this.held = lane
      if (!Array.isArray(lane)) continue
      const [name, newest, seenAt] = lane
      this.lanes.set(String(name), {
        newest: typeof newest === 'number' ? newest : -Infinity,
        seenAt: Number(seenAt),
      })
    }
  }
}

/** A lane is an edge into the job and a partition behind it: `orders>order/2`. */
export const laneOf = (edge: string, partition: number): string => `${edge}/${partition}`

export function partsOf(lane: string): [from: string, partition?: number] {
  const at = lane.lastIndexOf('/')
  if (at < 0) return ['']
  return [lane.slice(0, lane.indexOf('>')), Number(lane.slice(at + 1))]
}
