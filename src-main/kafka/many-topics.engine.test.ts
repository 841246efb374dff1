// Makes and writes a thousand topics and finds them after a crash and after a clean stop, with few
// open files.
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Kafka, logLevel } from 'kafkajs'
import { expect, it } from 'vitest'
import { startBroker } from './broker'
import { testBroker } from './testing/broker'

const COUNT = 1000

it('serves a thousand topics', async () => {
  const test = await testBroker()
  const kafka = new Kafka({ brokers: [test.address], logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  const producer = kafka.producer()
  await Promise.all([admin.connect(), producer.connect()])
  const names = Array.from({ length: COUNT }, (_, i) => `topic-${i}`)
  await admin.createTopics({
    topics: names.map(topic => ({ topic, numPartitions: 1 })),
    waitForLeaders: false,
  })
  await producer.sendBatch({
    topicMessages: names.map(topic => ({ topic, messages: [{ value: topic }] })),
  })
  expect(test.broker.stats()).toMatchObject({ topics: COUNT, partitions: COUNT })
  expect(test.broker.stats().openFiles).toBeLessThanOrEqual(256)
  // A crash leaves the directory as it is at some moment: we copy it.
  const copy = `${test.dataDir}-copy`
  await cp(test.dataDir, copy, { recursive: true })
  await rm(join(copy, 'in-use.json'))
  const recovered = await startBroker({ dataDir: copy, port: 0, durability: 'fast' })
  expect(recovered.recovery).toMatchObject({
    cleanStop: false,
    topics: COUNT,
    cut: [],
    damaged: [],
    unreadable: [],
  })
  expect(recovered.stats().logBytes).toBe(test.broker.stats().logBytes)
  await recovered.stop()
  await rm(copy, { recursive: true, force: true })
  await test.restart()
  expect(test.broker.recovery).toMatchObject({ cleanStop: true, topics: COUNT, unreadable: [] })
  expect((await admin.fetchTopicOffsets('topic-777'))[0]).toMatchObject({ low: '0', high: '1' })
  if (process.env.SHOW_TIMES) console.log(recovered.recovery.ms, test.broker.recovery.ms)
  await Promise.all([admin.disconnect(), producer.disconnect()])
  await test.end()
}, 120_000)
