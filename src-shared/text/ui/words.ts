// How the words of the screen are written: a phrase has its three languages side by side, so that
// none can be missing, and named places such as `{name}`. A phrase that counts has two forms; the
// place `n` and the language's plural rule choose one. There is no library: phrases are data, so
// the page needs no `unsafe-eval`, and a misspelt key is a type error.
import type { Language } from '../../lab'

export type Phrase = string | { readonly one: string; readonly other: string }
export type Phrases = Readonly<Record<Language, Phrase>>

export function words<const T extends Readonly<Record<string, Phrases>>>(all: T): T {
  return all
}

type Places<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Places<Rest>
  : never
type TextOf<P> = P extends string
  ? P
  : P extends { readonly other: infer Other extends string }
    ? Other
    : never
/** The places of a phrase, read out of its English text. */
export type PlacesOf<P extends Phrases> = Places<TextOf<P['en']>>

export type PlaceValue = string | number

const numbers = new Map<Language, Intl.NumberFormat>()
const plurals = new Map<Language, Intl.PluralRules>()

function made<V>(cache: Map<Language, V>, language: Language, make: () => V): V {
  const known = cache.get(language)
  if (known !== undefined) return known
  const fresh = make()
  cache.set(language, fresh)
  return fresh
}

/** Fills in a phrase. Numbers are written as the language writes them. */
export function say(
  phrases: Phrases,
  language: Language,
  places: Readonly<Record<string, PlaceValue>> = {},
): string {
  const phrase = phrases[language]
  let text: string
  if (typeof phrase === 'string') text = phrase
  else {
    const n = Number(places['n'] ?? 0)
    const rule = made(plurals, language, () => new Intl.PluralRules(language)).select(n)
    // Portuguese counts 0 as one by the rules of Unicode; people write “0 membros”.
    text = rule === 'one' && n !== 0 ? phrase.one : phrase.other
  }
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = places[name]
    if (value === undefined) return whole
    if (typeof value === 'string') return value
    return made(numbers, language, () => new Intl.NumberFormat(language)).format(value)
  })
}
