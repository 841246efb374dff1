// The words of an error code: what happened, and what to do. `{name}` stands for the parameter of
// that name.
import type { Language } from '../../lab/local-text'

export interface ErrorWords {
  readonly what: string
  readonly todo: string
}

export type ErrorTexts = Readonly<Record<string, Readonly<Record<Language, ErrorWords>>>>
