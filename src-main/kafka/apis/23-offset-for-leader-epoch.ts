// OffsetForLeaderEpoch: there was only one leader, with epoch 0, so its end is the end of the log.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int16, int32, int64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 23,
  name: 'OffsetForLeaderEpoch',
  versions: [0, 4],
  flexibleSince: 4,
  request: {
    replicaId: int32().since(3).default(-2),
    topics: array({
      topic: string(),
      partitions: array({
        partition: int32(),
        currentLeaderEpoch: int32().since(2).default(-1),
        leaderEpoch: int32(),
      }),
    }),
  },
  response: {
    throttleTimeMs: int32().since(2),
    topics: array({
      topic: string(),
      partitions: array({
        errorCode: int16(),
        partition: int32(),
        leaderEpoch: int32().since(1).default(-1),
        endOffset: int64().default(-1),
      }),
    }),
  },
})

const LEADER_EPOCH = 0

export const offsetForLeaderEpoch = serve(spec, {
  handle(request, { broker }) {
    const topics = request.topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition, currentLeaderEpoch, leaderEpoch }) => {
        const log = broker.topics.get(topic)?.partition(partition)
        if (!log) return { partition, errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION }
        if (currentLeaderEpoch > LEADER_EPOCH)
          return { partition, errorCode: ErrorCode.UNKNOWN_LEADER_EPOCH }
        if (leaderEpoch !== LEADER_EPOCH)
          return { partition, errorCode: ErrorCode.NONE, leaderEpoch: -1, endOffset: -1 }
        return {
          partition,
          errorCode: ErrorCode.NONE,
          leaderEpoch: LEADER_EPOCH,
          endOffset: log.highWatermark,
        }
      }),
    }))
    return { topics }
  },
  refuse: (request, errorCode) => ({
    topics: request.topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map(({ partition }) => ({ partition, errorCode })),
    })),
  }),
})
