// ElectLeaders: the one broker leads already.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int8, int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 43,
  name: 'ElectLeaders',
  versions: [0, 2],
  flexibleSince: 2,
  request: {
    electionType: int8().since(1),
    topicPartitions: array({
      topic: string(),
      partitions: array(int32()),
    }).nullable(),
    timeoutMs: int32().default(60000),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16().since(1),
    replicaElectionResults: array({
      topic: string(),
      partitionResult: array({
        partitionId: int32(),
        errorCode: int16(),
        errorMessage: string().nullable(),
      }),
    }),
  },
})

export const electLeaders = serve(spec, {
  handle(request, { broker }) {
    const replicaElectionResults = (request.topicPartitions ?? []).map(({ topic, partitions }) => ({
      topic,
      partitionResult: partitions.map(partitionId => {
        const isThere = broker.topics.get(topic)?.partition(partitionId) !== undefined
        return isThere
          ? {
              partitionId,
              errorCode: ErrorCode.ELECTION_NOT_NEEDED,
              errorMessage: 'Leader election not needed for topic partition.',
            }
          : {
              partitionId,
              errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
              errorMessage: 'No such topic as ' + topic,
            }
      }),
    }))
    return { throttleTimeMs: 0, errorCode: ErrorCode.NONE, replicaElectionResults }
  },
  // Version 0 has a place for errors only beside each partition.
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    errorCode,
    replicaElectionResults: (request.topicPartitions ?? []).map(({ topic, partitions }) => ({
      topic,
      partitionResult: partitions.map(partitionId => ({
        partitionId,
        errorCode,
        errorMessage: null,
      })),
    })),
  }),
})
