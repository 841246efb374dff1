// The bytes of dates and timestamps, and the milliseconds since 1970 that they stand for.
import { DAY_MS } from '@shared/dates'
import { integerToBytes } from '../types'

export const timestampBytes = (ms: number) => integerToBytes(BigInt(ms), 8)
export const timestampMs = (value: Buffer) => Number(value.readBigInt64BE())

export function dateBytes(ms: number): Buffer {
  const out = Buffer.allocUnsafe(4)
  // Java drops the part of a second downwards, but the part of a day towards 1970.
  const days = Math.trunc((Math.floor(ms / 1000) * 1000) / DAY_MS)
  // Java cuts the number to 32 bits.
  out.writeUInt32BE(Number(BigInt.asUintN(32, BigInt(days) + 2n ** 31n)))
  return out
}
export const dateMs = (value: Buffer) => (value.readUInt32BE() - 2 ** 31) * DAY_MS
