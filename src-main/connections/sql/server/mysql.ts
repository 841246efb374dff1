// MySQL and MariaDB as a server: the driver's connections, errors and streamed rows.
import type { PoolConnection, RowDataPacket } from 'mysql2'
import { tlsOptions } from '../../tls'
import { addressOf } from '../../profiles'
import { mysql } from '../library'
import type { SqlValue } from '../store'
import { mysqlDialect } from './mysql-dialect'
import { ANSWER_MS_MAX, type ServerConnection, type ServerQuestion } from './server-connection'
import { serverError, type Blame } from './server-error'
import type { SqlAnswer, SqlServer } from './server-store'

const SILENT = 'SILENT'
const LOGIN_ERRORS = new Set(['ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR'])
/** Deadlock, lock wait timeout, too many connections: the same statement may work. */
const RETRIED = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
])

/** The row is at fault, not the table nor the server: another row may go in. */
const ROW_REFUSED = new Set([
  'ER_BAD_NULL_ERROR',
  'ER_CHECK_CONSTRAINT_VIOLATED',
  'ER_CONSTRAINT_FAILED',
  'ER_DATA_OUT_OF_RANGE',
  'ER_DATA_TOO_LONG',
  'ER_NET_PACKET_TOO_LARGE',
  'ER_TRUNCATED_WRONG_VALUE',
  'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
  'ER_WARN_DATA_OUT_OF_RANGE',
])

function blameOf(code: string): Blame {
  if (LOGIN_ERRORS.has(code)) return 'login'
  if (code === 'PROTOCOL_CONNECTION_LOST' || code === SILENT) return 'away'
  if (ROW_REFUSED.has(code)) return 'row'
  return RETRIED.has(code) ? 'retried' : undefined
}

export const mysqlError = (error: unknown, address: string) => serverError(error, address, blameOf)

/**
 * A TIMESTAMP is read and written in the session's zone, which is the server's by default. Without
 * the strict mode, which MySQL 5.6 does not have by default, a text that is too long is cut in
 * silence. An error shows up in the next statement.
 */
const SESSION = `SET time_zone = '+00:00',
  sql_mode = CONCAT_WS(',', NULLIF(@@sql_mode, ''), 'STRICT_ALL_TABLES')`

function optionsOf({ profile, secret }: ServerConnection) {
  return {
    host: profile.host,
    port: profile.port,
    user: profile.username,
    password: secret.password ?? '',
    database: profile.database,
    connectTimeout: 5000,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    decimalNumbers: false,
    supportBigNumbers: true,
    ...(profile.security === 'SSL' ? { ssl: sslOf({ profile, secret }) } : {}),
  }
}

function sslOf(connection: Pick<ServerConnection, 'profile' | 'secret'>) {
  const { ca, cert, key, rejectUnauthorized } = tlsOptions(connection)
  return {
    rejectUnauthorized: rejectUnauthorized !== false,
    ...pemOf('ca', Array.isArray(ca) ? ca[0] : ca),
    ...pemOf('cert', cert),
    ...pemOf('key', key),
  }
}

function pemOf(name: string, value: unknown): Record<string, string> {
  return typeof value === 'string' ? { [name]: value } : {}
}

type Ask = (sql: string, values?: readonly SqlValue[]) => Promise<SqlAnswer>

export function mysqlServer(
  connection: ServerConnection,
  { answerMsMax = ANSWER_MS_MAX } = {},
): SqlServer {
  const address = addressOf(connection)
  const pool = mysql.createPool({ ...optionsOf(connection), connectionLimit: 2 })
  pool.pool.on('connection', opened => opened.query(SESSION, () => {}))
  const asOurs = (error: unknown) => {
    throw mysqlError(error, address)
  }
  /** A connection that does not answer is not lent again. The driver's own limit would keep it. */
  const lent = async <T>(work: (ask: Ask) => Promise<T>): Promise<T> => {
    const client = await pool.getConnection()
    let isSilent = false
    const ask: Ask = (sql, values = []) =>
      new Promise((resolve, reject) => {
        if (isSilent) return reject(new SilentServer())
        const timer = setTimeout(() => {
          isSilent = true
          client.destroy()
          reject(new SilentServer())
        }, answerMsMax)
        client
          .query<RowDataPacket[]>(sql, [...values])
          .then(([result, fields]) => {
            const rows = Array.isArray(result) ? result.map(row => ({ ...row })) : []
            resolve({ fields: fields ?? [], rows })
          }, reject)
          .finally(() => clearTimeout(timer))
      })
    try {
      return await work(ask)
    } finally {
      if (!isSilent) client.release()
    }
  }
  return {
    address,
    dialect: mysqlDialect,
    query: (sql, values) => lent(ask => ask(sql, values)).catch(asOurs),
    transaction: work =>
      lent(async ask => {
        try {
          await ask('START TRANSACTION')
          await work({ query: ask })
          await ask('COMMIT')
        } catch (error) {
          await ask('ROLLBACK').catch(() => {})
          throw error
        }
      }).catch(asOurs),
    close: () => pool.end().catch(() => {}),
  }
}

class SilentServer extends Error {
  readonly code = SILENT

  constructor() {
    super('the server does not answer')
  }
}

export function mysqlQuestion(connection: ServerConnection): ServerQuestion {
  const pool = mysql.createPool({ ...optionsOf(connection), connectionLimit: 1 })
  let client: PoolConnection | undefined
  return {
    async ask(statement, { msMax }, take) {
      client = await new Promise<PoolConnection>((resolve, reject) =>
        pool.pool.getConnection((error, found) => (error ? reject(error) : resolve(found))),
      )
      const settings = client.promise()
      await settings.query('SET SESSION TRANSACTION READ ONLY')
      // The server ends it too; MySQL and MariaDB name the limit differently, and refuse the other's.
      await settings.query(`SET SESSION max_execution_time = ${msMax}`).catch(() => {})
      await settings.query(`SET SESSION max_statement_time = ${msMax / 1000}`).catch(() => {})
      let columns: readonly string[] = []
      const query = client.query({ sql: statement, rowsAsArray: true })
      query.on('fields', (fields: readonly { name: string }[] | undefined) => {
        columns = (fields ?? []).map(({ name }) => name)
      })
      for await (const values of query.stream({ highWaterMark: 100 }))
        if (Array.isArray(values) && !take(values.map(shown))) break
      return columns
    },
    async end() {
      client?.destroy()
      await pool.end().catch(() => {})
    },
  }
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Buffer.isBuffer(value)) return `0x${value.toString('hex')}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
