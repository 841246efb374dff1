// PostgreSQL as a server: the driver's connections, errors and streamed rows. Every value comes as
// the server's text and goes to it as text, so that no digit is lost on the way.
import type { ClientBase, CustomTypesConfig, QueryArrayConfig } from 'pg'
import { tlsOptions } from '../../tls'
import { addressOf } from '../../profiles'
import { postgres } from '../library'
import type { SqlValue } from '../store'
import { OID, postgresDialect, readValue } from './postgres-dialect'
import { ANSWER_MS_MAX, type ServerConnection, type ServerQuestion } from './server-connection'
import { serverError, type Blame } from './server-error'
import type { SqlAnswer, SqlServer } from './server-store'

/** The server stops, has fallen, or is not up yet. */
const AWAY = new Set(['57P01', '57P02', '57P03'])
/** The driver's own words have no code. */
const AWAY_SAID =
  /^(?:Connection terminated|Client has encountered a connection error|Query read timeout|timeout e)/
/** Serialization, deadlock, a lock, too many connections: the same statement may work. */
const RETRIED = new Set(['40001', '40P01', '55P03', '53300'])

/**
 * By the classes of PostgreSQL's error codes (appendix A). Data exceptions, constraints and limits
 * are a row's own fault; so is a key twice in one statement, which single rows do not have.
 */
function blameOf(code: string, message: string): Blame {
  if (/^28/.test(code) || /^SASL:/.test(message)) return 'login'
  if (/^08/.test(code) || AWAY.has(code) || AWAY_SAID.test(message)) return 'away'
  if (/^(?:22|23|54)/.test(code) || code === '21000') return 'row'
  return RETRIED.has(code) ? 'retried' : undefined
}

export const postgresError = (error: unknown, address: string) =>
  serverError(error, address, blameOf)

/** The zone of a session is the server's by default, and so is the way in which values are shown. */
const SESSION = `SET TIME ZONE 'UTC'; SET DateStyle = 'ISO, YMD'; SET bytea_output = 'hex';
  SET standard_conforming_strings = on; SET extra_float_digits = 3`

function optionsOf({ profile, secret }: ServerConnection, types: CustomTypesConfig) {
  return {
    host: profile.host,
    port: profile.port,
    user: profile.username,
    password: secret.password ?? '',
    database: profile.database,
    connectionTimeoutMillis: 5000,
    application_name: 'sluice',
    keepAlive: true,
    ssl: profile.security === 'SSL' ? tlsOptions({ profile, secret }) : false,
    types,
  }
}

const GRACE_MS = 1000

const sessionOf = ({ profile }: ServerConnection) =>
  profile.engine === 'postgresql' && profile.schema !== undefined
    ? `${SESSION}; SET search_path = ${postgresDialect.quoted(profile.schema)}`
    : SESSION

const VALUES: CustomTypesConfig = {
  getTypeParser: (type: number) => (text: string) => readValue(type, text),
}
/** As the server writes them, but for a truth. */
const TEXTS: CustomTypesConfig = {
  getTypeParser: (type: number) => (text: string) =>
    type === OID.bool ? String(text === 't') : text,
}

export function postgresServer(
  connection: ServerConnection,
  { answerMsMax = ANSWER_MS_MAX } = {},
): SqlServer {
  const address = addressOf(connection)
  const pool = new postgres.Pool({
    ...optionsOf(connection, VALUES),
    max: 2,
    query_timeout: answerMsMax,
    // Called for a new connection, before it is given out.
    verify: (client, done) => void client.query(sessionOf(connection)).then(() => done(), done),
  })
  // Without a listener, a connection that the server ends would end the process. The pool listens
  // to idle ones only; a statement in any other fails by itself.
  pool.on('error', () => {})
  pool.on('connect', client => void client.on('error', () => {}))
  const asOurs = (error: unknown) => {
    throw postgresError(error, address)
  }
  const answerOf = async (
    client: Pick<ClientBase, 'query'>,
    sql: string,
    values: readonly SqlValue[],
  ): Promise<SqlAnswer> => {
    const { rows, fields } = await client.query<Record<string, unknown>>(sql, [...values])
    return { fields: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })), rows }
  }
  return {
    address,
    dialect: postgresDialect,
    query: (sql, values = []) => answerOf(pool, sql, values).catch(asOurs),
    async transaction(work) {
      const client = await pool.connect().catch(asOurs)
      let broken: Error | undefined
      try {
        await client.query('BEGIN')
        await work({ query: (sql, values = []) => answerOf(client, sql, values) })
        await client.query('COMMIT')
      } catch (error) {
        const ours = postgresError(error, address)
        // One that has gone would not answer this either; closing the connection undoes as well.
        if (ours.kind === 'unreachable') broken = ours
        else await client.query('ROLLBACK').catch((cause: Error) => (broken = cause))
        throw ours
      } finally {
        client.release(broken)
      }
    },
    close: () => pool.end().catch(() => {}),
  }
}

export function postgresQuestion(connection: ServerConnection): ServerQuestion {
  const client = new postgres.Client(optionsOf(connection, TEXTS))
  client.on('error', () => {})
  return {
    async ask(statement, { msMax }, take) {
      await client.connect()
      await client.query(sessionOf(connection))
      // The server ends it too, after us; and soon when we are gone (from version 14).
      await client.query(`SET statement_timeout = ${msMax + GRACE_MS}`)
      await client.query('SET client_connection_check_interval = 200').catch(() => {})
      await client.query('BEGIN READ ONLY')
      // With a name it goes by the extended protocol, which takes no second statement behind it.
      const asked: QueryArrayConfig = { name: 'question', text: statement, rowMode: 'array' }
      const query = new postgres.Query<(string | null)[]>(asked)
      return new Promise((resolve, reject) => {
        let names: string[] = []
        query.on('row', (row, result) => {
          names = result?.fields.map(({ name }) => name) ?? []
          if (!take(row)) resolve(names)
        })
        query.on('end', result => resolve(result.fields.map(({ name }) => name)))
        query.on('error', reject)
        client.query(query)
      })
    },
    async end() {
      // A goodbye would wait for the rows that nobody wants any more.
      client.connection.stream.destroy()
      await client.end().catch(() => {})
    },
  }
}
