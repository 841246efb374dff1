// Two databases and a driver for each: the embedded one and the peer, measured in turns.
import { Client } from 'cassandra-driver'
import { inTurns } from '../report'

export interface Target {
  readonly port: number
  readonly pid: number
}

export interface Connected extends Target {
  readonly client: Client
}

const ROUNDS = 3

export const clientOf = ({ port }: Target) =>
  new Client({
    contactPoints: [`127.0.0.1:${port}`],
    localDataCenter: 'datacenter1',
    socketOptions: { readTimeout: 60_000 },
  })

/** A driver, and the keyspace that benches use. */
export async function connectTo(target: Target): Promise<Connected> {
  const client = clientOf(target)
  await client.connect()
  await client.execute(
    "CREATE KEYSPACE bench WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
  )
  return { ...target, client }
}

export type Measure = (target: Connected) => Promise<number>

/** After a round of each that does not count. */
export async function alternate(ours: Connected, theirs: Connected, measure: Measure) {
  await measure(ours)
  await measure(theirs)
  return inTurns(
    ROUNDS,
    () => measure(ours),
    () => measure(theirs),
  )
}
