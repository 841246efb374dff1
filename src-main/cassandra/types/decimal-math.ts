// Arithmetic of decimals with the digits that Java's BigDecimal keeps, and exp and log to as many
// digits as asked (Cassandra takes at least 32). Fractions are whole numbers of 10^-places inside.
import { CqlError, errorCode } from '../errors'
import { type Decimal, parseDecimal, rescale } from './java-numbers'

const magnitude = (n: bigint) => (n < 0n ? -n : n)
export const digitsOf = (n: bigint): number => magnitude(n).toString().length
const power = (n: number) => 10n ** BigInt(n)

export function roundHalfEven(value: bigint, by: bigint): bigint {
  const sign = value < 0n !== by < 0n ? -1n : 1n
  const [n, d] = [magnitude(value), magnitude(by)]
  const whole = n / d
  const twice = (n % d) * 2n
  const up = twice > d || (twice === d && whole % 2n === 1n)
  return sign * (up ? whole + 1n : whole)
}

export function roundHalfUp(value: bigint, by: bigint): bigint {
  const sign = value < 0n !== by < 0n ? -1n : 1n
  const [n, d] = [magnitude(value), magnitude(by)]
  return (sign * (n * 2n + d)) / (d * 2n)
}

export function add(a: Decimal, b: Decimal, sign: 1n | -1n = 1n): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { unscaled: rescale(a, scale) + sign * rescale(b, scale), scale }
}

/** BigDecimal.divide(b, scale, HALF_UP).stripTrailingZeros(). */
export function divideToScale(a: Decimal, b: Decimal, scale: number): Decimal {
  const raise = scale + b.scale - a.scale
  const [n, d] =
    raise >= 0 ? [a.unscaled * power(raise), b.unscaled] : [a.unscaled, b.unscaled * power(-raise)]
  return stripped({ unscaled: roundHalfUp(n, d), scale }, -Infinity)
}

function stripped({ unscaled, scale }: Decimal, least: number): Decimal {
  if (unscaled === 0n) return { unscaled, scale: Number.isFinite(least) ? least : 0 }
  while (scale > least && unscaled % 10n === 0n) {
    unscaled /= 10n
    scale--
  }
  return { unscaled, scale }
}

/** BigDecimal.remainder, with the scale that its quotient leaves it. */
export function remainder(a: Decimal, b: Decimal): Decimal {
  const common = Math.max(a.scale, b.scale)
  const [x, y] = [rescale(a, common), rescale(b, common)]
  const preferred = a.scale - b.scale
  const quotient = x / y
  const { scale } =
    preferred >= 0 || quotient === 0n
      ? { scale: preferred }
      : stripped({ unscaled: quotient, scale: 0 }, preferred)
  const last = Math.max(a.scale, scale + b.scale)
  const rest = x % y
  return {
    unscaled: last >= common ? rest * power(last - common) : rest / power(common - last),
    scale: last,
  }
}

/** BigDecimal.divide with a precision, half even. */
function divide(a: Decimal, b: Decimal, digits: number): Decimal {
  const preferred = a.scale - b.scale
  const extra = Math.max(0, digits + digitsOf(b.unscaled) - digitsOf(a.unscaled) + 1)
  const [n, d] = [a.unscaled * power(extra), b.unscaled]
  if (n % d === 0n) {
    const exact = stripped({ unscaled: n / d, scale: preferred + extra }, preferred)
    if (digitsOf(exact.unscaled) <= digits) return exact
  }
  const whole = digitsOf(n / d) - digits
  return { unscaled: roundHalfEven(n, d * power(whole)), scale: preferred + extra - whole }
}

function rounded({ unscaled, scale }: Decimal, digits: number): Decimal {
  const over = digitsOf(unscaled) - digits
  if (over <= 0) return { unscaled, scale }
  const cut = roundHalfEven(unscaled, power(over))
  return rounded({ unscaled: cut, scale: scale - over }, digits)
}

const GUARD_DIGITS = 25
/** Above this many powers of ten, a result would fill the memory. */
const EXPONENT_MAX = 1_000_000

const overflow = () =>
  new CqlError(errorCode.serverError, 'java.lang.ArithmeticException: Overflow')

export function exp(x: Decimal, digits: number): Decimal {
  if (x.unscaled === 0n) return { unscaled: 1n, scale: 0 }
  const places = digits + GUARD_DIGITS
  const size = Math.max(0, digitsOf(x.unscaled) - x.scale)
  if (size > 7) throw overflow()
  const fine = places + size
  const value = fixed(x, fine)
  const ten = lnTen(fine)
  const tens = value / ten - (value < 0n ? 1n : 0n)
  if (magnitude(tens) > BigInt(EXPONENT_MAX)) throw overflow()
  const part = expFixed(value - tens * ten, fine)
  return rounded({ unscaled: part, scale: fine - Number(tens) }, digits)
}

/** The natural logarithm of a positive number. */
export function log(x: Decimal, digits: number): Decimal {
  if (rescale(x, Math.max(0, x.scale)) === power(Math.max(0, x.scale)))
    return { unscaled: 0n, scale: 0 }
  const places = digits + GUARD_DIGITS + digitsOf(x.unscaled)
  const tens = digitsOf(x.unscaled) - x.scale - 1
  const mantissa = fixed({ unscaled: x.unscaled, scale: x.scale + tens }, places)
  return rounded(
    { unscaled: lnFixed(mantissa, places) + BigInt(tens) * lnTen(places), scale: places },
    digits,
  )
}

export function log10(x: Decimal, digits: number): Decimal {
  const more = digits + 2
  const ten = rounded({ unscaled: lnTen(more + GUARD_DIGITS), scale: more + GUARD_DIGITS }, more)
  const natural = log(x, more)
  return natural.unscaled === 0n ? natural : rounded(divide(natural, ten, more), digits)
}

function fixed({ unscaled, scale }: Decimal, places: number): bigint {
  return places >= scale
    ? unscaled * power(places - scale)
    : roundHalfEven(unscaled, power(scale - places))
}

const HALVINGS = 8n

/** e^value of a fraction between 0 and 3: a Taylor series of value / 2^8, squared eight times. */
function expFixed(value: bigint, places: number): bigint {
  const spare = 10
  const one = power(places + spare)
  const x = (value * power(spare)) >> HALVINGS
  let sum = one
  let term = one
  for (let i = 1n; term !== 0n; i++) {
    term = (term * x) / one / i
    sum += term
  }
  for (let i = 0n; i < HALVINGS; i++) sum = (sum * sum) / one
  return sum / power(spare)
}

/** ln of a fraction between 1 and 10, from the double's logarithm by Halley's steps. */
function lnFixed(value: bigint, places: number): bigint {
  const near = Math.log(Number(value / power(places - 15)) / 1e15)
  let y = fixed(parseDecimal(near.toFixed(15)) ?? { unscaled: 0n, scale: 0 }, places)
  for (let correct = 15; correct < places * 2; correct *= 3) {
    const e = expFixed(y, places)
    y += (2n * (value - e) * power(places)) / (value + e)
  }
  return y
}

const tenths = new Map<number, bigint>()
function lnTen(places: number): bigint {
  const known = tenths.get(places)
  if (known !== undefined) return known
  const found = lnFixed(10n * power(places), places)
  if (tenths.size < 100) tenths.set(places, found)
  return found
}
