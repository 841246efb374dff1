// Nobody listens at a port, or somebody else than was meant.
import { seenLately, withCode, type Cause } from '../evidence'
import { isTold, placeOf } from './place-of'

const CODES = [
  'port-closed',
  'host-unknown',
  'kafka-not-kafka',
  'kafka-unreachable',
  'cql-unreachable',
]

export const wrongPort: Cause = {
  id: 'wrong-port',
  find: evidence => [
    ...withCode(evidence, CODES)
      .filter(error => !isTold(evidence, error))
      .slice(0, 1)
      .map(error => ({
        node: error.node,
        params: { client: error.node, address: placeOf(error) },
        remedy: { act: 'look', at: 'connections' } as const,
      })),
    ...(['http', 'cql'] as const).flatMap(what =>
      seenLately(evidence, what).map(({ client }) => ({
        params: { client, address: `Kafka (${what.toUpperCase()})` },
        remedy: { act: 'look', at: 'engines' } as const,
      })),
    ),
  ],
}
