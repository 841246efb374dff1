// Identity numbers as countries define them. CPF: nine digits and two check digits by weights 10…2
// and 11…2, modulo 11 (Receita Federal). CNPJ: twelve and two, weights 5…2, 9…2. SSN: area 001–899
// without 666, group 01–99, serial 0001–9999 (SSA, before and after randomization alike). UUID:
// version 4 (RFC 9562).
import type { Random } from './random'
import { TextBytes } from './text-bytes'

const pad = (n: number, width: number) => String(n).padStart(width, '0')
const two = Array.from({ length: 100 }, (_, i) => pad(i, 2))
const three = Array.from({ length: 1000 }, (_, i) => pad(i, 3))
/** Two hex digits for each byte, as `pair` takes them. */
const HEX = Uint16Array.from({ length: 256 }, (_, i) =>
  Buffer.from(i.toString(16).padStart(2, '0')).readUInt16LE(),
)

const UUID_BYTES = 36
const DASH = 0x2d
const DOT = 0x2e
const scratch = new TextBytes()

/** Four hex digits at a place. */
function putHex(out: TextBytes, at: number, bits: number): void {
  out.pair(at, HEX[(bits >>> 8) & 255] ?? 0)
  out.pair(at + 2, HEX[bits & 255] ?? 0)
}

export function putUuid(random: Random, out: TextBytes): void {
  out.reserve(UUID_BYTES)
  const { at, bytes } = out
  const a = random.u32()
  const b = random.u32()
  const c = random.u32()
  const d = random.u32()
  putHex(out, at, a >>> 16)
  putHex(out, at + 4, a)
  bytes[at + 8] = DASH
  putHex(out, at + 9, b >>> 16)
  bytes[at + 13] = DASH
  putHex(out, at + 14, (b & 0x0fff) | 0x4000)
  bytes[at + 18] = DASH
  putHex(out, at + 19, ((c >>> 16) & 0x3fff) | 0x8000)
  bytes[at + 23] = DASH
  putHex(out, at + 24, c)
  putHex(out, at + 28, d >>> 16)
  putHex(out, at + 32, d)
  out.at = at + UUID_BYTES
}

/** One flat text made in one piece is twice as fast as many small ones pasted together. */
export function uuid(random: Random): string {
  scratch.at = 0
  putUuid(random, scratch)
  return scratch.bytes.toString('latin1', 0, UUID_BYTES)
}

function checkDigit(digits: readonly number[], weights: readonly number[]): number {
  const sum = weights.reduce((total, w, i) => total + w * (digits[i] ?? 0), 0)
  const rest = sum % 11
  return rest < 2 ? 0 : 11 - rest
}

const CPF_WEIGHTS = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]
const CNPJ_WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]

function withCheckDigits(digits: number[], weights: readonly number[]): number[] {
  digits.push(checkDigit(digits, weights.slice(1)))
  digits.push(checkDigit(digits, weights))
  return digits
}

function cpfDigits(random: Random): number[] {
  const digits: number[] = []
  for (let i = 0; i < 9; i++) digits.push(random.below(10))
  // Eleven equal digits satisfy the sums and are refused everywhere.
  if (digits.every(d => d === digits[0])) digits[8] = ((digits[8] ?? 0) + 1) % 10
  return withCheckDigits(digits, CPF_WEIGHTS)
}

export function cpf(random: Random, formatted: boolean): string {
  const text = cpfDigits(random).join('')
  return formatted
    ? `${text.slice(0, 3)}.${text.slice(3, 6)}.${text.slice(6, 9)}-${text.slice(9)}`
    : text
}

export function putCpf(random: Random, formatted: boolean, out: TextBytes): void {
  const digits = cpfDigits(random)
  for (let i = 0; i < digits.length; i++) {
    if (formatted && (i === 3 || i === 6)) out.byte(DOT)
    if (formatted && i === 9) out.byte(DASH)
    out.byte(48 + (digits[i] ?? 0))
  }
}

export function cnpj(random: Random, formatted: boolean): string {
  const digits: number[] = []
  for (let i = 0; i < 8; i++) digits.push(random.below(10))
  digits.push(0, 0, 0, 1)
  const text = withCheckDigits(digits, CNPJ_WEIGHTS).join('')
  return formatted
    ? `${text.slice(0, 2)}.${text.slice(2, 5)}.${text.slice(5, 8)}/${text.slice(8, 12)}-${text.slice(12)}`
    : text
}

export function isCpf(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number)
  return (
    digits.length === 11 &&
    !digits.every(d => d === digits[0]) &&
    withCheckDigits(digits.slice(0, 9), CPF_WEIGHTS).join('') === digits.join('')
  )
}

export function isCnpj(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number)
  return (
    digits.length === 14 &&
    withCheckDigits(digits.slice(0, 12), CNPJ_WEIGHTS).join('') === digits.join('')
  )
}

export function ssn(random: Random, formatted: boolean): string {
  const drawn = random.between(1, 898)
  const area = drawn >= 666 ? drawn + 1 : drawn
  const dash = formatted ? '-' : ''
  const serial = random.between(1, 9999)
  return `${three[area]}${dash}${two[random.between(1, 99)]}${dash}${two[Math.floor(serial / 100)]}${two[serial % 100]}`
}

export function putSsn(random: Random, formatted: boolean, out: TextBytes): void {
  const drawn = random.between(1, 898)
  const area = drawn >= 666 ? drawn + 1 : drawn
  const serial = random.between(1, 9999)
  out.padded(area, 3)
  if (formatted) out.byte(DASH)
  out.padded(random.between(1, 99), 2)
  if (formatted) out.byte(DASH)
  out.padded(serial, 4)
}
