// Local time in an IANA zone without a library: offsets come from Intl once a quarter hour (no zone
// changes within one) and are kept. Dates are days since 1970-01-01 and timestamps milliseconds
// UTC, so that calendar work is integer arithmetic. Civil-date algorithms: Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms" (proleptic Gregorian, as java.time).

export const DAY_MS = 86_400_000
const QUARTER_MS = 900_000
const CACHE_MAX = 4096

export interface Zone {
  readonly name: string
  /** Milliseconds to add to UTC to get local time at that instant. */
  offsetAt(utcMs: number): number
  toLocal(utcMs: number): number
  /**
   * Of two possible instants the earlier; a local time that was skipped moves forward, as java.time
   * does.
   */
  toUtc(localMs: number): number
}

const zones = new Map<string, Zone>()

/** Undefined when the name is no time zone. */
export function findZone(name: string): Zone | undefined {
  const known = zones.get(name)
  if (known) return known
  const zone = name === 'UTC' ? utc : intlZone(name)
  if (zone) zones.set(name, zone)
  return zone
}

export const utc: Zone = { name: 'UTC', offsetAt: () => 0, toLocal: ms => ms, toUtc: ms => ms }

function intlZone(name: string): Zone | undefined {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    })
  } catch {
    return undefined
  }
  const cache = new Map<number, number>()
  let lastQuarter = NaN
  let lastOffset = 0
  const offsetAt = (utcMs: number): number => {
    const quarter = Math.floor(utcMs / QUARTER_MS)
    if (quarter === lastQuarter) return lastOffset
    let offset = cache.get(quarter)
    if (offset === undefined) {
      offset = readOffset(format, quarter * QUARTER_MS)
      if (cache.size >= CACHE_MAX) cache.clear()
      cache.set(quarter, offset)
    }
    lastQuarter = quarter
    lastOffset = offset
    return offset
  }
  return {
    name,
    offsetAt,
    toLocal: ms => ms + offsetAt(ms),
    toUtc: local => {
      const before = offsetAt(local - DAY_MS)
      const first = local - before
      if (offsetAt(first) === before) return first
      const second = local - offsetAt(local + DAY_MS)
      return offsetAt(second) === offsetAt(local + DAY_MS) ? second : first
    },
  }
}

function readOffset(format: Intl.DateTimeFormat, utcMs: number): number {
  if (!Number.isFinite(utcMs) || Math.abs(utcMs) > 8.64e15) return 0
  const parts: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(utcMs)) parts[type] = value
  const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year'])
  const day = daysFromCivil(year, Number(parts['month']), Number(parts['day']))
  const local =
    day * DAY_MS +
    Number(parts['hour']) * 3_600_000 +
    Number(parts['minute']) * 60_000 +
    Number(parts['second']) * 1000
  return local - Math.floor(utcMs / 1000) * 1000
}

export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

export function civilFromDays(days: number): CivilDate {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function addMonths(days: number, months: number): number {
  const { year, month, day } = civilFromDays(days)
  const index = year * 12 + month - 1 + months
  const newYear = Math.floor(index / 12)
  const newMonth = index - newYear * 12 + 1
  return daysFromCivil(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)))
}

/** 1 = Monday … 7 = Sunday (ISO). */
export function isoWeekday(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1
}

export function dayOfYear(days: number): number {
  return days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1
}

export function isoWeek(days: number): number {
  const thursday = days - isoWeekday(days) + 4
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1
}
