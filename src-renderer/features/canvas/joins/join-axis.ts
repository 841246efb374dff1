// Which stretch of time the picture of a join shows: its last rows, and all that the chosen row may meet.
import type { JoinRow, JoinView } from '@shared/contract'
import { axisOver, type TimeAxis } from '../time/time-axis'

const LEAST_MS = 10_000
/** Rows that wait for much longer than that would press all others together. */
const BOUNDS_SHOWN = 4

export interface Band {
  readonly input: number
  readonly from: number
  readonly to: number
}

/** Where a partner of the row may be: in the lane of the other input. */
export function bandOf({ within }: JoinView, row: JoinRow | undefined): Band | undefined {
  if (!within || row?.at === undefined) return undefined
  const { beforeMs, afterMs } = within
  return row.input === 0
    ? { input: 1, from: row.at - beforeMs, to: row.at + afterMs }
    : { input: 0, from: row.at - afterMs, to: row.at + beforeMs }
}

export function joinAxis(view: JoinView, chosen: JoinRow | undefined): TimeAxis | undefined {
  const { sides, items, within, watermark } = view
  const dots = sides.flatMap(({ dots: { waiting, found, 'gave-up': over } }) => [
    ...[waiting, found, over].flat(),
  ])
  const rows = items.flatMap(({ at }) => (at === undefined ? [] : [at]))
  const all = dots.length > 0 ? dots : rows
  if (all.length === 0) return undefined
  const to = Math.max(...all, watermark ?? -Infinity)
  const bound = (within?.beforeMs ?? 0) + (within?.afterMs ?? 0)
  const oldest = Math.max(Math.min(...all), to - Math.max(LEAST_MS, bound * BOUNDS_SHOWN))
  const band = bandOf(view, chosen)
  return axisOver({
    from: Math.min(oldest, to - LEAST_MS, band?.from ?? Infinity, chosen?.at ?? Infinity),
    to: Math.max(to, band?.to ?? -Infinity),
  })
}
