// Why the oldest window is still open: what a person asks who waits for a result.
import type { LaneStat, OpenWindow, TimeStat } from '@shared/contract'
import type { Span } from '../../../model/windows'

export function openWindow(
  window: Span,
  { by, watermark = -Infinity, lanes }: TimeStat,
  isByClock: boolean,
): OpenWindow {
  if (isByClock) return { ...window, because: 'clock' }
  if (window.end <= watermark) return { ...window, because: 'lateness' }
  const slowest = by === 'partition' ? slowestOf(lanes) : undefined
  const others = lanes.filter(lane => lane !== slowest)
  if (!slowest || !others.some(lane => (lane.watermark ?? -Infinity) >= window.end))
    return { ...window, because: 'events' }
  const { from, partition } = slowest
  const lane = partition === undefined ? { from } : { from, partition }
  return { ...window, because: 'partition', lane }
}

function slowestOf(lanes: readonly LaneStat[]): LaneStat | undefined {
  const active = lanes.filter(lane => lane.idleSince === undefined)
  const mark = (lane: LaneStat) => lane.watermark ?? -Infinity
  return active.sort((a, b) => mark(a) - mark(b))[0]
}
