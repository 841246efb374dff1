// The windows of a grid as a person follows them: how many records and keys each has, and when it
// closed, also after it has left the state. Bounded: the oldest closed ones are forgotten first.
import type { LaneStat, OpenWindow, TimeStat, TimeWindow, WindowState } from '@shared/contract'
import type { Json } from '../../../model/operator'
import type { Span } from '../../../model/windows'
import type { Group } from '../group'

const WINDOWS_MAX = 400
const WINDOWS_SHOWN = 60
/** Rows that are kept of each, to show what a mode gives out. */
const GROUPS_KEPT = 8

export interface KnownWindow extends Span {
  records: number
  keys: number
  /** By the lab's clock: the watermark had passed its end. */
  overAt: number | undefined
  readonly groups: Group[]
}

export class WindowBook {
  private readonly byStart = new Map<number, KnownWindow>()
  private last: KnownWindow | undefined

  /** One more record of a window. */
  add(span: Span): KnownWindow {
    const known = this.last?.start === span.start ? this.last : this.windowOf(span)
    this.last = known
    known.records += 1
    return known
  }

  private windowOf({ start, end }: Span): KnownWindow {
    const known = this.byStart.get(start)
    if (known) return known
    const fresh = { start, end, records: 0, keys: 0, overAt: undefined, groups: [] }
    this.byStart.set(start, fresh)
    if (this.byStart.size > WINDOWS_MAX) this.forgetOne()
    return fresh
  }

  /** The first that closed, or else the oldest: its figures are not shown any more. */
  private forgetOne(): void {
    let oldest: KnownWindow | undefined
    for (const one of this.byStart.values()) {
      const isClosed = one.overAt !== undefined
      const wasClosed = oldest?.overAt !== undefined
      if (!oldest || (isClosed === wasClosed ? one.end < oldest.end : isClosed)) oldest = one
    }
    if (oldest) this.byStart.delete(oldest.start)
    this.last = undefined
  }

  noteGroup(known: KnownWindow, group: Group): void {
    known.keys += 1
    keep(known, group)
  }

  /** Those that the watermark has passed now, the oldest first. */
  pass(closing: number, nowMs: number): readonly KnownWindow[] {
    const over: KnownWindow[] = []
    for (const one of this.byStart.values())
      if (one.overAt === undefined && one.end <= closing) {
        one.overAt = nowMs
        over.push(one)
      }
    return over.sort((a, b) => a.end - b.end)
  }

  /** The newest first. */
  newest(): readonly KnownWindow[] {
    return [...this.byStart.values()].sort((a, b) => b.end - a.end)
  }

  view(stateOf: (end: number) => WindowState): readonly TimeWindow[] {
    const shown = this.newest().slice(0, WINDOWS_SHOWN).toReversed()
    return shown.map(({ start, end, records, keys, overAt }) => {
      const state = stateOf(end)
      const closedAt = state === 'closed' && overAt !== undefined ? { closedAt: overAt } : {}
      return { start, end, records, keys, state, ...closedAt }
    })
  }

  save(): Json {
    return [...this.byStart.values()].map(({ start, end, records, keys, overAt = null }) => [
      start,
      end,
      records,
      keys,
      overAt,
    ])
  }

  restore(saved: Json | undefined, groups: Iterable<Group>): void {
    if (!Array.isArray(saved)) return
    for (const one of saved) {
      if (!Array.isArray(one)) continue
      const [start, end, records, keys] = one.map(Number)
      const overAt = typeof one[4] === 'number' ? one[4] : undefined
      if (start === undefined || end === undefined) continue
      const counts = { records: records ?? 0, keys: keys ?? 0, overAt, groups: [] }
      this.byStart.set(start, { start, end, ...counts })
    }
    for (const group of groups) {
      const known = this.byStart.get(Number(group.head.window_start))
      if (known) keep(known, group)
    }
  }
}

function keep({ groups }: KnownWindow, group: Group): void {
  if (groups.length >= GROUPS_KEPT) return
  group.isPinned = true
  groups.push(group)
}

/** What a window is at, by its end. `passed`: the watermark behind which nothing counts any more. */
export function windowStateOf(
  end: number,
  { lanes }: Pick<TimeStat, 'lanes'>,
  open: OpenWindow | undefined,
  passed: number,
): WindowState {
  if (end <= passed) return 'closed'
  const isHeld = open?.because === 'partition' && lanes.some(lane => isPast(lane, end))
  if (isHeld) return 'held'
  return lanes.some(({ newest }) => newest !== undefined && newest >= end) ? 'closing' : 'open'
}

const isPast = ({ watermark }: LaneStat, end: number) => watermark !== undefined && watermark >= end
