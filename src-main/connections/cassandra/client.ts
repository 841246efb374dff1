// Makes a cassandra-driver client from a profile. The driver needs the name of the local data
// centre, which few people know by heart: if the profile's does not exist but the cluster has only
// one, we use that one.
import { addressOf, type ResolvedOf } from '../profiles'
import { tlsOptions } from '../tls'
import { cassandraError } from './errors'
import { cassandra, type Client } from './library'

export async function cassandraClient(
  connection: ResolvedOf<'cassandra'>,
  keyspace?: string,
): Promise<Client> {
  const address = addressOf(connection)
  try {
    return await connect(connection, connection.profile.localDataCenter, keyspace)
  } catch (error) {
    const other = await onlyDataCenter(connection, error)
    if (!other) throw cassandraError(error, address)
    return connect(connection, other, keyspace).catch(cause => {
      throw cassandraError(cause, address)
    })
  }
}

async function connect(
  { profile, secret }: ResolvedOf<'cassandra'>,
  localDataCenter: string,
  keyspace?: string,
): Promise<Client> {
  const { username } = profile
  const client = new cassandra.Client({
    contactPoints: profile.contactPoints.split(',').map(one => one.trim()),
    localDataCenter,
    ...(keyspace ? { keyspace } : {}),
    ...(username ? { credentials: { username, password: secret.password ?? '' } } : {}),
    ...(profile.security === 'SSL' ? { sslOptions: tlsOptions({ profile, secret }) } : {}),
    pooling: {
      coreConnectionsPerHost: { [cassandra.types.distance.local]: 1 },
      maxRequestsPerConnection: 2048,
    },
    socketOptions: { connectTimeout: 3000, readTimeout: 20_000 },
    queryOptions: { prepare: true, consistency: cassandra.types.consistencies.localOne },
    // Values come as they are stored: 64-bit numbers and decimals exactly, absent bytes as null.
    // A map keeps the types of its keys: an object would make texts of them.
    encoding: { useUndefinedAsUnset: true, map: Map },
    isMetadataSyncEnabled: true,
  })
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.shutdown().catch(() => {})
    throw error
  }
}

/** The driver's complaint names the data centres that it saw. */
async function onlyDataCenter(
  connection: ResolvedOf<'cassandra'>,
  error: unknown,
): Promise<string | undefined> {
  const message = error instanceof Error ? error.message : ''
  const found = /Available DCs are: \[([^\]]*)\]/
    .exec(message)?.[1]
    ?.split(',')
    .map(name => name.trim().replaceAll("'", ''))
  const only = found?.length === 1 ? found[0] : undefined
  return only && only !== connection.profile.localDataCenter ? only : undefined
}
