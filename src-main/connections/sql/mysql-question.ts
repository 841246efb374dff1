// A person's SQL on MySQL or MariaDB: one statement in a connection of its own that only reads, with
// bounds on rows, size and time. Whatever is asked ends, if need be with the connection.
import type { PoolConnection } from 'mysql2'
import { LabError } from '@shared/errors'
import { addressOf, type ResolvedOf } from '../profiles'
import { mysql } from './library'
import { connectionOptions, mysqlError } from './mysql'
import type { QuestionLimits, SqlRows } from './question'

export async function askMysql(
  connection: ResolvedOf<'sql'>,
  statement: string,
  limits: QuestionLimits,
  signal: AbortSignal,
): Promise<SqlRows> {
  if (!onlyReads(statement)) throw new LabError('sql-reads-only', { kind: 'usage' })
  const address = addressOf(connection)
  const pool = mysql.createPool({ ...connectionOptions(connection), connectionLimit: 1 })
  let client: PoolConnection | undefined
  const answer = async () => {
    client = await new Promise<PoolConnection>((resolve, reject) =>
      pool.pool.getConnection((error, found) => (error ? reject(error) : resolve(found))),
    )
    const settings = client.promise()
    await settings.query('SET SESSION TRANSACTION READ ONLY')
    // The server ends it too; MySQL and MariaDB name the limit differently, and refuse the other's.
    await settings.query(`SET SESSION max_execution_time = ${limits.msMax}`).catch(() => {})
    await settings.query(`SET SESSION max_statement_time = ${limits.msMax / 1000}`).catch(() => {})
    return rowsOf(client, statement, limits)
  }
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
    return await Promise.race([answer(), ended])
  } catch (error) {
    throw mysqlError(error, address)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    client?.destroy()
    await pool.end().catch(() => {})
  }
}

const READS = /^[\s(]*(?:select|show|explain|describe|desc|with|table|values)\b/i
/** A comment that the server runs is left in place; so are quotes that a backslash may end. */
const TEXTS = [/'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`[^`]*`/, /'[^']*'|"[^"]*"|`[^`]*`/]
const COMMENTS = /\/\*(?!M?!)[^]*?\*\/|--\s[^\n]*|#[^\n]*/

/**
 * A session that only reads still lets files be written, settings be changed and other clients be
 * ended. The server's mode says what a backslash does in a text, so both readings must be harmless.
 */
export function onlyReads(statement: string): boolean {
  return TEXTS.every(texts => {
    const either = new RegExp(`${texts.source}|${COMMENTS.source}`, 'g')
    const bare = statement.replace(either, part => (/^['"`]/.test(part) ? "''" : ' '))
    return READS.test(bare) && !/\/\*M?!|\binto\s+(?:out|dump)file\b/i.test(bare)
  })
}

async function rowsOf(
  client: PoolConnection,
  sql: string,
  { rowsMax, charsMax }: QuestionLimits,
): Promise<SqlRows> {
  let columns: SqlRows['columns'] = []
  const rows: (string | null)[][] = []
  let chars = 0
  const query = client.query({ sql, rowsAsArray: true })
  query.on('fields', (fields: readonly { name: string }[] | undefined) => {
    columns = (fields ?? []).map(({ name }) => ({ name, type: '' }))
  })
  for await (const values of query.stream({ highWaterMark: 100 })) {
    if (!Array.isArray(values)) continue
    const row = values.map(shown)
    chars += row.reduce((sum, value) => sum + (value?.length ?? 0), 0)
    if (rows.length >= rowsMax || (rows.length > 0 && chars > charsMax))
      return { columns, rows, isCut: true }
    rows.push(row)
  }
  return { columns, rows, isCut: false }
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Buffer.isBuffer(value)) return `0x${value.toString('hex')}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
