// The environment of a job: where the lab's connections are, and their secrets, under the names that
// an exported project reads (its README.md). No secret is written to a file.
import type { ResolvedConnection, ResolvedOf } from '@main/connections'
import { connectionEnv } from '@main/pipeline'
import { LabError } from '@shared/errors'
import { splitAddress } from './address'

export function settingsOf(
  connections: Readonly<Record<string, ResolvedConnection>>,
): Record<string, string> {
  const all: Record<string, string> = {}
  for (const [connection, resolved] of Object.entries(connections))
    for (const [name, value] of Object.entries(valuesOf(connection, resolved)))
      if (value !== undefined) all[`${connectionEnv(connection)}_${name}`] = value
  return all
}

type Values = Readonly<Record<string, string | undefined>>

function valuesOf(name: string, connection: ResolvedConnection): Values {
  switch (connection.type) {
    case 'kafka':
      return kafkaValues(connection)
    case 'cassandra':
      return cassandraValues(name, connection)
    case 'sql':
      return { URL: sqlUrl(name, connection) }
    case 'opensearch':
    case 'registry':
    case 'http': {
      const { url, username } = connection.profile
      return { URL: url, USERNAME: username, PASSWORD: connection.secret.password }
    }
    case 'smtp': {
      const { host, port, security, sender, username } = connection.profile
      return {
        ...{ HOST: host, PORT: String(port), SECURITY: security, FROM: sender, USERNAME: username },
        PASSWORD: connection.secret.password,
      }
    }
  }
}

/** Settings of Kafka's own client: `sasl.mechanism` is SASL_MECHANISM. */
function kafkaValues({ profile, secret }: ResolvedOf<'kafka'>): Values {
  const { bootstrap, security, sasl, tls } = profile
  return {
    BOOTSTRAP_SERVERS: bootstrap,
    ...(security === 'PLAINTEXT' ? {} : { SECURITY_PROTOCOL: security }),
    ...(sasl ? loginValues(sasl, secret.password ?? '') : {}),
    ...(tls?.ca === undefined
      ? {}
      : { SSL_TRUSTSTORE_TYPE: 'PEM', SSL_TRUSTSTORE_CERTIFICATES: tls.ca }),
    ...(tls?.cert === undefined || secret.key === undefined
      ? {}
      : {
          SSL_KEYSTORE_TYPE: 'PEM',
          SSL_KEYSTORE_CERTIFICATE_CHAIN: tls.cert,
          SSL_KEYSTORE_KEY: secret.key,
          SSL_KEY_PASSWORD: secret.passphrase,
        }),
    // An empty algorithm takes a certificate of any name; Kafka's client has no weaker check.
    ...(tls?.rejectUnauthorized === false ? { SSL_ENDPOINT_IDENTIFICATION_ALGORITHM: '' } : {}),
  }
}

function loginValues(
  { mechanism, username }: { readonly mechanism: string; readonly username: string },
  password: string,
): Values {
  const module = mechanism === 'PLAIN' ? 'plain.PlainLoginModule' : 'scram.ScramLoginModule'
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  const login = `username=${quoted(username)} password=${quoted(password)}`
  return {
    SASL_MECHANISM: mechanism,
    SASL_JAAS_CONFIG: `org.apache.kafka.common.security.${module} required ${login};`,
  }
}

function cassandraValues(name: string, { profile, secret }: ResolvedOf<'cassandra'>): Values {
  if (profile.security === 'SSL')
    throw new LabError('spark-cassandra-tls', { kind: 'config', params: { connection: name } })
  const points = profile.contactPoints.split(',').map(point => splitAddress(point.trim()))
  return {
    HOST: points.map(({ host }) => host).join(','),
    PORT: points[0]?.port,
    DC: profile.localDataCenter,
    USERNAME: profile.username,
    PASSWORD: secret.password,
  }
}

/** As libpq takes it: a space or a backslash within a value of `-c` has a backslash before it. */
function schemaOf(profile: ResolvedOf<'sql'>['profile']): string {
  if (profile.engine !== 'postgresql' || profile.schema === undefined) return ''
  const quoted = `"${profile.schema.replaceAll('"', '""')}"`.replace(/[\\\s]/g, '\\$&')
  return `?options=${encodeURIComponent(`-c search_path=${quoted}`)}`
}

function sqlUrl(name: string, { profile, secret }: ResolvedOf<'sql'>): string {
  if (profile.engine === 'embedded')
    throw new LabError('spark-embedded-sql', { kind: 'config', params: { connection: name } })
  const { host, port, database, username } = profile
  const login = [username, secret.password ?? ''].map(encodeURIComponent).join(':')
  const scheme = profile.engine === 'postgresql' ? 'postgresql' : 'mysql'
  return `${scheme}://${login}@${host}:${port}/${database}${schemaOf(profile)}`
}
