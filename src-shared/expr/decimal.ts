// Exact decimal numbers for money: an integer count of units of 10^-scale. Units stay a plain
// number while they are a safe integer (the fast path, no allocation of bigints) and become a
// bigint beyond; this form is canonical, so that equal units are `===`. Rounding is half up, as
// Spark's and SQL's. A Decimal does not survive structured clone as a class: send values through
// toJson/fromJson (json.ts) between threads.

export const DECIMAL_DIGITS_MAX = 38

const POWERS: number[] = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))
const POWERS_BIG: bigint[] = Array.from({ length: 80 }, (_, i) => 10n ** BigInt(i))

function pow10(n: number): bigint {
  return POWERS_BIG[n] ?? 10n ** BigInt(n)
}

/** The canonical form of an integer: a number when it is safe, a bigint beyond. */
export function canonicalInteger(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value
}

function divideHalfUp(a: bigint, b: bigint): bigint {
  const q = a / b
  const r = a % b
  if (r === 0n) return q
  const twice = (r < 0n ? -r : r) * 2n
  if (twice < (b < 0n ? -b : b)) return q
  return a < 0n === b < 0n ? q + 1n : q - 1n
}

export class Decimal {
  constructor(
    readonly units: number | bigint,
    readonly scale: number,
  ) {}

  static readonly ZERO = new Decimal(0, 0)

  static of(unscaled: bigint, scale: number): Decimal {
    return new Decimal(canonicalInteger(unscaled), scale)
  }

  /**
   * Reads plain and exponent notation; undefined when the text is not a number. Rounds half up when
   * a scale is given.
   */
  static parse(text: string, scale?: number): Decimal | undefined {
    const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/.exec(text)
    if (!match) return undefined
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
    if (whole === '' && fraction === '') return undefined
    const digits = whole + fraction
    const exponentNumber = Number(exponent)
    if (digits.length > 400 || Math.abs(exponentNumber) > 400) return undefined
    let units = BigInt(digits)
    let ownScale = fraction.length - exponentNumber
    if (ownScale < 0) {
      units *= pow10(-ownScale)
      ownScale = 0
    }
    const value = Decimal.of(sign === '-' ? -units : units, ownScale)
    return scale === undefined ? value : value.rescale(scale)
  }

  /**
   * The decimal that the shortest text of a double names: 0.1 is exactly one tenth. Undefined for
   * NaN and infinities.
   */
  static fromNumber(value: number, scale: number): Decimal | undefined {
    const power = POWERS[scale]
    if (power !== undefined) {
      const units = Math.round(value * power)
      if (Number.isSafeInteger(units) && units / power === value)
        return new Decimal(units === 0 ? 0 : units, scale)
    }
    return Number.isFinite(value) ? Decimal.parse(String(value), scale) : undefined
  }

  get unscaled(): bigint {
    return BigInt(this.units)
  }

  get sign(): -1 | 0 | 1 {
    return this.units > 0 ? 1 : this.units < 0 ? -1 : 0
  }

  add(other: Decimal): Decimal {
    const a = this.units
    const b = other.units
    if (this.scale === other.scale && typeof a === 'number' && typeof b === 'number') {
      const sum = a + b
      if (Number.isSafeInteger(sum)) return new Decimal(sum, this.scale)
    }
    const scale = Math.max(this.scale, other.scale)
    return Decimal.of(BigInt(this.rescale(scale).units) + BigInt(other.rescale(scale).units), scale)
  }

  sub(other: Decimal): Decimal {
    return this.add(other.neg())
  }

  neg(): Decimal {
    return new Decimal(this.units === 0 ? 0 : -this.units, this.scale)
  }

  abs(): Decimal {
    return this.units < 0 ? this.neg() : this
  }

  mul(other: Decimal): Decimal {
    const a = this.units
    const b = other.units
    if (typeof a === 'number' && typeof b === 'number') {
      const product = a * b
      if (Number.isSafeInteger(product))
        return new Decimal(product === 0 ? 0 : product, this.scale + other.scale)
    }
    return Decimal.of(BigInt(a) * BigInt(b), this.scale + other.scale)
  }

  /** Times an integer: the hot path of quantity × price. */
  times(count: number | bigint): Decimal {
    if (typeof this.units === 'number' && typeof count === 'number') {
      const product = this.units * count
      if (Number.isSafeInteger(product)) return new Decimal(product === 0 ? 0 : product, this.scale)
    }
    return Decimal.of(BigInt(this.units) * BigInt(count), this.scale)
  }

  /** The quotient rounded half up at a scale; undefined when the divisor is zero. */
  div(other: Decimal, scale: number): Decimal | undefined {
    if (other.units === 0) return undefined
    const shift = scale + other.scale - this.scale
    const a = shift >= 0 ? this.unscaled * pow10(shift) : this.unscaled
    const b = shift >= 0 ? other.unscaled : other.unscaled * pow10(-shift)
    return Decimal.of(divideHalfUp(a, b), scale)
  }

  /** The remainder with the sign of the dividend; undefined when the divisor is zero. */
  rem(other: Decimal): Decimal | undefined {
    if (other.units === 0) return undefined
    const scale = Math.max(this.scale, other.scale)
    return Decimal.of(this.rescale(scale).unscaled % other.rescale(scale).unscaled, scale)
  }

  rescale(scale: number): Decimal {
    if (scale === this.scale) return this
    const { units } = this
    const shift = scale - this.scale
    const power = POWERS[Math.abs(shift)]
    if (typeof units === 'number' && power !== undefined && power <= 1e15) {
      if (shift > 0) {
        const more = units * power
        if (Number.isSafeInteger(more)) return new Decimal(more, scale)
      } else {
        const rest = units % power
        const quotient = (units - rest) / power
        const up = Math.abs(rest) * 2 >= power ? Math.sign(rest) : 0
        return new Decimal(quotient + up === 0 ? 0 : quotient + up, scale)
      }
    }
    return shift > 0
      ? Decimal.of(BigInt(units) * pow10(shift), scale)
      : Decimal.of(divideHalfUp(BigInt(units), pow10(-shift)), scale)
  }

  /** Towards minus infinity, as an integer. */
  floor(): number | bigint {
    const power = pow10(this.scale)
    const quotient = this.unscaled / power
    return canonicalInteger(this.unscaled % power < 0n ? quotient - 1n : quotient)
  }

  /** Towards zero, as an integer. */
  truncate(): number | bigint {
    return canonicalInteger(this.unscaled / pow10(this.scale))
  }

  compare(other: Decimal): number {
    const a = this.units
    const b = other.units
    if (this.scale === other.scale) return a < b ? -1 : a > b ? 1 : 0
    const scale = Math.max(this.scale, other.scale)
    const x = this.rescale(scale).units
    const y = other.rescale(scale).units
    return x < y ? -1 : x > y ? 1 : 0
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0
  }

  /** Whether the value has at most so many digits in all. */
  fits(precision: number): boolean {
    const { units } = this
    // Safe integers have 16 digits at most.
    if (typeof units === 'number')
      return precision >= 16 || Math.abs(units) < (POWERS[precision] ?? Infinity)
    const power = pow10(precision)
    const big = this.unscaled
    return big < power && big > -power
  }

  toNumber(): number {
    const power = POWERS[this.scale]
    return typeof this.units === 'number' && power !== undefined
      ? this.units / power
      : Number(this.toString())
  }

  /** Plain notation with all digits of the scale: `12.50`. */
  toString(): string {
    const text = String(this.units)
    if (this.scale === 0) return text
    const negative = text.startsWith('-')
    const digits = (negative ? text.slice(1) : text).padStart(this.scale + 1, '0')
    const cut = digits.length - this.scale
    return `${negative ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`
  }

  toJSON(): string {
    return this.toString()
  }
}
