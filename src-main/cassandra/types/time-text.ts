// Dates, timestamps and times of day between their texts and their numbers, with the patterns that
// Cassandra accepts (SimpleDateSerializer, TimestampSerializer, TimeSerializer). A date is read
// strictly; in a timestamp, a day that its month does not have is the month's last.
import { civilFromDays, DAY_MS, daysFromCivil, daysInMonth } from '@shared/dates'
import { zoneNamed } from './time-zones'

/** java.time's ISO_LOCAL_DATE: a year of more than four digits has a sign. */
const ISO_DATE = /^(-\d{4,10}|\d{4}|\+\d{5,10})-(\d\d)-(\d\d)$/

/** Days since 1970-01-01 of yyyy-mm-dd; undefined when it is not a date. */
export function parseDate(text: string): number | undefined {
  const match = ISO_DATE.exec(text)
  if (!match || /^-0+-/.test(text)) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (Math.abs(year) > 999_999_999) return undefined
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return daysFromCivil(year, month, day)
}

/** A year as ISO 8601 writes it. */
const isoYear = (year: number): string =>
  year < 0 ? `-${pad(-year, 4)}` : year > 9999 ? `+${year}` : pad(year, 4)

export function dateText(days: number): string {
  const { year, month, day } = civilFromDays(days)
  return `${isoYear(year)}-${pad(month)}-${pad(day)}`
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0')

const TIME = '(\\d+):(\\d+)(?::(\\d+))?(?:\\.(\\d{0,9}))?'
const DATE_TIME = new RegExp(`^(\\d+)-(\\d+)-(\\d+)[ T]${TIME}( ?[^\\d.:].*)?$`)
const DATE_ZONE = /^(\d{4}|\+\d{5,})-(\d\d)-(\d\d)( ?\D.*)$/
const DATE_OFFSET = /^(-\d{4,10}|\d{4}|\+\d{5,10})-(\d\d)-(\d\d)(Z|[+-]\d\d:\d\d(?::\d\d)?)?$/

/**
 * Milliseconds since 1970, without those texts that are plain numbers. A text without zone is in
 * UTC (the embedded server's zone).
 */
export function parseTimestamp(text: string): bigint | undefined {
  const whole = DATE_TIME.exec(text)
  if (whole) return momentOf(whole)
  const offset = DATE_OFFSET.exec(text)
  if (offset && !/^-0+-/.test(text)) {
    const days = lenientDays(Number(offset[1]), Number(offset[2]), Number(offset[3]))
    return days === undefined ? undefined : inZone(days, 0, offset[4] ?? '')
  }
  const zoned = DATE_ZONE.exec(text)
  if (!zoned || Number(zoned[1]) < 1) return undefined
  const days = lenientDays(Number(zoned[1]), Number(zoned[2]), Number(zoned[3]))
  return days === undefined ? undefined : inZone(days, 0, zoned[4] ?? '')
}

function momentOf(match: RegExpExecArray): bigint | undefined {
  const [, year = '', month = '', day = '', hour = '', minute = '', second, fraction, zone = ''] =
    match
  if (Number(year) < 1 || (fraction !== undefined && fraction !== '' && second === undefined))
    return undefined
  const [h, m, s] = [Number(hour), Number(minute), Number(second ?? 0)]
  const ms = Number((fraction ?? '').padEnd(3, '0').slice(0, 3))
  // 24:00 is the end of the day.
  const isEnd = h === 24 && m === 0 && s === 0 && ms === 0
  if ((h > 23 && !isEnd) || m > 59 || s > 59) return undefined
  const days = lenientDays(Number(year), Number(month), Number(day))
  if (days === undefined) return undefined
  return inZone(days, h * 3_600_000 + m * 60_000 + s * 1000 + ms, zone)
}

function lenientDays(year: number, month: number, day: number): number | undefined {
  if (year > 999_999_999 || month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return daysFromCivil(year, month, Math.min(day, daysInMonth(year, month)))
}

function inZone(days: number, ofDay: number, zone: string): bigint | undefined {
  if (zone === '') return BigInt(days) * BigInt(DAY_MS) + BigInt(ofDay)
  const offset = offsetMs(zone)
  if (offset !== undefined) return BigInt(days) * BigInt(DAY_MS) + BigInt(ofDay - offset)
  const named = zone.startsWith(' ') ? zoneNamed(zone.slice(1)) : undefined
  return named && BigInt(named.toUtc(days * DAY_MS + ofDay))
}

/** Z, +02, +0230; +02:30 too. A space may come before. */
function offsetMs(zone: string): number | undefined {
  if (/^ ?Z$/.test(zone)) return 0
  const match = /^ ?([+-])(\d\d)(?::?(\d\d))?$/.exec(zone)
  if (!match) return undefined
  const [hours, minutes] = [Number(match[2]), Number(match[3] ?? 0)]
  if (hours > 18 || minutes > 59 || (hours === 18 && minutes > 0)) return undefined
  return (match[1] === '-' ? -1 : 1) * (hours * 3_600_000 + minutes * 60_000)
}

/** yyyy-MM-dd HH:mm:ss.SSS, without a zone; the years before 1 are counted back, as eras do. */
export function timestampText(ms: bigint): string {
  const day = BigInt(DAY_MS)
  const rest = Number(((ms % day) + day) % day)
  const { year, month, day: ofMonth } = civilFromDays(Number((ms - BigInt(rest)) / day))
  const time = `${pad(Math.floor(rest / 3_600_000))}:${pad(Math.floor(rest / 60_000) % 60)}:${pad(Math.floor(rest / 1000) % 60)}.${pad(rest % 1000, 3)}`
  return `${isoYear(year < 1 ? 1 - year : year)}-${pad(month)}-${pad(ofMonth)} ${time}`
}

/** Nanoseconds since midnight of HH:mm:ss[.fffffffff]. */
export function parseTime(text: string): bigint | undefined {
  const match = /^([+-]?\d+):([+-]?\d+):([+-]?\d+)(?:\.(\d{1,9}))?$/.exec(text.trim())
  if (!match) return undefined
  const [h, m, s] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return undefined
  return BigInt(h * 3600 + m * 60 + s) * 1_000_000_000n + BigInt((match[4] ?? '').padEnd(9, '0'))
}

export function timeText(nanos: bigint): string {
  const seconds = Number(nanos / 1_000_000_000n)
  const fraction = (nanos % 1_000_000_000n).toString().padStart(9, '0')
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${fraction}`
}
