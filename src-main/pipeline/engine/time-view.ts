// The event time of a node, put together when somebody looks: what the node says of itself, and what
// was seen of its records. A view is bounded, however many partitions there are.
import type { TimeLane, TimeView } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { LaneWatch } from '../model/time-watch'
import type { GraphNode } from './job/graph'

const LANES_MAX = 24
/** On-time dots in a view. */
const DOTS_MAX = 1800

export function timeViewOf(
  node: string,
  found: Pick<GraphNode, 'operator' | 'stats'> | undefined,
  nowMs: number,
): TimeView {
  const detail = found?.operator.timeDetail?.()
  const stat = found?.operator.timeStat?.()
  if (!found || !detail || !stat)
    throw new LabError('run-no-time', { kind: 'usage', params: { node } })
  const { stats } = found
  const { watch } = stats
  const { lanes, delayMs, windows, modes } = detail
  const shown = lanes.slice(0, LANES_MAX)
  const dots = Math.floor(DOTS_MAX / Math.max(1, shown.length))
  return {
    node,
    nowMs,
    by: stat.by,
    ...(stat.watermark === undefined ? {} : { watermark: stat.watermark }),
    ...(stat.open ? { open: stat.open } : {}),
    ...(delayMs === undefined ? {} : { delayMs }),
    lanes: shown.map(([name, lane]) => ({ ...lane, ...dotsOf(watch.lane(name), dots) })),
    lanesMore: lanes.length - shown.length,
    ...(windows ? { windows } : {}),
    counts: {
      read: stats.in,
      late: stats.late,
      tooLate: stats.tooLate,
      untimed: stats.untimed,
    },
    lateRecords: watch.lastLate(),
    ...(detail.refuses ? { drops: watch.drops.view() } : {}),
    ...(modes ? { modes } : {}),
  }
}

function dotsOf(
  lane: LaneWatch | undefined,
  most: number,
): Pick<TimeLane, 'seenAt' | 'onTime' | 'late' | 'tooLate'> {
  if (!lane) return { onTime: [], late: [], tooLate: [] }
  return {
    ...(lane.seenAt === undefined ? {} : { seenAt: lane.seenAt }),
    onTime: lane.onTimeDots.last(most),
    late: lane.lateDots.last(most),
    tooLate: lane.tooLateDots.last(most),
  }
}
