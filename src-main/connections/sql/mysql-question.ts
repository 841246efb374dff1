// A person's SQL on MySQL or MariaDB: one statement in a connection of its own that only reads, with
// bounds on rows, size and time. Whatever is asked ends, if need be with the connection.
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
  const address = addressOf(connection)
  const pool = mysql.createPool({ ...connectionOptions(connection), connectionLimit: 1 })
  let destroy = () => {}
  pool.pool.on('connection', client => {
    destroy = () => client.destroy()
    client.query('SET SESSION TRANSACTION READ ONLY', () => {})
    // The server ends it too; MySQL and MariaDB name the limit differently.
    client.query(`SET SESSION max_execution_time = ${limits.msMax}`, () => {})
    client.query(`SET SESSION max_statement_time = ${limits.msMax / 1000}`, () => {})
  })
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
    return await Promise.race([rowsOf(pool, statement, limits), ended])
  } catch (error) {
    throw mysqlError(error, address)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    destroy()
    await pool.end().catch(() => {})
  }
}

async function rowsOf(
  { pool }: ReturnType<typeof mysql.createPool>,
  sql: string,
  { rowsMax, charsMax }: QuestionLimits,
): Promise<SqlRows> {
  let columns: SqlRows['columns'] = []
  const rows: (string | null)[][] = []
  let chars = 0
  const query = pool.query({ sql, rowsAsArray: true })
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
