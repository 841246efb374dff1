// OffsetFetch: what groups have committed; -1 where they have not. Null topics ask for all that a
// group has.
import { serve, type BrokerParts } from '../serving/context'
import { apiSpec } from '../wire/api'
import { ErrorCode } from '../wire/errors'
import { bool, int16, int32, int64, string, array } from '../wire/fields'

const GROUPS_SINCE = 8

const spec = apiSpec({
  key: 9,
  name: 'OffsetFetch',
  versions: [0, 8],
  flexibleSince: 6,
  request: {
    groupId: string().until(7),
    topics: array({
      name: string(),
      partitionIndexes: array(int32()),
    })
      .until(7)
      .nullable(2),
    groups: array({
      groupId: string(),
      topics: array({
        name: string(),
        partitionIndexes: array(int32()),
      }).nullable(),
    }).since(8),
    requireStable: bool().since(7),
  },
  response: {
    throttleTimeMs: int32().since(3),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        committedOffset: int64(),
        committedLeaderEpoch: int32().since(5).default(-1),
        metadata: string().nullable(),
        errorCode: int16(),
      }),
    }).until(7),
    errorCode: int16().since(2).until(7),
    groups: array({
      groupId: string(),
      topics: array({
        name: string(),
        partitions: array({
          partitionIndex: int32(),
          committedOffset: int64(),
          committedLeaderEpoch: int32().default(-1),
          metadata: string().nullable(),
          errorCode: int16(),
        }),
      }),
      errorCode: int16(),
    }).since(8),
  },
})

export const offsetFetch = serve(spec, {
  handle(request, { broker, version }) {
    const { requireStable } = request
    if (version < GROUPS_SINCE)
      return {
        topics: fetchGroup(broker, request.groupId, request.topics, requireStable),
        errorCode: ErrorCode.NONE,
      }
    const groups = request.groups.map(({ groupId, topics }) => ({
      groupId,
      topics: fetchGroup(broker, groupId, topics, requireStable),
      errorCode: ErrorCode.NONE,
    }))
    return { topics: [], groups }
  },
  refuse: (request, errorCode, version) => ({
    errorCode,
    topics:
      version < 2
        ? (request.topics ?? []).map(({ name, partitionIndexes }) => ({
            name,
            partitions: partitionIndexes.map(index => missing(index, errorCode)),
          }))
        : [],
    groups: request.groups.map(({ groupId }) => ({ groupId, topics: [], errorCode })),
  }),
})

type Wanted = readonly { readonly name: string; readonly partitionIndexes: readonly number[] }[]

const missing = (partitionIndex: number, errorCode: number = ErrorCode.NONE) => ({
  partitionIndex,
  committedOffset: -1,
  committedLeaderEpoch: -1,
  metadata: '',
  errorCode,
})

function fetchGroup(
  { groups }: BrokerParts,
  groupId: string,
  topics: Wanted | null,
  requireStable: boolean,
) {
  const wanted =
    topics ??
    [...groups.committedTopics(groupId)].map(([name, partitions]) => ({
      name,
      partitionIndexes: [...partitions.keys()],
    }))
  return wanted.map(({ name, partitionIndexes }) => ({
    name,
    partitions: partitionIndexes.map(partitionIndex => {
      if (requireStable && groups.isUncertain(groupId, name, partitionIndex))
        return missing(partitionIndex, ErrorCode.UNSTABLE_OFFSET_COMMIT)
      const found = groups.committed(groupId, name, partitionIndex)
      if (!found) return missing(partitionIndex)
      const { offset, leaderEpoch, metadata } = found
      return {
        partitionIndex,
        committedOffset: offset,
        committedLeaderEpoch: leaderEpoch,
        metadata,
        errorCode: ErrorCode.NONE,
      }
    }),
  }))
}
