// AddPartitionsToTxn: all of the named partitions or none, as Kafka: one unknown partition stops
// the others.
import { serve } from '../serving/context'
import { apiSpec, type RequestOf } from '../wire/api'
import { answerOf, ErrorCode } from '../wire/errors'
import { fencedAs } from './fenced'
import { int16, int32, int64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 24,
  name: 'AddPartitionsToTxn',
  versions: [0, 3],
  flexibleSince: 3,
  request: {
    transactionalId: string(),
    producerId: int64(),
    producerEpoch: int16(),
    topics: array({
      name: string(),
      partitions: array(int32()),
    }),
  },
  response: {
    throttleTimeMs: int32(),
    results: array({
      name: string(),
      results: array({
        partitionIndex: int32(),
        errorCode: int16(),
      }),
    }),
  },
})

/** The version from which clients know PRODUCER_FENCED. */
const FENCED_SINCE = 2

/** For the partitions that are not at fault when another one stopped the request. */
const OPERATION_NOT_ATTEMPTED = 55

export const addPartitionsToTxn = serve(spec, {
  async handle(request, { broker, version }) {
    const { transactionalId, producerId, producerEpoch: epoch } = request
    const isKnown = (topic: string, partition: number) =>
      broker.topics.get(topic)?.partition(partition) !== undefined
    const wanted = request.topics.flatMap(({ name, partitions }) =>
      partitions.map(partition => [name, partition] as const),
    )
    if (!wanted.every(([topic, partition]) => isKnown(topic, partition)))
      return results(request, (topic, partition) =>
        isKnown(topic, partition) ? OPERATION_NOT_ATTEMPTED : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
      )
    try {
      await broker.transactions.addPartitions(transactionalId, { producerId, epoch }, wanted)
      return results(request, () => ErrorCode.NONE)
    } catch (error) {
      const { errorCode } = answerOf(fencedAs(error, version, FENCED_SINCE))
      return results(request, () => errorCode)
    }
  },
  refuse: (request, errorCode) => results(request, () => errorCode),
})

function results(
  request: RequestOf<typeof spec>,
  codeOf: (topic: string, partition: number) => number,
) {
  return {
    throttleTimeMs: 0,
    results: request.topics.map(({ name, partitions }) => ({
      name,
      results: partitions.map(partitionIndex => ({
        partitionIndex,
        errorCode: codeOf(name, partitionIndex),
      })),
    })),
  }
}
