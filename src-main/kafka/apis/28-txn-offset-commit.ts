// TxnOffsetCommit: offsets that become valid when the transaction is committed. From v3 on the
// member that consumed is checked. Partitions that are missing say so, whatever else is wrong.
import type { OffsetCommit } from '../coordinator/groups'
import { serve, type RequestContext } from '../serving/context'
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

interface Answer {
  readonly partitionIndex: number
  errorCode: number
}

export const txnOffsetCommit = serve(spec, {
  async handle(request, { broker, version }) {
    if (request.groupId === '') throw new ApiError('INVALID_GROUP_ID')
    const commits: OffsetCommit[] = []
    const topics = request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(
        ({ partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata }): Answer => {
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
    const answers = topics.flatMap(({ partitions }) => partitions)
    const present = answers.filter(one => one.errorCode !== ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)
    if (present.length > 0) {
      const errorCode = await refusalOf(request, commits, broker, version)
      if (errorCode !== ErrorCode.NONE) for (const one of present) one.errorCode = errorCode
    }
    return { throttleTimeMs: 0, topics }
  },
  refuse: (request, errorCode) => refused(request, errorCode),
})

/** Commits them, or says why the member or its transaction may not. */
async function refusalOf(
  request: RequestOf<typeof spec>,
  commits: readonly OffsetCommit[],
  broker: RequestContext['broker'],
  version: number,
): Promise<number> {
  const { transactionalId, producerId, producerEpoch: epoch } = request
  const { groupId, memberId, groupInstanceId, generationId } = request
  try {
    if (version >= MEMBER_SINCE)
      broker.groups
        .forCommit(groupId, generationId)
        ?.checkTxnCommit(memberId, groupInstanceId, generationId)
    const producer = { producerId, epoch }
    await broker.transactions.commitOffsets(transactionalId, producer, groupId, commits)
    broker.groups.group(groupId)
    return ErrorCode.NONE
  } catch (error) {
    // No version of this request knows PRODUCER_FENCED.
    const refusal = fencedAs(error, version, Number.POSITIVE_INFINITY)
    if (refusal instanceof ApiError) return refusal.code
    throw refusal
  }
}

function refused(request: RequestOf<typeof spec>, errorCode: number) {
  return {
    throttleTimeMs: 0,
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    })),
  }
}
