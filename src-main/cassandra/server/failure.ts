// What a client gets for an error: errors of CQL as they are, anything else as a server error.
import { isStackOverflow } from '@shared/cql'
import { LabError } from '@shared/errors'
import { CqlError, errorCode } from '../errors'

export function toCqlError(error: unknown): CqlError {
  if (error instanceof CqlError) return error
  if (error instanceof LabError && error.kind === 'storage')
    return new CqlError(
      errorCode.serverError,
      `Storage failed: ${error.code} ${String(error.params.file ?? '')}`,
    )
  const message = isStackOverflow(error)
    ? 'java.lang.StackOverflowError'
    : `java.lang.RuntimeException: ${error instanceof Error ? error.message : String(error)}`
  return new CqlError(errorCode.serverError, message)
}
