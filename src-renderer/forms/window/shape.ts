// What a window's settings look like on a line of time: its spans, and in how many of them a record
// counts. Pure, so that the picture and its sentence cannot differ.
import { parseDuration } from '@shared/lab'

/** In the order in which they are offered. */
export const WINDOW_KINDS = ['tumbling', 'hopping', 'session', 'sliding', 'calendar'] as const
export type WindowKind = 'none' | (typeof WINDOW_KINDS)[number]
export type CalendarUnit = 'hour' | 'day' | 'week' | 'month'

interface Span {
  readonly from: number
  readonly to: number
}

export interface WindowShape {
  readonly kind: WindowKind
  readonly spans: readonly Span[]
  /** The end of the line, in milliseconds from its start. */
  readonly end: number
  /** A record of this moment is the example. */
  readonly moment: number
  /** In how many windows a record counts: the least and the most. */
  readonly counts: readonly [number, number]
  /** More windows than the picture has room for. */
  readonly more: boolean
  /** Events that make the windows: those of a session. */
  readonly events?: readonly number[]
  /** What ends a session. */
  readonly gap?: number
}

export const ROWS_MAX = 5
const DAY_MS = 86_400_000
const UNIT_MS = { hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS }
const EXAMPLE = 0.55

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function kindOfWindow(value: unknown): WindowKind {
  if (!isObject(value)) return 'none'
  return WINDOW_KINDS.find(kind => value[kind] !== undefined) ?? 'none'
}

export const isCalendarUnit = (value: unknown): value is CalendarUnit =>
  typeof value === 'string' && Object.hasOwn(UNIT_MS, value)

export function lengthsIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter(each => typeof each === 'string')
}

/** Undefined while the settings do not make a window. */
export function shapeOf(value: unknown): WindowShape | undefined {
  if (!isObject(value)) return undefined
  const kind = kindOfWindow(value)
  if (kind === 'tumbling') return grid(kind, msOf(value['tumbling']), msOf(value['tumbling']))
  if (kind === 'hopping') return grid(kind, msOf(value['hopping']), msOf(value['every']))
  if (kind === 'calendar' && isCalendarUnit(value['calendar']))
    return grid(kind, UNIT_MS[value['calendar']], UNIT_MS[value['calendar']])
  if (kind === 'session') return session(msOf(value['session']))
  if (kind === 'sliding') return sliding(lengthsIn(value['sliding']).map(msOf))
  return undefined
}

const msOf = (text: unknown): number => (typeof text === 'string' ? (parseDuration(text) ?? 0) : 0)

function grid(kind: WindowKind, size: number, every: number): WindowShape | undefined {
  if (size <= 0 || every <= 0 || every > size) return undefined
  const least = Math.floor(size / every)
  const most = Math.ceil(size / every)
  const rows = Math.max(3, Math.min(ROWS_MAX, most + 1))
  const spans = Array.from({ length: rows }, (_, row) => ({
    from: row * every,
    to: row * every + size,
  }))
  const end = spans.at(-1)?.to ?? size
  // The example lies in as many of the drawn windows as it can.
  const moment = every * Math.min(rows - 1, most - 1) + Math.min(every, size) * EXAMPLE
  return { kind, spans, end, moment, counts: [least, most], more: most + 1 > rows }
}

function sliding(lengths: readonly number[]): WindowShape | undefined {
  if (lengths.length === 0 || lengths.some(ms => ms <= 0)) return undefined
  const longest = Math.max(...lengths)
  const end = longest * 1.25
  const moment = longest * 1.1
  const spans = lengths.slice(0, ROWS_MAX).map(ms => ({ from: moment - ms, to: moment }))
  const n = lengths.length
  return { kind: 'sliding', spans, end, moment, counts: [n, n], more: n > ROWS_MAX }
}

/** Two sessions of one key: the second begins because nothing came for the gap. */
function session(gap: number): WindowShape | undefined {
  if (gap <= 0) return undefined
  const events = [0, 0.55, 1.35, 3.3, 3.9].map(at => at * gap)
  const [from = 0, , last = 0, next = 0, newest = 0] = events
  const spans = [
    { from, to: last + gap },
    { from: next, to: newest + gap },
  ]
  return {
    kind: 'session',
    spans,
    end: newest + gap * 1.2,
    moment: last,
    counts: [1, 1],
    more: false,
    events,
    gap,
  }
}

/** The settings of another kind that keep the length that is there. */
export function asKind(kind: WindowKind, value: unknown): unknown {
  const old = isObject(value) ? value : {}
  const [first] = lengthsIn(old['tumbling'] ?? old['hopping'] ?? old['session'] ?? old['sliding'])
  const size = first ?? '1 min'
  const half = msOf(size) / 2
  const fresh: Record<Exclude<WindowKind, 'none'>, unknown> = {
    tumbling: { tumbling: size },
    hopping: { hopping: size, every: halfText(size, half) },
    session: { session: size },
    sliding: { sliding: size },
    calendar: { calendar: 'hour' },
  }
  return kind === 'none' ? undefined : fresh[kind]
}

/** Half of `1 min` is `30 s`. Steps longer than the window would leave records out. */
function halfText(size: string, half: number): string {
  if (half % 60_000 === 0) return `${half / 60_000} min`
  return half % 1000 === 0 ? `${half / 1000} s` : half >= 1 ? `${Math.floor(half)} ms` : size
}
