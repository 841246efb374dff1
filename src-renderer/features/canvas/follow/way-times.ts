// How long each step took, as bars from the moment the record was made until it was stored.
import type { FollowedBranch, FollowView } from '@shared/contract'

export interface TimeBar {
  readonly kind: 'broker' | 'wait' | 'step'
  readonly node?: string
  /** Since the record's own time in the topic. */
  readonly fromMs: number
  readonly tookMs: number
}

export interface WayTimes {
  readonly bars: readonly TimeBar[]
  readonly totalMs: number
  /** In no bar: the batch's other records, and what is behind no single step. */
  readonly betweenMs: number
  /** Which part of it is the wait for a batch. */
  readonly waitShare: number
}

export function timesOf(
  { record, storedMs }: FollowView,
  { readAt, stops }: FollowedBranch,
): WayTimes | undefined {
  if (readAt === undefined) return undefined
  const readMs = Math.max(0, readAt - record.timeMs)
  const brokerMs = Math.min(storedMs ?? 0, readMs)
  const steps = stops.flatMap<TimeBar>(({ node, at, tookMs }) =>
    at === undefined || tookMs === undefined
      ? []
      : [{ kind: 'step', node, fromMs: Math.max(readMs, at - record.timeMs), tookMs }],
  )
  const bars: TimeBar[] = [
    ...(storedMs === undefined ? [] : [{ kind: 'broker' as const, fromMs: 0, tookMs: brokerMs }]),
    { kind: 'wait', fromMs: brokerMs, tookMs: readMs - brokerMs },
    ...steps,
  ]
  const totalMs = Math.max(...bars.map(({ fromMs, tookMs }) => fromMs + tookMs))
  const waitShare = totalMs > 0 ? (readMs - brokerMs) / totalMs : 0
  return { bars, totalMs, betweenMs: totalMs - coveredMs(bars), waitShare }
}

/** Steps of two branches may lie beside each other. */
function coveredMs(bars: readonly TimeBar[]): number {
  let covered = 0
  let end = 0
  for (const { fromMs, tookMs } of bars.toSorted((a, b) => a.fromMs - b.fromMs)) {
    covered += Math.max(0, fromMs + tookMs - Math.max(end, fromMs))
    end = Math.max(end, fromMs + tookMs)
  }
  return covered
}
