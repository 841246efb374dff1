// Reads a connection from a file of NAME=VALUE lines that a person already has: the
// client.properties of Confluent Cloud, a Java client's, librdkafka's, or the .env of a project
// (BOOTSTRAP_SERVERS, SASL_USERNAME, OPENSEARCH_ENDPOINT, MYSQL_HOST …). Dots and underscores,
// small and capital letters mean the same. The secret in the file is kept apart from the profile
// from here on.
import { dirname, resolve } from 'node:path'
import { LabError } from '@shared/errors'
import { readTextIfExists } from '@main/platform'
import { certificatesIn } from './pem'
import {
  resolveConnection,
  type ConnectionType,
  type ResolvedConnection,
  type Secret,
} from './profiles'

type Values = ReadonlyMap<string, string>
type Take = (...names: readonly string[]) => string | undefined
interface Found {
  readonly profile: Record<string, unknown>
  readonly secret: Secret
}

/**
 * The file `env` means the environment alone; for a `.env` file, the environment wins over the
 * file.
 */
export async function connectionFromFile(
  type: ConnectionType,
  file: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ResolvedConnection> {
  const text = file === 'env' ? '' : await readTextIfExists(file)
  if (text === undefined)
    throw new LabError('connection-file-missing', { kind: 'usage', params: { file } })
  const usesEnv = file === 'env' || /\.env$/i.test(file)
  const values = new Map([...readSettings(text), ...(usesEnv ? [...namesIn(env)] : [])])
  const pem = async (path: string | undefined) =>
    path === undefined ? undefined : readPem(resolve(dirname(file), path))
  const found = await READERS[type](name => values.get(name), pem)
  if (!found) throw emptyFile(type, file)
  return resolveConnection(type, found.profile, found.secret)
}

/** The same from names and values that were read elsewhere; nothing when they have no address. */
export async function connectionFromValues(
  type: ConnectionType,
  given: Values,
): Promise<ResolvedConnection | undefined> {
  const values = new Map([...given].map(([name, value]) => [plainName(name), value]))
  const found = await READERS[type](
    name => values.get(name),
    async path => (path === undefined ? undefined : readPem(path)),
  )
  return found && resolveConnection(type, found.profile, found.secret)
}

export interface FromText {
  readonly profile: Readonly<Record<string, unknown>>
  readonly secret: Secret
  /**
   * PEM files that the text names. Pasted text has no folder and must not make us read files: we
   * ask the person.
   */
  readonly files: readonly string[]
}

/** The same from text that was pasted into a form or chosen in a browser. The form checks it. */
export async function connectionFromText(
  type: ConnectionType,
  text: string,
  file: string,
): Promise<FromText> {
  const values = readSettings(text)
  const files = new Set<string>()
  const found = await READERS[type](
    name => values.get(name),
    async path => {
      if (path !== undefined) files.add(path)
      return undefined
    },
  )
  if (!found) throw emptyFile(type, file)
  return { ...found, files: [...files] }
}

function emptyFile(type: ConnectionType, file: string): LabError {
  const expected = FIRST_NAMES[type].join(' / ')
  return new LabError('connection-file-empty', { kind: 'usage', params: { file, type, expected } })
}

const plainName = (name: string) => name.toLowerCase().replaceAll(/[.-]/g, '_')

function namesIn(env: Readonly<Record<string, string | undefined>>): Map<string, string> {
  return new Map(
    Object.entries(env).flatMap(([name, value]) =>
      value ? [[plainName(name), value] as const] : [],
    ),
  )
}

/**
 * Lines of NAME=VALUE; `#` and `!` begin a comment, a backslash at the end goes on in the next
 * line, `export` before the name and quotes around the value do not count.
 */
export function readSettings(text: string): Map<string, string> {
  const values = new Map<string, string>()
  // A line that ends with a backslash goes on in the next one, as Java's PEM values do.
  for (const line of text.replaceAll(/\\\r?\n[ \t]*/g, '').split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:]\s*(.*?)\s*$/.exec(line)
    if (!match?.[1]) continue
    const quoted = /^(["'])(.*)\1$/.exec(match[2] ?? '')
    const value = match[2] ?? ''
    // A value with quotes inside (Java's sasl.jaas.config) is taken unchanged.
    values.set(
      plainName(match[1]),
      quoted ? (quoted[2] ?? '') : /["']/.test(value) ? value : value.replace(/\s+#.*$/, ''),
    )
  }
  return values
}

async function readPem(file: string): Promise<string> {
  const text = await readTextIfExists(file)
  if (text === undefined)
    throw new LabError('connection-file-missing', { kind: 'usage', params: { file } })
  return text
}

type Pem = (path: string | undefined) => Promise<string | undefined>
type Reader = (one: (name: string) => string | undefined, pem: Pem) => Promise<Found | undefined>

/** The names that must be there, for the error message. */
const FIRST_NAMES: Readonly<Record<ConnectionType, readonly string[]>> = {
  kafka: ['bootstrap.servers', 'BOOTSTRAP_SERVERS'],
  cassandra: ['CASSANDRA_CONTACT_POINTS'],
  sql: ['MYSQL_HOST', 'MARIADB_HOST', 'POSTGRES_HOST'],
  opensearch: ['OPENSEARCH_ENDPOINT'],
  registry: ['schema.registry.url'],
  http: ['HTTP_URL'],
  smtp: ['SMTP_HOST', 'SMTP_FROM'],
}

const MYSQL = ['mysql_', 'mariadb_', 'sql_']
/** The image's own names for Docker, and those of libpq (PGHOST). */
const POSTGRES = ['postgres_', 'postgresql_', 'pg']

const READERS: Readonly<Record<ConnectionType, Reader>> = {
  async kafka(one, pem) {
    const take = takeOf(one, ['', 'kafka_'])
    const bootstrap = take('bootstrap_servers', 'bootstrap_server', 'brokers')
    if (bootstrap === undefined) return undefined
    const jaas = take('sasl_jaas_config') ?? ''
    const username =
      take('sasl_username', 'sasl_plain_username', 'api_key') ?? inJaas(jaas, 'username')
    const password =
      take('sasl_password', 'sasl_plain_password', 'api_secret') ?? inJaas(jaas, 'password')
    const trusted = storeFile(take, 'truststore')
    const own = storeFile(take, 'keystore')
    const ca =
      take('ssl_ca_pem', 'ssl_truststore_certificates') ??
      (await pem(take('ssl_ca_location', 'ssl_cafile') ?? trusted))
    // Java's store in PEM form is one file with the key and its certificates.
    const cert =
      take('ssl_certificate_pem', 'ssl_keystore_certificate_chain') ??
      (await pem(take('ssl_certificate_location', 'ssl_certfile') ?? own))
    const key =
      take('ssl_key_pem', 'ssl_keystore_key') ??
      (await pem(take('ssl_key_location', 'ssl_keyfile') ?? own))
    const passphrase = take('ssl_key_password', 'ssl_password')
    const security =
      take('security_protocol')?.toUpperCase() ?? (username ? 'SASL_SSL' : ca ? 'SSL' : 'PLAINTEXT')
    const mechanism = take('sasl_mechanism', 'sasl_mechanisms')?.toUpperCase()
    const sasl =
      username === undefined ? {} : { sasl: { username, ...(mechanism ? { mechanism } : {}) } }
    const isChecked = take('enable_ssl_certificate_verification')?.toLowerCase() !== 'false'
    return {
      profile: {
        bootstrap: bootstrap.replaceAll(/[a-z_]+:\/\//gi, ''),
        security,
        ...sasl,
        ...tlsOf({ ca, cert: cert && certificatesIn(cert), isChecked }),
      },
      secret: {
        ...(password === undefined ? {} : { password }),
        ...(key ? { key } : {}),
        ...(key && passphrase ? { passphrase } : {}),
      },
    }
  },

  async cassandra(one, pem) {
    const take = takeOf(one, ['cassandra_', 'cql_'])
    const host = take('contact_points', 'hosts', 'host')
    if (host === undefined) return undefined
    const port = take('port') ?? '9042'
    const contactPoints = host
      .split(',')
      .map(each => (/:\d+$/.test(each.trim()) ? each.trim() : `${each.trim()}:${port}`))
      .join(',')
    const localDataCenter = take('local_dc', 'datacenter', 'local_data_center')
    return login(take, {
      contactPoints,
      ...(localDataCenter ? { localDataCenter } : {}),
      ...(await tlsIn(take, pem)),
    })
  },

  async sql(one, pem) {
    const mysqlHost = takeOf(one, MYSQL)('host')
    // A machine often has PGHOST in its environment, beside a file for another database.
    const isPostgres = mysqlHost === undefined
    const take = takeOf(one, isPostgres ? POSTGRES : MYSQL)
    const host = mysqlHost ?? take('host')
    if (host === undefined) return undefined
    const mysql = one('mariadb_host') === undefined ? 'mysql' : 'mariadb'
    const schema = isPostgres ? take('schema') : undefined
    const place = {
      engine: isPostgres ? 'postgresql' : mysql,
      host,
      port: Number(take('port') ?? (isPostgres ? 5432 : 3306)),
      database: take('database', 'db') ?? '',
      ...(schema === undefined ? {} : { schema }),
    }
    return login(take, { ...place, ...(await tlsIn(take, pem)) })
  },

  async opensearch(one, pem) {
    const take = takeOf(one, ['opensearch_'])
    const endpoint = take('endpoint', 'url')
    if (endpoint === undefined) return undefined
    const url = /^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`
    const { tls } = await tlsIn(take, pem)
    return login(take, { url, ...(tls ? { tls } : {}) })
  },

  /** As Kafka's clients have it: the login is one text, `name:password`. */
  async registry(one, pem) {
    const take = takeOf(one, ['schema_registry_', ''])
    const url = takeOf(one, ['schema_registry_'])('url')
    if (url === undefined) return undefined
    const [username, ...password] = (take('basic_auth_user_info') ?? '').split(':')
    const { tls } = await tlsIn(takeOf(one, ['schema_registry_']), pem)
    return {
      profile: { url, ...(username ? { username } : {}), ...(tls ? { tls } : {}) },
      secret: { password: password.join(':') },
    }
  },

  async http(one, pem) {
    const take = takeOf(one, ['http_'])
    const url = take('url')
    if (url === undefined) return undefined
    const token = take('token')
    const { tls } = await tlsIn(take, pem)
    const place = { url, ...(tls ? { tls } : {}) }
    return token === undefined
      ? login(take, place)
      : { profile: place, secret: { password: token } }
  },

  /** Without a sender of its own, an account's name is its address. */
  async smtp(one, pem) {
    const take = takeOf(one, ['smtp_', 'mail_'])
    const host = take('host', 'server')
    if (host === undefined) return undefined
    const port = Number(take('port') ?? 587)
    const { tls } = await tlsIn(take, pem)
    const sender = take('from', 'sender', 'default_sender') ?? take('username', 'user') ?? ''
    const security = take('security')?.toUpperCase() ?? (port === 465 ? 'SSL' : 'STARTTLS')
    const place = { host, port, sender, security }
    return login(take, { ...place, ...(tls ? { tls } : {}) })
  },
}

/** The first of some names that has a value, under any of the prefixes. */
function takeOf(one: (name: string) => string | undefined, prefixes: readonly string[]): Take {
  return (...names) => {
    for (const name of names)
      for (const prefix of prefixes) if (one(prefix + name)) return one(prefix + name)
    return undefined
  }
}

/**
 * A Java client's store when it is PEM. JKS and PKCS12 are other containers, which neither TLS here
 * nor a form can hold.
 */
function storeFile(take: Take, store: 'truststore' | 'keystore'): string | undefined {
  const file = take(`ssl_${store}_location`)
  if (
    file === undefined ||
    take(`ssl_${store}_type`)?.toUpperCase() === 'PEM' ||
    /\.(pem|crt|key)$/i.test(file)
  )
    return file
  throw new LabError('connection-file-store', {
    kind: 'usage',
    params: { field: `ssl.${store}.location`, file },
  })
}

function login(take: Take, profile: Record<string, unknown>): Found {
  const username = take('username', 'user')
  return {
    profile: { ...profile, ...(username ? { username } : {}) },
    secret: { password: take('password') ?? '' },
  }
}

async function tlsIn(
  take: Take,
  pem: Pem,
): Promise<{ security?: 'SSL'; tls?: Record<string, unknown> }> {
  const ca = await pem(take('ssl_ca', 'ca_location', 'ca'))
  return ca === undefined ? {} : { security: 'SSL', ...tlsOf({ ca, isChecked: true }) }
}

function tlsOf({ ca, cert, isChecked }: { ca?: string; cert?: string; isChecked: boolean }): {
  tls?: Record<string, unknown>
} {
  if (!ca && !cert && isChecked) return {}
  return {
    tls: {
      ...(ca ? { ca } : {}),
      ...(cert ? { cert } : {}),
      ...(isChecked ? {} : { rejectUnauthorized: false }),
    },
  }
}

/** Java's `… required username="KEY" password="SECRET";` */
function inJaas(jaas: string, name: string): string | undefined {
  return new RegExp(`\\b${name}\\s*=\\s*(["'])(.*?)\\1`).exec(jaas)?.[2]
}
