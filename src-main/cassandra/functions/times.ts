// now, uuid and the like, and conversions between dates, timestamps and time-based uuids.
import { randomUUID } from 'node:crypto'
import { DAY_MS } from '@shared/dates'
import { integerToBytes, native } from '../types'
import { newTimeUuid, timeUuid, timeUuidMs } from '../types/time-uuid'
import { uuidToBytes } from '../types/value-codec'
import type { NativeFunction, Signature } from './function'
import { dateBytes, dateMs, timestampBytes, timestampMs } from './time-bytes'

const LOWEST = Buffer.from('8080808080808080', 'hex')
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
]
