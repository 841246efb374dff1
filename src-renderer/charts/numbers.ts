// Short numbers for axes and labels: "464.1 k", "1.51 M", in the words of the language (ui/README.md §10). Three significant
// digits and a thin space before the unit; the full figure stands in the tooltip and in the table.
import type { Language } from '@shared/lab'

const UNITS: Readonly<Record<Language, readonly string[]>> = {
  en: ['', 'k', 'M', 'B', 'T'],
  'pt-BR': ['', 'mil', 'mi', 'bi', 'tri'],
  // Spanish counts in millions of millions: 10^9 is "mil M".
  es: ['', 'mil', 'M', 'mil M', 'B'],
}

const plain = new Map<string, Intl.NumberFormat>()

function formatter(language: Language, digits: number, fixed: boolean): Intl.NumberFormat {
  const key = `${language}/${digits}/${fixed}`
  const known = plain.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: fixed ? digits : 0 })
  plain.set(key, made)
  return made
}

export function shortNumber(value: number, language: Language): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  let unit = 0
  while (unit < 4 && size >= 999.5 * 1000 ** unit) unit += 1
  const scaled = value / 1000 ** unit
  const digits = unit === 0 ? (size < 10 ? 2 : size < 100 ? 1 : Number.isInteger(value) ? 0 : 1) : Math.abs(scaled) < 10 ? 2 : 1
  const text = formatter(language, digits, unit > 0 && Math.abs(scaled) >= 10).format(scaled)
  return unit === 0 ? text : `${text}\u202f${UNITS[language][unit]}`
}

/** An axis label: no trailing zeros, the unit of its own size. */
export function axisNumber(value: number, language: Language): string {
  const size = Math.abs(value)
  let unit = 0
  while (unit < 4 && size >= 1000 ** (unit + 1)) unit += 1
  const text = formatter(language, 3, false).format(value / 1000 ** unit)
  return unit === 0 ? text : `${text}\u202f${UNITS[language][unit]}`
}

export function fullNumber(value: number, language: Language): string {
  return formatter(language, 6, false).format(value)
}

export function percent(part: number, language: Language): string {
  return `${formatter(language, 1, true).format(part * 100)}\u202f%`
}
