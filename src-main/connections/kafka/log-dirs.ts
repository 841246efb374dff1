// How many bytes each partition takes on its leader's disk, by DescribeLogDirs (API 35, versions 0
// and 1 are alike): a broker lists every replica on its disks. A client without Describe permission
// on the cluster gets an empty list. The size of a partition that is missing from the list is
// unknown.
import { byLeader, type LedPartition } from './led-partitions'
import { callBroker, type OwnCall } from './raw-calls'
import { type RawCluster } from './raw-cluster'

interface Replica {
  readonly topic: string
  readonly partition: number
  readonly sizeBytes: number
}

/** Partitions by topic; everything when left out. */
type Asked = ReadonlyMap<string, readonly number[]> | undefined

const ALL = -1
const NO_ERROR = 0

const describeLogDirs: OwnCall<Asked, readonly Replica[]> = {
  apiKey: 35,
  apiName: 'DescribeLogDirs',
  versions: [0, 1],
  encode(asked, encoder) {
    encoder.writeInt32(asked?.size ?? ALL)
    for (const [topic, partitions] of asked ?? []) {
      encoder.writeString(topic).writeInt32(partitions.length)
      for (const partition of partitions) encoder.writeInt32(partition)
    }
  },
  decode(answer) {
    answer.readInt32()
    const dirs = answer.readArray(dir => {
      const errorCode = dir.readInt16()
      dir.readString()
      const topics = dir.readArray(of => {
        const topic = of.readString()
        return of.readArray(replica => {
          const partition = replica.readInt32()
          const sizeBytes = Number(replica.readInt64())
          replica.readInt64()
          // Skip a copy that is on its way to another disk of the same broker.
          return replica.readBoolean() ? [] : [{ topic, partition, sizeBytes }]
        })
      })
      return errorCode === NO_ERROR ? topics.flat(2) : []
    })
    return dirs.flat()
  },
}

export type SizesOf = (topic: string, partition: number) => number | undefined

/**
 * One request to each broker that leads any of these partitions. If a broker gives no answer, only
 * its own partitions stay unknown.
 */
export async function leaderSizes(
  cluster: RawCluster,
  partitions: readonly LedPartition[],
  asked?: Asked,
): Promise<SizesOf> {
  const sizes = new Map<string, Map<number, number>>()
  const asking = byLeader(partitions).map(async ({ leader, topics }) => {
    const broker = await cluster.findBroker({ nodeId: leader })
    for (const { topic, partition, sizeBytes } of await callBroker(
      broker,
      describeLogDirs,
      asked,
    )) {
      if (!topics.get(topic)?.includes(partition)) continue
      const known = sizes.get(topic) ?? new Map<number, number>()
      sizes.set(topic, known.set(partition, sizeBytes))
    }
  })
  await Promise.allSettled(asking)
  return (topic, partition) => sizes.get(topic)?.get(partition)
}
