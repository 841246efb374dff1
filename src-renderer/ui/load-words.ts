// Where words come from. Here every phrase has its three languages already; a build puts each
// language into a file of its own and replaces this module (`.scripts/words-by-language.ts`).
import type { Language } from '@shared/lab'

/** Resolves when the words of a language are there; undefined when they are already. */
export function missingWords(_language: Language): Promise<void> | undefined {
  return undefined
}
