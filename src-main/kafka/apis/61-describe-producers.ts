// DescribeProducers: the recent producers of a partition, and their open transactions.
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { int16, int32, int64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 61,
  name: 'DescribeProducers',
  versions: [0, 0],
  flexibleSince: 0,
  request: {
    topics: array({
      name: string(),
      partitionIndexes: array(int32()),
    }),
  },
  response: {
    throttleTimeMs: int32(),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
        errorMessage: string().nullable().default(null),
        activeProducers: array({
          producerId: int64(),
          producerEpoch: int32(),
          lastSequence: int32().default(-1),
          lastTimestamp: int64().default(-1),
          coordinatorEpoch: int32(),
          currentTxnStartOffset: int64().default(-1),
        }),
      }),
    }),
  },
})

export const describeProducers = serve(spec, {
  handle(request, { broker }) {
    const topics = request.topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map(partitionIndex => {
        const log = broker.topics.get(name)?.partition(partitionIndex)
        if (!log)
          return {
            partitionIndex,
            errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
            activeProducers: [],
          }
        const activeProducers = [...log.producers.all].map(producer => ({
          producerId: producer.id,
          producerEpoch: producer.epoch,
          lastSequence: producer.batches.at(-1)?.lastSequence ?? -1,
          lastTimestamp: producer.lastTimestamp,
          coordinatorEpoch: 0,
          currentTxnStartOffset: producer.txnStart,
        }))
        return { partitionIndex, errorCode: ErrorCode.NONE, activeProducers }
      }),
    }))
    return { throttleTimeMs: 0, topics }
  },
  refuse: (request, errorCode) => ({
    throttleTimeMs: 0,
    topics: request.topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map(partitionIndex => ({
        partitionIndex,
        errorCode,
        activeProducers: [],
      })),
    })),
  }),
})
