// A login is refused, or is sent where none is wanted.
import { seenLately, withCode, type Cause } from '../evidence'

const CODES = [
  'kafka-login',
  'kafka-no-login',
  'kafka-wants-login',
  'cql-login',
  'sql-login',
  'opensearch-login',
  'connection-login-missing',
]

export const wrongPassword: Cause = {
  id: 'wrong-password',
  find: evidence => [
    ...seenLately(evidence, 'login').map(({ client }) => ({
      params: { client },
      remedy: { act: 'look', at: 'engines' } as const,
    })),
    ...withCode(evidence, CODES).map(({ node }) => ({
      node,
      params: { client: node },
      remedy: { act: 'look', at: 'connections' } as const,
    })),
  ],
}
