// A client speaks TLS to a plain port, or plain to a TLS one.
import { seenLately, withCode, type Cause } from '../evidence'

export const tlsOnPlain: Cause = {
  id: 'tls-on-plain',
  find: evidence => [
    ...seenLately(evidence, 'tls').map(({ client }) => ({
      params: { client },
      remedy: { act: 'look', at: 'engines' } as const,
    })),
    ...withCode(evidence, ['kafka-no-tls', 'kafka-wants-tls']).map(({ node }) => ({
      node,
      params: { client: node },
      remedy: { act: 'look', at: 'connections' } as const,
    })),
  ],
}
