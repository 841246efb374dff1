// The rows of a database table, streamed in an order that is the same each time: what a replay of a
// table plays. A relational table is read by some columns' order, a Cassandra table in its own
// (token, then clustering).
import { LabError } from '@shared/errors'
import { cassandraClient } from './cassandra/client'
import { cassandraError } from './cassandra/errors'
import { plainValue } from './cassandra/values'
import { addressOf, type ResolvedConnection, type ResolvedOf } from './profiles'
import { openSql } from './sql'

export interface TableSource {
  readonly table: string
  /** Cassandra. */
  readonly keyspace?: string
  /** Relational: the columns that order the rows; all of them when none are named. */
  readonly orderBy: readonly string[]
}

const FETCH_ROWS = 2000

export async function* readTable(
  connection: ResolvedConnection,
  source: TableSource,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  if (connection.type === 'sql') {
    const store = await openSql(connection)
    try {
      yield* store.ordered(source.table, source.orderBy)
    } finally {
      await store.close()
    }
  } else if (connection.type === 'cassandra') {
    yield* readCassandra(connection, source)
  } else {
    throw new LabError('bug', {
      kind: 'bug',
      params: { message: `${connection.type} has no tables` },
    })
  }
}

async function* readCassandra(
  connection: ResolvedOf<'cassandra'>,
  { keyspace = '', table }: TableSource,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const client = await cassandraClient(connection)
  try {
    const quoted = [keyspace, table].map(name => `"${name.replaceAll('"', '""')}"`).join('.')
    const result = await client.execute(`SELECT * FROM ${quoted}`, [], {
      prepare: true,
      fetchSize: FETCH_ROWS,
      autoPage: true,
    })
    for await (const row of result)
      yield Object.fromEntries(row.keys().map(name => [name, plainValue(row.get(name))]))
  } catch (error) {
    throw cassandraError(error, addressOf(connection))
  } finally {
    await client.shutdown().catch(() => {})
  }
}
