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
  /** What people call the zone at that instant: `CET`, in full `Central European Standard Time`. */
  nameAt(utcMs: number, full: boolean): string
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

export const utc: Zone = {
  name: 'UTC',
  offsetAt: () => 0,
  toLocal: ms => ms,
  toUtc: ms => ms,
  nameAt: (_, full) => (full ? 'Coordinated Universal Time' : 'UTC'),
}

/** Java's ZoneId.SHORT_IDS, which Spark reads in texts. */
const SHORT: Readonly<Record<string, string>> = {
  EST: '-05:00',
  MST: '-07:00',
  HST: '-10:00',
  ACT: 'Australia/Darwin',
  AET: 'Australia/Sydney',
  AGT: 'America/Argentina/Buenos_Aires',
  ART: 'Africa/Cairo',
  AST: 'America/Anchorage',
  BET: 'America/Sao_Paulo',
  BST: 'Asia/Dhaka',
  CAT: 'Africa/Harare',
  CNT: 'America/St_Johns',
  CST: 'America/Chicago',
  CTT: 'Asia/Shanghai',
  EAT: 'Africa/Addis_Ababa',
  ECT: 'Europe/Paris',
  IET: 'America/Indiana/Indianapolis',
  IST: 'Asia/Kolkata',
  JST: 'Asia/Tokyo',
  MIT: 'Pacific/Apia',
  NET: 'Asia/Yerevan',
  NST: 'Pacific/Auckland',
  PLT: 'Asia/Karachi',
  PNT: 'America/Phoenix',
  PRT: 'America/Puerto_Rico',
  PST: 'America/Los_Angeles',
  SST: 'Pacific/Guadalcanal',
  VST: 'Asia/Ho_Chi_Minh',
}
const OFFSET = /^(?:UTC|GMT|UT)?([+-])(\d\d?)(?:(?::(\d\d?)|(\d\d))(?::?(\d\d))?)?$/

/** A zone as a text names it: `Z`, `+03`, `UTC-3:30`, `PST`, `Europe/Madrid`. */
export function zoneOfText(text: string): Zone | undefined {
  const name = Object.hasOwn(SHORT, text) ? (SHORT[text] ?? text) : text
  if (name === 'Z' || name === 'UT' || name === 'GMT') return utc
  const match = OFFSET.exec(name)
  // Java's names of regions are in one case; Intl takes any.
  if (!match) return /^[A-Z]/.test(name) ? findZone(name) : undefined
  const [, sign, h, withColon, plain, s = '0'] = match
  const [hour, minute] = [Number(h), Number(withColon ?? plain ?? 0)]
  const ms = ((hour * 60 + minute) * 60 + Number(s)) * 1000
  if (minute > 59 || Number(s) > 59 || ms > 18 * 3_600_000) return undefined
  return fixedZone(name, sign === '-' ? -ms : ms)
}

function fixedZone(name: string, offsetMs: number): Zone {
  return {
    name,
    offsetAt: () => offsetMs,
    toLocal: ms => ms + offsetMs,
    toUtc: ms => ms - offsetMs,
    nameAt: () => name,
  }
}

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
    nameAt: (utcMs, full) => intlName(name, utcMs, full),
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

/** Zones whose names people write in texts. */
const WELL_KNOWN = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Paris',
  'Europe/Athens',
  'Europe/Moscow',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
]
const MIDDLE_OF = [Date.UTC(2024, 0, 15), Date.UTC(2024, 6, 15)]
const namesByZone = new Map<string, ReadonlyMap<string, Zone>>()

/** Names in small letters, in summer and in winter, short and in full; those of `own` first. */
export function zoneNames(own: Zone): ReadonlyMap<string, Zone> {
  const known = namesByZone.get(own.name)
  if (known) return known
  const found = new Map<string, Zone>([['gmt', utc]])
  for (const zone of [own, utc, ...WELL_KNOWN.map(name => findZone(name))])
    for (const ms of MIDDLE_OF)
      for (const full of [false, true]) {
        const name = zone?.nameAt(ms, full).toLowerCase()
        if (zone && name && !/[+-]/.test(name) && !found.has(name)) found.set(name, zone)
      }
  namesByZone.set(own.name, found)
  return found
}

const names = new Map<string, Intl.DateTimeFormat>()

function intlName(zone: string, utcMs: number, full: boolean): string {
  // Each English knows the short names of its own part of the world.
  for (const locale of full ? ['en-US'] : ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA', 'en-NZ']) {
    const name = namedIn(locale, zone, utcMs, full)
    if (!name.startsWith('GMT+') && !name.startsWith('GMT-')) return name
  }
  return NAMED_BY_JAVA[zone] ?? namedIn('en-US', zone, utcMs, full)
}

/** Zones without a short name in Intl, where people may well write one. */
const NAMED_BY_JAVA: Readonly<Record<string, string>> = {
  'America/Sao_Paulo': 'BRT',
  'America/Argentina/Buenos_Aires': 'ART',
  'America/Bogota': 'COT',
  'America/Lima': 'PET',
  'Asia/Tokyo': 'JST',
  'Asia/Shanghai': 'CST',
}

function namedIn(locale: string, zone: string, utcMs: number, full: boolean): string {
  const key = `${locale} ${zone} ${full}`
  let format = names.get(key)
  if (!format) {
    const timeZoneName = full ? 'long' : 'short'
    format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName })
    names.set(key, format)
  }
  return format.formatToParts(utcMs).find(part => part.type === 'timeZoneName')?.value ?? zone
}
