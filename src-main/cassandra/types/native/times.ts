// Times: a moment, a day, a time of day, and a span of months, days and nanoseconds.
import { invalid } from '../../errors'
import { durationText, parseDuration } from '../duration-text'
import { javaClass, javaText, JsonNumber, jsonText } from '../json'
import {
  dateText,
  parseDate,
  parseTime,
  parseTimestamp,
  timestampText,
  timeText,
} from '../time-text'
import { bytesToDuration, durationToBytes } from '../value-codec'
import { EMPTY } from '../type'
import { byBytes, CUSTOM, define, escapedKey } from './define'
import { integerOrder, integerToBytes } from './numbers'

export const timestamp = define('timestamp', {
  ...integerOrder(8),
  option: 0xb,
  className: 'TimestampType',
  accepts: ['STRING', 'INTEGER'],
  fixedLength: 8,
  parse: s => {
    if (s === '') return EMPTY
    if (/^now$/i.test(s)) return integerToBytes(BigInt(Date.now()), 8)
    const isNumber = /^-?\d+$/.test(s)
    const ms = isNumber ? BigInt(s) : parseTimestamp(s)
    if (ms === undefined) throw invalid(`Unable to parse a date/time from '${s}'`)
    if (isNumber && BigInt.asIntN(64, ms) !== ms)
      throw invalid(`Unable to make long (for date) from: '${s}'`)
    return integerToBytes(ms, 8)
  },
  flaw: value =>
    value.length === 8 ? undefined : `Expected 8 or 0 byte long for date (${value.length})`,
  toText: value => `${timestampText(value.readBigInt64BE())}Z`.replace(' ', 'T'),
  toJson: value => jsonText(`${timestampText(value.readBigInt64BE())}Z`),
  fromJson: (value, parse) => {
    if (value instanceof JsonNumber && !/[.eE]/.test(value.text)) return parse(value.text)
    if (typeof value === 'string') return parse(value)
    throw invalid(
      `Expected a long or a datestring representation of a timestamp value, but got a ${javaClass(value)}: ${javaText(value)}`,
    )
  },
})

const DAY_NANOS = 86_400_000_000_000n
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
  parse: s => {
    if (/^-?\d+$/.test(s)) {
      if (BigInt(s) < 0n || BigInt(s) > 0xffffffffn)
        throw invalid(`Unable to make unsigned int (for date) from: '${s}'`)
      return unsignedDate(Number(s))
    }
    const days = parseDate(s)
    if (days === undefined) throw invalid(`Unable to coerce '${s}' to a formatted date (long)`)
    if (days < -DATE_ZERO)
      throw invalid(`Input date ${s} is less than min supported date -5877641-06-23T00:00Z[UTC]`)
    if (days >= DATE_ZERO)
      throw invalid(`Input date ${s} is greater than max supported date +5881580-07-11T00:00Z[UTC]`)
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
  parse: s => {
    const isNumber = /^-?\d+$/.test(s)
    const nanos = isNumber ? BigInt(s) : parseTime(s)
    if (isNumber && (BigInt(s) < 0n || BigInt(s) >= DAY_NANOS))
      throw invalid(`Unable to make long (for time) from: '${s}'`)
    if (nanos === undefined)
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
  accepts: ['DURATION', 'INTEGER'],
  parse: s => (s === '' ? EMPTY : durationToBytes(parseDuration(s))),
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
