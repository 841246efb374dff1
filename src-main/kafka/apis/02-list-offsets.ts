// ListOffsets: the first offset, the next one, the first record at or after a time (exact), or the
// one with the largest time (v7+).
import { offsetForTime, offsetOfMaxTime } from '../log/read'
import type { PartitionLog } from '../log/partition-log'
import { serve } from '../serving/context'
import { apiSpec } from '../wire/api'
import { answerOf, ApiError, ErrorCode } from '../wire/errors'
import { int8, int16, int32, int64, string, array } from '../wire/fields'

const LATEST = -1
const EARLIEST = -2
const MAX_TIMESTAMP = -3
const MAX_TIMESTAMP_SINCE = 7
const LEADER_EPOCH = 0

const spec = apiSpec({
  key: 2,
  name: 'ListOffsets',
  versions: [0, 7],
  flexibleSince: 6,
  request: {
    replicaId: int32(),
    isolationLevel: int8().since(2),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        currentLeaderEpoch: int32().since(4).default(-1),
        timestamp: int64(),
        maxNumOffsets: int32().until(0).default(1),
      }),
    }),
  },
  response: {
    throttleTimeMs: int32().since(2),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
        oldStyleOffsets: array(int64()).until(0),
        timestamp: int64().since(1).default(-1),
        offset: int64().since(1).default(-1),
        leaderEpoch: int32().since(4).default(-1),
      }),
    }),
  },
})

export const listOffsets = serve(spec, {
  async handle(request, { broker, version, clientId, clientHost }) {
    const isolated = request.isolationLevel === 1
    const client = clientId || clientHost
    for (const { name, partitions } of request.topics)
      if (partitions.some(({ timestamp }) => timestamp === LATEST))
        broker.sightings.see({ what: 'from-latest', client, topic: name })
    const topics = await Promise.all(
      request.topics.map(async ({ name, partitions }) => ({
        name,
        partitions: await Promise.all(
          partitions.map(
            async ({ partitionIndex, timestamp, currentLeaderEpoch, maxNumOffsets }) => {
              try {
                if (timestamp === MAX_TIMESTAMP && version < MAX_TIMESTAMP_SINCE)
                  throw new ApiError('UNSUPPORTED_VERSION')
                const log = broker.topics.get(name)?.partition(partitionIndex)
                if (!log) throw new ApiError('UNKNOWN_TOPIC_OR_PARTITION')
                if (currentLeaderEpoch > LEADER_EPOCH) throw new ApiError('UNKNOWN_LEADER_EPOCH')
                log.checkReadable()
                const found = await find(log, timestamp, isolated)
                // Version 0 lists the starts of segments; its users accept the one wanted offset.
                const oldStyleOffsets =
                  version === 0 && found && maxNumOffsets > 0 ? [found.offset] : []
                const leaderEpoch = found ? LEADER_EPOCH : -1
                return {
                  partitionIndex,
                  errorCode: ErrorCode.NONE,
                  oldStyleOffsets,
                  leaderEpoch,
                  ...(found ?? { offset: -1, timestamp: -1 }),
                }
              } catch (error) {
                return { partitionIndex, errorCode: answerOf(error).errorCode }
              }
            },
          ),
        ),
      })),
    )
    return { topics }
  },
  refuse: (request, errorCode) => ({
    topics: request.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    })),
  }),
})

async function find(log: PartitionLog, timestamp: number, isolated: boolean) {
  // Batches that were appended before this request count, even while their sync runs: a producer
  // that comes back after a crash asks here which of its records arrived, and would send the others
  // again.
  if (timestamp === LATEST) await log.settled().catch(() => {})
  const end = isolated ? log.lastStable : log.highWatermark
  switch (timestamp) {
    case LATEST:
      return { offset: end, timestamp: -1 }
    case EARLIEST:
      return { offset: log.logStart, timestamp: -1 }
    case MAX_TIMESTAMP:
      return offsetOfMaxTime(log, end)
    default:
      if (timestamp < 0) throw new ApiError('UNSUPPORTED_VERSION')
      return offsetForTime(log, timestamp, end)
  }
}
