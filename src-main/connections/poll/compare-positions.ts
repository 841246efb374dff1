// The order of two values of a growing column, as texts that a relational database gave.
import { readMoment } from './moment'

const NUMBER = /^-?\d+(?:\.\d+)?$/

export function comparePositions(a: string | number, b: string | number): number {
  const [left, right] = [String(a), String(b)]
  if (NUMBER.test(left) && NUMBER.test(right)) {
    const whole = [left, right].every(text => !text.includes('.'))
    return whole ? order(BigInt(left), BigInt(right)) : order(Number(left), Number(right))
  }
  const [earlier, later] = [readMoment(left), readMoment(right)]
  return earlier && later ? order(earlier.ns, later.ns) : order(left, right)
}

function order<T extends number | bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
