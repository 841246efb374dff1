// Errors as the native protocol sends them: a code (protocol v4, section 9), a text in Cassandra's
// words, and the extra fields of that code.
import { LabError } from '@shared/errors'

export const errorCode = {
  serverError: 0x0000,
  protocolError: 0x000a,
  unavailable: 0x1000,
  overloaded: 0x1001,
  readFailure: 0x1300,
  functionFailure: 0x1400,
  writeFailure: 0x1500,
  syntaxError: 0x2000,
  unauthorized: 0x2100,
  invalid: 0x2200,
  configError: 0x2300,
  alreadyExists: 0x2400,
  unprepared: 0x2500,
} as const

export class CqlError extends Error {
  override readonly name = 'CqlError'

  constructor(
    readonly code: number,
    message: string,
    readonly detail: {
      readonly keyspace?: string
      readonly table?: string
      readonly id?: Buffer
      /** Of an unavailable: the level, and how many replicas it needs and finds. */
      readonly replicas?: {
        readonly consistency: number
        readonly required: number
        readonly alive: number
      }
    } = {},
  ) {
    super(message)
  }
}

export const invalid = (message: string) => new CqlError(errorCode.invalid, message)
export const syntaxError = (message: string) => new CqlError(errorCode.syntaxError, message)
export const configError = (message: string) => new CqlError(errorCode.configError, message)
/** Where Cassandra fails in earnest: the name and the message of a Java exception. */
export const serverError = (message: string) => new CqlError(errorCode.serverError, message)
const CASSANDRA = 'org.apache.cassandra'
/** Two classes of Cassandra's, named below its package. */
export const classCast = (from: string, to: string) =>
  serverError(
    `java.lang.ClassCastException: class ${CASSANDRA}.${from} cannot be cast to class ${CASSANDRA}.${to} (${CASSANDRA}.${from} and ${CASSANDRA}.${to} are in unnamed module of loader 'app')`,
  )
export const unauthorized = (message: string) => new CqlError(errorCode.unauthorized, message)
export const protocolError = (message: string) => new CqlError(errorCode.protocolError, message)

/** A file of the database that cannot be trusted: nothing of it is used, and nothing is deleted. */
export const fileDamaged = (file: string, cause?: unknown) =>
  new LabError('cql-file-damaged', { kind: 'storage', params: { file }, cause })
