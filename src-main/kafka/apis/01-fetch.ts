// Fetch: reads from the wanted offsets, and waits when there is less than the client asked for.
// Sessions (KIP-227) are declined by answering session 0, which every client takes as "always ask
// for everything".
import type { PartitionLog } from '../log/partition-log'
import { readLog, type ReadResult } from '../log/read'
import type { Topic } from '../cluster/topic'
import { serve, type BrokerParts, type RequestContext } from '../serving/context'
import { apiSpec, type AnswerOf, type RequestOf } from '../wire/api'
import { answerOf, ApiError, ErrorCode } from '../wire/errors'
import { int8, int16, int32, int64, uuid, string, records, array, struct } from '../wire/fields'

const READ_COMMITTED = 1
const TOPIC_IDS_SINCE = 13

const spec = apiSpec({
  key: 1,
  name: 'Fetch',
  versions: [4, 13],
  flexibleSince: 12,
  request: {
    clusterId: string().since(12).nullable().tag(0).default(null),
    replicaId: int32(),
    maxWaitMs: int32(),
    minBytes: int32(),
    maxBytes: int32().default(0x7fffffff),
    isolationLevel: int8(),
    sessionId: int32().since(7),
    sessionEpoch: int32().since(7).default(-1),
    topics: array({
      topic: string().until(12),
      topicId: uuid().since(13),
      partitions: array({
        partition: int32(),
        currentLeaderEpoch: int32().since(9).default(-1),
        fetchOffset: int64(),
        lastFetchedEpoch: int32().since(12).default(-1),
        logStartOffset: int64().since(5).default(-1),
        partitionMaxBytes: int32(),
      }),
    }),
    forgottenTopicsData: array({
      topic: string().until(12),
      topicId: uuid().since(13),
      partitions: array(int32()),
    }).since(7),
    rackId: string().since(11),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16().since(7),
    sessionId: int32().since(7),
    responses: array({
      topic: string().until(12),
      topicId: uuid().since(13),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
        highWatermark: int64(),
        lastStableOffset: int64().default(-1),
        logStartOffset: int64().since(5).default(-1),
        divergingEpoch: struct({
          epoch: int32().default(-1),
          endOffset: int64().default(-1),
        })
          .since(12)
          .tag(0),
        currentLeader: struct({
          leaderId: int32().default(-1),
          leaderEpoch: int32().default(-1),
        })
          .since(12)
          .tag(1),
        snapshotId: struct({
          endOffset: int64().default(-1),
          epoch: int32().default(-1),
        })
          .since(12)
          .tag(2),
        abortedTransactions: array({
          producerId: int64(),
          firstOffset: int64(),
        }).nullable(),
        preferredReadReplica: int32().since(11).default(-1),
        records: records().nullable(),
      }),
    }),
  },
})

export const fetch = serve(spec, {
  async handle(request, context) {
    if (request.sessionId !== 0)
      return { errorCode: ErrorCode.FETCH_SESSION_ID_NOT_FOUND, throttleTimeMs: 0, responses: [] }
    const deadline =
      Date.now() + Math.min(Math.max(request.maxWaitMs, 0), context.broker.limits.waitMsMax)
    let isGone = false
    for (;;) {
      const change = watchAll(request, context)
      const found = await readAll(request, context)
      const leftMs = deadline - Date.now()
      const isEnough = found.bytes >= request.minBytes || found.hasError || leftMs <= 0 || isGone
      if (isEnough) {
        change.stop()
        for (const result of found.results) context.afterSent(result.release)
        return {
          throttleTimeMs: 0,
          errorCode: ErrorCode.NONE,
          sessionId: 0,
          responses: found.responses,
        }
      }
      for (const result of found.results) result.release()
      await change.wait(leftMs)
      isGone = change.isGone()
      change.stop()
    }
  },
  refuse(request, errorCode, version) {
    const responses = request.topics.map(({ topic, topicId, partitions }) => ({
      topic,
      topicId,
      partitions: partitions.map(({ partition }) => noRecords(partition, errorCode)),
    }))
    return { throttleTimeMs: 0, errorCode: version >= 7 ? errorCode : 0, responses }
  },
})

type Request = RequestOf<typeof spec>
type PartitionAnswer = AnswerOf<typeof spec>['responses'][number]['partitions'][number]

const noRecords = (partitionIndex: number, errorCode: number): PartitionAnswer => ({
  partitionIndex,
  errorCode,
  highWatermark: -1,
  abortedTransactions: null,
  records: Buffer.alloc(0),
})

function topicOf(
  broker: BrokerParts,
  version: number,
  asked: Request['topics'][number],
): Topic | undefined {
  return version >= TOPIC_IDS_SINCE
    ? broker.topics.getById(asked.topicId)
    : broker.topics.get(asked.topic)
}

/**
 * Wakes when any of these partitions has more or the client is gone. Begins before the read, so
 * that nothing is missed.
 */
function watchAll(request: Request, context: RequestContext) {
  let changed = false
  let gone = false
  let wake = () => {}
  const onChange = () => {
    changed = true
    wake()
  }
  const stops = request.topics.flatMap(asked => {
    const topic = topicOf(context.broker, context.version, asked)
    return asked.partitions.map(
      ({ partition }) => topic?.partition(partition)?.watch(onChange) ?? (() => {}),
    )
  })
  stops.push(
    context.onGone(() => {
      gone = true
      onChange()
    }),
  )
  return {
    isGone: () => gone,
    stop: () => stops.forEach(stop => stop()),
    wait: (ms: number) =>
      new Promise<void>(resolve => {
        if (changed) return resolve()
        const timer = setTimeout(resolve, ms)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}

async function readAll(request: Request, context: RequestContext) {
  const { broker, version } = context
  let left = Math.min(request.maxBytes, broker.limits.fetchBytesMax)
  let bytes = 0
  let hasError = false
  const results: ReadResult[] = []
  const responses = []
  try {
    for (const asked of request.topics) {
      const topic = topicOf(broker, version, asked)
      const partitions: PartitionAnswer[] = []
      for (const wanted of asked.partitions) {
        try {
          const log = topic?.partition(wanted.partition)
          if (!log)
            throw new ApiError(
              version >= TOPIC_IDS_SINCE && !topic
                ? 'UNKNOWN_TOPIC_ID'
                : 'UNKNOWN_TOPIC_OR_PARTITION',
            )
          const isolated = request.isolationLevel === READ_COMMITTED
          const bytesMax = Math.min(left, wanted.partitionMaxBytes)
          const read = await readPartition(log, wanted, {
            isolated,
            bytesMax,
            isFirst: bytes === 0,
          })
          results.push(read.result)
          bytes += read.result.records.length
          left -= read.result.records.length
          partitions.push(read.answer)
        } catch (error) {
          hasError = true
          const { errorCode } = answerOf(error)
          const log = topic?.partition(wanted.partition)
          partitions.push({
            ...noRecords(wanted.partition, errorCode),
            ...(log ? limitsOf(log) : {}),
          })
        }
      }
      responses.push({ topic: asked.topic, topicId: asked.topicId, partitions })
    }
  } catch (error) {
    for (const result of results) result.release()
    throw error
  }
  return { responses, results, bytes, hasError }
}

const limitsOf = (log: PartitionLog) => ({
  highWatermark: log.highWatermark,
  lastStableOffset: log.lastStable,
  logStartOffset: log.logStart,
})

async function readPartition(
  log: PartitionLog,
  wanted: Request['topics'][number]['partitions'][number],
  { isolated, bytesMax, isFirst }: { isolated: boolean; bytesMax: number; isFirst: boolean },
): Promise<{ result: ReadResult; answer: PartitionAnswer }> {
  if (wanted.currentLeaderEpoch > 0) throw new ApiError('UNKNOWN_LEADER_EPOCH')
  const upTo = isolated ? log.lastStable : log.highWatermark
  const limits = limitsOf(log)
  const result = await readLog(log, {
    offset: wanted.fetchOffset,
    upTo,
    bytesMax,
    atLeastOne: isFirst,
  })
  const answer = {
    partitionIndex: wanted.partition,
    errorCode: ErrorCode.NONE,
    ...limits,
    abortedTransactions: isolated ? log.producers.abortedBetween(wanted.fetchOffset, upTo) : null,
    records: result.records,
  }
  return { result, answer }
}
