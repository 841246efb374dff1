// Figures of many topics at once: one request to each broker covers all partitions that it leads,
// so a thousand topics cost as many requests as there are brokers.
import { listOffsets } from './raw-calls'
import { type RawCluster } from './raw-cluster'

export interface LedPartition {
  readonly topic: string
  readonly partition: number
  /** -1 while there is none. */
  readonly leader: number
}

export interface LedByOne {
  readonly leader: number
  readonly topics: ReadonlyMap<string, number[]>
}

export function byLeader(partitions: readonly LedPartition[]): LedByOne[] {
  const leaders = new Map<number, Map<string, number[]>>()
  for (const { topic, partition, leader } of partitions) {
    if (leader < 0) continue
    const topics = leaders.get(leader) ?? new Map<string, number[]>()
    leaders.set(leader, topics)
    const known = topics.get(topic)
    if (known) known.push(partition)
    else topics.set(topic, [partition])
  }
  return [...leaders].map(([leader, topics]) => ({ leader, topics }))
}

const LATEST = -1
const EARLIEST = -2

/**
 * The offsets between beginning and end, by topic. A partition that gives no answer counts as 0.
 */
export async function recordsOf(
  cluster: RawCluster,
  partitions: readonly LedPartition[],
): Promise<ReadonlyMap<string, number>> {
  const records = new Map<string, number>()
  const asking = byLeader(partitions).map(async ({ leader, topics }) => {
    const broker = await cluster.findBroker({ nodeId: leader })
    const at = (timestamp: number) =>
      listOffsets(
        broker,
        [...topics].map(([topic, own]) => ({
          topic,
          partitions: own.map(partition => ({ partition, timestamp })),
        })),
      )
    const [ends, starts] = await Promise.all([at(LATEST), at(EARLIEST)])
    const startOf = new Map(
      starts.map(start => [`${start.topic}/${start.partition}`, start.offset]),
    )
    for (const { topic, partition, offset } of ends) {
      const start = startOf.get(`${topic}/${partition}`)
      if (start !== undefined)
        records.set(topic, (records.get(topic) ?? 0) + Math.max(0, offset - start))
    }
  })
  await Promise.allSettled(asking)
  return records
}
