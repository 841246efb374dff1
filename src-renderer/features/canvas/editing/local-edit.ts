// A title or note in the language of the screen, written into the lab's text.
import { withLanguage, type Language, type LocalText } from '@shared/lab'
import { setAt } from './lab-edit'

type Path = readonly (string | number)[]

export function setLocal(
  text: string,
  path: Path,
  old: LocalText | undefined,
  language: Language,
  typed: string,
): string {
  const next = withLanguage(old, language, typed)
  // One language alone is written, so that comments beside the others stay.
  return typeof old === 'object' && typeof next === 'object'
    ? setAt(text, [...path, language], next[language])
    : setAt(text, [...path], next)
}
