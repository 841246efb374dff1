// OffsetDelete: committed offsets of topics that nobody in the group reads.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ApiError, ErrorCode } from '../wire/errors'
import { int16, int32, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 47,
  name: 'OffsetDelete',
  versions: [0, 0],
  request: {
    groupId: string(),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
      }),
    }),
  },
  response: {
    errorCode: int16(),
    throttleTimeMs: int32(),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
      }),
    }),
  },
})

export const offsetDelete = serve(spec, {
  async handle(request, { broker }) {
    const group = broker.groups.find(request.groupId)
    if (!group) throw new ApiError('GROUP_ID_NOT_FOUND')
    if (group.state !== 'Empty' && group.protocolType !== 'consumer')
      throw new ApiError('NON_EMPTY_GROUP')
    const gone: { topic: string; partition: number }[] = []
    const topics = request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => {
        if (!broker.topics.get(name)?.partition(partitionIndex))
          return { partitionIndex, errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION }
        if (group.isSubscribedTo(name))
          return { partitionIndex, errorCode: ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC }
        gone.push({ topic: name, partition: partitionIndex })
        return { partitionIndex, errorCode: ErrorCode.NONE }
      }),
    }))
    await broker.groups.forget(request.groupId, gone)
    return { errorCode: ErrorCode.NONE, throttleTimeMs: 0, topics }
  },
  refuse: (_, errorCode) => ({ errorCode, throttleTimeMs: 0, topics: [] }),
})
