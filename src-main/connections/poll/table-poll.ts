// Rows of a database table in the order of columns that grow, page by page: what a source that polls a
// table asks for. A position is the values of those columns, and of columns that tell rows apart where
// they are equal; it is plain JSON, because a checkpoint keeps it.
import { LabError } from '@shared/errors'
import type { ResolvedConnection } from '../profiles'
import { pollCassandra } from './cassandra-poll'
import type { PolledTable, TablePoll } from './polled'
import { pollSql } from './sql-poll'

export function openTablePoll(
  connection: ResolvedConnection,
  table: PolledTable,
): Promise<TablePoll> {
  if (connection.type === 'sql') return pollSql(connection, table)
  if (connection.type === 'cassandra') return pollCassandra(connection, table)
  throw new LabError('bug', {
    kind: 'bug',
    params: { message: `${connection.type} has no tables` },
  })
}
