// The Kafka side against the embedded broker: topics, groups, browsing, codecs, and a partitioner
// equal to everybody else's.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OffsetTarget } from '@shared/contract'
import { startBroker, type Broker } from '@main/kafka'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainKafka, testConnection } from '..'
import { KafkaAdmin } from './admin'
import { browse, type MessageMatcher } from './browse'
import type { FetchedRecord } from './fetched-record'
import { GroupConsumer } from './group-consumer'
import { planReset, resetGroup } from './group-reset'
import { describeGroup, listGroups } from './groups'
import { kafkajs } from './kafkajs'
import { KafkaProducer, partitionOfKey } from './producer'
import { PartitionReader } from './reader'

let dir: string
let broker: Broker
let admin: KafkaAdmin
let reader: PartitionReader
const connection = () => plainKafka(`127.0.0.1:${broker.port}`)
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'connections-kafka-'))
  broker = await startBroker({
    dataDir: dir,
    port: 0,
    durability: 'fast',
    loneClientIds: ['sluice'],
  })
  admin = new KafkaAdmin(connection())
  reader = await PartitionReader.open(connection())
})
afterAll(async () => {
  await Promise.all([admin.close(), reader.close()])
  await broker.stop()
  await rm(dir, { recursive: true, force: true })
})

describe('topics', () => {
  it('creates once, describes, adds partitions, empties, deletes', async () => {
    expect(await admin.createTopic('t', { partitions: 2 })).toBe(true)
    expect(await admin.createTopic('t', { partitions: 2 })).toBe(false)
    const producer = await KafkaProducer.open(connection())
    await producer.send('t', [{ key: 'a', value: '1' }])
    await producer.close()
    expect(await admin.listTopics()).toMatchObject([
      { name: 't', partitions: 2, records: 1, internal: false },
    ])
    await admin.addPartitions('t', 3)
    expect((await admin.describeTopic('t')).partitionList.map(p => p.id)).toEqual([0, 1, 2])
    await admin.emptyTopic('t')
    expect((await admin.listTopics())[0]?.records).toBe(0)
    await admin.deleteTopic('t')
    expect(await admin.topicNames()).toEqual([])
  })

  it('have an id that a topic of the same name made later does not have', async () => {
    await admin.createTopic('same', { partitions: 3 })
    const id = await admin.topicIdOf('same')
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(await admin.topicIdOf('same')).toBe(id)
    await admin.deleteTopic('same')
    await expect(admin.topicIdOf('same')).rejects.toMatchObject({ code: 'kafka-no-topic' })
    await admin.createTopic('same', { partitions: 3 })
    expect(await admin.topicIdOf('same')).not.toBe(id)
    await admin.deleteTopic('same')
  })
})

describe('sizes', () => {
  it('are the bytes of the segments, by partition and in all', async () => {
    await admin.createTopic('sized', { partitions: 3 })
    await admin.createTopic('sized-empty', { partitions: 1 })
    const producer = await KafkaProducer.open(connection())
    for (const partition of [0, 2])
      await producer.send('sized', [
        { key: null, value: 'x'.repeat(1000 * (partition + 1)), partition },
      ])
    await producer.close()
    const topics = await admin.listTopics()
    const { sizeBytes = 0, partitionList } = await admin.describeTopic('sized')
    const sizes = partitionList.map(p => p.sizeBytes ?? -1)
    expect([sizes[0]! > 1000, sizes[1], sizes[2]! > 3000]).toEqual([true, 0, true])
    expect(sizeBytes).toBe(sizes[0]! + sizes[2]!)
    expect(topics.find(t => t.name === 'sized')).toMatchObject({ records: 2, sizeBytes })
    expect(topics.find(t => t.name === 'sized-empty')).toMatchObject({ records: 0, sizeBytes: 0 })
    const files = (await readdir(dir, { recursive: true })).filter(file =>
      /[/]sized[^/]*[/]\d+[/]\d+\.log$/.test(file),
    )
    expect(
      (await Promise.all(files.map(file => stat(join(dir, file))))).reduce(
        (sum, file) => sum + file.size,
        0,
      ),
    ).toBe(sizeBytes)
  })

  it('are unknown where the cluster does not tell; one partition in trouble hides no other', async () => {
    const LIST_OFFSETS = 2
    const DESCRIBE_LOG_DIRS = 35
    const faulty = { apiKey: DESCRIBE_LOG_DIRS, asked: 0 }
    const home = await mkdtemp(join(tmpdir(), 'connections-faulty-'))
    const other = await startBroker({
      dataDir: home,
      durability: 'fast',
      port: 0,
      fault: ({ apiKey }) => {
        if (apiKey === DESCRIBE_LOG_DIRS || apiKey === LIST_OFFSETS) faulty.asked++
        return apiKey === faulty.apiKey ? { kind: 'error', errorCode: 31 } : undefined
      },
    })
    const asking = new KafkaAdmin(plainKafka(`127.0.0.1:${other.port}`))
    try {
      for (const name of ['a', 'b', 'c']) await asking.createTopic(name, { partitions: 2 })
      const producer = await KafkaProducer.open(plainKafka(`127.0.0.1:${other.port}`))
      await producer.send('b', [{ key: null, value: '1' }])
      await producer.close()
      faulty.asked = 0
      const topics = await asking.listTopics()
      expect(topics.map(t => [t.name, t.records, t.sizeBytes])).toEqual([
        ['a', 0, undefined],
        ['b', 1, undefined],
        ['c', 0, undefined],
      ])
      // Beginnings, ends and sizes: as many requests for three topics as for a thousand.
      expect(faulty.asked).toBe(3)
      expect((await asking.describeTopic('b')).partitionList.map(p => p.sizeBytes)).toEqual([
        undefined,
        undefined,
      ])
      faulty.apiKey = LIST_OFFSETS
      expect((await asking.listTopics()).map(t => [t.records, (t.sizeBytes ?? 0) > 0])).toEqual([
        [0, false],
        [0, true],
        [0, false],
      ])
    } finally {
      await asking.close()
      await other.stop()
      await rm(home, { recursive: true, force: true })
    }
  })
})

describe('codecs', () => {
  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
    '%s: what is sent is read again',
    async compression => {
      const topic = `codec-${compression}`
      await admin.createTopic(topic, { partitions: 1 })
      const values = Array.from({ length: 300 }, (_, i) => `${i} ${'ação '.repeat(i % 40)}`)
      const producer = await KafkaProducer.open(connection(), { compression, idempotent: true })
      await producer.send(
        topic,
        values.map(value => ({ key: null, value })),
      )
      await producer.close()
      const read: string[] = []
      for await (const { value } of reader.read(topic, 0, 0)) read.push(value?.toString() ?? '')
      expect(read).toEqual(values)
    },
  )
})

describe('browse', () => {
  it('says what it scanned and why it stopped', async () => {
    await admin.createTopic('browse', { partitions: 1 })
    const producer = await KafkaProducer.open(connection())
    await producer.send(
      'browse',
      Array.from({ length: 5000 }, (_, i) => ({
        key: `k${i}`,
        value: i === 1234 ? 'a Needle' : `hay ${i}`,
        timestamp: String(1000 + i),
      })),
    )
    await producer.send('browse', [
      { key: null, value: Buffer.from([0xff, 0xfe, 0x00]), timestamp: '9000' },
    ])
    await producer.close()
    const ask = (from: Parameters<typeof browse>[2]['from'], more: object = {}) =>
      browse(admin, reader, { topic: 'browse', from, limit: 3, ...more })
    expect((await ask('oldest')).records.map(r => r.offset)).toEqual(['0', '1', '2'])
    const newest = await ask('newest')
    expect(newest.records.map(r => r.offset)).toEqual(['5000', '4999', '4998'])
    expect(newest.records[0]?.value).toBe('0xfffe00')
    expect((await ask({ offset: 4000 })).records[0]?.offset).toBe('4000')
    expect((await ask({ timeMs: 1500 })).records[0]?.offset).toBe('500')
    expect(await ask('oldest', { filter: 'needle' })).toMatchObject({
      scanned: 5001,
      matched: 1,
      stoppedBecause: 'end',
      records: [{ offset: '1234' }],
    })
    expect(await ask('newest', { filter: 'NEEDLE' })).toMatchObject({
      matched: 1,
      stoppedBecause: 'oldest',
    })
    expect(await ask('oldest', { filter: 'hay' })).toMatchObject({
      scanned: 3,
      matched: 3,
      stoppedBecause: 'limit',
    })
    // In pieces too short for anything: together they say the same.
    for (const from of ['oldest', 'newest'] as const) {
      let found = await ask(from, { filter: 'needle', scanMs: 0 })
      let [scanned, matched, pieces] = [found.scanned, found.matched, 1]
      for (; found.rest !== undefined; pieces++) {
        found = await ask(from, { filter: 'needle', scanMs: 0, rest: found.rest })
        scanned += found.scanned
        matched += found.matched
      }
      expect({ from, scanned, matched, more: pieces > 1 }).toEqual({
        ...{ from, scanned: 5001, matched: 1, more: true },
      })
    }
  })
})

describe('browse with a filter', () => {
  it('shows what it lets through, and counts what it could not read', async () => {
    await admin.createTopic('filtered', { partitions: 2 })
    const producer = await KafkaProducer.open(connection())
    for (const partition of [0, 1])
      await producer.send(
        'filtered',
        Array.from({ length: 1500 }, (_, i) => ({ key: null, value: String(i), partition })),
      )
    await producer.close()
    const asked: number[] = []
    const matcher: MessageMatcher = async (messages, partition) => {
      asked.push(messages.length)
      return messages.map(({ offset }) => {
        if (offset === 7) return 'unlike'
        return partition === 1 && offset % 500 === 0 ? 'yes' : 'no'
      })
    }
    const ask = (from: 'oldest' | 'newest', limit: number) =>
      browse(admin, reader, { topic: 'filtered', from, limit, matcher })
    const all = await ask('oldest', 10)
    expect(all).toMatchObject({ scanned: 3000, matched: 3, unlike: 2, stoppedBecause: 'end' })
    expect(all.records.map(({ offset }) => offset)).toEqual(['0', '500', '1000'])
    expect(await ask('newest', 10)).toMatchObject({
      ...{ scanned: 3000, matched: 3, unlike: 2, stoppedBecause: 'oldest' },
      records: [{ offset: '1000' }, { offset: '500' }, { offset: '0' }],
    })
    expect(await ask('oldest', 1)).toMatchObject({ scanned: 1501, matched: 1 })
    expect(Math.max(...asked)).toBeLessThanOrEqual(500)
  })

  it('answers with a part of records that are too large for one answer', async () => {
    await admin.createTopic('large', { partitions: 1 })
    const producer = await KafkaProducer.open(connection())
    for (let i = 0; i < 10; i++)
      await producer.send(
        'large',
        Array.from({ length: 10 }, () => ({ key: null, value: 'x'.repeat(80_000) })),
      )
    await producer.close()
    for (const from of ['oldest', 'newest'] as const) {
      const { records, stoppedBecause } = await browse(admin, reader, {
        ...{ topic: 'large', from, limit: 100 },
      })
      expect(stoppedBecause).toBe('limit')
      expect(records.length).toBeGreaterThan(50)
      expect(JSON.stringify(records).length).toBeLessThan(5_000_000)
      expect(records[0]?.offset).toBe(from === 'oldest' ? '0' : '99')
    }
  })
})

describe('groups', () => {
  it('begins at the position it is told, shows members, assignment and lag', async () => {
    await admin.createTopic('grouped', { partitions: 2 })
    const producer = await KafkaProducer.open(connection())
    for (const partition of [0, 1])
      await producer.send(
        'grouped',
        Array.from({ length: 10 }, (_, i) => ({ key: null, value: String(i), partition })),
      )
    await producer.close()
    const seen: string[] = []
    const consumer = new GroupConsumer(connection(), {
      topic: 'grouped',
      group: 'g',
      positionOf: partition => (partition === 0 ? 7 : 2),
      onBatch: async (partition, batches) => {
        const records: FetchedRecord[] = []
        for (const batch of batches) batch.readInto(records, partition, partition === 0 ? 7 : 2)
        seen.push(...records.map(r => `${partition}/${r.offset}`))
      },
    })
    await consumer.start()
    while (seen.length < 11) await new Promise(resolve => setTimeout(resolve, 10))
    await consumer.commit(
      new Map([
        [0, 9],
        [1, 10],
      ]),
    )
    expect(seen.sort()).toEqual(
      [...[7, 8, 9].map(o => `0/${o}`), ...[2, 3, 4, 5, 6, 7, 8, 9].map(o => `1/${o}`)].sort(),
    )
    const group = await describeGroup(admin, 'g')
    expect(group).toMatchObject({
      state: 'Stable',
      members: 1,
      lag: 1,
      memberList: [{ assignment: [{ topic: 'grouped', partitions: [0, 1] }] }],
    })
    expect(await listGroups(admin)).toMatchObject([
      { id: 'g', lag: 1, lags: [{ topic: 'grouped', lag: 1 }], topics: ['grouped'] },
    ])
    await consumer.close()
    expect((await describeGroup(admin, 'g')).members).toBe(0)
  })

  it('are listed when a topic that a client asked about has been deleted', async () => {
    await admin.createTopic('brief', { partitions: 1 })
    const client = new KafkaAdmin(connection())
    await client.endsOf('brief')
    await admin.deleteTopic('brief')
    await expect(client.endsOf('brief')).rejects.toMatchObject({ code: 'kafka-no-topic' })
    expect((await listGroups(client)).map(({ id }) => id)).toContain('g')
    await client.close()
  })
})

describe('the offsets of a group', () => {
  const committed = async () =>
    (await describeGroup(admin, 'moved')).offsets.map(({ partition, committed: at }) => [
      partition,
      Number(at),
    ])

  it('move to an end, an offset, a time, or by so many records, as planned', async () => {
    await admin.createTopic('to-move', { partitions: 2 })
    const producer = await KafkaProducer.open(connection())
    const early = Date.now() - 60_000
    for (const partition of [0, 1])
      await producer.send(
        'to-move',
        Array.from({ length: 10 }, (_, i) => ({
          ...{ key: null, value: String(i), partition },
          timestamp: String(early + (i < 4 ? 0 : 30_000)),
        })),
      )
    await producer.close()
    const of = { group: 'moved', topic: 'to-move' }
    expect(await planReset(admin, { ...of, to: { by: 3 } })).toEqual([])
    expect(await resetGroup(admin, { ...of, to: { offset: 8 } })).toEqual([
      { partition: 0, from: null, to: '8' },
      { partition: 1, from: null, to: '8' },
    ])
    const plan = await planReset(admin, { ...of, partition: 1, to: { by: -3 } })
    expect(plan).toEqual([{ partition: 1, from: '8', to: '5' }])
    expect(await committed()).toEqual([
      [0, 8],
      [1, 8],
    ])
    expect(await resetGroup(admin, { ...of, partition: 1, to: { by: -3 } })).toEqual(plan)
    expect(await committed()).toEqual([
      [0, 8],
      [1, 5],
    ])
    const ends = async (to: OffsetTarget) => (await resetGroup(admin, { ...of, to })).map(m => m.to)
    expect(await ends({ timeMs: early + 1 })).toEqual(['4', '4'])
    expect(await ends({ timeMs: Date.now() })).toEqual(['10', '10'])
    expect(await ends({ by: 1000 })).toEqual(['10', '10'])
    expect(await ends('earliest')).toEqual(['0', '0'])
    expect(await ends('latest')).toEqual(['10', '10'])
    await expect(planReset(admin, { ...of, partition: 2, to: 'latest' })).rejects.toMatchObject({
      code: 'kafka-no-partition',
    })
    await expect(planReset(admin, { ...of, topic: 'nowhere', to: 'latest' })).rejects.toThrow()
  })

  it('stay while a consumer is in the group', async () => {
    const consumer = new GroupConsumer(connection(), {
      ...{ topic: 'to-move', group: 'moved' },
      positionOf: () => 0,
      onBatch: async () => {},
    })
    await consumer.start()
    await expect(
      resetGroup(admin, { group: 'moved', topic: 'to-move', to: 'earliest' }),
    ).rejects.toMatchObject({ code: 'kafka-group-active', params: { members: 1 } })
    await consumer.close()
  })
})

describe('the settings of the broker', () => {
  it('are shown, changed, put back, and refused in Kafka’s words', async () => {
    const partitions = async () =>
      (await admin.brokerSettings()).find(({ name }) => name === 'num.partitions')
    expect(await partitions()).toMatchObject({ value: '1', source: 'default', readOnly: false })
    await admin.setBrokerSetting('num.partitions', '3')
    expect(await partitions()).toMatchObject({ value: '3', source: 'set' })
    await admin.setBrokerSetting('num.partitions', null)
    expect(await partitions()).toMatchObject({ value: '1', source: 'default' })
    await expect(admin.setBrokerSetting('num.partitions', 'many')).rejects.toMatchObject({
      code: 'kafka-config-refused',
      params: { message: expect.stringContaining('Not a number of type INT') },
    })
  })
})

describe('the partitioner', () => {
  it('puts keys where kafkajs (and so Java) puts them', () => {
    const theirs = kafkajs.Partitioners.DefaultPartitioner()
    for (let i = 0; i < 2000; i++) {
      const key = Buffer.from(`${'ção'.repeat(i % 5)}${i}`)
      const partitionMetadata = Array.from({ length: (i % 9) + 1 }, (_, partitionId) => ({
        partitionId,
        leader: 0,
        partitionErrorCode: 0,
        replicas: [],
        isr: [],
      }))
      expect(partitionOfKey(key, partitionMetadata.length)).toBe(
        theirs({ topic: 't', partitionMetadata, message: { key, value: null } }),
      )
    }
  })
})

describe('testing a connection', () => {
  it('names each step, and the one that fails', async () => {
    expect((await testConnection(connection())).map(s => [s.id, s.state])).toEqual([
      ['resolve', 'ok'],
      ['connect', 'ok'],
      ['metadata', 'ok'],
      ['listeners', 'ok'],
    ])
    const closed = await testConnection(plainKafka('127.0.0.1:1'))
    expect(closed.map(s => [s.id, s.state])).toEqual([
      ['resolve', 'ok'],
      ['connect', 'bad'],
      ['metadata', 'skipped'],
      ['listeners', 'skipped'],
    ])
    expect(closed[1]?.error).toMatchObject({ code: 'port-closed', kind: 'unreachable' })
  })
})
