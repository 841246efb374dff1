// Writes short numbers and rates as the chosen language does. Screens and the command line both read
// a rate here, so that half a record a second is never 0 on one and 0.5 on the other.
import type { Language } from '../lab'
import { common } from './ui/common'
import { say } from './ui/words'

/** Spanish of Spain: full stop for thousands, four digits unbroken, as the design asks. */
export const localeOf: Record<Language, string> = { en: 'en', 'pt-BR': 'pt-BR', es: 'es-ES' }
export const THIN = '\u2009'

const formats = new Map<string, Intl.NumberFormat>()

export function numberText(
  value: number,
  language: Language,
  options: Intl.NumberFormatOptions,
): string {
  const key = `${language} ${JSON.stringify(options)}`
  const format = formats.get(key) ?? new Intl.NumberFormat(localeOf[language], options)
  formats.set(key, format)
  return format.format(value)
}

const STEPS = [
  { from: 1e9, by: 1e9, word: common.billion },
  { from: 1e6, by: 1e6, word: common.million },
  { from: 1e4, by: 1e3, word: common.thousand },
]

/** Three significant digits: 20.1 · 154 · 10 k · 1.51 M. */
export function shortText(value: number, language: Language): string {
  const size = Math.abs(value)
  const step = STEPS.find(({ from }) => size >= from * 0.99995)
  const digits = { maximumSignificantDigits: 3 }
  if (step !== undefined)
    return `${numberText(value / step.by, language, digits)}${THIN}${say(step.word, language)}`
  return numberText(value, language, size >= 100 ? { maximumFractionDigits: 0 } : digits)
}

export function rateText(perSecond: number, language: Language): string {
  return say(common.perSecond, language, { rate: shortText(perSecond, language) })
}
