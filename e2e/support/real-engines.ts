// All real engines at once, for the tests that need them: starting them takes longer than most of
// what is done with them.
import { startRealCassandra, type RealCassandra } from './real-cassandra'
import { startRealKafka, type RealKafka } from './real-kafka'
import { startRealMariaDb } from './real-mariadb'
import { startRealMySql } from './real-mysql'
import { startRealPostgres } from './real-postgres'
import { startRealOpenSearch, type RealOpenSearch } from './real-opensearch'
import type { RealSql } from './real-sql'

export interface RealEngines {
  /** Two brokers; each also listens with SASL_SSL. */
  readonly kafka: RealKafka & { readonly secure: NonNullable<RealKafka['secure']> }
  readonly cassandra: RealCassandra
  readonly mariadb: RealSql
  readonly mysql: RealSql
  readonly postgresql: RealSql
  readonly search: RealOpenSearch
  stop(): Promise<void>
}

export async function startRealEngines(): Promise<RealEngines> {
  const starting = [
    startRealKafka({ brokers: 2, secure: true }),
    startRealCassandra(),
    startRealMariaDb(),
    startRealMySql(),
    startRealPostgres(),
    startRealOpenSearch(),
  ] as const
  const settled = await Promise.allSettled(starting)
  const stop = async () => {
    await Promise.all(
      settled.map(one => (one.status === 'fulfilled' ? one.value.stop() : undefined)),
    )
  }
  try {
    const [kafka, cassandra, mariadb, mysql, postgresql, search] = await Promise.all(starting)
    if (!kafka.secure) throw new Error('the brokers were started without SASL_SSL')
    return {
      ...{ kafka: { ...kafka, secure: kafka.secure }, cassandra, search, stop },
      ...{ mariadb, mysql, postgresql },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
