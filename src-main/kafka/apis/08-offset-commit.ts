// OffsetCommit: offsets and the text that goes with them, durable before the answer.
import type { OffsetCommit } from '../coordinator/groups'
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ApiError, ErrorCode } from '../wire/errors'
import { int16, int32, int64, string, array } from '../wire/fields'

const spec = apiSpec({
  key: 8,
  name: 'OffsetCommit',
  versions: [0, 8],
  flexibleSince: 8,
  request: {
    groupId: string(),
    generationId: int32().since(1).default(-1),
    memberId: string().since(1),
    groupInstanceId: string().since(7).nullable().default(null),
    retentionTimeMs: int64().since(2).until(4).default(-1),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        committedOffset: int64(),
        committedLeaderEpoch: int32().since(6).default(-1),
        commitTimestamp: int64().since(1).until(1).default(-1),
        committedMetadata: string().nullable(),
      }),
    }),
  },
  response: {
    throttleTimeMs: int32().since(3),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
      }),
    }),
  },
})

/** Why the group takes no commit. Partitions that are missing say that instead. */
function refusalOf(check: () => void): number {
  try {
    check()
    return ErrorCode.NONE
  } catch (error) {
    if (error instanceof ApiError) return error.code
    throw error
  }
}

export const offsetCommit = serve(spec, {
  async handle(request, { broker, clientId }) {
    const { groups, limits } = broker
    if (request.groupId === '') throw new ApiError('INVALID_GROUP_ID')
    const refused = refusalOf(() =>
      groups
        .forCommit(request.groupId, request.generationId)
        ?.checkCommit(request.memberId, request.groupInstanceId, request.generationId),
    )
    const commits: OffsetCommit[] = []
    const topics = request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(
        ({ partitionIndex, committedOffset, committedLeaderEpoch, committedMetadata }) => {
          const text = committedMetadata ?? ''
          if (!broker.topics.get(name)?.partition(partitionIndex))
            return { partitionIndex, errorCode: ErrorCode.UNKNOWN_TOPIC_OR_PARTITION }
          if (refused !== ErrorCode.NONE) return { partitionIndex, errorCode: refused }
          groups.group(request.groupId)
          if (text.length > limits.offsetMetadataCharsMax)
            return { partitionIndex, errorCode: ErrorCode.OFFSET_METADATA_TOO_LARGE }
          commits.push({
            topic: name,
            partition: partitionIndex,
            offset: committedOffset,
            leaderEpoch: committedLeaderEpoch,
            metadata: text,
          })
          return { partitionIndex, errorCode: ErrorCode.NONE }
        },
      ),
    }))
    const moved = groups.movesIn(request.groupId, commits, request.generationId >= 0)
    await groups.commit(request.groupId, commits, Date.now())
    if (moved.length > 0) groups.find(request.groupId)?.offsetsMoved(clientId, moved)
    return { topics }
  },
  refuse: (request, errorCode) => ({
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    })),
  }),
})
