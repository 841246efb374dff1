// Words for people, in one language or in several. Apart from the schemas of the lab file, so that
// the page can show words before it loads what reads labs.
export const LANGUAGES = ['en', 'pt-BR', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** One text, or one for each language (English at least). */
export type LocalText =
  | string
  | {
      readonly en: string
      readonly 'pt-BR'?: string | undefined
      readonly es?: string | undefined
    }

export function textIn(text: LocalText | undefined, language: Language): string {
  if (text === undefined) return ''
  return typeof text === 'string' ? text : (text[language] ?? text.en)
}

/**
 * The text with what was typed in one language. A translated text keeps its other languages, and
 * English is never missing: the schema wants it, and other languages fall back to it.
 */
export function withLanguage(
  old: LocalText | undefined,
  language: Language,
  typed: string,
): LocalText | undefined {
  const next = typed.trim()
  if (typeof old !== 'object') return next === '' ? undefined : next
  if (next !== '') return { ...old, [language]: next }
  const others = { ...old, [language]: undefined }
  const first = LANGUAGES.map(one => others[one]).find(each => each !== undefined && each !== '')
  return first === undefined ? undefined : { ...others, en: others.en ?? first }
}
