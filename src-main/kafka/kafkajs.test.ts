// The client that the app itself uses, unmodified, over TCP.
import { CompressionTypes, Kafka, logLevel, type KafkaMessage } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBroker, type TestBroker } from './testing/broker'

let test: TestBroker
let kafka: Kafka

beforeAll(async () => {
  test = await testBroker()
  kafka = new Kafka({ clientId: 'test', brokers: [test.address], logLevel: logLevel.NOTHING, retry: { initialRetryTime: 20 } })
})
afterAll(() => test.end())

async function consume(topic: string, count: number, groupId = `g-${topic}`): Promise<KafkaMessage[]> {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50 })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const messages: KafkaMessage[] = []
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        eachMessage: async ({ message }) => {
          messages.push(message)
          if (messages.length === count) resolve()
        },
      })
      .catch(reject)
  })
  await consumer.disconnect()
  return messages
}

describe('kafkajs', () => {
  it('creates, lists, describes and deletes topics', async () => {
    const admin = kafka.admin()
    await admin.connect()
    expect(await admin.createTopics({ topics: [{ topic: 'made', numPartitions: 3 }] })).toBe(true)
    expect(await admin.createTopics({ topics: [{ topic: 'made', numPartitions: 3 }] })).toBe(false)
    expect(await admin.listTopics()).toContain('made')
    const { topics } = await admin.fetchTopicMetadata({ topics: ['made'] })
    expect(topics[0]!.partitions).toHaveLength(3)
    await admin.deleteTopics({ topics: ['made'] })
    expect(await admin.listTopics()).not.toContain('made')
    await admin.disconnect()
  })

  it.each([0, 1, -1])('produces with acks=%i and consumes in a group', async acks => {
    const topic = `acks${acks}`
    const producer = kafka.producer()
    await producer.connect()
    await producer.send({ topic, acks, messages: [{ key: 'a', value: 'first', headers: { h: 'x' } }, { value: 'second' }] })
    await producer.send({ topic, acks, compression: CompressionTypes.GZIP, messages: [{ value: 'third' }] })
    await producer.disconnect()
    const messages = await consume(topic, 3)
    expect(messages.map(m => `${m.offset} ${m.value}`)).toEqual(['0 first', '1 second', '2 third'])
    expect(messages[0]!.headers!.h!.toString()).toBe('x')
  })
})
