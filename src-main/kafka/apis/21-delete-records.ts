// DeleteRecords: moves the start of partitions; -1 means up to the end. The new start is durable
// before anything goes.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { answerOf, ApiError, ErrorCode } from '../wire/errors'
import { int16, int32, int64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 21,
  name: 'DeleteRecords',
  versions: [0, 2],
  flexibleSince: 2,
  request: {
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        offset: int64(),
      }),
    }),
    timeoutMs: int32(),
  },
  response: {
    throttleTimeMs: int32(),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        lowWatermark: int64(),
        errorCode: int16(),
      }),
    }),
  },
})

const TO_THE_END = -1

export const deleteRecords = serve(spec, {
  async handle(request, { broker }) {
    const topics = await Promise.all(
      request.topics.map(async ({ name, partitions }) => ({
        name,
        partitions: await Promise.all(
          partitions.map(async ({ partitionIndex, offset }) => {
            try {
              const topic = broker.topics.get(name)
              const log = topic?.partition(partitionIndex)
              if (!topic || !log) throw new ApiError('UNKNOWN_TOPIC_OR_PARTITION')
              if (topic.settings.cleanup === 'compact') throw new ApiError('POLICY_VIOLATION')
              const to = offset === TO_THE_END ? log.highWatermark : offset
              if (to < 0 || to > log.highWatermark) throw new ApiError('OFFSET_OUT_OF_RANGE')
              await topic.moveStart(partitionIndex, to)
              return { partitionIndex, lowWatermark: log.logStart, errorCode: ErrorCode.NONE }
            } catch (error) {
              return { partitionIndex, lowWatermark: -1, errorCode: answerOf(error).errorCode }
            }
          }),
        ),
      })),
    )
    return { throttleTimeMs: 0, topics }
  },
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        lowWatermark: -1,
        errorCode,
      })),
    })),
  }),
})
