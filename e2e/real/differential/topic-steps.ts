// Topics are created, grown, deleted and asked about.
import type { Cast } from './cast'
import type { NewStep, Weighted } from './step'

export const topicSteps = (cast: Cast): readonly Weighted[] => [
  [4, () => createTopic(cast)],
  [1, () => deleteTopic(cast)],
  [2, () => createPartitions(cast)],
  [2, () => metadata(cast)],
  [1, () => leaderEpoch(cast)],
]

const SETTINGS: readonly (readonly [name: string, value: string])[] = [
  ['retention.ms', '60000'],
  ['retention.ms', 'long'],
  ['cleanup.policy', 'compact'],
  ['cleanup.policy', 'shred'],
  ['max.message.bytes', '1000'],
  ['segment.bytes', '2097152'],
  ['colour', 'red'],
  ['min.cleanable.dirty.ratio', '2'],
  ['message.timestamp.type', 'LogAppendTime'],
  ['compression.type', 'brotli'],
]

function createTopic({ random, oneIn, topic }: Cast): NewStep {
  const name = oneIn(12) ? random.pick(['', '.', 'no good', 'x'.repeat(250)]) : topic()
  const partitions = random.pick([1, 1, 2, 3, -1, 0, -2])
  const replicas = random.pick([1, 1, 1, 1, -1, 0, 2, -2])
  const configs = oneIn(2) ? {} : Object.fromEntries([random.pick(SETTINGS)])
  const validateOnly = oneIn(6)
  return {
    api: 'CreateTopics',
    changesTopics: true,
    request: () => ({
      topics: [newTopic(name, partitions, replicas, configs)],
      timeoutMs: 10_000,
      validateOnly,
    }),
  }
}

export function newTopic(
  name: string,
  numPartitions: number,
  replicationFactor: number,
  configs: Readonly<Record<string, string>>,
) {
  return {
    name,
    numPartitions,
    replicationFactor,
    assignments: [],
    configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
  }
}

function deleteTopic({ topic }: Cast): NewStep {
  const name = topic()
  return {
    api: 'DeleteTopics',
    changesTopics: true,
    request: () => ({ topics: [{ name }], topicNames: [name], timeoutMs: 10_000 }),
  }
}

function createPartitions({ random, oneIn, topic }: Cast): NewStep {
  const wanted = { name: topic(), count: random.pick([1, 2, 3, 3, 4, 0, -1]), assignments: null }
  const validateOnly = oneIn(4)
  return {
    api: 'CreatePartitions',
    changesTopics: true,
    request: () => ({ topics: [wanted], timeoutMs: 10_000, validateOnly }),
  }
}

/** Makes the topic if it is missing: earlier versions always do, later ones when they are told. */
function metadata({ oneIn, topic }: Cast): NewStep {
  const topics = [{ name: topic() }]
  const allowAutoTopicCreation = oneIn(3)
  return {
    api: 'Metadata',
    changesTopics: true,
    request: () => ({ topics, allowAutoTopicCreation }),
  }
}

function leaderEpoch({ random, topic: pickTopic, partition: pickPartition }: Cast): NewStep {
  const topic = pickTopic()
  const partition = pickPartition()
  const partitions = [{ partition, currentLeaderEpoch: -1, leaderEpoch: random.pick([0, 5]) }]
  return {
    api: 'OffsetForLeaderEpoch',
    request: () => ({ replicaId: -1, topics: [{ topic, partitions }] }),
  }
}
