// Dates, times and durations between their texts and their numbers, with the patterns that
// Cassandra accepts.
import { civilFromDays, DAY_MS, daysFromCivil, daysInMonth } from '@shared/dates'

export interface DurationValue {
  readonly months: bigint
  readonly days: bigint
  readonly nanos: bigint
}

const NANOS: Readonly<Record<string, bigint>> = {
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  ns: 1n,
}

export function parseDuration(text: string): DurationValue | undefined {
  const negative = text.startsWith('-')
  const body = negative ? text.slice(1) : text
  const parsed = body.startsWith('P') ? parseIso(body) : parseUnits(body)
  if (!parsed) return undefined
  return negative ? { months: -parsed.months, days: -parsed.days, nanos: -parsed.nanos } : parsed
}

function parseUnits(text: string): DurationValue | undefined {
  let months = 0n
  let days = 0n
  let nanos = 0n
  const unit = /(\d+)(mo|ms|us|µs|ns|y|w|d|h|m|s)/gi
  let end = 0
  for (let match = unit.exec(text); match; match = unit.exec(text)) {
    if (match.index !== end) return undefined
    end = unit.lastIndex
    const amount = BigInt(match[1] ?? '0')
    const name = (match[2] ?? '').toLowerCase()
    if (name === 'y') months += amount * 12n
    else if (name === 'mo') months += amount
    else if (name === 'w') days += amount * 7n
    else if (name === 'd') days += amount
    else nanos += amount * (NANOS[name] ?? 0n)
  }
  return end === text.length && end > 0 ? { months, days, nanos } : undefined
}

function parseIso(text: string): DurationValue | undefined {
  const week = /^P(\d+)W$/.exec(text)
  if (week) return { months: 0n, days: BigInt(week[1] ?? 0) * 7n, nanos: 0n }
  const other = /^P(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text)
  const usual = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    text,
  )
  const match = other ?? usual
  if (!match || text === 'P') return undefined
  const [y = 0n, mo = 0n, d = 0n, h = 0n, m = 0n, s = 0n] = match
    .slice(1)
    .map(part => BigInt(part ?? 0))
  return { months: y * 12n + mo, days: d, nanos: h * NANOS.h! + m * NANOS.m! + s * NANOS.s! }
}

export function durationText({ months, days, nanos }: DurationValue): string {
  const size = (n: bigint) => (n < 0n ? -n : n)
  let out = months < 0n || days < 0n || nanos < 0n ? '-' : ''
  const put = (amount: bigint, unit: string) => {
    if (amount) out += `${amount}${unit}`
  }
  put(size(months) / 12n, 'y')
  put(size(months) % 12n, 'mo')
  put(size(days), 'd')
  let rest = size(nanos)
  for (const unit of ['h', 'm', 's', 'ms', 'us', 'ns']) {
    put(rest / NANOS[unit]!, unit)
    rest %= NANOS[unit]!
  }
  return out
}

/** Days since 1970-01-01 of yyyy-mm-dd; undefined when it is not a date. */
export function parseDate(text: string): number | undefined {
  const match = /^(-?\d{1,7})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return daysFromCivil(year, month, day)
}

export function dateText(days: number): string {
  const { year, month, day } = civilFromDays(days)
  const shown = year < 0 ? `-${pad(-year, 4)}` : pad(year, 4)
  return `${shown}-${pad(month)}-${pad(day)}`
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0')

/** Milliseconds since 1970; a text without zone is in UTC (the embedded server's zone). */
export function parseTimestamp(text: string): number | undefined {
  if (/^-?\d+$/.test(text)) return Number(text)
  const match =
    /^(-?\d{1,7}-\d{1,2}-\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:[.](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i.exec(
      text.trim(),
    )
  if (!match) return undefined
  const days = parseDate(match[1] ?? '')
  if (days === undefined) return undefined
  const [h, m, s] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)]
  if (h > 23 || m > 59 || s > 59) return undefined
  const millis = Number((match[5] ?? '').padEnd(3, '0').slice(0, 3))
  return days * DAY_MS + h * 3_600_000 + m * 60_000 + s * 1000 + millis - zoneMs(match[6] ?? 'Z')
}

function zoneMs(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (!match) return 0
  return (
    (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3_600_000 + Number(match[3] ?? 0) * 60_000)
  )
}

/** yyyy-MM-dd HH:mm:ss.SSS, without a zone. */
export function timestampText(ms: number): string {
  const days = Math.floor(ms / DAY_MS)
  const rest = ms - days * DAY_MS
  const time = `${pad(Math.floor(rest / 3_600_000))}:${pad(Math.floor(rest / 60_000) % 60)}:${pad(Math.floor(rest / 1000) % 60)}.${pad(rest % 1000, 3)}`
  return `${dateText(days)} ${time}`
}

/** Nanoseconds since midnight of HH:mm:ss[.fffffffff]. */
export function parseTime(text: string): bigint | undefined {
  const match = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?$/.exec(text)
  if (!match) return undefined
  const [h, m, s] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (h > 23 || m > 59 || s > 59) return undefined
  return BigInt(h * 3600 + m * 60 + s) * 1_000_000_000n + BigInt((match[4] ?? '').padEnd(9, '0'))
}

export function timeText(nanos: bigint): string {
  const seconds = Number(nanos / 1_000_000_000n)
  const fraction = (nanos % 1_000_000_000n).toString().padStart(9, '0')
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${fraction}`
}
