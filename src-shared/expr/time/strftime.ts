// Python's date patterns: `%d/%m/%Y %H:%M:%S` (strftime(3)), with GNU's `%-d` for no padding. Reading is
// lenient about the number of digits, as strptime is. Month and day names are English, as Python's are
// by default.
import {
  civilFromDays,
  DAY_MS,
  dayOfYear,
  daysFromCivil,
  daysInMonth,
  isoWeek,
  isoWeekday,
} from '../../dates'
import { DAYS, MONTHS } from './java-pattern'
import type { Zone } from './zone'

type Field =
  | 'year'
  | 'year2'
  | 'month'
  | 'monthName'
  | 'monthShort'
  | 'day'
  | 'dayOfYear'
  | 'hour'
  | 'hour12'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half'
  | 'weekday'
  | 'weekdayShort'
  | 'weekdayNumber'
  | 'week'
  | 'offset'
  | 'epoch'
  | 'zone'
type Piece = { readonly text: string } | { readonly field: Field; readonly width: number }

/** Undefined when a letter means nothing. */
export function strftimePattern(text: string):
  | {
      format(utcMs: number, zone: Zone): string
      parse(text: string, zone: Zone): number | undefined
    }
  | undefined {
  const pieces = strftimePieces(text)
  return pieces && { format: formatter(pieces), parse: reader(pieces) }
}

const STRFTIME: Readonly<Record<string, readonly [Field, number]>> = {
  Y: ['year', 4],
  y: ['year2', 2],
  m: ['month', 2],
  B: ['monthName', 1],
  b: ['monthShort', 1],
  d: ['day', 2],
  j: ['dayOfYear', 3],
  H: ['hour', 2],
  I: ['hour12', 2],
  M: ['minute', 2],
  S: ['second', 2],
  f: ['fraction', 6],
  p: ['half', 1],
  A: ['weekday', 1],
  a: ['weekdayShort', 1],
  u: ['weekdayNumber', 1],
  V: ['week', 2],
  z: ['offset', 1],
  s: ['epoch', 1],
  Z: ['zone', 1],
}

/** `%F` and `%T` are `%Y-%m-%d` and `%H:%M:%S`. */
function strftimePieces(text: string): Piece[] | undefined {
  const pieces: Piece[] = []
  const full = text
    .replaceAll('%F', '%Y-%m-%d')
    .replaceAll('%T', '%H:%M:%S')
    .replaceAll('%R', '%H:%M')
    .replaceAll('%D', '%m/%d/%y')
  for (let i = 0; i < full.length; i++) {
    if (full.charAt(i) !== '%') {
      pieces.push({ text: full.charAt(i) })
      continue
    }
    let letter = full.charAt(++i)
    if (letter === '%') {
      pieces.push({ text: '%' })
      continue
    }
    const bare = letter === '-'
    if (bare) letter = full.charAt(++i)
    const found = STRFTIME[letter]
    if (!found) return undefined
    pieces.push({ field: found[0], width: bare ? 1 : found[1] })
  }
  return pieces
}

interface Clock {
  readonly utcMs: number
  readonly days: number
  readonly year: number
  readonly month: number
  readonly day: number
  readonly ms: number
  readonly zone: Zone
}

function formatter(pieces: readonly Piece[]): (utcMs: number, zone: Zone) => string {
  const writers = pieces.map(piece =>
    'text' in piece ? () => piece.text : writer(piece.field, piece.width),
  )
  return (utcMs, zone) => {
    const local = zone.toLocal(utcMs)
    const days = Math.floor(local / DAY_MS)
    const { year, month, day } = civilFromDays(days)
    const clock: Clock = { utcMs, days, year, month, day, ms: local - days * DAY_MS, zone }
    let text = ''
    for (const write of writers) text += write(clock)
    return text
  }
}

const pad = (n: number, width: number) =>
  width === 2 ? (n < 10 ? `0${n}` : `${n}`) : String(n).padStart(width, '0')

function writer(field: Field, width: number): (c: Clock) => string {
  switch (field) {
    case 'year':
      return c => (c.year < 0 ? `-${pad(-c.year, width)}` : pad(c.year, width))
    case 'year2':
      return c => pad(((c.year % 100) + 100) % 100, 2)
    case 'month':
      return c => pad(c.month, width)
    case 'monthName':
      return c => MONTHS[c.month - 1] ?? ''
    case 'monthShort':
      return c => (MONTHS[c.month - 1] ?? '').slice(0, 3)
    case 'day':
      return c => pad(c.day, width)
    case 'dayOfYear':
      return c => pad(dayOfYear(c.days), width)
    case 'hour':
      return c => pad(Math.floor(c.ms / 3_600_000), width)
    case 'hour12':
      return c => pad(((Math.floor(c.ms / 3_600_000) + 11) % 12) + 1, width)
    case 'minute':
      return c => pad(Math.floor(c.ms / 60_000) % 60, width)
    case 'second':
      return c => pad(Math.floor(c.ms / 1000) % 60, width)
    case 'fraction':
      return c =>
        pad(Math.floor(c.ms % 1000), 3)
          .padEnd(width, '0')
          .slice(0, width)
    case 'half':
      return c => (c.ms < DAY_MS / 2 ? 'AM' : 'PM')
    case 'weekday':
      return c => DAYS[isoWeekday(c.days) - 1] ?? ''
    case 'weekdayShort':
      return c => (DAYS[isoWeekday(c.days) - 1] ?? '').slice(0, 3)
    case 'weekdayNumber':
      return c => String(isoWeekday(c.days))
    case 'week':
      return c => pad(isoWeek(c.days), width)
    case 'epoch':
      return c => String(Math.floor(c.utcMs / 1000))
    case 'zone':
      return c => c.zone.name
    case 'offset':
      return offsetText
  }
}

function offsetText(c: Clock): string {
  const minutes = Math.round(c.zone.offsetAt(c.utcMs) / 60_000)
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${pad(size % 60, 2)}`
}

const NUMBER_WIDTH_MAX: Partial<Record<Field, number>> = {
  year: 6,
  year2: 2,
  month: 2,
  day: 2,
  dayOfYear: 3,
  hour: 2,
  hour12: 2,
  minute: 2,
  second: 2,
  fraction: 9,
  weekdayNumber: 1,
  week: 2,
  epoch: 12,
}

function reader(pieces: readonly Piece[]): (text: string, zone: Zone) => number | undefined {
  const fields: Field[] = []
  let source = '^\\s*'
  for (const [i, piece] of pieces.entries()) {
    if ('text' in piece) {
      source += piece.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      continue
    }
    fields.push(piece.field)
    const max = NUMBER_WIDTH_MAX[piece.field]
    if (max !== undefined) {
      const next = pieces[i + 1]
      const tight =
        next !== undefined && 'field' in next && NUMBER_WIDTH_MAX[next.field] !== undefined
      source += tight && piece.width > 1 ? `(\\d{${piece.width}})` : `(\\d{1,${max}})`
    } else if (piece.field === 'offset') source += '(Z|[+-]\\d\\d:?\\d\\d)'
    else source += piece.field === 'zone' ? '([\\w/+-]+)' : '([A-Za-z]+)'
  }
  const pattern = new RegExp(`${source}\\s*$`)
  return (text, zone) => {
    const match = pattern.exec(text)
    if (!match) return undefined
    const found: Partial<Record<Field, string>> = {}
    for (const [i, field] of fields.entries()) found[field] = match[i + 1]
    return assemble(found, zone)
  }
}

function assemble(found: Partial<Record<Field, string>>, zone: Zone): number | undefined {
  const number = (field: Field, absent: number) =>
    found[field] === undefined ? absent : Number(found[field])
  if (found.epoch !== undefined) return Number(found.epoch) * 1000
  const year = found.year2 !== undefined ? 2000 + Number(found.year2) : number('year', 1970)
  let month = number('month', 1)
  const name = (found.monthName ?? found.monthShort)?.toLowerCase()
  if (name !== undefined) {
    month =
      MONTHS.findIndex(m => m.toLowerCase() === name || m.slice(0, 3).toLowerCase() === name) + 1
    if (month === 0) return undefined
  }
  const day = number('day', 1)
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  let hour = number('hour', 0)
  if (found.hour12 !== undefined)
    hour = (Number(found.hour12) % 12) + (found.half?.toUpperCase() === 'PM' ? 12 : 0)
  const minute = number('minute', 0)
  const second = number('second', 0)
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const days =
    found.dayOfYear === undefined
      ? daysFromCivil(year, month, day)
      : daysFromCivil(year, 1, 1) + Number(found.dayOfYear) - 1
  const fraction =
    found.fraction === undefined ? 0 : Math.floor(Number(`0.${found.fraction}`) * 1000 + 1e-6)
  const local = days * DAY_MS + hour * 3_600_000 + minute * 60_000 + second * 1000 + fraction
  const { offset } = found
  if (offset === undefined) return zone.toUtc(local)
  if (offset === 'Z') return local
  const sign = offset.startsWith('-') ? -1 : 1
  return local - sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000
}
