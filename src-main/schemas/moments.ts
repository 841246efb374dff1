// Moments, days and exact numbers, between the texts of JSON and the numbers of a binary format.
import { parseTimestamp, utc } from '@shared/expr'

const DAY_MS = 86_400_000

/** Undefined for a text that is not a moment, or one that no calendar has. */
export function momentMs(json: unknown): number | undefined {
  const ms = typeof json === 'string' ? parseTimestamp(json, utc) : undefined
  return ms === undefined || !Number.isFinite(ms) ? undefined : ms
}

/** Beyond what a calendar can print it stays a number. */
export function momentText(ms: number, finer = ''): string | number {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return ms
  const text = date.toISOString()
  return finer === '' ? text : `${text.slice(0, -1)}${finer}Z`
}

export function dayNumber(json: unknown): number | undefined {
  if (typeof json !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(json)) return undefined
  const ms = Date.parse(`${json}T00:00:00Z`)
  return Number.isNaN(ms) ? undefined : ms / DAY_MS
}

export function dayText(day: number): string | number {
  const text = momentText(day * DAY_MS)
  return typeof text === 'string' ? text.slice(0, 10) : day
}

/** The digits of a decimal as one integer; undefined when it has more behind the point. */
export function unscaled(json: unknown, scale: number): bigint | undefined {
  const text = typeof json === 'number' ? plainText(json) : json
  const match = typeof text === 'string' ? /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) : null
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  if (/[^0]/.test(fraction.slice(scale))) return undefined
  return BigInt(`${sign}${whole}${fraction.slice(0, scale).padEnd(scale, '0')}`)
}

const plainText = (value: number) => (Math.abs(value) < 1e15 ? String(value) : value.toFixed(0))

/** Digits that a number holds exactly; more of them stay a text. */
const NUMBER_DIGITS_MAX = 15

export function scaledJson(value: bigint, scale: number): number | string {
  const text = scaledText(value, scale)
  return text.replace(/\D/g, '').length <= NUMBER_DIGITS_MAX ? Number(text) : text
}

function scaledText(value: bigint, scale: number): string {
  if (scale === 0) return String(value)
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Two's complement, big-endian, as short as it goes, or of `size` bytes. */
export function bigEndian(value: bigint, size?: number): Buffer {
  let bytes = size ?? 1
  if (size === undefined) while (BigInt.asIntN(bytes * 8, value) !== value) bytes += 1
  const hex = BigInt.asUintN(bytes * 8, value).toString(16)
  return Buffer.from(hex.padStart(bytes * 2, '0'), 'hex')
}

export function fromBigEndian(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${Buffer.from(bytes).toString('hex')}`))
}
