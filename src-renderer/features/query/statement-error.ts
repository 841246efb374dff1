// Why a statement failed: the database's own words where it answered, ours where none did.
import { errorWords, isCancelled } from '@renderer/client'
import { t } from '@renderer/ui'
import { LabError, type ErrorData } from '@shared/errors'
import { placeOf, type ErrorPlace } from './error-place'

export interface StatementError {
  readonly words: string
  readonly todo: string
  readonly code?: string
  readonly place?: ErrorPlace
}

export function errorOf(failure: unknown, statement: string): StatementError {
  if (isCancelled(failure)) return { words: t('query.cancelled'), todo: '' }
  const data: Pick<ErrorData, 'code' | 'kind' | 'params'> = isData(failure)
    ? failure
    : LabError.from(failure)
  const own = data.params['message']
  if (data.kind === 'remote' && typeof own === 'string') {
    const code = data.params['code']
    const place = placeIn(data.params, statement) ?? placeOf(own, statement)
    return {
      words: own,
      todo: '',
      ...(typeof code === 'string' ? { code } : {}),
      ...(place ? { place } : {}),
    }
  }
  const { what, todo } = errorWords(failure)
  return { words: what, todo }
}

/** An engine that tells line and column. */
function placeIn({ line, column }: ErrorData['params'], statement: string): ErrorPlace | undefined {
  if (typeof line !== 'number' || typeof column !== 'number') return undefined
  const before = statement.split('\n').slice(0, line - 1)
  const from = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1
  const word = /^[\w.]+|^./.exec(statement.slice(from))?.[0] ?? ''
  return { from, to: from + Math.max(1, word.length) }
}

function isData(value: unknown): value is ErrorData {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'kind' in value &&
    'params' in value
  )
}
