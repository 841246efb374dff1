// Identity numbers as countries define them.
// CPF: nine digits and two check digits by weights 10…2 and 11…2, modulo 11 (Receita Federal). CNPJ: twelve and two, weights 5…2, 9…2.
// SSN: area 001–899 without 666, group 01–99, serial 0001–9999 (SSA, before and after randomization alike).
// UUID: version 4 (RFC 9562).
import type { Random } from './random'

const pad = (n: number, width: number) => String(n).padStart(width, '0')
const two = Array.from({ length: 100 }, (_, i) => pad(i, 2))
const three = Array.from({ length: 1000 }, (_, i) => pad(i, 3))
const HEX = Buffer.from('0123456789abcdef')

const uuidText = Buffer.alloc(36, '-')

/** Four hex digits at a place. One flat text made in one piece is twice as fast as many small ones pasted together. */
function writeHex(at: number, bits: number): void {
  uuidText[at] = HEX[(bits >>> 12) & 15] ?? 0
  uuidText[at + 1] = HEX[(bits >>> 8) & 15] ?? 0
  uuidText[at + 2] = HEX[(bits >>> 4) & 15] ?? 0
  uuidText[at + 3] = HEX[bits & 15] ?? 0
}

export function uuid(random: Random): string {
  const a = random.u32()
  const b = random.u32()
  const c = random.u32()
  const d = random.u32()
  writeHex(0, a >>> 16)
  writeHex(4, a)
  writeHex(9, b >>> 16)
  writeHex(14, (b & 0x0fff) | 0x4000)
  writeHex(19, ((c >>> 16) & 0x3fff) | 0x8000)
  writeHex(24, c)
  writeHex(28, d >>> 16)
  writeHex(32, d)
  return uuidText.toString('latin1', 0, 36)
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

export function cpf(random: Random, formatted: boolean): string {
  const digits: number[] = []
  for (let i = 0; i < 9; i++) digits.push(random.below(10))
  // Eleven equal digits satisfy the sums and are refused everywhere.
  if (digits.every(d => d === digits[0])) digits[8] = ((digits[8] ?? 0) + 1) % 10
  const text = withCheckDigits(digits, CPF_WEIGHTS).join('')
  return formatted ? `${text.slice(0, 3)}.${text.slice(3, 6)}.${text.slice(6, 9)}-${text.slice(9)}` : text
}

export function cnpj(random: Random, formatted: boolean): string {
  const digits: number[] = []
  for (let i = 0; i < 8; i++) digits.push(random.below(10))
  digits.push(0, 0, 0, 1)
  const text = withCheckDigits(digits, CNPJ_WEIGHTS).join('')
  return formatted ? `${text.slice(0, 2)}.${text.slice(2, 5)}.${text.slice(5, 8)}/${text.slice(8, 12)}-${text.slice(12)}` : text
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
  return digits.length === 14 && withCheckDigits(digits.slice(0, 12), CNPJ_WEIGHTS).join('') === digits.join('')
}

export function ssn(random: Random, formatted: boolean): string {
  const drawn = random.between(1, 898)
  const area = drawn >= 666 ? drawn + 1 : drawn
  const dash = formatted ? '-' : ''
  const serial = random.between(1, 9999)
  return `${three[area]}${dash}${two[random.between(1, 99)]}${dash}${two[Math.floor(serial / 100)]}${two[serial % 100]}`
}
