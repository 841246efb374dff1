// The language of the screen and its words. `t` reads the language reactively, so a template
// changes without a restart.
import { computed, ref, shallowRef } from 'vue'
import { LabError } from '@shared/errors'
import { textIn, type Language, type LocalText } from '@shared/lab'
import { missingWords } from './load-words'
import { uiWords, type PlaceArguments, type TextKey } from '@shared/text/ui'

export const languages: readonly {
  readonly id: Language
  readonly short: string
  readonly name: string
}[] = [
  { id: 'en', short: 'EN', name: 'English' },
  { id: 'pt-BR', short: 'PT', name: 'Português' },
  { id: 'es', short: 'ES', name: 'Español' },
]

/** Our language that is nearest to the system's. */
export function systemLanguage(): Language {
  for (const wanted of navigator.languages) {
    const found = languages.find(known => known.id.slice(0, 2) === wanted.slice(0, 2).toLowerCase())
    if (found !== undefined) return found.id
  }
  return 'en'
}

const current = ref<Language>('en')
export const language = computed(() => current.value)

let wanted: Language = 'en'
/** The one that was asked for last, whether its words have come or not. */
export const wantedLanguage = (): Language => wanted

/** At once if its words are there; if not, when they have been loaded. */
export async function setLanguage(next: Language): Promise<void> {
  wanted = next
  const coming = missingWords(next)
  if (coming !== undefined)
    await coming.catch((cause: unknown) => {
      throw new LabError('words-lost', { kind: 'unreachable', cause })
    })
  // A person may have chosen another one meanwhile.
  if (wanted !== next) return
  current.value = next
  document.documentElement.lang = next
}

/** While a class looks on, all words pass through it: tooltips, toasts and dialogs too. */
const mask = shallowRef<(text: string) => string>()
export function setMask(next: ((text: string) => string) | undefined): void {
  mask.value = next
}
export const masked = (text: string): string => mask.value?.(text) ?? text

export function t<K extends TextKey>(key: K, ...places: PlaceArguments<K>): string {
  return masked(uiWords(current.value, key, places[0]))
}

/** A name within a sentence, in the quotes of the language. */
export const quoted = (name: string): string => (current.value === 'es' ? `«${name}»` : `“${name}”`)

/** Words of a lab or of a node descriptor, which carry their own translations. */
export function local(text: LocalText | undefined): string {
  return masked(textIn(text, current.value))
}

export type { PlainTextKey, TextKey } from '@shared/text/ui'
