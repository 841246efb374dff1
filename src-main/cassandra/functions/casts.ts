// CAST(x AS type): the conversions that exist between types (CastFcts).
import { CqlError, errorCode } from '../errors'
import { type CqlType, native } from '../types'
import { bytesToDecimal, decimalText, decimalToBytes } from '../types/java-numbers'
import { timeUuidMs } from '../types/time-uuid'
import type { Signature } from './function'
import {
  floatBytes,
  integerBytes,
  isFloating,
  javaTruncated,
  numericNames,
  readInteger,
  toDecimal,
  toNumber,
  wholeOf,
} from './numbers'
import { dateBytes, dateMs, timestampBytes, timestampMs } from './time-bytes'

/** The conversions to a type; a type that has none cannot be cast to. */
export function castsTo(to: CqlType): readonly Signature[] {
  const from = (name: string, convert: (value: Buffer, type: CqlType) => Buffer): Signature => {
    const type = native(name)
    return {
      args: [type],
      returns: to,
      call: ([value]) =>
        value && (value.length > 0 || type.emptyAllowed) ? convert(value, type) : null,
    }
  }
  if (to.kind === 'text' || to.kind === 'ascii')
    return (to.kind === 'text' ? [...SHOWN, 'ascii'] : SHOWN).map(name =>
      from(name, (value, type) => Buffer.from(shownBy(type, value), 'utf8')),
    )
  if (to.kind === 'date')
    return [
      from('timeuuid', value => dateBytes(timeUuidMs(value))),
      from('timestamp', value => dateBytes(timestampMs(value))),
    ]
  if (to.kind === 'timestamp')
    return [
      from('timeuuid', value => timestampBytes(timeUuidMs(value))),
      from('date', value => timestampBytes(dateMs(value))),
    ]
  if (!numericNames.includes(to.kind) || to.kind === 'counter') return []
  return numericNames
    .filter(name => name !== to.kind)
    .map(name => from(name, (value, type) => numberTo(type, to, value)))
}

/** A decimal as Java's BigDecimal prints itself, which may be in scientific notation. */
const shownBy = (type: CqlType, value: Buffer) =>
  type.kind === 'decimal' ? decimalText(bytesToDecimal(value)) : type.toText(value)

const SHOWN = [
  ...numericNames,
  ...['inet', 'boolean', 'timeuuid', 'timestamp', 'date', 'time', 'uuid'],
]

function numberTo(from: CqlType, to: CqlType, value: Buffer): Buffer {
  if (isFloating(to)) return floatBytes(to, toNumber(from, value))
  if (to.kind === 'decimal') {
    const char = isFloating(from) ? /^-?([NI])/.exec(from.toText(value))?.[1] : undefined
    if (char !== undefined)
      throw new CqlError(
        errorCode.serverError,
        `java.lang.NumberFormatException: Character ${char} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`,
      )
    return decimalToBytes(toDecimal(from, value))
  }
  if (isFloating(from)) return integerBytes(to, javaTruncated(toNumber(from, value), to))
  const whole = from.kind === 'decimal' ? wholeOf(bytesToDecimal(value)) : readInteger(from, value)
  // A varint is made from the long that Java cuts out.
  return integerBytes(to, to.kind === 'varint' ? BigInt.asIntN(64, whole) : whole)
}
