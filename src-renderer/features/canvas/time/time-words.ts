// The names of partitions and windows in the picture of event time, and why a window is still open.
import type { LaneStat, TimeView } from '@shared/contract'
import { formatTimeOfDay, t } from '@renderer/ui'
import { nameOf } from '../board/node-name'

export const laneName = ({ from, partition }: Pick<LaneStat, 'from' | 'partition'>): string =>
  partition === undefined
    ? from === ''
      ? t('times.allPartitions')
      : nameOf(from)
    : t('times.partition', { n: partition })

/** `14:02` where it is a whole minute. */
export function windowName(start: number, zone: string | undefined): string {
  const text = formatTimeOfDay(start, zone)
  return start % 60_000 === 0 ? text.slice(0, 5) : text
}

export interface OpenReason {
  readonly isHeld: boolean
  readonly what: string
  readonly why: string
}

export function reasonOf(
  view: TimeView,
  zone: string | undefined,
  delay: string,
): OpenReason | undefined {
  const { open } = view
  if (open === undefined) return undefined
  const window = windowName(open.start ?? open.end, zone)
  const end = formatTimeOfDay(open.end, zone)
  const plain = (what: string) => ({ isHeld: false, what, why: '' })
  if (open.because === 'events') return plain(t('times.openEvents', { window, end, delay }))
  if (open.because === 'lateness') return plain(t('times.openLateness', { window }))
  if (open.because === 'clock') return plain(t('times.openClock', { window, end }))
  const partition = open.lane?.partition ?? 0
  const lane = view.lanes.find(
    each => each.from === open.lane?.from && each.partition === open.lane.partition,
  )
  const what =
    lane?.newest === undefined
      ? t('times.heldEmpty', { window, partition })
      : t('times.heldQuiet', { window, partition, at: formatTimeOfDay(lane.newest, zone) })
  return { isHeld: true, what, why: t('times.heldWhy', { window, end }) }
}
