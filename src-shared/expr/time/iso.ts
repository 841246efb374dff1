// The default texts of dates and timestamps: what CAST reads and writes. As Spark:
// `2024[-05[-12]]`, `2024-05-12 15:33:35[.123]`; `T` and an offset are read too. Years beyond 9999
// (milliseconds taken for seconds) and before 1 read back as they were written: checkpoints rely on
// it.
import { civilFromDays, DAY_MS, daysFromCivil, daysInMonth } from '../../dates'
import type { Zone } from './zone'

/** The largest moment that has a text: the range of JavaScript's own dates. */
const MOMENT_MS_MAX = 8.64e15

/** NULL beyond: no wrong number, and nothing that could not be written. */
export const momentOr = <T>(ms: number, none: T): number | T =>
  Math.abs(ms) <= MOMENT_MS_MAX ? ms : none

const date = /^\s*([+-]?\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/
const timestamp =
  /^\s*([+-]?\d{4,7})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?\s*$/

export function parseDate(text: string): number | undefined {
  const match = date.exec(text)
  if (match) return civil(Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1))
  const longer = timestamp.exec(text)
  return longer ? civil(Number(longer[1]), Number(longer[2]), Number(longer[3])) : undefined
}

function civil(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return daysFromCivil(year, month, day)
}

export function parseTimestamp(text: string, zone: Zone): number | undefined {
  const match = timestamp.exec(text)
  if (!match) {
    const days = parseDate(text)
    return days === undefined ? undefined : momentOr(zone.toUtc(days * DAY_MS), undefined)
  }
  const days = civil(Number(match[1]), Number(match[2]), Number(match[3]))
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)]
  if (days === undefined || hour > 23 || minute > 59 || second > 59) return undefined
  const local =
    days * DAY_MS +
    hour * 3_600_000 +
    minute * 60_000 +
    second * 1000 +
    Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const offset = match[8]
  return momentOr(offset === undefined ? zone.toUtc(local) : local - offsetMs(offset), undefined)
}

function offsetMs(offset: string): number {
  if (offset === 'Z' || offset === 'UTC') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', '') || 0)
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000
}

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`)

export function printDate(days: number): string {
  const { year, month, day } = civilFromDays(days)
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`
}

export function printTimestamp(utcMs: number, zone: Zone): string {
  const local = zone.toLocal(utcMs)
  const days = Math.floor(local / DAY_MS)
  const rest = local - days * DAY_MS
  const ms = rest % 1000
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0').replace(/0+$/, '')}`
  return `${printDate(days)} ${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / 60_000) % 60)}:${two(Math.floor(rest / 1000) % 60)}${fraction}`
}

export function printIsoInstant(utcMs: number): string {
  return new Date(utcMs).toISOString()
}
