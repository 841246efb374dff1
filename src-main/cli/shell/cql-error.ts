// Prints errors in the words of cqlsh and the Python driver, so that a student sees what the course
// shows.
import { LabError } from '@shared/errors'
import type { Language } from '@shared/lab'
import { sentencesOf } from '../failure'

/** Error codes of the native protocol v4, section 9: the driver's class and its description. */
const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  '0x0000': ['ServerError', 'Server error'],
  '0x000a': ['ProtocolException', 'Protocol error'],
  '0x0100': ['AuthenticationFailed', 'Bad credentials'],
  '0x1000': ['Unavailable', 'Unavailable exception'],
  '0x1001': ['OverloadedErrorMessage', 'Coordinator node overloaded'],
  '0x1002': ['IsBootstrappingErrorMessage', 'Coordinator node is bootstrapping'],
  '0x1003': ['TruncateError', 'Error during truncate'],
  '0x1100': ['WriteTimeout', "Coordinator node timed out waiting for replica nodes' responses"],
  '0x1200': ['ReadTimeout', "Coordinator node timed out waiting for replica nodes' responses"],
  '0x1300': ['ReadFailure', 'Replica(s) failed to execute read'],
  '0x1400': ['FunctionFailure', 'User Defined Function failure'],
  '0x1500': ['WriteFailure', 'Replica(s) failed to execute write'],
  '0x2000': ['SyntaxException', 'Syntax error in CQL query'],
  '0x2100': ['Unauthorized', 'Unauthorized'],
  '0x2200': ['InvalidRequest', 'Invalid query'],
  '0x2300': ['ConfigurationException', 'Query invalid because of configuration issue'],
  '0x2400': ['AlreadyExists', 'Item already exists'],
  '0x2500': ['PreparedQueryNotFound', 'Matching prepared statement not found on this node'],
}

export function cqlErrorText(cause: unknown, language: Language, isDescribe: boolean): string {
  const error = LabError.from(cause)
  const code = String(error.params.code ?? '')
  const kind = KINDS[code]
  if (!kind) return sentencesOf(error, language)
  const message = String(error.params.message ?? '')
  if (isDescribe || code === '0x2000') return isDescribe ? message : `SyntaxException: ${message}`
  if (code === '0x2400') return `AlreadyExists: ${alreadyExists(message)}`
  return `${kind[0]}: Error from server: code=${code.slice(2)} [${kind[1]}] message="${message}"`
}

/**
 * The driver makes its own sentence of the names in the error; here they are read out of the
 * server's sentence.
 */
function alreadyExists(message: string): string {
  const table = /existing table "?([^"\s]+)"? to keyspace "?([^"\s]+)"?/i.exec(message)
  if (table) return `Table '${table[2]}.${table[1]}' already exists`
  const keyspace = /keyspace "?'?([^"'\s]+)"?'?/i.exec(message)
  return keyspace && /already exist|existing keyspace/i.test(message)
    ? `Keyspace '${keyspace[1]}' already exists`
    : message
}
