// Turns kafkajs's errors into ours: no answer, a refusal, or Kafka's own error by its name.
import { LabError } from '@shared/errors'
import { refusedByBroker } from './tls-refusal'

interface KafkaJsError {
  readonly name?: string
  readonly message?: string
  readonly type?: string
  readonly code?: number | string
  readonly retriable?: boolean
  readonly broker?: string
  readonly cause?: unknown
  readonly originalError?: unknown
  readonly errors?: readonly unknown[]
}

const UNREACHABLE = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSLockTimeout',
])

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'])

export function kafkaError(error: unknown, address: string): LabError {
  if (error instanceof LabError) return error
  const root = rootOf(asKafkaJs(error))
  const message = root.message ?? String(error)
  const params = { address, message }
  const options = { params, cause: error }
  const refused = refusedByBroker(message)
  if (refused)
    return new LabError(refused.code, {
      kind: 'auth',
      params: { address, message: refused.message },
      cause: error,
    })
  if (/SELF_SIGNED|self-signed|unable to verify|certificate/i.test(message))
    return new LabError('kafka-certificate', { kind: 'auth', ...options })
  if (root.name === 'KafkaJSSASLAuthenticationError')
    return new LabError('kafka-login', { kind: 'auth', ...options })
  if (root.name === 'KafkaJSConnectionClosedError' || message.startsWith('Closed connection')) {
    return new LabError('kafka-closed', { kind: 'unreachable', ...options })
  }
  if (root.name && UNREACHABLE.has(root.name))
    return new LabError('kafka-unreachable', { kind: 'unreachable', ...options })
  if (root.type === 'UNKNOWN_TOPIC_OR_PARTITION')
    return new LabError('kafka-no-topic', { kind: 'remote', retry: true, ...options })
  if (root.type && TOO_LARGE.has(root.type))
    return new LabError('kafka-too-large', { kind: 'data', ...options })
  if (root.type === 'TOPIC_ALREADY_EXISTS')
    return new LabError('kafka-topic-exists', { kind: 'conflict', ...options })
  if (root.type) {
    return new LabError('kafka-remote', {
      kind: 'remote',
      retry: root.retriable === true,
      params: { ...params, code: root.type },
      cause: error,
    })
  }
  return new LabError('kafka-remote', {
    kind: 'remote',
    retry: true,
    params: { ...params, code: root.name ?? 'error' },
    cause: error,
  })
}

function asKafkaJs(error: unknown): KafkaJsError {
  return typeof error === 'object' && error !== null ? error : { message: String(error) }
}

/** "Number of retries exceeded" and aggregate errors hide the error that matters. */
function rootOf(error: KafkaJsError): KafkaJsError {
  const inner =
    error.name === 'KafkaJSNumberOfRetriesExceeded' || error.name === 'KafkaJSNonRetriableError'
      ? (error.cause ?? error.originalError)
      : undefined
  const next = inner ?? error.errors?.[0]
  return next ? rootOf(asKafkaJs(next)) : error
}
