// AlterPartitionReassignments: there is nowhere to move to.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 45,
  name: 'AlterPartitionReassignments',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    timeoutMs: int32().default(60000),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        replicas: array(int32()).nullable().default(null),
      }),
    }),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: string().nullable(),
    responses: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
        errorMessage: string().nullable(),
      }),
    }),
  },
})

export const alterPartitionReassignments = serve(spec, {
  handle(request, { broker }) {
    const responses = request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, replicas }) => {
        const answer = (errorCode: number, errorMessage: string | null) => ({
          partitionIndex,
          errorCode,
          errorMessage,
        })
        if (!broker.topics.get(name)?.partition(partitionIndex))
          return answer(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, 'The topic does not exist.')
        if (replicas === null) return answer(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, null)
        const stays = replicas.length === 1 && replicas[0] === broker.nodeId
        return stays
          ? answer(ErrorCode.NONE, null)
          : answer(ErrorCode.INVALID_REPLICA_ASSIGNMENT, 'There is only one broker.')
      }),
    }))
    return { throttleTimeMs: 0, errorCode: ErrorCode.NONE, errorMessage: null, responses }
  },
  refuse: (_, errorCode) => ({ throttleTimeMs: 0, errorCode, errorMessage: null, responses: [] }),
})
