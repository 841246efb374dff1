// CAST(x AS type): the conversions that exist between types.
import { invalid } from '../errors'
import { type CqlType, isNative } from '../types'
import { bytesToBigInt, bytesToDecimal, decimalToBytes } from '../types/java-numbers'
import type { Signature } from './function'
import { floatBytes, integerBytes, isNumeric, toDecimal, toNumber } from './numbers'
import { dateBytes, dateMs, timestampBytes, timestampMs } from './time-bytes'
import { timeUuidMs } from '../types/time-uuid'

const TIMES = ['timeuuid', 'timestamp', 'date']

export function castSignature(from: CqlType, to: CqlType, text: string): Signature {
  const cannot = () => invalid(`${text} cannot be cast to ${to.name}`)
  if (!isNative(from) || !isNative(to)) throw cannot()
  const convert = conversion(from, to)
  if (!convert) throw cannot()
  return {
    args: [from],
    returns: to,
    call: ([value]) => (value && (value.length > 0 || from.emptyAllowed) ? convert(value) : null),
  }
}

function conversion(from: CqlType, to: CqlType): ((value: Buffer) => Buffer) | undefined {
  if (from.kind === to.kind) return value => value
  if (isNumeric(from) && isNumeric(to) && to.kind !== 'counter')
    return value => numberTo(from, to, value)
  if (
    (to.kind === 'text' || to.kind === 'ascii') &&
    from.kind !== 'blob' &&
    from.kind !== 'duration'
  ) {
    if (to.kind === 'ascii' && from.kind === 'text') return undefined
    return value => Buffer.from(from.toText(value), 'utf8')
  }
  if (TIMES.includes(from.kind) && (to.kind === 'timestamp' || to.kind === 'date')) {
    const ms = (value: Buffer) =>
      from.kind === 'timeuuid'
        ? timeUuidMs(value)
        : from.kind === 'date'
          ? dateMs(value)
          : timestampMs(value)
    return value => (to.kind === 'date' ? dateBytes(ms(value)) : timestampBytes(ms(value)))
  }
  return undefined
}

function numberTo(from: CqlType, to: CqlType, value: Buffer): Buffer {
  if (to.kind === 'float' || to.kind === 'double') return floatBytes(to, toNumber(from, value))
  if (to.kind === 'decimal') return decimalToBytes(toDecimal(from, value))
  if (from.kind === 'float' || from.kind === 'double')
    return integerBytes(to, floatToInteger(toNumber(from, value), to))
  if (from.kind === 'decimal') {
    const { unscaled, scale } = bytesToDecimal(value)
    return integerBytes(
      to,
      scale > 0 ? unscaled / 10n ** BigInt(scale) : unscaled * 10n ** BigInt(-scale),
    )
  }
  return integerBytes(to, bytesToBigInt(value))
}

/**
 * Java's narrowing: NaN is 0, too big is the biggest int (or long), small types are cut from that.
 */
function floatToInteger(n: number, to: CqlType): bigint {
  if (Number.isNaN(n)) return 0n
  if (to.kind === 'varint') return Number.isFinite(n) ? BigInt(Math.trunc(n)) : 0n
  const bits = to.kind === 'bigint' ? 64n : 32n
  const most = (1n << (bits - 1n)) - 1n
  if (n >= Number(most)) return most
  return n <= -Number(most) - 1 ? -most - 1n : BigInt(Math.trunc(n))
}
