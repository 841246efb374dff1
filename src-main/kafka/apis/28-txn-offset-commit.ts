// TxnOffsetCommit: offsets that become valid when the transaction is committed. From v3 on the
// member that consumed is checked.
import type { OffsetCommit } from '../coordinator/groups'
import { serve } from '../serving/context'
import { apiSpec, type RequestOf } from '../wire/api'
import { ApiError, ErrorCode } from '../wire/errors'
import { fencedAs } from './fenced'
import { int16, int32, int64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 28,
  name: 'TxnOffsetCommit',
  versions: [0, 3],
  flexibleSince: 3,
  request: {
    transactionalId: string(),
    groupId: string(),
    producerId: int64(),
    producerEpoch: int16(),
    generationId: int32().since(3).default(-1),
    memberId: string().since(3),
    groupInstanceId: string().since(3).nullable().default(null),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        committedOffset: int64(),
        committedLeaderEpoch: int32().since(2).default(-1),
        committedMetadata: string().nullable(),
      }),
    }),
  },
  response: {
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

const MEMBER_SINCE = 3

export const txnOffsetCommit = serve(spec, {
  async handle(request, { broker, version }) {
    const {
      transactionalId,
      producerId,
      producerEpoch: epoch,
      groupId,
      memberId,
      groupInstanceId,
      generationId,
    } = request
    if (groupId === '') throw new ApiError('INVALID_GROUP_ID')
    if (version >= MEMBER_SINCE)
      broker.groups
        .forCommit(groupId, generationId)
        ?.checkTxnCommit(memberId, groupInstanceId, generationId)
    const commits: OffsetCommit[] = []
    const topics = request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(
        ({ partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata }) => {
          const metadata = committedMetadata ?? ''
          if (!broker.topics.get(name)?.partition(partitionIndex))
            return { partitionIndex, errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION }
          if (metadata.length > broker.limits.offsetMetadataCharsMax)
            return { partitionIndex, errorCode: ErrorCode.OFFSET_METADATA_TOO_LARGE }
          commits.push({
            topic: name,
            partition: partitionIndex,
            offset: committedOffset,
            leaderEpoch: committedLeaderEpoch,
            metadata,
          })
          return { partitionIndex, errorCode: ErrorCode.NONE }
        },
      ),
    }))
    try {
      await broker.transactions.commitOffsets(
        transactionalId,
        { producerId, epoch },
        groupId,
        commits,
      )
    } catch (error) {
      // No version of this request knows PRODUCER_FENCED.
      throw fencedAs(error, version, Number.POSITIVE_INFINITY)
    }
    return { throttleTimeMs: 0, topics }
  },
  refuse: (request, errorCode) => refused(request, errorCode),
})

function refused(request: RequestOf<typeof spec>, errorCode: number) {
  return {
    throttleTimeMs: 0,
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    })),
  }
}
