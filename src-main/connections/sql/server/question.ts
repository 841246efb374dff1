// A person's SQL on a database server: one statement in a connection of its own that only reads, with
// bounds on rows, size and time. Whatever is asked ends, if need be with the connection.
import { LabError } from '@shared/errors'
import { addressOf } from '../../profiles'
import type { QuestionLimits, SqlRows } from '../question'
import { mysqlError, mysqlQuestion } from './mysql'
import { onlyReads } from './only-reads'
import { postgresError, postgresQuestion } from './postgres'
import type { ServerConnection, ServerQuestion } from './server-connection'

export async function askServer(
  connection: ServerConnection,
  statement: string,
  limits: QuestionLimits,
  signal: AbortSignal,
): Promise<SqlRows> {
  const isPostgres = connection.profile.engine === 'postgresql'
  if (!onlyReads(statement, isPostgres ? 'postgresql' : 'mysql'))
    throw new LabError('sql-reads-only', { kind: 'usage' })
  const question = isPostgres ? postgresQuestion(connection) : mysqlQuestion(connection)
  let end: (reason: LabError) => void = () => {}
  const ended = new Promise<never>((_, reject) => (end = reject))
  ended.catch(() => {})
  const tooLong = new LabError('sql-too-long', {
    kind: 'limit',
    params: { seconds: limits.msMax / 1000 },
  })
  const timer = setTimeout(() => end(tooLong), limits.msMax)
  const cancel = () => end(new LabError('cancelled', { kind: 'cancelled' }))
  signal.addEventListener('abort', cancel)
  try {
    return await Promise.race([rowsOf(question, statement, limits), ended])
  } catch (error) {
    throw (isPostgres ? postgresError : mysqlError)(error, addressOf(connection))
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    await question.end()
  }
}

async function rowsOf(
  question: ServerQuestion,
  statement: string,
  limits: QuestionLimits,
): Promise<SqlRows> {
  const rows: (string | null)[][] = []
  let chars = 0
  let isCut = false
  const names = await question.ask(statement, limits, row => {
    chars += row.reduce((sum, value) => sum + (value?.length ?? 0), 0)
    isCut ||= rows.length >= limits.rowsMax || (rows.length > 0 && chars > limits.charsMax)
    if (!isCut) rows.push(row)
    return !isCut
  })
  return { columns: names.map(name => ({ name, type: '' })), rows, isCut }
}
