// Connection profiles: where a Kafka, Cassandra, SQL, OpenSearch, schema registry, web service or mail
// server is and how to log in. Declared once; the form, the check of a saved profile and the clients
// read the same schemas. Secrets are kept apart (in the host's keychain) and meet the profile only in a
// ResolvedConnection, which never leaves the process as text.
import { LabError } from '@shared/errors'
import { issueWords } from '@shared/lab'
import { z } from 'zod'
import { hasPrivateKey, privateKeysIn, wholePem } from './pem'

const hostPort = /^(\[[0-9a-fA-F:]+\]|[^\s:,/]+):\d{1,5}$/
const bootstrap = z
  .string()
  .trim()
  .min(1)
  .refine(text => text.split(',').every(one => hostPort.test(one.trim())), 'lab-form-host-port')

/**
 * Certificates as PEM text, so that a profile is whole without the files that it came from. A
 * private key is a secret and is kept elsewhere.
 */
const pem = z
  .string()
  .overwrite(wholePem)
  .includes('-----BEGIN', 'lab-form-pem')
  .refine(text => !hasPrivateKey(text), 'lab-form-pem-private')
  .meta({ format: 'pem' })
  .optional()
const tls = z
  .strictObject({
    ca: pem,
    cert: pem,
    serverName: z.string().optional(),
    /** For a class's self-signed broker; shown as a warning in the form. */
    rejectUnauthorized: z.boolean().default(true),
  })
  .optional()

export const kafkaProfileSchema = z.strictObject({
  bootstrap,
  security: z.enum(['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL']).default('PLAINTEXT'),
  sasl: z
    .strictObject({
      mechanism: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).default('PLAIN'),
      username: z.string().min(1),
    })
    .optional(),
  tls,
  /** The connection whose schemas its records name, for looking at them. */
  schemaRegistry: z.string().min(1).max(100).optional(),
  readOnly: z.boolean().default(false),
})

export const cassandraProfileSchema = z.strictObject({
  contactPoints: bootstrap,
  localDataCenter: z.string().min(1).default('datacenter1'),
  username: z.string().optional(),
  security: z.enum(['PLAINTEXT', 'SSL']).default('PLAINTEXT'),
  tls,
  readOnly: z.boolean().default(false),
})

const databaseServer = (port: number) => ({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65535).default(port),
  database: z.string().min(1),
  username: z.string().min(1),
  security: z.enum(['PLAINTEXT', 'SSL']).default('PLAINTEXT'),
  tls,
  readOnly: z.boolean().default(false),
})

export const sqlProfileSchema = z.discriminatedUnion('engine', [
  z.strictObject({ engine: z.enum(['mysql', 'mariadb']), ...databaseServer(3306) }),
  z.strictObject({
    engine: z.literal('postgresql'),
    ...databaseServer(5432),
    /** Where tables are made and looked for; the account's search path when absent. */
    schema: z.string().min(1).optional(),
  }),
  z.strictObject({
    engine: z.literal('embedded'),
    file: z.string().min(1),
    readOnly: z.boolean().default(false),
  }),
])

/** A secret in it would be kept and shown in the clear. */
const webAddress = z
  .url({ protocol: /^https?$/, error: 'lab-form-url' })
  .refine(text => !URL.canParse(text) || isWithoutLogin(new URL(text)), 'lab-form-url-login')

const isWithoutLogin = ({ username, password }: URL) => username === '' && password === ''

export const registryProfileSchema = z.strictObject({
  url: webAddress,
  username: z.string().optional(),
  tls,
  readOnly: z.boolean().default(false),
})

/** Without a user name, the password is a token. */
export const httpProfileSchema = z.strictObject({
  url: webAddress,
  username: z.string().optional(),
  tls,
  readOnly: z.boolean().default(false),
})

/** A server that takes mails: 587 with STARTTLS, or 465 with TLS from the first byte. */
export const smtpProfileSchema = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65535).default(587),
  /** Who the mails are from. */
  sender: z.email('lab-form-mail-address').max(254),
  username: z.string().min(1).optional(),
  security: z.enum(['STARTTLS', 'SSL', 'PLAINTEXT']).default('STARTTLS'),
  tls,
  readOnly: z.boolean().default(false),
})

export const opensearchProfileSchema = z.strictObject({
  url: webAddress,
  username: z.string().optional(),
  tls,
  readOnly: z.boolean().default(false),
})

export const profileSchemas = {
  kafka: kafkaProfileSchema,
  cassandra: cassandraProfileSchema,
  sql: sqlProfileSchema,
  opensearch: opensearchProfileSchema,
  registry: registryProfileSchema,
  http: httpProfileSchema,
  smtp: smtpProfileSchema,
} as const

export type ConnectionType = keyof typeof profileSchemas
export type KafkaProfile = z.infer<typeof kafkaProfileSchema>
export type CassandraProfile = z.infer<typeof cassandraProfileSchema>
export type SqlProfile = z.infer<typeof sqlProfileSchema>
export type RegistryProfile = z.infer<typeof registryProfileSchema>
export type HttpProfile = z.infer<typeof httpProfileSchema>
export type SmtpProfile = z.infer<typeof smtpProfileSchema>
export type OpenSearchProfile = z.infer<typeof opensearchProfileSchema>

/**
 * `password`; `key` for the PEM of a client's private key, and `passphrase` where that key is
 * sealed by one.
 */
export type Secret = Readonly<Record<string, string>>

export type ResolvedConnection =
  | { readonly type: 'kafka'; readonly profile: KafkaProfile; readonly secret: Secret }
  | { readonly type: 'cassandra'; readonly profile: CassandraProfile; readonly secret: Secret }
  | { readonly type: 'sql'; readonly profile: SqlProfile; readonly secret: Secret }
  | { readonly type: 'opensearch'; readonly profile: OpenSearchProfile; readonly secret: Secret }
  | { readonly type: 'registry'; readonly profile: RegistryProfile; readonly secret: Secret }
  | { readonly type: 'http'; readonly profile: HttpProfile; readonly secret: Secret }
  | { readonly type: 'smtp'; readonly profile: SmtpProfile; readonly secret: Secret }
export type ResolvedOf<T extends ConnectionType> = Extract<ResolvedConnection, { type: T }>

/** Checks the values of a form, a file or a command line; the error names the field. */
export function resolveConnection(
  type: ConnectionType,
  profile: unknown,
  secret: Secret = {},
): ResolvedConnection {
  const parsed = profileSchemas[type].safeParse(profile)
  const issue = parsed.error?.issues[0]
  if (issue) {
    const field = [
      ...issue.path,
      ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []),
    ].join('.')
    const { code, params } = issueWords(
      issue,
      issue.code === 'invalid_type' && issue.input === undefined,
    )
    throw new LabError(code, { kind: 'usage', params: { ...params, field, type } })
  }
  const { key, ...others } = secret
  const mended = key === undefined ? secret : { ...others, key: privateKeysIn(key) }
  // The schema of `type` has just accepted it: a parse boundary.
  return { type, profile: parsed.data, secret: mended } as ResolvedConnection
}

/** JSON Schemas of the profile types: the forms. */
export function connectionForms(): Record<ConnectionType, Record<string, unknown>> {
  const form = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' })
  return {
    kafka: form(kafkaProfileSchema),
    cassandra: form(cassandraProfileSchema),
    sql: form(sqlProfileSchema),
    opensearch: form(opensearchProfileSchema),
    registry: form(registryProfileSchema),
    http: form(httpProfileSchema),
    smtp: form(smtpProfileSchema),
  }
}

/** Where a profile points to, for people. */
export function addressOf(connection: ResolvedConnection): string {
  switch (connection.type) {
    case 'kafka':
      return connection.profile.bootstrap
    case 'cassandra':
      return connection.profile.contactPoints
    case 'opensearch':
    case 'registry':
    case 'http':
      return connection.profile.url
    case 'smtp':
      return `${connection.profile.host}:${connection.profile.port}`
    case 'sql':
      return connection.profile.engine === 'embedded'
        ? connection.profile.file
        : `${connection.profile.host}:${connection.profile.port}/${connection.profile.database}`
  }
}

/** Kafka on PLAINTEXT: what the embedded broker and `--kafka HOST:PORT` are. */
export function plainKafka(address: string): ResolvedOf<'kafka'> {
  return {
    type: 'kafka',
    profile: { bootstrap: address, security: 'PLAINTEXT', readOnly: false },
    secret: {},
  }
}

/** Cassandra without login: what the embedded database and `--cql HOST:PORT` are. */
export function plainCassandra(
  address: string,
  localDataCenter = 'datacenter1',
): ResolvedOf<'cassandra'> {
  return {
    type: 'cassandra',
    profile: { contactPoints: address, localDataCenter, security: 'PLAINTEXT', readOnly: false },
    secret: {},
  }
}

/** The embedded SQL file: what a lab's `sql` connection without a profile is. */
export function embeddedSql(file: string): ResolvedOf<'sql'> {
  return { type: 'sql', profile: { engine: 'embedded', file, readOnly: false }, secret: {} }
}

/** A registry without login: what the one inside is. */
export function plainRegistry(address: string): ResolvedOf<'registry'> {
  return {
    type: 'registry',
    profile: { url: `http://${address}`, readOnly: false },
    secret: {},
  }
}
