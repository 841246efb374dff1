// How many bytes each partition takes on its leader's disk, by DescribeLogDirs (API 35, versions 0
// and 1 are alike): a broker lists every replica that lies on it. Who may not ask (that takes
// Describe on the cluster) gets an empty list; what is not listed is unknown.
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
          // A copy on its way to another disk of the same broker is none yet.
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
 * One request to each broker that leads any of these partitions. A broker that does not tell hides
 * its own partitions only.
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
