// What the host answers as sentences in the language of the screen: of an error what happened and
// what to do, of a question over a topic how much was read for it.
import type { SqlResult } from '@shared/contract'
import { LabError, type ErrorData, type ErrorParams } from '@shared/errors'
import { describeError } from '@shared/text'
import { uiText } from '@shared/text/ui'
import { formatNumber, language, masked, quoted, t, toast } from '@renderer/ui'

export function errorWords(error: unknown): { readonly what: string; readonly todo: string } {
  const { code, params } = isErrorData(error) ? error : LabError.from(error)
  const { what, todo } = describeError({ code, params: labelled(params) }, language.value)
  return { what: masked(unticked(what)), todo: masked(unticked(todo)) }
}

/** A setting has the name of its field on the screen. */
function labelled(params: ErrorParams): ErrorParams {
  const { field } = params
  if (typeof field !== 'string' || field === '') return params
  const [head = '', ...rest] = field.split('.')
  return { ...params, field: [fieldWord(head) ?? head, ...rest].join(': ') }
}
function fieldWord(name: string): string | undefined {
  const texts: Readonly<Record<string, unknown>> = uiText.forms
  const word: unknown = Object.hasOwn(texts, name) ? texts[name] : undefined
  const said: unknown =
    typeof word === 'object' && word !== null
      ? Object.entries(word).find(([key]) => key === language.value)?.[1]
      : undefined
  return typeof said === 'string' && !said.includes('{') ? said : undefined
}
/** Backticks belong to the lab file, not to the screen. */
const unticked = (text: string) => text.replaceAll(/`([^`]*)`/g, (_, name: string) => quoted(name))

function isErrorData(error: unknown): error is ErrorData {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    'kind' in error &&
    'params' in error
  )
}

export function isCancelled(error: unknown): boolean {
  return (
    (isErrorData(error) && error.kind === 'cancelled') ||
    (error instanceof Error && error.name === 'AbortError')
  )
}

/** Returns the toast's id, so that the caller can remove it. */
export function toastError(error: unknown): number | undefined {
  if (isCancelled(error)) return undefined
  const { what, todo } = errorWords(error)
  return toast('bad', `${what} ${todo}`.trim())
}

const READ = {
  end: 'query.sqlRead',
  limit: 'query.sqlReadLimit',
  size: 'query.sqlReadSize',
  'time-limit': 'query.sqlReadTime',
} as const

export const readWords = ({ topic, scanned, of, stoppedBecause }: SqlResult['read'][number]) =>
  t(READ[stoppedBecause], { topic, scanned: formatNumber(scanned), of: formatNumber(of) })
