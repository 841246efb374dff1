// Dates, timestamps and times of day moved by a duration. Months are moved on the calendar, as in
// Cassandra's Duration; days and less are plain lengths of time, because everything is in UTC.
import { addMonths, DAY_MS } from '@shared/dates'
import { invalid } from '../errors'
import { type CqlType, native } from '../types'
import type { DurationValue } from '../types/duration-text'
import { bytesToDuration } from '../types/value-codec'
import { dateBytes, dateMs, timestampBytes, timestampMs } from './time-bytes'

const NANOS_PER_MS = 1_000_000n

/** `value + duration`, or minus for a `sign` of -1. */
export function moved(type: CqlType, value: Buffer, duration: Buffer, sign: 1 | -1): Buffer {
  const { months, days, nanos } = bytesToDuration(duration)
  const isDate = type.kind === 'date'
  if (isDate ? nanos !== 0n : nanos % NANOS_PER_MS !== 0n)
    throw invalid(
      `The duration must have a ${isDate ? 'day' : 'millisecond'} precision. Was: ${native('duration').toText(duration)}`,
    )
  const from = isDate ? dateMs(value) : timestampMs(value)
  const later = laterMonths(from, sign * Number(months))
  const ms = later + sign * (Number(days) * DAY_MS + Number(nanos / NANOS_PER_MS))
  return isDate ? dateBytes(ms) : timestampBytes(ms)
}

export function laterMonths(ms: number, months: number): number {
  if (months === 0) return ms
  const day = Math.floor(ms / DAY_MS)
  return addMonths(day, months) * DAY_MS + (ms - day * DAY_MS)
}

export const isNegative = ({ months, days, nanos }: DurationValue): boolean =>
  months < 0n || days < 0n || nanos < 0n
