// The windows of a grid as a person follows them: how many records and keys each has, and when it
// closed, also after it has left the state. Bounded: the oldest closed ones are forgotten first.
import type { LaneStat, OpenWindow, TimeStat, TimeWindow, WindowState } from '@shared/contract'
import type { Json } from '../../../model/operator'
import type { Span } from '../../../model/windows'
import type { Group } from '../group'

/** Closed windows that are remembered. */
const CLOSED_MAX = 400
/** Open ones: a record may be in 10,000 windows that hop, and those of the next must still be known. */
const OPEN_MAX = 20_000
const OPEN_LEFT = 15_000
const WINDOWS_SHOWN = 60
/** Rows that are kept of each, to show what a mode gives out. They stay in memory, so few windows have them. */
const GROUPS_KEPT = 8
const WITH_GROUPS_MAX = 400

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
  /** In the order in which they closed. */
  private readonly closed: KnownWindow[] = []
  /** In the order in which they got the first one. */
  private readonly withGroups: KnownWindow[] = []
  /** Windows that end by then and are not known here were forgotten while they were open. */
  private forgottenTo = -Infinity

  /** One more record of a window; undefined: it was forgotten. */
  add(span: Span): KnownWindow | undefined {
    const known = this.last?.start === span.start ? this.last : this.windowOf(span)
    if (!known) return undefined
    this.last = known
    known.records += 1
    return known
  }

  private windowOf({ start, end }: Span): KnownWindow | undefined {
    const known = this.byStart.get(start)
    if (known || end <= this.forgottenTo) return known
    const fresh = { start, end, records: 0, keys: 0, overAt: undefined, groups: [] }
    this.byStart.set(start, fresh)
    if (this.byStart.size - this.closed.length > OPEN_MAX) this.forgetOpen()
    return fresh
  }

  /** Many at once, so that a record in very many windows does not look through all for each. */
  private forgetOpen(): void {
    const open = this.newest().filter(({ overAt }) => overAt === undefined)
    for (const one of open.slice(OPEN_LEFT)) {
      this.byStart.delete(one.start)
      release(one)
      this.forgottenTo = Math.max(this.forgottenTo, one.end)
    }
    this.last = undefined
  }

  private forgetClosed(): void {
    const spare = this.closed.splice(0, Math.max(0, this.closed.length - CLOSED_MAX))
    for (const one of spare) {
      this.byStart.delete(one.start)
      release(one)
    }
    this.last = undefined
  }

  noteGroup(known: KnownWindow, group: Group): void {
    known.keys += 1
    this.keep(known, group)
  }

  /** Those that the watermark has passed now, the oldest first. */
  pass(closing: number, nowMs: number): readonly KnownWindow[] {
    const over: KnownWindow[] = []
    for (const one of this.byStart.values())
      if (one.overAt === undefined && one.end <= closing) {
        one.overAt = nowMs
        over.push(one)
      }
    over.sort((a, b) => a.end - b.end)
    this.closed.push(...over)
    this.forgetClosed()
    return over
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
      const known = { start, end, ...counts }
      this.byStart.set(start, known)
      if (overAt !== undefined) this.closed.push(known)
    }
    this.closed.sort((a, b) => (a.overAt ?? 0) - (b.overAt ?? 0) || a.end - b.end)
    for (const group of groups) {
      const known = this.byStart.get(Number(group.head.window_start))
      if (known) this.keep(known, group)
    }
  }

  private keep(known: KnownWindow, group: Group): void {
    const { groups } = known
    if (groups.length >= GROUPS_KEPT) return
    if (groups.length === 0) this.withGroups.push(known)
    group.isPinned = true
    groups.push(group)
    if (this.withGroups.length > WITH_GROUPS_MAX) release(this.withGroups.shift())
  }
}

function release(known: KnownWindow | undefined): void {
  for (const group of known?.groups.splice(0) ?? []) group.isPinned = false
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
