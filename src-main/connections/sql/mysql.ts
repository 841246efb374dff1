// MySQL and MariaDB. One SQL for both: `VALUES(c)` in ON DUPLICATE KEY UPDATE (MySQL 8's row alias
// is a syntax error in MariaDB).
import { LabError } from '@shared/errors'
import { tlsOptions } from '../tls'
import { addressOf, type ResolvedOf } from '../profiles'
import { mysql } from './library'
import { orderWithoutTies, quoted, rowReader, type TableColumns } from './mysql-rows'
import { createTableSql } from './mysql-table'
import type { SqlStore, SqlTable, SqlValue } from './store'

const ROWS_A_STATEMENT = 1000
const ROWS_A_PAGE = 10_000
const LOGIN_ERRORS = new Set(['ER_ACCESS_DENIED_ERROR', 'ER_DBACCESS_DENIED_ERROR'])
const AWAY_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EPIPE',
  'PROTOCOL_CONNECTION_LOST',
  'EAI_AGAIN',
])
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

export function mysqlError(error: unknown, address: string): LabError {
  if (error instanceof LabError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'error'
  if (LOGIN_ERRORS.has(code))
    return new LabError('sql-login', { kind: 'auth', params: { address, message }, cause: error })
  if (AWAY_ERRORS.has(code))
    return new LabError('sql-unreachable', {
      kind: 'unreachable',
      params: { address, message },
      cause: error,
    })
  if (ROW_REFUSED.has(code))
    return new LabError('row-refused', {
      kind: 'data',
      params: { address, code, message },
      cause: error,
    })
  return new LabError('sql-remote', {
    kind: 'remote',
    retry: RETRIED.has(code),
    params: { address, code, message },
    cause: error,
  })
}

/**
 * A TIMESTAMP is read and written in the session's zone, which is the server's by default. Without
 * the strict mode, which MySQL 5.6 does not have by default, a text that is too long is cut in
 * silence. An error shows up in the next statement.
 */
const SESSION = `SET time_zone = '+00:00',
  sql_mode = CONCAT_WS(',', NULLIF(@@sql_mode, ''), 'STRICT_ALL_TABLES')`

export function connectionOptions(connection: ResolvedOf<'sql'>) {
  const { profile, secret } = connection
  if (profile.engine === 'embedded')
    throw new LabError('bug', {
      kind: 'bug',
      params: { message: 'an embedded profile in openMysql' },
    })
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
    ...(profile.security === 'SSL' ? { ssl: sslOf(profile, secret) } : {}),
  }
}

export async function openMysql(connection: ResolvedOf<'sql'>): Promise<SqlStore> {
  const address = addressOf(connection)
  const pool = mysql.createPool({ ...connectionOptions(connection), connectionLimit: 2 })
  pool.pool.on('connection', connection => connection.query(SESSION, () => {}))
  try {
    await pool.query('SELECT 1')
  } catch (error) {
    await pool.end().catch(() => {})
    throw mysqlError(error, address)
  }
  return new MysqlStore(address, pool)
}

function sslOf(
  profile: Extract<ResolvedOf<'sql'>['profile'], { host: string }>,
  secret: ResolvedOf<'sql'>['secret'],
) {
  const { ca, cert, key, rejectUnauthorized } = tlsOptions({ profile, secret })
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

class MysqlStore implements SqlStore {
  readonly takesNaN = false

  constructor(
    readonly address: string,
    private readonly pool: ReturnType<typeof mysql.createPool>,
  ) {}

  private async run(sql: string, values: readonly SqlValue[] = []): Promise<unknown> {
    try {
      const [result] = await this.pool.query(sql, [...values])
      return result
    } catch (error) {
      throw mysqlError(error, this.address)
    }
  }

  async ensure(table: SqlTable): Promise<void> {
    if (!table.create) return
    await this.run(createTableSql(table))
  }

  async upsert(table: SqlTable, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    const names = table.columns.map(c => quoted(c.name)).join(', ')
    const others = table.columns.filter(c => !table.key.includes(c.name))
    const first = quoted(table.columns[0]?.name ?? '')
    const changes =
      others.length > 0
        ? others.map(c => `${quoted(c.name)} = VALUES(${quoted(c.name)})`).join(', ')
        : `${first} = ${first}`
    const conflict = table.key.length > 0 ? ` ON DUPLICATE KEY UPDATE ${changes}` : ''
    const connection = await this.pool.getConnection().catch(error => {
      throw mysqlError(error, this.address)
    })
    try {
      await connection.beginTransaction()
      for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
        await connection.query(`INSERT INTO ${quoted(table.name)} (${names}) VALUES ?${conflict}`, [
          rows.slice(at, at + ROWS_A_STATEMENT),
        ])
      }
      await connection.commit()
    } catch (error) {
      await connection.rollback().catch(() => {})
      throw mysqlError(error, this.address)
    } finally {
      connection.release()
    }
  }

  async remove(table: SqlTable, keys: readonly (readonly SqlValue[])[]): Promise<void> {
    const where = table.key.map(name => `${quoted(name)} = ?`).join(' AND ')
    for (const key of keys) await this.run(`DELETE FROM ${quoted(table.name)} WHERE ${where}`, key)
  }

  async *ordered(table: string, order: readonly string[]): AsyncGenerator<Record<string, unknown>> {
    const by = orderWithoutTies(order, await this.columnsOf(table))
    for (let offset = 0; ; offset += ROWS_A_PAGE) {
      const page = await this.page(
        `SELECT * FROM ${quoted(table)} ORDER BY ${by} LIMIT ${ROWS_A_PAGE} OFFSET ${offset}`,
      )
      yield* page
      if (page.length < ROWS_A_PAGE) return
    }
  }

  private async columnsOf(table: string): Promise<TableColumns> {
    const { columns } = await this.query(`SELECT * FROM ${quoted(table)} LIMIT 0`)
    const { rows } = await this.query(`SHOW KEYS FROM ${quoted(table)} WHERE Key_name = 'PRIMARY'`)
    const primaryKey = rows
      .sort((a, b) => Number(a.Seq_in_index) - Number(b.Seq_in_index))
      .map(key => String(key.Column_name))
    return { columns, primaryKey }
  }

  private async page(sql: string): Promise<Record<string, unknown>[]> {
    try {
      const [rows, fields] = await this.pool.query<import('mysql2').RowDataPacket[]>(sql)
      return rows.map(rowReader(fields))
    } catch (error) {
      throw mysqlError(error, this.address)
    }
  }

  async rows(table: string, rowsMax: number): Promise<Record<string, unknown>[]> {
    return (await this.query(`SELECT * FROM ${quoted(table)} LIMIT ${rowsMax}`)).rows
  }

  async count(table: string): Promise<number> {
    const [row] = (await this.query(`SELECT count(*) AS n FROM ${quoted(table)}`)).rows
    return Number(row?.n ?? 0)
  }

  async query(
    sql: string,
  ): Promise<{ columns: readonly string[]; rows: Record<string, unknown>[] }> {
    try {
      const [result, fields] = await this.pool.query<import('mysql2').RowDataPacket[]>(sql)
      const rows = Array.isArray(result) ? result.map(row => ({ ...row })) : []
      return { columns: (fields ?? []).map(field => field.name), rows }
    } catch (error) {
      throw mysqlError(error, this.address)
    }
  }

  async drop(table: string): Promise<void> {
    await this.run(`DROP TABLE IF EXISTS ${quoted(table)}`)
  }

  async close(): Promise<void> {
    await this.pool.end().catch(() => {})
  }
}
