// Reads texts by Spark's patterns, as java.time does with a strict resolver: every digit count, sign
// and range counts, only letters may be of either case, and parts that the pattern does not have are
// those of 1970-01-01 00:00.
import { DAY_MS, daysFromCivil, daysInMonth } from '../../dates'
import type { Element, Field, NumberElement, OffsetElement } from './java-pattern'
import { findZone, zoneNames, zoneOfText, type Zone } from './zone'

interface Found {
  /** The lab's own, whose names win over those of others. */
  readonly lab: Zone
  readonly fields: Map<Field | 'nano', number>
  zone?: Zone
  offsetMs?: number
}
/** The position behind what was read; undefined when the text does not fit. */
type Read = (text: string, at: number, found: Found) => number | undefined

/** Milliseconds UTC; undefined when the text is not of the pattern. */
export function javaReader(
  elements: readonly Element[],
): (text: string, zone: Zone) => number | undefined {
  const read = inTurn(elements)
  return (text, zone) => {
    const found: Found = { lab: zone, fields: new Map() }
    return read(text, 0, found) === text.length ? resolve(found, zone) : undefined
  }
}

function inTurn(elements: readonly Element[]): Read {
  const readers = elements.map(reader)
  return (text, from, found) => {
    let at = from
    for (const read of readers) {
      const next = read(text, at, found)
      if (next === undefined) return undefined
      at = next
    }
    return at
  }
}

function reader(element: Element): Read {
  switch (element.kind) {
    case 'literal': {
      const exact = element.text
      const wanted = exact.toLowerCase()
      return (text, at) =>
        text.startsWith(exact, at) || text.slice(at, at + wanted.length).toLowerCase() === wanted
          ? at + wanted.length
          : undefined
    }
    case 'number':
      return (text, at, found) => readNumber(text, at, found, element)
    case 'fraction':
      return (text, at, found) => readFraction(text, at, found, element)
    case 'text':
      return (text, at, found) => readText(text, at, found, element)
    case 'offset':
      return (text, at, found) => readOffset(text, at, found, element)
    case 'gmt':
      return (text, at, found) => readGmt(text, at, found, element.full)
    case 'zone':
      return readZone
    case 'zoneName':
      return (text, at, found) => readZoneName(text, at, found) ?? readZone(text, at, found)
    case 'optional':
      return optional(inTurn(element.elements))
  }
}

/** A section either fits whole or is not there. */
function optional(read: Read): Read {
  return (text, at, found) => {
    const trial: Found = { ...found, fields: new Map(found.fields) }
    const next = read(text, at, trial)
    if (next === undefined) return at
    for (const [field, value] of trial.fields) found.fields.set(field, value)
    found.zone = trial.zone
    found.offsetMs = trial.offsetMs
    return next
  }
}

const isDigit = (text: string, at: number) => {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

/** DateTimeFormatterBuilder.NumberPrinterParser in strict mode. */
function readNumber(
  text: string,
  from: number,
  found: Found,
  { field, min, max, sign, reduced, subsequent }: NumberElement,
): number | undefined {
  let start = from
  const first = text.charAt(start)
  if (first === '+' ? sign !== 'exceeds' : first === '-' && sign === 'never') return undefined
  const signed = first === '+' || first === '-'
  if (signed) start++
  let end = start
  while (end < start + max + subsequent && isDigit(text, end)) end++
  if (end - start < min) return undefined
  if (subsequent > 0) end = start + Math.max(min, end - start - subsequent)
  const length = end - start
  if (length > 15) return undefined
  let value = Number(text.slice(start, end))
  if (first === '-') {
    if (value === 0) return undefined
    value = -value
  } else if (sign === 'exceeds' && signed !== length > min) return undefined
  return keep(found, field, reduced ? 2000 + value : value) ? end : undefined
}

function readFraction(
  text: string,
  from: number,
  found: Found,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined {
  let end = from
  while (end < from + max && isDigit(text, end)) end++
  if (end - from < min) return undefined
  return keep(found, 'nano', Number(text.slice(from, end).padEnd(9, '0'))) ? end : undefined
}

function readText(
  text: string,
  from: number,
  found: Found,
  { field, texts }: { readonly field: Field; readonly texts: readonly string[] },
): number | undefined {
  let best = -1
  for (const [value, name] of texts.entries()) {
    const isNext =
      name !== '' &&
      text.slice(from, from + name.length).toLowerCase() === name.toLowerCase() &&
      name.length > (texts[best]?.length ?? 0)
    if (isNext) best = value
  }
  const name = texts[best]
  return name !== undefined && keep(found, field, best) ? from + name.length : undefined
}

/** A field that comes twice has to say the same. */
function keep(found: Found, field: Field | 'nano', value: number): boolean {
  const before = found.fields.get(field)
  found.fields.set(field, value)
  return before === undefined || before === value
}

function readOffset(
  text: string,
  from: number,
  found: Found,
  { colon, minutes, seconds, none }: OffsetElement,
): number | undefined {
  if (text.slice(from, from + none.length).toLowerCase() === none.toLowerCase()) {
    found.offsetMs = 0
    return from + none.length
  }
  const sign = text.charAt(from)
  if (sign !== '+' && sign !== '-') return undefined
  const separator = colon ? ':' : ''
  let at = from + 1
  const part = (lead: string): number | undefined => {
    const start = at + lead.length
    if (text.slice(at, start) !== lead || !isDigit(text, start) || !isDigit(text, start + 1))
      return undefined
    at = start + 2
    return Number(text.slice(start, at))
  }
  const h = part('')
  const m = h === undefined ? undefined : part(separator)
  if (h === undefined || (m === undefined && minutes === 'always')) return undefined
  const s = m !== undefined && seconds ? part(separator) : undefined
  if (h > 18 || (m ?? 0) > 59 || (s ?? 0) > 59) return undefined
  found.offsetMs = (sign === '-' ? -1 : 1) * (h * 3600 + (m ?? 0) * 60 + (s ?? 0)) * 1000
  return at
}

function readGmt(text: string, from: number, found: Found, full: boolean): number | undefined {
  const rest = text.slice(from)
  const match = full
    ? /^gmt(?:([+-])(\d\d):(\d\d)(?::(\d\d))?|(?![+-]))/i.exec(rest)
    : /^gmt(?:([+-])(\d\d?)(?::(\d\d)(?::(\d\d))?)?|(?![+-]))/i.exec(rest)
  if (!match) return undefined
  const [all, sign, h = '0', m = '0', s = '0'] = match
  const size = (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000
  if (size > 18 * 3_600_000 || Number(m) > 59 || Number(s) > 59) return undefined
  found.offsetMs = sign === '-' ? -size : size
  return from + all.length
}

/** The longest name of a zone that stands there. */
const readZone: Read = (text, from, found) => {
  const [run = ''] = /^[A-Za-z0-9~/._:+-]+/.exec(text.slice(from)) ?? []
  for (let length = run.length; length > 0; length--) {
    const name = run.slice(0, length)
    const zone = /^[+-]/.test(name) || /^z$/i.test(name) ? zoneOfText(name) : findZone(name)
    if (zone ?? zoneOfText(name)) {
      found.zone = zone ?? zoneOfText(name)
      return from + length
    }
  }
  return undefined
}

/** The longest name of a zone in words: `CET`, `Central European Standard Time`. */
function readZoneName(text: string, from: number, found: Found): number | undefined {
  const rest = text.slice(from).toLowerCase()
  let best: readonly [name: string, zone: Zone] | undefined
  for (const [name, zone] of zoneNames(found.lab))
    if (name.length > (best?.[0].length ?? 0) && rest.startsWith(name)) best = [name, zone]
  if (!best) return undefined
  found.zone = best[1]
  return from + best[0].length
}

function resolve(found: Found, zone: Zone): number | undefined {
  const days = resolveDate(found.fields)
  const ms = resolveTime(found.fields)
  if (days === undefined || ms === undefined) return undefined
  const local = days * DAY_MS + ms
  if (found.zone) return found.zone.toUtc(local)
  return found.offsetMs === undefined ? zone.toUtc(local) : local - found.offsetMs
}

function resolveDate(fields: ReadonlyMap<Field | 'nano', number>): number | undefined {
  const ofEra = fields.get('yearOfEra')
  if (ofEra !== undefined && ofEra < 1) return undefined
  const year =
    ofEra === undefined ? fields.get('year') : fields.get('era') === 0 ? 1 - ofEra : ofEra
  const [month, day, ofYear] = [fields.get('month'), fields.get('day'), fields.get('dayOfYear')]
  const first = daysFromCivil(year ?? 1970, 1, 1)
  const size = daysFromCivil((year ?? 1970) + 1, 1, 1) - first
  const isWhole = year !== undefined && month !== undefined && day !== undefined
  if (ofYear !== undefined && !isWhole)
    return ofYear < 1 || ofYear > size
      ? undefined
      : agreeing(first + ofYear - 1, month, day, year ?? 1970)
  const [m, d] = [month ?? 1, day ?? 1]
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(year ?? 1970, m)) return undefined
  const days = daysFromCivil(year ?? 1970, m, d)
  return isWhole && ofYear !== undefined && ofYear !== days - first + 1 ? undefined : days
}

/** A day of the year, beside a month or a day that must not contradict it. */
function agreeing(
  days: number,
  month: number | undefined,
  day: number | undefined,
  year: number,
): number | undefined {
  if (month !== undefined) {
    if (month < 1 || month > 12) return undefined
    const first = daysFromCivil(year, month, 1)
    if (days < first || days >= first + daysInMonth(year, month)) return undefined
    return day === undefined || days - first + 1 === day ? days : undefined
  }
  if (day === undefined) return days
  for (let m = 1; m <= 12; m++)
    if (day <= daysInMonth(year, m) && daysFromCivil(year, m, day) === days) return days
  return undefined
}

const between = (value: number | undefined, low: number, high: number) =>
  value === undefined || (value >= low && value <= high)

function resolveTime(fields: ReadonlyMap<Field | 'nano', number>): number | undefined {
  const hour = resolveHour(fields)
  const [minute, second] = [fields.get('minute'), fields.get('second')]
  if (!between(hour, 0, 23) || !between(minute, 0, 59) || !between(second, 0, 59)) return undefined
  return (
    (hour ?? 0) * 3_600_000 +
    (minute ?? 0) * 60_000 +
    (second ?? 0) * 1000 +
    Math.floor((fields.get('nano') ?? 0) / 1_000_000)
  )
}

/** NaN when hours contradict each other or are out of their range. */
function resolveHour(fields: ReadonlyMap<Field | 'nano', number>): number | undefined {
  const given = fields.get('hour')
  const [ofClock, half] = [fields.get('clockHour'), fields.get('half')]
  const ofHalf = fields.get('clockHourOfHalf')
  const hourOfHalf = fields.get('hourOfHalf')
  // Nearly all patterns: nothing to hold the hour against.
  if ((ofClock ?? half ?? ofHalf ?? hourOfHalf) === undefined) return given
  if (!between(ofClock, 1, 24) || !between(ofHalf, 1, 12)) return NaN
  const hours = new Set<number>()
  if (given !== undefined) hours.add(given)
  if (ofClock !== undefined) hours.add(ofClock % 24)
  const halves = new Set<number>()
  if (hourOfHalf !== undefined) halves.add(hourOfHalf)
  if (ofHalf !== undefined) halves.add(ofHalf % 12)
  if (halves.size > 1) return NaN
  const [inHalf] = halves
  if (inHalf !== undefined && !between(inHalf, 0, 11))
    return half === undefined ? NaN : half * 12 + inHalf
  if (inHalf !== undefined && half !== undefined) hours.add(half * 12 + inHalf)
  if (hours.size > 1) return NaN
  const [hour] = hours
  if (hour !== undefined) return hour
  return inHalf ?? (half === 1 ? 12 : undefined)
}
