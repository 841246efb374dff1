// A title or note in the language of the screen. A translated text keeps its other languages, and
// English is never missing: the schema wants it, and other languages fall back to it.
import type { Language, LocalText } from '@shared/lab'
import { setAt } from './lab-edit'

type Path = readonly (string | number)[]

export function setLocal(
  text: string,
  path: Path,
  old: LocalText | undefined,
  language: Language,
  typed: string,
): string {
  const next = typed.trim()
  if (typeof old !== 'object') return setAt(text, [...path], next === '' ? undefined : next)
  if (next !== '') return setAt(text, [...path, language], next)
  const { [language]: _, ...others } = old
  const [first] = Object.values(others).filter(each => each !== undefined && each !== '')
  if (first === undefined) return setAt(text, [...path], undefined)
  return setAt(text, [...path, language], language === 'en' ? first : undefined)
}
