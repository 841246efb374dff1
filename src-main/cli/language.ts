// Chooses the language of the command line: `--lang`, otherwise the computer's (LC_ALL,
// LC_MESSAGES, LANG), otherwise English.
import { languageSchema } from '@shared/lab/lab-file'
import type { Language } from '@shared/lab/local-text'

export function languageFrom(
  given: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const exact = languageSchema.safeParse(given)
  if (exact.success) return exact.data
  return languageLike(given ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || ''))
}

function languageLike(locale: string): Language {
  const name = locale.toLowerCase()
  if (name.startsWith('pt')) return 'pt-BR'
  if (name.startsWith('es')) return 'es'
  return 'en'
}

/**
 * `pt`, `pt_PT` and `es-MX` are near enough; any other language is a mistake to report.
 */
export const speaks = (given: string): boolean => /^(en|pt|es)([-_.]|$)/i.test(given)
