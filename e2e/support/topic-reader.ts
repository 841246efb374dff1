// Every record of a topic, read by kafkajs alone: the raw material of the independent
// recomputations. No code of ours between.
import { Kafka, logLevel, type KafkaConfig } from 'kafkajs'
import { randomUUID } from 'node:crypto'

export interface ReadRecord {
  readonly partition: number
  readonly offset: number
  readonly key: string | null
  readonly value: string
  readonly timeMs: number
  readonly headers: Readonly<Record<string, string>>
}

/** Reads from the oldest offset to what was the end when it began, in order by partition. */
export async function readTopic(
  bootstrap: string,
  topic: string,
  config: Partial<KafkaConfig> = {},
): Promise<ReadRecord[]> {
  const kafka = new Kafka({
    brokers: bootstrap.split(','),
    clientId: 'recompute',
    logLevel: logLevel.NOTHING,
    ...config,
  })
  const admin = kafka.admin()
  await admin.connect()
  const ends = new Map(
    (await admin.fetchTopicOffsets(topic)).map(p => [
      p.partition,
      { low: Number(p.low), high: Number(p.high) },
    ]),
  )
  await admin.disconnect()
  const open = new Set(
    [...ends].filter(([, { low, high }]) => high > low).map(([partition]) => partition),
  )
  // By place: a consumer that has to join its group again may be given a batch twice.
  const records = new Map<string, ReadRecord>()
  if (open.size === 0) return []
  const consumer = kafka.consumer({ groupId: `recompute-${randomUUID()}`, maxWaitTimeInMs: 200 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, event => reject(event.payload.error))
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          const { high } = ends.get(batch.partition)!
          for (const message of batch.messages) {
            const offset = Number(message.offset)
            if (offset < high)
              records.set(`${batch.partition}/${offset}`, {
                partition: batch.partition,
                offset,
                key: message.key?.toString() ?? null,
                value: message.value?.toString() ?? '',
                timeMs: Number(message.timestamp),
                headers: Object.fromEntries(
                  Object.entries(message.headers ?? {}).map(([name, text]) => [name, String(text)]),
                ),
              })
          }
          // The batch's last offset may be a control record's, which is not among its messages.
          if (Number(batch.lastOffset()) >= high - 1) open.delete(batch.partition)
          if (open.size === 0) resolve()
        },
      })
      .catch(reject)
  })
  await consumer.disconnect()
  return [...records.values()].sort((a, b) => a.partition - b.partition || a.offset - b.offset)
}

/**
 * How many records were ever written to a topic, over its partitions; 0 while there isn't such
 * topic or no broker.
 */
export async function topicEnd(bootstrap: string, topic: string): Promise<number> {
  const retry = { retries: 0 }
  const kafka = new Kafka({
    brokers: bootstrap.split(','),
    clientId: 'topic-end',
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    retry,
  })
  const admin = kafka.admin()
  try {
    await admin.connect()
    return (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0)
  } catch {
    return 0
  } finally {
    await admin.disconnect().catch(() => {})
  }
}
