// Consistency levels on a node that is alone: a level that needs more replicas than one is refused
// with the counts, as Cassandra refuses it (ConsistencyLevel, AbstractWriteResponseHandler).
import { CqlError, errorCode, invalid } from '../errors'
import type { Keyspace } from '../schema/model'

const LEVELS = [
  'ANY',
  'ONE',
  'TWO',
  'THREE',
  'QUORUM',
  'ALL',
  'LOCAL_QUORUM',
  'EACH_QUORUM',
  'SERIAL',
  'LOCAL_SERIAL',
  'LOCAL_ONE',
] as const

const ALIVE = 1

export function checkConsistency(
  code: number,
  access: 'read' | 'write',
  keyspace: Keyspace | undefined,
): void {
  const level = LEVELS[code]
  if (level === undefined || !keyspace || keyspace.virtual) return
  const isSerial = level === 'SERIAL' || level === 'LOCAL_SERIAL'
  if (access === 'read' && level === 'ANY')
    throw invalid('ANY ConsistencyLevel is only supported for writes')
  if (access === 'write' && isSerial)
    throw invalid(`You must use conditional updates for serializable writes`)
  const required = replicasFor(level, replicationFactor(keyspace))
  if (required > ALIVE)
    throw new CqlError(errorCode.unavailable, `Cannot achieve consistency level ${level}`, {
      replicas: { consistency: code, required, alive: ALIVE },
    })
}

function replicasFor(level: (typeof LEVELS)[number], factor: number): number {
  switch (level) {
    case 'ANY':
    case 'ONE':
    case 'LOCAL_ONE':
      return 1
    case 'TWO':
      return 2
    case 'THREE':
      return 3
    case 'ALL':
      return factor
    default:
      return Math.floor(factor / 2) + 1
  }
}

/** Of SimpleStrategy its factor, of NetworkTopologyStrategy that of this data centre; else one. */
function replicationFactor({ replication }: Keyspace): number {
  const factor = replication.get('replication_factor') ?? replication.get('datacenter1')
  return Math.max(1, parseInt(factor ?? '1', 10) || 1)
}
