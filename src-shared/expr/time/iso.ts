// The default texts of dates and timestamps: what CAST reads and writes, as Spark does
// (SparkDateTimeUtils.stringToDate and stringToTimestamp): `2024[-5[-12]]`, `2024-05-12 15[:33[:35[.123]]]`
// with `T` for the space, and after the seconds a zone. Years beyond 9999 (milliseconds taken for
// seconds) and before 1 read back as they were written: checkpoints rely on it.
import { civilFromDays, DAY_MS, daysFromCivil, daysInMonth } from '../../dates'
import { zoneOfText, type Zone } from './zone'

/** The largest moment that has a text: the range of JavaScript's own dates. */
const MOMENT_MS_MAX = 8.64e15

/** NULL beyond: no wrong number, and nothing that could not be written. */
export const momentOr = <T>(ms: number, none: T): number | T =>
  Math.abs(ms) <= MOMENT_MS_MAX ? ms : none

/** Spark's days are 32 bits wide. */
export const dayOr = <T>(days: number, none: T): number | T =>
  days >= -2147483648 && days <= 2147483647 ? days : none

const DATE = /^([+-]?)(\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?$/s
const TIMESTAMP =
  /^([+-]?)(\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?(.*))?)?)?)?)?)?$/s
/** Spaces and control characters, which Spark takes off both ends. */
const EDGE = /^[\s\0-\x1f\x7f-\x9f]+|[\s\0-\x1f\x7f-\x9f]+$/g

export function parseDate(text: string): number | undefined {
  const match = DATE.exec(text) ?? DATE.exec(text.replace(EDGE, ''))
  if (!match) return undefined
  const [, sign, year, month = '1', day = '1'] = match
  return civil(sign, year, month, day)
}

function civil(
  sign: string | undefined,
  year: string | undefined,
  month: string,
  day: string,
): number | undefined {
  const y = sign === '-' ? -Number(year) : Number(year)
  const [m, d] = [Number(month), Number(day)]
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return undefined
  return dayOr(daysFromCivil(y, m, d), undefined)
}

export function parseTimestamp(text: string, zone: Zone): number | undefined {
  const match = TIMESTAMP.exec(text) ?? TIMESTAMP.exec(text.replace(EDGE, ''))
  if (!match) return undefined
  const [, sign, year, month = '1', day = '1', hour, minute, second, fraction = '', rest = ''] =
    match
  const days = civil(sign, year, month, day)
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)]
  if (days === undefined || h > 23 || m > 59 || s > 59) return undefined
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
  const local = days * DAY_MS + h * 3_600_000 + m * 60_000 + s * 1000 + ms
  const own = rest.trim() === '' ? zone : zoneOfText(rest.trim())
  return own && momentOr(own.toUtc(local), undefined)
}

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`)

export function printDate(days: number): string {
  const { year, month, day } = civilFromDays(days)
  return `${year < 0 ? '-' : year > 9999 ? '+' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`
}

export function printTimestamp(utcMs: number, zone: Zone): string {
  const local = zone.toLocal(utcMs)
  const days = Math.floor(local / DAY_MS)
  const rest = local - days * DAY_MS
  const ms = rest % 1000
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0').replace(/0+$/, '')}`
  return `${printDate(days)} ${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / 60_000) % 60)}:${two(Math.floor(rest / 1000) % 60)}${fraction}`
}

/** `2024-05-12T10:00:00.000+02:00`, with `Z` where there is no offset. */
export function printIsoLocal(utcMs: number, zone: Zone): string {
  const minutes = Math.trunc(zone.offsetAt(utcMs) / 60_000)
  const local = new Date(zone.toLocal(utcMs)).toISOString()
  if (minutes === 0) return local
  const size = Math.abs(minutes)
  return `${local.slice(0, -1)}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

export function printIsoInstant(utcMs: number): string {
  return new Date(utcMs).toISOString()
}
