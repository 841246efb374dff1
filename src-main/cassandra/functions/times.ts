// now, uuid and the like, and conversions between dates, timestamps and time-based uuids.
import { randomUUID } from 'node:crypto'
import { civilFromDays, DAY_MS } from '@shared/dates'
import { invalid } from '../errors'
import { integerToBytes, native } from '../types'
import { durationText, type DurationValue } from '../types/duration-text'
import { newTimeUuid, timeUuid, timeUuidMs } from '../types/time-uuid'
import { bytesToDuration, uuidToBytes } from '../types/value-codec'
import { isNegative, laterMonths } from './durations'
import type { NativeFunction, Signature } from './function'
import { dateBytes, dateMs, timestampBytes, timestampMs } from './time-bytes'

const LOWEST = Buffer.from('8080808080808080', 'hex')
const DAY_NANOS = 86_400_000_000_000n
const HIGHEST = Buffer.from('7f7f7f7f7f7f7f7f', 'hex')

const given = (name: string, returns: string, make: () => Buffer): NativeFunction => ({
  name,
  signatures: [{ args: [], returns: native(returns), pure: false, call: make }],
})
const from = (type: string, returns: string, convert: (value: Buffer) => Buffer): Signature => ({
  args: [native(type)],
  returns: native(returns),
  call: ([value]) => (value && value.length > 0 ? convert(value) : null),
})
const named = (names: readonly string[], signatures: readonly Signature[]): NativeFunction[] =>
  names.map(name => ({ name, signatures }))
/**
 * The last multiple of the duration that is not after the time, counted from `start`. A multiple of
 * months is guessed from the calendar and taken back while it overshoots.
 */
function floorMs(ms: number, duration: DurationValue, start: number): number {
  if (start > ms)
    throw invalid('The floor function starting time is greater than the provided time')
  refuseNegative(duration)
  const rest = Number(duration.days) * DAY_MS + Number(duration.nanos / 1_000_000n)
  const months = Number(duration.months)
  if (months === 0) return rest === 0 ? ms : ms - ((ms - start) % rest)
  const [from, to] = [
    civilFromDays(Math.floor(start / DAY_MS)),
    civilFromDays(Math.floor(ms / DAY_MS)),
  ]
  let times = Math.trunc(((to.year - from.year) * 12 + to.month - from.month) / months)
  let floor = laterMonths(start, times * months)
  while (floor + times * rest > ms) {
    times--
    floor = laterMonths(floor, -months)
  }
  return Math.max(start, floor + times * rest)
}

function floorTime(nanos: bigint, duration: DurationValue): bigint {
  refuseNegative(duration)
  if (duration.months !== 0n || duration.days !== 0n || duration.nanos > DAY_NANOS)
    throw invalid(
      'For time values, the floor can only be computed for durations smaller that a day',
    )
  return duration.nanos === 0n ? nanos : nanos - (nanos % duration.nanos)
}

function refuseNegative(duration: DurationValue): void {
  if (isNegative(duration))
    throw invalid('Negative durations are not supported by the floor function')
}

/** floor(time, duration) and floor(time, duration, start). */
function floors(
  type: string,
  returns: string,
  ms: (value: Buffer) => number,
  check: (duration: DurationValue) => void,
): Signature[] {
  const start = native(returns)
  const [toMs, toBytes] =
    returns === 'date' ? ([dateMs, dateBytes] as const) : ([timestampMs, timestampBytes] as const)
  return [[], [start]].map((extra): Signature => ({
    args: [native(type), native('duration'), ...extra],
    returns: start,
    call: values => {
      const [value, span, since] = values
      if (!value?.length || !span?.length || since?.length === 0) return null
      const duration = bytesToDuration(span)
      check(duration)
      return toBytes(floorMs(ms(value), duration, since ? toMs(since) : 0))
    },
  }))
}

function dayPrecision(duration: DurationValue): void {
  if (duration.nanos !== 0n)
    throw invalid(
      `The floor on date values cannot be computed for the ${durationText(duration)} duration as precision is below 1 day`,
    )
}

function msPrecision(duration: DurationValue): void {
  if (duration.nanos % 1_000_000n !== 0n)
    throw invalid(
      `The floor cannot be computed for the ${durationText(duration)} duration as precision is below 1 millisecond`,
    )
}

const timeOfDay = () => integerToBytes(BigInt(Date.now() % DAY_MS) * 1_000_000n, 8)

export const timeFunctions: readonly NativeFunction[] = [
  given('now', 'timeuuid', newTimeUuid),
  given('current_timeuuid', 'timeuuid', newTimeUuid),
  given('currenttimeuuid', 'timeuuid', newTimeUuid),
  given('uuid', 'uuid', () => uuidToBytes(randomUUID()) ?? Buffer.alloc(16)),
  ...['current_timestamp', 'currenttimestamp'].map(name =>
    given(name, 'timestamp', () => timestampBytes(Date.now())),
  ),
  ...['current_date', 'currentdate'].map(name => given(name, 'date', () => dateBytes(Date.now()))),
  ...['current_time', 'currenttime'].map(name => given(name, 'time', timeOfDay)),
  ...named(
    ['min_timeuuid', 'mintimeuuid'],
    [from('timestamp', 'timeuuid', v => timeUuid(BigInt(timestampMs(v)) * 10_000n, LOWEST))],
  ),
  ...named(
    ['max_timeuuid', 'maxtimeuuid'],
    [
      from('timestamp', 'timeuuid', v =>
        timeUuid(BigInt(timestampMs(v)) * 10_000n + 9999n, HIGHEST),
      ),
    ],
  ),
  ...named(
    ['to_date', 'todate'],
    [
      from('timeuuid', 'date', v => dateBytes(timeUuidMs(v))),
      from('timestamp', 'date', v => dateBytes(timestampMs(v))),
    ],
  ),
  ...named(
    ['to_timestamp', 'totimestamp'],
    [
      from('timeuuid', 'timestamp', v => timestampBytes(timeUuidMs(v))),
      from('date', 'timestamp', v => timestampBytes(dateMs(v))),
    ],
  ),
  ...named(
    ['to_unix_timestamp', 'tounixtimestamp'],
    [
      from('timeuuid', 'bigint', v => timestampBytes(timeUuidMs(v))),
      from('timestamp', 'bigint', v => Buffer.from(v)),
      from('date', 'bigint', v => timestampBytes(dateMs(v))),
    ],
  ),
  ...named(
    ['floor'],
    [
      ...floors('timestamp', 'timestamp', timestampMs, msPrecision),
      ...floors('timeuuid', 'timestamp', timeUuidMs, msPrecision),
      ...floors('date', 'date', dateMs, dayPrecision),
      {
        args: [native('time'), native('duration')],
        returns: native('time'),
        call: ([value, span]) =>
          value?.length && span?.length
            ? integerToBytes(floorTime(value.readBigInt64BE(), bytesToDuration(span)), 8)
            : null,
      },
    ],
  ),
]
