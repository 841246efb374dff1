// The client that the app itself uses, unmodified, over TCP.
import { CompressionTypes, Kafka, logLevel, type KafkaMessage } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBroker, type TestBroker } from './testing/broker'

let test: TestBroker
let kafka: Kafka

beforeAll(async () => {
  test = await testBroker()
  kafka = new Kafka({
    clientId: 'test',
    brokers: [test.address],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 20 },
  })
})
afterAll(() => test.end())

async function consume(
  topic: string,
  count: number,
  groupId = `g-${topic}`,
): Promise<KafkaMessage[]> {
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
    await producer.send({
      topic,
      acks,
      messages: [{ key: 'a', value: 'first', headers: { h: 'x' } }, { value: 'second' }],
    })
    await producer.send({
      topic,
      acks,
      compression: CompressionTypes.GZIP,
      messages: [{ value: 'third' }],
    })
    await producer.disconnect()
    const messages = await consume(topic, 3)
    expect(messages.map(m => `${m.offset} ${m.value}`)).toEqual(['0 first', '1 second', '2 third'])
    expect(messages[0]!.headers!.h!.toString()).toBe('x')
  })

  it('keeps a transaction together, offsets included, and hides what was aborted', async () => {
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic: 'tx', numPartitions: 2 }, { topic: 'source' }] })
    const producer = kafka.producer({
      transactionalId: 'tx-1',
      maxInFlightRequests: 1,
      idempotent: true,
    })
    await producer.connect()
    const aborted = await producer.transaction()
    await aborted.send({
      topic: 'tx',
      messages: [
        { value: 'no', partition: 0 },
        { value: 'no', partition: 1 },
      ],
    })
    await aborted.abort()
    const kept = await producer.transaction()
    await kept.send({
      topic: 'tx',
      messages: [
        { value: 'yes', partition: 0 },
        { value: 'yes too', partition: 1 },
      ],
    })
    await kept.sendOffsets({
      consumerGroupId: 'tx-group',
      topics: [{ topic: 'source', partitions: [{ partition: 0, offset: '42' }] }],
    })
    await kept.commit()
    await producer.disconnect()
    expect((await consume('tx', 2)).map(m => m.value!.toString()).sort()).toEqual([
      'yes',
      'yes too',
    ])
    const [offsets] = await admin.fetchOffsets({ groupId: 'tx-group', topics: ['source'] })
    expect(offsets!.partitions[0]!.offset).toBe('42')
    await admin.disconnect()
  })

  it('changes and tells settings, offsets, groups and records', async () => {
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({
      topics: [
        {
          topic: 'told',
          numPartitions: 1,
          configEntries: [{ name: 'retention.ms', value: '1234567' }],
        },
      ],
    })
    const producer = kafka.producer({ idempotent: true })
    await producer.connect()
    await producer.send({
      topic: 'told',
      messages: Array.from({ length: 10 }, (_, i) => ({ value: `${i}`, timestamp: `${1000 + i}` })),
    })
    await producer.disconnect()
    const { resources } = await admin.describeConfigs({
      includeSynonyms: true,
      resources: [{ type: 2, name: 'told' }],
    })
    expect(resources[0]!.configEntries.find(c => c.configName === 'retention.ms')).toMatchObject({
      configValue: '1234567',
    })
    expect(resources[0]!.configEntries.length).toBeGreaterThan(20)
    expect(await admin.fetchTopicOffsetsByTimestamp('told', 1004)).toMatchObject([{ offset: '4' }])
    await admin.deleteTopicRecords({ topic: 'told', partitions: [{ partition: 0, offset: '3' }] })
    expect(await admin.fetchTopicOffsets('told')).toMatchObject([{ low: '3', high: '10' }])
    await admin.createPartitions({ topicPartitions: [{ topic: 'told', count: 4 }] })
    expect(
      (await admin.fetchTopicMetadata({ topics: ['told'] })).topics[0]!.partitions,
    ).toHaveLength(4)
    await admin.setOffsets({
      groupId: 'told-group',
      topic: 'told',
      partitions: [{ partition: 0, offset: '7' }],
    })
    expect(await admin.fetchOffsets({ groupId: 'told-group', topics: ['told'] })).toMatchObject([
      { partitions: [{ offset: '7' }, {}, {}, {}] },
    ])
    expect((await admin.listGroups()).groups.map(g => g.groupId)).toContain('told-group')
    await admin.deleteGroups(['told-group'])
    await expect(admin.createTopics({ topics: [{ topic: 'bad name' }] })).rejects.toThrow()
    await expect(
      admin.createTopics({ topics: [{ topic: 'replicated', replicationFactor: 3 }] }),
    ).rejects.toThrow()
    await admin.disconnect()
  })

  it('splits partitions between two members and goes on from committed offsets after a restart of the broker', async () => {
    const producer = kafka.producer()
    const admin = kafka.admin()
    await Promise.all([producer.connect(), admin.connect()])
    await admin.createTopics({ topics: [{ topic: 'shared', numPartitions: 4 }] })
    const send = (from: number) =>
      producer.send({
        topic: 'shared',
        messages: Array.from({ length: 40 }, (_, i) => ({
          value: `${from + i}`,
          partition: i % 4,
        })),
      })
    await send(0)
    const seen = new Set<string>()
    const shares: number[] = []
    const consumers = [0, 1].map(() =>
      kafka.consumer({ groupId: 'shared-group', maxWaitTimeInMs: 50, heartbeatInterval: 200 }),
    )
    for (const consumer of consumers) {
      await consumer.connect()
      await consumer.subscribe({ topic: 'shared', fromBeginning: true })
      consumer.on(
        'consumer.group_join',
        ({ payload }) => void shares.push(payload.memberAssignment.shared?.length ?? 0),
      )
      await consumer.run({
        eachMessage: async ({ message }) => void seen.add(message.value!.toString()),
      })
    }
    await until(() => seen.size === 40 && shares.slice(-2).join() === '2,2')
    const stable = test.broker.groupChanges('shared-group').filter(c => c.state === 'stable')
    expect(stable.at(-1)?.owners.map(({ assignment }) => assignment[0]?.topic)).toEqual([
      'shared',
      'shared',
    ])
    for (const consumer of consumers) await consumer.disconnect()
    const last = test.broker.groupChanges('shared-group').at(-1)
    expect(last).toMatchObject({ state: 'empty', because: { what: 'left' } })
    await test.restart()
    seen.clear()
    await send(100)
    const later = kafka.consumer({ groupId: 'shared-group', maxWaitTimeInMs: 50 })
    await later.connect()
    await later.subscribe({ topic: 'shared', fromBeginning: true })
    await later.run({
      eachMessage: async ({ message }) => void seen.add(message.value!.toString()),
    })
    await until(() => seen.size >= 40)
    expect([...seen].every(value => Number(value) >= 100)).toBe(true)
    expect(test.broker.recovery).toMatchObject({ cleanStop: true, cut: [], damaged: [] })
    await Promise.all([later.disconnect(), producer.disconnect(), admin.disconnect()])
  })
})

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, 20))
}
