// Turns the driver's errors into ours. Server errors keep Cassandra's code and words.
import { LabError } from '@shared/errors'

interface DriverError {
  readonly name?: string
  readonly message?: string
  readonly code?: number | string
  readonly innerErrors?: Readonly<Record<string, unknown>>
  readonly isSocketError?: boolean
}

/**
 * Codes of the native protocol (v4, section 9) after which the same statement may work: overloaded,
 * bootstrapping, timeouts, unavailable.
 */
const RETRIED = new Set([0x1000, 0x1001, 0x1002, 0x1100, 0x1200])
const INVALID = 0x2200
const UNPREPARED = 0x2500
/** Of a key, a mutation, an indexed value, a request: the row is at fault, not the table. */
const TOO_LARGE = /longer than maximum|is too large|is too big|larger than the limit/i
const BAD_CREDENTIALS = 0x0100
const NOT_REACHED = new Set(['OperationTimedOutError', 'BusyConnectionError'])
/** Said without a name of their own while a pool of connections opens or closes. */
const POOL_WITHOUT_CONNECTION = /^(No connection available|Connection closed)$/

export function cassandraError(error: unknown, address: string): LabError {
  if (error instanceof LabError) return error
  const known: DriverError =
    typeof error === 'object' && error !== null ? error : { message: String(error) }
  const message = known.message ?? String(error)
  if (known.name === 'NoHostAvailableError') {
    const inner = Object.values(known.innerErrors ?? {})[0]
    const reason = inner instanceof Error ? inner.message : message
    if (inner && (isAuth(inner) || /authentication|credentials/i.test(reason))) {
      return new LabError('cql-login', {
        kind: 'auth',
        params: { address, message: reason },
        cause: error,
      })
    }
    return new LabError('cql-unreachable', {
      kind: 'unreachable',
      params: { address, message: reason },
      cause: error,
    })
  }
  if (isAuth(error))
    return new LabError('cql-login', { kind: 'auth', params: { address, message }, cause: error })
  if (isConnectionGone(known, message))
    return new LabError('cql-unreachable', {
      kind: 'unreachable',
      params: { address, message },
      cause: error,
    })
  if (known.name === 'ResponseError' && typeof known.code === 'number') {
    if (known.code === INVALID && TOO_LARGE.test(message))
      return new LabError('row-refused', {
        kind: 'data',
        params: { address, message, code: 'INVALID' },
        cause: error,
      })
    const params = { address, message, code: `0x${known.code.toString(16).padStart(4, '0')}` }
    return new LabError('cql-remote', {
      kind: 'remote',
      retry: RETRIED.has(known.code),
      params,
      cause: error,
    })
  }
  if (/localDataCenter|datacenter/i.test(message))
    return new LabError('cql-datacenter', {
      kind: 'config',
      params: { address, message },
      cause: error,
    })
  return new LabError('cql-client', { kind: 'remote', params: { address, message }, cause: error })
}

/**
 * The driver could not prepare a statement again, which a change of the schema had made void. It says
 * that no host is available.
 */
export function isUnprepared(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { name, innerErrors }: DriverError = error
  return (
    name === 'NoHostAvailableError' && Object.values(innerErrors ?? {}).some(hasCode(UNPREPARED))
  )
}

const hasCode = (code: number) => (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code

const isConnectionGone = ({ name, isSocketError }: DriverError, message: string) =>
  isSocketError || NOT_REACHED.has(name ?? '') || POOL_WITHOUT_CONNECTION.test(message)

function isAuth(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const known: DriverError = error
  return known.name === 'AuthenticationError' || known.code === BAD_CREDENTIALS
}
