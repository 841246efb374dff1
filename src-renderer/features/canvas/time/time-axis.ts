// Which stretch of time the picture shows, and where a moment lies in it. The axis goes on in whole
// steps, so that dots stay where they are while it fills.
import type { TimeDot, TimeView, TimeWindow } from '@shared/contract'

export type Placed = 'event' | 'arrival'

export interface TimeAxis {
  readonly from: number
  readonly to: number
  readonly ticks: readonly number[]
}

const WINDOWS_SHOWN = 5
const WINDOWS_MOST = 12
const ARRIVAL_MS = 60_000
const LEAST_MS = 10_000
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map(n => n * 1000),
  ...[1, 2, 5, 10, 15, 30].map(n => n * 60_000),
  ...[1, 2, 3, 6, 12, 24].map(n => n * 3_600_000),
  ...[2, 7, 14, 30, 90, 365].map(n => n * 86_400_000),
]

export function axisOf(view: TimeView, placed: Placed): TimeAxis | undefined {
  const range = placed === 'arrival' ? arrivals(view) : events(view)
  return range && axisOver(range)
}

export const axisOver = (range: Omit<TimeAxis, 'ticks'>): TimeAxis => ({
  ...range,
  ticks: ticksOf(range),
})

function arrivals({ nowMs }: TimeView): Omit<TimeAxis, 'ticks'> {
  const to = Math.ceil(nowMs / 5000) * 5000
  return { from: to - ARRIVAL_MS, to }
}

export const newestOf = ({ lanes }: TimeView): number | undefined =>
  lanes.reduce<number | undefined>(
    (best, { newest }) => (newest !== undefined && newest > (best ?? -Infinity) ? newest : best),
    undefined,
  )

function events(view: TimeView): Omit<TimeAxis, 'ticks'> | undefined {
  const newest = newestOf(view)
  if (newest === undefined) return undefined
  const last = view.windows?.at(-1)
  const mark = view.watermark ?? newest
  if (last) {
    const size = last.end - last.start
    const to = Math.max(last.end, newest)
    const oldest = Math.min(to - WINDOWS_SHOWN * size, mark - size / 2, view.open?.start ?? to)
    return { from: Math.max(oldest, to - WINDOWS_MOST * size), to }
  }
  const spread = Math.max(LEAST_MS, (newest - mark) * 2, (view.delayMs ?? 0) * 3)
  const stepMs = stepFor(spread)
  return { from: newest - spread, to: (Math.floor(newest / stepMs) + 1) * stepMs }
}

const stepFor = (spread: number) => STEPS_MS.find(step => spread / step <= 8) ?? spread / 8

function ticksOf({ from, to }: Omit<TimeAxis, 'ticks'>): readonly number[] {
  const step = stepFor(to - from)
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at)
  return ticks
}

/** Windows that have a place on the axis. */
export const windowsIn = (view: TimeView, { from, to }: TimeAxis): readonly TimeWindow[] =>
  (view.windows ?? []).filter(({ start, end }) => end > from && start < to)

export const placeOn = ({ from, to }: TimeAxis, at: number, width: number): number =>
  ((at - from) / Math.max(1, to - from)) * width

/** The dot nearest to a place on the axis, if it is within reach. */
export function nearestDot(
  axis: TimeAxis,
  dots: readonly TimeDot[],
  by: 0 | 1,
  { x, width, reach }: { readonly x: number; readonly width: number; readonly reach: number },
): TimeDot | undefined {
  let best: TimeDot | undefined
  let least = reach
  for (const dot of dots) {
    const far = Math.abs(placeOn(axis, dot[by] ?? 0, width) - x)
    if (far > least || (far === least && best)) continue
    best = dot
    least = far
  }
  return best
}

/** Dots as one path: a stroke of no length with round ends. */
export function dotsPath(
  axis: TimeAxis,
  times: readonly number[],
  width: number,
  y: number,
): string {
  let path = ''
  let last = -1
  for (const at of times) {
    if (at < axis.from || at > axis.to) continue
    const x = Math.round(placeOn(axis, at, width) * 2) / 2
    // Two on one spot look like one.
    if (x === last) continue
    last = x
    path += `M${x} ${y}h0`
  }
  return path
}
