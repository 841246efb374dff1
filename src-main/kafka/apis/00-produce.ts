// Produce: stores batches as they are, gives them offsets, and answers when they are as durable as
// the broker promises. acks=1 and acks=all mean the same with one replica. Versions 0 to 2 carry
// older message formats, which are converted; librdkafka before 2.11.1 turns compression off if the
// first version is 3.
import { checkBatches, headersIn, type AcceptRules } from '../log/accept'
import { convertMessageSet } from '../log/message-set'
import type { PartitionLog } from '../log/partition-log'
import type { Topic } from '../cluster/topic'
import { setAppendTime, TRANSACTIONAL, type BatchHeader } from '../log/batch'
import { serve, NO_ANSWER, type RequestContext } from '../serving/context'
import { apiSpec } from '../wire/api'
import { answerOf, ApiError, ErrorCode, type RecordError } from '../wire/errors'
import { int16, int32, int64, string, records, array } from '../wire/fields'

/** The first version in which batches have magic 2. */
const MAGIC_2_SINCE = 3

interface Produced {
  readonly index: number
  readonly errorCode: number
  readonly errorMessage?: string
  readonly recordErrors?: readonly RecordError[]
  readonly baseOffset: number
  readonly logAppendTimeMs?: number
  readonly logStartOffset?: number
}

const spec = apiSpec({
  key: 0,
  name: 'Produce',
  versions: [0, 9],
  flexibleSince: 9,
  request: {
    transactionalId: string().since(3).nullable().default(null),
    acks: int16(),
    timeoutMs: int32(),
    topicData: array({
      name: string(),
      partitionData: array({
        index: int32(),
        records: records().nullable(),
      }),
    }),
  },
  response: {
    responses: array({
      name: string(),
      partitionResponses: array({
        index: int32(),
        errorCode: int16(),
        baseOffset: int64(),
        logAppendTimeMs: int64().since(2).default(-1),
        logStartOffset: int64().since(5).default(-1),
        recordErrors: array({
          batchIndex: int32(),
          batchIndexErrorMessage: string().nullable().default(null),
        }).since(8),
        errorMessage: string().since(8).nullable().default(null),
      }),
    }),
    throttleTimeMs: int32().since(1),
  },
})

export const produce = serve(spec, {
  handle(request, context) {
    const { acks } = request
    const waits: Promise<void>[] = []
    const responses = request.topicData.map(({ name, partitionData }) => {
      const partitionResponses: Produced[] = []
      see('wrote', name, context)
      for (const { index, records } of partitionData) {
        const slot = partitionResponses.length
        partitionResponses.push({ index, errorCode: ErrorCode.NONE, baseOffset: -1 })
        try {
          const pending = append(name, index, records, acks, context)
          waits.push(
            pending.then(
              done => void (partitionResponses[slot] = done),
              (error: unknown) => void (partitionResponses[slot] = refused(index, error)),
            ),
          )
        } catch (error) {
          partitionResponses[slot] = refused(index, error)
          if (partitionResponses[slot].errorCode === ErrorCode.MESSAGE_TOO_LARGE)
            see('too-large', name, context)
        }
      }
      return { name, partitionResponses }
    })
    const answer = () => ({ responses, throttleTimeMs: 0 })
    if (acks === 0) return Promise.all(waits).then(() => NO_ANSWER)
    return waits.length === 0 ? answer() : Promise.all(waits).then(answer)
  },
  refuse(request, errorCode) {
    if (request.acks === 0) return NO_ANSWER
    const responses = request.topicData.map(({ name, partitionData }) => ({
      name,
      partitionResponses: partitionData.map(({ index }) => ({ index, errorCode, baseOffset: -1 })),
    }))
    return { responses }
  },
})

function see(
  what: 'wrote' | 'too-large',
  topic: string,
  { broker, clientId, clientHost, connection }: RequestContext,
): void {
  const client = clientId || clientHost
  broker.sightings.see({ what, client, topic, ...(connection ? { connection } : {}) })
}

function refused(index: number, error: unknown): Produced {
  const answer = answerOf(error)
  const { errorCode } = answer
  const isUnknown = errorCode === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION
  const errorMessage = isUnknown ? undefined : answer.errorMessage
  const recordErrors = error instanceof ApiError ? error.recordErrors : []
  return { index, errorCode, errorMessage, recordErrors, baseOffset: -1 }
}

/** Only Metadata creates a missing topic; a client asks for that before it writes. */
function append(
  name: string,
  index: number,
  records: Buffer | null,
  acks: number,
  context: RequestContext,
): Promise<Produced> {
  const topic = context.broker.topics.get(name)
  const log = topic?.partition(index)
  if (!topic || !log) throw new ApiError('UNKNOWN_TOPIC_OR_PARTITION')
  if (!records || records.length === 0) throw new ApiError('CORRUPT_MESSAGE', 'no records')
  const now = Date.now()
  const batches = context.version < MAGIC_2_SINCE ? convertMessageSet(records, now) : records
  checkTransactions(batches, log, name, index, context.broker.transactions, now)
  if (acks !== 0 && acks !== 1 && acks !== -1) throw new ApiError('INVALID_REQUIRED_ACKS')
  const headers = checkBatches(batches, acceptRules(topic, now))
  const placed = appendBatches(topic, log, batches, headers, now)
  const result: Produced = {
    index,
    errorCode: ErrorCode.NONE,
    baseOffset: placed.baseOffset,
    logAppendTimeMs: topic.settings.appendTime ? now : -1,
    logStartOffset: log.logStart,
  }
  return placed.done.then(() => result)
}

/** Before anything else about the batches, as in Kafka; how whole they are is seen later. */
function checkTransactions(
  batches: Buffer,
  log: PartitionLog,
  topic: string,
  index: number,
  transactions: RequestContext['broker']['transactions'],
  now: number,
): void {
  for (const header of headersIn(batches)) {
    if (!(header.attributes & TRANSACTIONAL)) continue
    const txn = transactions.ofProducer(header.producerId)
    log.producers.noteAttempt(header, now)
    transactions.checkProduce(txn, header.producerEpoch, topic, index)
  }
}

function acceptRules({ settings }: Topic, now: number): AcceptRules {
  const { maxMessageBytes, isCompacted, appendTime } = settings
  const limit = (ms: number) => (appendTime || ms > Number.MAX_SAFE_INTEGER ? Infinity : ms)
  return {
    maxMessageBytes,
    isCompacted,
    earliestMs: now - limit(settings.timestampBeforeMsMax),
    latestMs: now + limit(settings.timestampAfterMsMax),
  }
}

function appendBatches(
  topic: Topic,
  log: PartitionLog,
  batches: Buffer,
  headers: readonly BatchHeader[],
  now: number,
): { baseOffset: number; done: Promise<void> } {
  let first: number | undefined
  let done = Promise.resolve()
  let at = 0
  for (const header of headers) {
    const batch = batches.subarray(at, at + header.sizeBytes)
    at += header.sizeBytes
    const duplicate = header.producerId >= 0 ? log.producers.check(header) : undefined
    if (duplicate) {
      first ??= duplicate.duplicateOf
      // The first one may still be on its way to the disk.
      done = log.settled()
      continue
    }
    if (topic.settings.appendTime) setAppendTime(batch, 0, header.sizeBytes, now)
    const stamped = topic.settings.appendTime ? { ...header, maxTimestamp: now } : header
    const appended = log.append(batch, stamped, now)
    first ??= appended.baseOffset
    done = appended.done
  }
  return { baseOffset: first ?? -1, done }
}
