// Numbers as Java prints them (Double.toString, BigDecimal.toString): results of CAST, JSON and
// errors show these forms.

/** Double.toString: plain between 0.001 and 10,000,000, else computerised scientific notation. */
export function javaDouble(value: number): string {
  return javaFloating(value, shortestDouble)
}

export function javaFloat(value: number): string {
  return javaFloating(value, shortestFloat)
}

function javaFloating(
  value: number,
  digitsOf: (v: number) => [digits: string, exponent: number],
): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const sign = value < 0 ? '-' : ''
  const size = Math.abs(value)
  const [digits, exponent] = digitsOf(size)
  if (size >= 1e-3 && size < 1e7) return sign + plain(digits, exponent)
  return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${exponent}`
}

/** Digits d1d2d3… and the exponent of d1. */
function shortestDouble(value: number): [string, number] {
  return split(value.toExponential())
}

function shortestFloat(value: number): [string, number] {
  for (let precision = 1; precision <= 9; precision++) {
    const text = value.toExponential(precision - 1)
    if (Math.fround(Number(text)) === value) return split(text)
  }
  return split(value.toExponential(8))
}

function split(text: string): [string, number] {
  const [mantissa = '0', exponent = '0'] = text.split('e')
  return [mantissa.replace('.', '').replace(/0+$/, '') || '0', Number(exponent)]
}

function plain(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return `${whole}.${digits.slice(exponent + 1) || '0'}`
}

export interface Decimal {
  readonly unscaled: bigint
  readonly scale: number
}

const abs = (n: bigint) => (n < 0n ? -n : n)

export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (!match || (!match[2] && !match[3])) return undefined
  const fraction = match[3] ?? ''
  const unscaled = BigInt((match[2] ?? '') + fraction || '0')
  return {
    unscaled: match[1] === '-' ? -unscaled : unscaled,
    scale: fraction.length - Number(match[4] ?? 0),
  }
}

/** BigDecimal.toString. */
export function decimalText({ unscaled, scale }: Decimal): string {
  const digits = abs(unscaled).toString()
  const sign = unscaled < 0n ? '-' : ''
  const adjusted = -scale + digits.length - 1
  if (scale === 0) return sign + digits
  if (scale > 0 && adjusted >= -6) return sign + withPoint(digits, scale)
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
  return `${sign}${mantissa}E${adjusted >= 0 ? '+' : ''}${adjusted}`
}

/** BigDecimal.toPlainString. */
export function decimalPlainText({ unscaled, scale }: Decimal): string {
  const digits = abs(unscaled).toString()
  const sign = unscaled < 0n ? '-' : ''
  if (scale <= 0) return sign + (unscaled === 0n ? '0' : digits + '0'.repeat(-scale))
  return sign + withPoint(digits, scale)
}

function withPoint(digits: string, scale: number): string {
  const padded = digits.padStart(scale + 1, '0')
  return `${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

export function rescale(value: Decimal, scale: number): bigint {
  return value.unscaled * 10n ** BigInt(scale - value.scale)
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const x = rescale(a, scale)
  const y = rescale(b, scale)
  return x < y ? -1 : x > y ? 1 : 0
}

export function bigIntToBytes(value: bigint): Buffer {
  let bytes = 1
  while (BigInt.asIntN(bytes * 8, value) !== value) bytes++
  const out = Buffer.alloc(bytes)
  let rest = BigInt.asUintN(bytes * 8, value)
  for (let i = bytes - 1; i >= 0; i--) {
    out[i] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return out
}

export function bytesToBigInt(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n
  let value = BigInt(bytes[0]! > 127 ? bytes[0]! - 256 : bytes[0]!)
  for (let i = 1; i < bytes.length; i++) value = (value << 8n) | BigInt(bytes[i]!)
  return value
}

export function decimalToBytes({ unscaled, scale }: Decimal): Buffer {
  const head = Buffer.alloc(4)
  head.writeInt32BE(scale)
  return Buffer.concat([head, bigIntToBytes(unscaled)])
}

export function bytesToDecimal(bytes: Buffer): Decimal {
  return { scale: bytes.readInt32BE(0), unscaled: bytesToBigInt(bytes.subarray(4)) }
}
