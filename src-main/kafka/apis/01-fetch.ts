// Fetch: reads from the wanted offsets, and waits when there is less than the client asked for. What
// is wanted comes from the request and from its session, if it has one.
import type { HeldBytes } from '@main/platform'
import type { PartitionLog } from '../log/partition-log'
import { readLog, type ReadResult } from '../log/read'
import type { Topic } from '../cluster/topic'
import type { WatchedFetch } from '../coordinator/rereads'
import { serve, type BrokerParts, type RequestContext } from '../serving/context'
import type { FetchPlan, FetchWish } from '../serving/fetch-sessions'
import { apiSpec, type AnswerOf, type RequestOf } from '../wire/api'
import { answerOf, ApiError, ErrorCode, type ErrorName } from '../wire/errors'
import { int8, int16, int32, int64, uuid, string, records, array, struct } from '../wire/fields'

const READ_COMMITTED = 1
const TOPIC_IDS_SINCE = 13
/** Less room than this for an answer counts as none. */
const ROOM_BYTES_MIN = 64 * 1024

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
    const plan = context.broker.fetchSessions.plan({
      ...request,
      usesTopicIds: context.version >= TOPIC_IDS_SINCE,
      wishes: request.topics.flatMap(({ partitions, ...topic }) =>
        partitions.map(partition => ({ ...topic, ...partition })),
      ),
      forgotten: request.forgottenTopicsData.flatMap(({ partitions, ...topic }) =>
        partitions.map(partition => ({ ...topic, partition })),
      ),
    })
    if ('error' in plan) return sessionError(plan.error)
    const watched = plan.wishes.map(wish => watch(wish, context))
    const found = await readEnough(plan, request, context)
    const news = found.answers.map(({ records, ...answer }) => ({
      ...answer,
      hasRecords: lengthOf(records) > 0,
    }))
    const outcome = plan.close(news)
    if ('error' in outcome) {
      release(found)
      return sessionError(outcome.error)
    }
    for (const [i, end] of found.ends.entries()) if (end !== undefined) watched[i]?.sent(end)
    for (const result of found.results) context.afterSent(result.release)
    context.afterSent(found.room.release)
    return {
      throttleTimeMs: 0,
      errorCode: ErrorCode.NONE,
      sessionId: outcome.sessionId,
      responses: byTopic(plan.wishes, found.answers, outcome.isAnswered),
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
type TopicAnswer = AnswerOf<typeof spec>['responses'][number]
type PartitionAnswer = TopicAnswer['partitions'][number]

const sessionError = (error: ErrorName) => ({
  throttleTimeMs: 0,
  errorCode: ErrorCode[error],
  responses: [],
})

const lengthOf = (records: PartitionAnswer['records']) =>
  records === null ? 0 : Array.isArray(records) ? 1 : records.length

const noRecords = (partitionIndex: number, errorCode: number): PartitionAnswer => ({
  partitionIndex,
  errorCode,
  highWatermark: -1,
  abortedTransactions: null,
  records: Buffer.alloc(0),
})

/** Partitions of one topic that follow one another share an entry. */
function byTopic(
  wishes: readonly FetchWish[],
  answers: readonly PartitionAnswer[],
  isAnswered: (index: number) => boolean,
): TopicAnswer[] {
  const topics: { topic: string; topicId: string; partitions: PartitionAnswer[] }[] = []
  wishes.forEach(({ topic, topicId }, i) => {
    if (!isAnswered(i)) return
    const last = topics.at(-1)
    if (last && last.topic === topic && last.topicId === topicId) last.partitions.push(answers[i]!)
    else topics.push({ topic, topicId, partitions: [answers[i]!] })
  })
  return topics
}

function topicOf(
  broker: BrokerParts,
  version: number,
  asked: { readonly topic: string; readonly topicId: string },
): Topic | undefined {
  return version >= TOPIC_IDS_SINCE
    ? broker.topics.getById(asked.topicId)
    : broker.topics.get(asked.topic)
}

/** Members of groups are watched, for what they read twice. */
function watch(wish: FetchWish, context: RequestContext): WatchedFetch | undefined {
  const topic = topicOf(context.broker, context.version, wish)
  const log = topic?.partition(wish.partition)
  const { fetchOffset, partition } = wish
  if (!topic || !log || fetchOffset < log.logStart || fetchOffset > log.highWatermark)
    return undefined
  return context.broker.rereads.fetched(context, { topic, partition }, fetchOffset)
}

interface Found {
  readonly answers: readonly PartitionAnswer[]
  /** Of each answer the offset after its last record. */
  readonly ends: readonly (number | undefined)[]
  readonly results: readonly ReadResult[]
  readonly bytes: number
  readonly hasError: boolean
  /** What the answer holds until it is sent. */
  readonly room: HeldBytes
}

function release({ results, room }: Pick<Found, 'results' | 'room'>): void {
  for (const result of results) result.release()
  room.release()
}

/** Half of the room that is left, so that others find some too; none when little is left. */
function roomFor(request: Request, { answerBytes, limits }: BrokerParts): number {
  const share = Math.floor(answerBytes.leftBytes / 2)
  return share < ROOM_BYTES_MIN ? 0 : Math.min(request.maxBytes, limits.fetchBytesMax, share)
}

/** Reads, and waits for more while there is less than the client wants and time is left. */
async function readEnough(
  { wishes }: FetchPlan,
  request: Request,
  context: RequestContext,
): Promise<Found> {
  const deadline =
    Date.now() + Math.min(Math.max(request.maxWaitMs, 0), context.broker.limits.waitMsMax)
  let isGone = wishes.length === 0
  for (;;) {
    const change = watchAll(wishes, context)
    const found = await readAll(wishes, request, context)
    const leftMs = deadline - Date.now()
    if (found.bytes >= request.minBytes || found.hasError || leftMs <= 0 || isGone) {
      change.stop()
      return found
    }
    release(found)
    await change.wait(leftMs)
    isGone = change.isGone()
    change.stop()
  }
}

/**
 * Wakes when any of these partitions has more or the client is gone. Begins before the read, so
 * that nothing is missed.
 */
function watchAll(wishes: readonly FetchWish[], context: RequestContext) {
  let changed = false
  let gone = false
  let wake = () => {}
  const onChange = () => {
    changed = true
    wake()
  }
  const stops = wishes.map(
    wish =>
      topicOf(context.broker, context.version, wish)?.partition(wish.partition)?.watch(onChange) ??
      (() => {}),
  )
  stops.push(
    context.broker.answerBytes.onRoom(onChange),
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

async function readAll(
  wishes: readonly FetchWish[],
  request: Request,
  { broker, version, clientId, clientHost }: RequestContext,
): Promise<Found> {
  const isolated = request.isolationLevel === READ_COMMITTED
  const granted = roomFor(request, broker)
  const room = broker.answerBytes.take(granted)
  let left = granted
  let bytes = 0
  let heldBytes = 0
  let hasError = false
  const results: ReadResult[] = []
  const answers: PartitionAnswer[] = []
  const ends: (number | undefined)[] = []
  try {
    for (const wish of wishes) {
      const topic = topicOf(broker, version, wish)
      const log = topic?.partition(wish.partition)
      try {
        if (!log)
          throw new ApiError(
            version >= TOPIC_IDS_SINCE && !topic
              ? 'UNKNOWN_TOPIC_ID'
              : 'UNKNOWN_TOPIC_OR_PARTITION',
          )
        log.checkReadable()
        const bytesMax = Math.min(left, wish.partitionMaxBytes)
        const atLeastOne = bytes === 0 && granted > 0
        const read = await readPartition(log, wish, { isolated, bytesMax, atLeastOne })
        results.push(read.result)
        bytes += read.result.records.length
        heldBytes += read.result.heldBytes
        left -= read.result.records.length
        answers.push(read.answer)
        ends.push(read.result.end)
      } catch (error) {
        hasError = true
        const refused = noRecords(wish.partition, answerOf(error).errorCode)
        const client = clientId || clientHost
        if (topic && refused.errorCode === ErrorCode.OFFSET_OUT_OF_RANGE)
          broker.sightings.see({ what: 'gone', client, topic: topic.name })
        ends.push(undefined)
        answers.push(log ? refused : { ...refused, abortedTransactions: [] })
      }
    }
  } catch (error) {
    release({ results, room })
    throw error
  }
  room.resize(heldBytes)
  return { answers, ends, results, bytes, hasError, room }
}

const limitsOf = (log: PartitionLog) => ({
  highWatermark: log.highWatermark,
  lastStableOffset: log.lastStable,
  logStartOffset: log.logStart,
})

async function readPartition(
  log: PartitionLog,
  wanted: FetchWish,
  { isolated, bytesMax, atLeastOne }: { isolated: boolean; bytesMax: number; atLeastOne: boolean },
): Promise<{ result: ReadResult; answer: PartitionAnswer }> {
  if (wanted.currentLeaderEpoch > 0) throw new ApiError('UNKNOWN_LEADER_EPOCH')
  const upTo = isolated ? log.lastStable : log.highWatermark
  const limits = limitsOf(log)
  const result = await readLog(log, {
    offset: wanted.fetchOffset,
    upTo,
    bytesMax,
    atLeastOne,
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
