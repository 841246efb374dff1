// The CQL console and its schema (SQL is sql-questions.ts) on any Cassandra connection. A console may
// write too; a connection that is only for reading takes statements that read.
import type { Contract } from '@shared/contract'
import { LabError } from '@shared/errors'
import type { HandlersOf } from '@shared/rpc'
import { addressOf, readSchema } from '@main/connections'
import type { ConnectionProfiles } from '../connections/connection-profiles'
import { askSql, type QuestionParts } from './sql-questions'
import { profileTopic } from './topic-profile'

const READS = /^\s*(select|use|describe|desc|list)\b/i

export function queriesService(
  profiles: ConnectionProfiles,
  questions: QuestionParts,
): HandlersOf<Contract>['queries'] {
  return {
    sql: (asked, { signal }) => askSql(questions, asked, signal),
    profile: (asked, { signal }) => profileTopic(questions, asked, signal),
    cql: async ({ connection, ...request }) => {
      const resolved = await profiles.resolve(connection, 'cassandra')
      if (resolved.profile.readOnly && !READS.test(request.statement))
        throw new LabError('connection-read-only', { kind: 'conflict', params: { connection } })
      return (await profiles.console(connection)).execute(request)
    },
    markers: async ({ connection, statement, keyspace }) =>
      (await profiles.console(connection)).markers(statement, keyspace),
    schema: async ({ connection }) => {
      const address = addressOf(await profiles.resolve(connection, 'cassandra'))
      const tree = await readSchema(await (await profiles.console(connection)).client(), address)
      const { functionNames } = await import('@main/cassandra')
      return { ...tree, functions: functionNames }
    },
  }
}
