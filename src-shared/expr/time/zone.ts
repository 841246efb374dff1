// Local time in an IANA zone without a library: we ask Intl for the offset once a quarter hour (no
// zone changes within one) and keep it. Timestamps are milliseconds UTC.
import { DAY_MS, daysFromCivil } from '../../dates'

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

/** Undefined when the name is not a time zone. */
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
