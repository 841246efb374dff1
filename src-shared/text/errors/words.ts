// Shorter to write: an error's two sentences in the three languages, in this order.
import type { ErrorTexts } from './define'

type Pair = readonly [what: string, todo: string]

export function words(en: Pair, pt: Pair, es: Pair): ErrorTexts[string] {
  const of = ([what, todo]: Pair) => ({ what, todo })
  return { en: of(en), 'pt-BR': of(pt), es: of(es) }
}
