// Why a row differs, as far as its two sides tell: the same number written with other digits, a time
// that is whole quarters of an hour away, nothing where the other side has a value. Of several columns
// the weightiest reason counts.
import type { DifferenceReason, ParityRow } from '@shared/contract'

/** Lightest first. */
const WEIGHTS = ['digits', 'zone', 'empty', 'number', 'value'] as const
const QUARTER_MS = 900_000
/** The widest that two zones of the world are apart. */
const ZONES_MS_MAX = 26 * 3_600_000

export function reasonOf(
  here: ParityRow,
  there: ParityRow,
  columns: readonly string[],
): DifferenceReason {
  const weights = columns.map(name => WEIGHTS.indexOf(ofColumn(here[name], there[name])))
  return WEIGHTS[Math.max(0, ...weights)] ?? 'value'
}

function ofColumn(here: unknown, there: unknown): (typeof WEIGHTS)[number] {
  if (isEmpty(here) || isEmpty(there)) return 'empty'
  const [left, right] = [String(here), String(there)]
  const [a, b] = [digitsOf(left), digitsOf(right)]
  if (a !== undefined && b !== undefined) return a === b ? 'digits' : 'number'
  return isOtherZone(left, right) ? 'zone' : 'value'
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

/** A number without the zeros that say nothing. */
function digitsOf(text: string): string | undefined {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole !== '') return `${sign}${whole.replace(/^0+(?=\d)/, '')}.${part.replace(/0+$/, '')}`
  return /^-?\d+(\.\d+)?e[+-]?\d+$/i.test(text) ? String(Number(text)) : undefined
}

function isOtherZone(here: string, there: string): boolean {
  if (!isTime(here) || !isTime(there)) return false
  const apart = Math.abs(Date.parse(here) - Date.parse(there))
  return apart > 0 && apart <= ZONES_MS_MAX && apart % QUARTER_MS === 0
}

const isTime = (text: string) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)
