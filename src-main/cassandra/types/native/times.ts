// Times: a moment, a day, a time of day, and a span of months, days and nanoseconds.
import { invalid } from '../../errors'
import { javaClass, javaText, JsonNumber, jsonText } from '../json'
import {
  dateText,
  durationText,
  parseDate,
  parseDuration,
  parseTime,
  parseTimestamp,
  timestampText,
  timeText,
} from '../time-text'
import { bytesToDuration, durationToBytes } from '../value-codec'
import { byBytes, CUSTOM, define, escapedKey } from './define'
import { integerOrder, integerToBytes } from './numbers'

export const timestamp = define('timestamp', {
  ...integerOrder(8),
  option: 0xb,
  className: 'TimestampType',
  accepts: ['STRING', 'INTEGER'],
  fixedLength: 8,
  parse: s => {
    const ms = parseTimestamp(s)
    if (ms === undefined) throw invalid(`Unable to coerce '${s}' to a formatted date (long)`)
    return integerToBytes(/^-?\d+$/.test(s) ? BigInt.asIntN(64, BigInt(s)) : BigInt(ms), 8)
  },
  flaw: value =>
    value.length === 8 ? undefined : `Expected 8 or 0 byte long for date (${value.length})`,
  toText: value => `${timestampText(Number(value.readBigInt64BE()))}Z`.replace(' ', 'T'),
  toJson: value => jsonText(`${timestampText(Number(value.readBigInt64BE()))}Z`),
  fromJson: (value, parse) => {
    if (value instanceof JsonNumber && !/[.eE]/.test(value.text)) return parse(value.text)
    if (typeof value === 'string') return parse(value)
    throw invalid(
      `Expected a long or a datestring representation of a timestamp value, but got a ${javaClass(value)}: ${javaText(value)}`,
    )
  },
})

const dateFlaw = (s: string) => invalid(`Unable to coerce '${s}' to a formatted date (long)`)
const DATE_ZERO = 2 ** 31
const unsignedDate = (days: number) => {
  const out = Buffer.allocUnsafe(4)
  out.writeUInt32BE(days)
  return out
}

export const date = define('date', {
  option: 0x11,
  className: 'SimpleDateType',
  accepts: ['STRING', 'INTEGER'],
  fixedLength: 4,
  parse: s => {
    if (/^\d+$/.test(s)) {
      if (Number(s) > 0xffffffff) throw dateFlaw(s)
      return unsignedDate(Number(s))
    }
    const days = parseDate(s)
    if (days === undefined || days < -DATE_ZERO || days >= DATE_ZERO) throw dateFlaw(s)
    return unsignedDate(days + DATE_ZERO)
  },
  compare: byBytes,
  flaw: value =>
    value.length === 4 ? undefined : `Expected 4 byte long for date (${value.length})`,
  toText: value => dateText(value.readUInt32BE(0) - DATE_ZERO),
  fromJson: (value, parse) => {
    if (typeof value === 'string') return parse(value)
    throw invalid(
      `Expected a string representation of a date value, but got a ${javaClass(value)}: ${javaText(value)}`,
    )
  },
  writeKey: (writer, value) => void writer.raw(value),
  readKey: reader => reader.raw(4),
})

export const time = define('time', {
  ...integerOrder(8),
  option: 0x12,
  className: 'TimeType',
  accepts: ['STRING', 'INTEGER'],
  fixedLength: 8,
  parse: s => {
    const nanos = /^\d+$/.test(s) ? BigInt(s) : parseTime(s)
    if (nanos === undefined || nanos >= 86_400_000_000_000n)
      throw invalid(`(TimeType) Unable to coerce '${s}' to a formatted time (long)`)
    return integerToBytes(nanos, 8)
  },
  flaw: value =>
    value.length === 8 ? undefined : `Expected 8 byte long for time (${value.length})`,
  toText: value => timeText(value.readBigInt64BE()),
  fromJson: (value, parse) => {
    if (typeof value === 'string') return parse(value)
    throw invalid(
      `Expected a string representation of a time value, but got a ${javaClass(value)}: ${javaText(value)}`,
    )
  },
})

export const duration = define('duration', {
  option: CUSTOM,
  className: 'DurationType',
  accepts: ['DURATION'],
  parse: s => {
    const value = parseDuration(s)
    if (!value) throw invalid(`Unable to convert '${s}' to a duration`)
    return durationToBytes(value)
  },
  compare: byBytes,
  flaw: value =>
    value.length >= 3 ? undefined : `Expected at least 3 bytes for a duration (${value.length})`,
  toText: value => durationText(bytesToDuration(value)),
  fromJson: (value, parse) => {
    if (typeof value === 'string') return parse(value)
    throw invalid(
      `Expected a string representation of a duration, but got a ${javaClass(value)}: ${javaText(value)}`,
    )
  },
  ...escapedKey,
})
