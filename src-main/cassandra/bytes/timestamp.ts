// The time of a write: microseconds over the whole range of a bigint. It is a number where a number
// is exact, which is every usual time and quick, and a bigint beyond. So each time has one form: two
// are compared with <, > and ===, which are exact between the two forms as well.

export type Timestamp = number | bigint

const LAST = 2n ** 63n - 1n
const FIRST = -(2n ** 63n)

/** A time out of range, as a rounded one of an old file may be, becomes the nearest one. */
export function timestampFrom(value: bigint): Timestamp {
  const near = Number(value)
  if (Number.isSafeInteger(near)) return near
  return value > LAST ? LAST : value < FIRST ? FIRST : value
}

export const laterTime = (a: Timestamp, b: Timestamp): Timestamp => (a > b ? a : b)

/** The time so many microseconds away, though not beyond the ends. */
export function timeShifted(timestamp: Timestamp, by: number): Timestamp {
  if (typeof timestamp === 'number') {
    const shifted = timestamp + by
    if (Number.isSafeInteger(shifted)) return shifted
  }
  return timestampFrom(BigInt(timestamp) + BigInt(by))
}
