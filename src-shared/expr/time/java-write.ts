// Writes moments by Spark's patterns, as java.time does.
import { civilFromDays, DAY_MS, dayOfYear, isoWeekday } from '../../dates'
import type { Element, Field, NumberElement, OffsetElement } from './java-pattern'
import type { Zone } from './zone'

interface Moment {
  readonly utcMs: number
  readonly zone: Zone
  readonly fields: Readonly<Record<Field, number>>
  readonly ms: number
}
type Write = (moment: Moment) => string

export function javaWriter(elements: readonly Element[]): (utcMs: number, zone: Zone) => string {
  const write = together(elements)
  return (utcMs, zone) => write(momentOf(utcMs, zone))
}

function together(elements: readonly Element[]): Write {
  const writers = elements.map(writer)
  return moment => {
    let text = ''
    for (const write of writers) text += write(moment)
    return text
  }
}

function momentOf(utcMs: number, zone: Zone): Moment {
  const local = zone.toLocal(utcMs)
  const days = Math.floor(local / DAY_MS)
  const { year, month, day } = civilFromDays(days)
  const ms = local - days * DAY_MS
  const hour = Math.floor(ms / 3_600_000)
  return {
    utcMs,
    zone,
    ms: ms % 1000,
    fields: {
      era: year > 0 ? 1 : 0,
      year,
      yearOfEra: year > 0 ? year : 1 - year,
      quarter: Math.ceil(month / 3),
      month,
      day,
      dayOfYear: dayOfYear(days),
      weekday: isoWeekday(days),
      dayOfAlignedWeek: ((day - 1) % 7) + 1,
      half: hour < 12 ? 0 : 1,
      hour,
      clockHour: hour === 0 ? 24 : hour,
      hourOfHalf: hour % 12,
      clockHourOfHalf: hour % 12 === 0 ? 12 : hour % 12,
      minute: Math.floor(ms / 60_000) % 60,
      second: Math.floor(ms / 1000) % 60,
    },
  }
}

function writer(element: Element): Write {
  switch (element.kind) {
    case 'literal':
      return () => element.text
    case 'number':
      return ({ fields }) => numberText(fields[element.field], element)
    case 'fraction':
      return ({ ms }) =>
        String(Math.floor(ms)).padStart(3, '0').padEnd(element.max, '0').slice(0, element.max)
    case 'text':
      return ({ fields }) => element.texts[fields[element.field]] ?? ''
    case 'offset':
      return ({ utcMs, zone }) => offsetText(zone.offsetAt(utcMs), element)
    case 'gmt':
      return ({ utcMs, zone }) => gmtText(zone.offsetAt(utcMs), element.full)
    case 'zone':
      return ({ zone }) => zone.name
    case 'zoneName':
      return ({ utcMs, zone }) => zone.nameAt(utcMs, element.full)
    case 'optional':
      return together(element.elements)
  }
}

function numberText(value: number, { min, sign, reduced }: NumberElement): string {
  const size = Math.abs(value)
  if (reduced) return String(size % 100).padStart(2, '0')
  const digits = String(size).padStart(min, '0')
  if (value < 0) return `-${digits}`
  return sign === 'exceeds' && digits.length > min ? `+${digits}` : digits
}

const two = (n: number) => String(n).padStart(2, '0')

function offsetText(offsetMs: number, { colon, minutes, seconds, none }: OffsetElement): string {
  const size = Math.abs(Math.round(offsetMs / 1000))
  const [h, m, s] = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60]
  if (size === 0) return none
  const separator = colon ? ':' : ''
  let text = `${offsetMs < 0 ? '-' : '+'}${two(h)}`
  if (minutes === 'always' || m > 0) text += separator + two(m)
  if (seconds && s > 0) text += separator + two(s)
  // Java writes no offset when all that is shown of it is zero.
  return h + m + (seconds ? s : 0) === 0 ? none : text
}

function gmtText(offsetMs: number, full: boolean): string {
  const size = Math.abs(Math.round(offsetMs / 1000))
  if (size === 0) return 'GMT'
  const [h, m, s] = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60]
  const tail = full || m > 0 || s > 0 ? `:${two(m)}${s > 0 ? `:${two(s)}` : ''}` : ''
  return `GMT${offsetMs < 0 ? '-' : '+'}${full ? two(h) : h}${tail}`
}
