// An error of a database server as a LabError: what it means for the row, the login or the network
// is decided by the driver's code.
import { LabError } from '@shared/errors'

/** What an error code is about. Nothing: the statement or the server. */
export type Blame = 'login' | 'away' | 'retried' | 'row' | undefined

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EPIPE',
  'EAI_AGAIN',
])

export function serverError(
  error: unknown,
  address: string,
  blameOf: (code: string, message: string) => Blame,
): LabError {
  if (error instanceof LabError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code =
    typeof error === 'object' && error !== null && 'code' in error && error.code !== undefined
      ? String(error.code)
      : 'error'
  const given = { address, message }
  switch (NETWORK.has(code) ? 'away' : blameOf(code, message)) {
    case 'login':
      return new LabError('sql-login', { kind: 'auth', params: given, cause: error })
    case 'away':
      return new LabError('sql-unreachable', { kind: 'unreachable', params: given, cause: error })
    case 'row':
      return new LabError('row-refused', {
        kind: 'data',
        params: { ...given, code },
        cause: error,
      })
    case 'retried':
      return new LabError('sql-remote', {
        kind: 'remote',
        retry: true,
        params: { ...given, code },
        cause: error,
      })
    case undefined:
      return new LabError('sql-remote', {
        kind: 'remote',
        params: { ...given, code },
        cause: error,
      })
  }
}
