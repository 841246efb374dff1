// From an error's code to the two sentences a person reads. A code without words (a newer host
// behind an older page) still says what it knows: its code and its parameters.
import type { ErrorData, ErrorParams } from '../errors'
import type { Language } from '../lab/local-text'
import { errorTexts, type ErrorWords } from './errors'

const unknown: Record<Language, ErrorWords> = {
  en: {
    what: 'An error without words came up: {code} {details}',
    todo: 'Try again; if it comes back, please report it.',
  },
  'pt-BR': {
    what: 'Surgiu um erro sem descrição: {code} {details}',
    todo: 'Tente de novo; se voltar a acontecer, relate o problema.',
  },
  es: {
    what: 'Surgió un error sin descripción: {code} {details}',
    todo: 'Inténtalo de nuevo; si vuelve a ocurrir, repórtalo.',
  },
}

export function describeError(
  error: Pick<ErrorData, 'code' | 'params'>,
  language: Language,
): ErrorWords {
  const words = Object.hasOwn(errorTexts, error.code)
    ? errorTexts[error.code]?.[language]
    : undefined
  if (words)
    return {
      what: ended(fill(words.what, error.params, language)),
      todo: fill(words.todo, error.params, language),
    }
  const details = Object.entries(error.params)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
  const params = { code: error.code, details }
  return {
    what: fill(unknown[language].what, params, language).trimEnd(),
    todo: unknown[language].todo,
  }
}

/**
 * A sentence that ends with another program's words ends like one all the same: the remedy follows
 * it.
 */
const ended = (sentence: string) => (/[.!?…:;»”"'`)]$/.test(sentence) ? sentence : `${sentence}.`)

/**
 * A parameter that is not there is shown as …, never as a brace or `undefined`. A person's own words,
 * which a lab has in several languages, come as `name` and `name.es`.
 */
function fill(text: string, params: ErrorParams, language: Language): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[`${name}.${language}`] ?? params[name] ?? '…'),
  )
}
