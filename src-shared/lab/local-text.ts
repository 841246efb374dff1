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
