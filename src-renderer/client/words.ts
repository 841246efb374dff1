// An error as two sentences in the language of the screen: what happened, and what to do.
import { LabError, type ErrorData } from '@shared/errors'
import { describeError } from '@shared/text'
import { language, toast } from '@renderer/ui'

export function errorWords(error: unknown): { readonly what: string; readonly todo: string } {
  return describeError(isErrorData(error) ? error : LabError.from(error), language.value)
}

function isErrorData(error: unknown): error is ErrorData {
  return typeof error === 'object' && error !== null && 'code' in error && 'kind' in error && 'params' in error
}

export function isCancelled(error: unknown): boolean {
  return (isErrorData(error) && error.kind === 'cancelled') || (error instanceof Error && error.name === 'AbortError')
}

export function toastError(error: unknown): void {
  if (isCancelled(error)) return
  const { what, todo } = errorWords(error)
  toast('bad', `${what} ${todo}`.trim())
}
