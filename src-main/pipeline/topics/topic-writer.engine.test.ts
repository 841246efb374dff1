// A producer recovers its place in a topic after a crash. Position and number belong together, or
// records would be sent twice.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBroker, type Broker } from '@main/kafka'
import { KafkaAdmin, plainKafka } from '@main/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { topicConfig } from './topic-config'
import { TopicWriter, type WrittenUpTo } from './topic-writer'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({
    dataDir: await mkdtemp(join(tmpdir(), 'topic-writer-')),
    port: 0,
    durability: 'fast',
  })
})
afterAll(() => broker.stop())

const records = Array.from({ length: 10 }, (_, i) => ({ key: null, value: `record ${i}` }))

async function life(
  position: WrittenUpTo | undefined,
  work: (writer: TopicWriter) => Promise<void>,
  run = 'run-1.source',
): Promise<WrittenUpTo> {
  const config = topicConfig.parse({ connection: 'broker', topic: 'numbered', partitions: 2 })
  const writer = new TopicWriter(plainKafka(`127.0.0.1:${broker.port}`), config, run, position)
  await writer.open()
  await work(writer)
  const { position: left } = writer
  await writer.close()
  return left
}

describe('TopicWriter', () => {
  it('sends nothing again when it was stopped between looking and sending, as often as that happens', async () => {
    const before: WrittenUpTo = {}
    await life(
      before,
      async writer => void expect(await writer.write(0, records)).toMatchObject({ sent: 10 }),
    )
    // A crash lost the position after the write. The next life looks, saves what it found, and dies
    // before it sends.
    const looked = await life(before, async () => {})
    const again = await life(
      looked,
      async writer => void expect(await writer.write(0, records)).toMatchObject({ sent: 0 }),
    )
    await life(again, async writer => {
      expect(await writer.write(0, records)).toMatchObject({ sent: 0 })
      expect(await writer.write(10, records.slice(0, 1))).toMatchObject({ sent: 1 })
    })
  })

  it('counts the bytes of each record once, also of those that a crash left in doubt', async () => {
    const before: WrittenUpTo = {}
    const sizes: number[] = []
    const words = [
      { key: 'a', value: 'água' },
      { key: null, value: 'x'.repeat(500) },
    ]
    for (const sent of [2, 0])
      await life(
        before,
        async writer => {
          expect(await writer.write(0, words)).toMatchObject({ sent })
          sizes.push(writer.bytes)
          await writer.write(2, words)
        },
        'run-5.source',
      )
    const [written = 0, found = 0] = sizes
    expect(written).toBeGreaterThan(506)
    expect(written).toBeLessThan(700)
    expect(Math.abs(found - written)).toBeLessThan(200)
  })

  it('leaves out what is larger than the topic takes, and sends all the rest once', async () => {
    const admin = new KafkaAdmin(plainKafka(`127.0.0.1:${broker.port}`))
    const mixed = records.map((record, i) =>
      i % 4 === 1 ? { ...record, value: 'x'.repeat(5000) } : record,
    )
    for (const compression of ['none', 'gzip'] as const) {
      const topic = `small-${compression}`
      const config = topicConfig.parse({ connection: 'broker', topic, partitions: 2, compression })
      const writer = new TopicWriter(
        plainKafka(`127.0.0.1:${broker.port}`),
        config,
        'run-1.source',
        undefined,
      )
      await writer.open()
      await admin.setConfig(topic, 'max.message.bytes', '1000')
      const refused = await writer.writeAccepted(0, mixed)
      const isRefused = compression === 'none' ? [1, 5, 9] : []
      expect(refused.map(({ at }) => at)).toEqual(isRefused)
      for (const { error } of refused) expect(error).toMatchObject({ code: 'kafka-too-large' })
      const ends = await admin.endsOf(topic)
      expect(ends.reduce((sum, { latest }) => sum + latest, 0)).toBe(10 - isRefused.length)
      expect(await writer.writeAccepted(10, records.slice(0, 1))).toEqual([])
      await writer.close()
    }
    await admin.close()
  })

  it('sends nothing again when the topic got more partitions before the crash was over', async () => {
    const settings = (topic: string) =>
      topicConfig.parse({ connection: 'broker', topic, partitions: 2 })
    const connection = plainKafka(`127.0.0.1:${broker.port}`)
    const keyed = Array.from({ length: 40 }, (_, i) => ({
      key: i % 2 ? `k${i}` : null,
      value: `record ${i}`,
    }))
    const writer = new TopicWriter(connection, settings('grows'), 'run-3.source', undefined)
    await writer.open()
    const { position } = writer
    await writer.write(0, keyed.slice(0, 25))
    await writer.close()
    const admin = new KafkaAdmin(connection)
    await admin.addPartitions('grows', 5)
    const next = new TopicWriter(connection, settings('grows'), 'run-3.source', position)
    await next.open()
    expect(await next.write(0, keyed)).toMatchObject({ sent: 15 })
    expect(await next.write(40, keyed)).toMatchObject({ sent: 40 })
    await next.close()
    expect((await admin.endsOf('grows')).reduce((sum, { latest }) => sum + latest, 0)).toBe(80)
    await admin.close()
  })

  it('writes nothing more into a topic that was made anew, nor goes on with it later', async () => {
    const connection = plainKafka(`127.0.0.1:${broker.port}`)
    const config = topicConfig.parse({ connection: 'broker', topic: 'anew', partitions: 1 })
    const writer = new TopicWriter(connection, config, 'run-4.source', undefined)
    await writer.open()
    await writer.write(0, records)
    const admin = new KafkaAdmin(connection)
    await admin.deleteTopic('anew')
    await admin.createTopic('anew', { partitions: 1 })
    const other = new TopicWriter(connection, config, 'run-5.source', undefined)
    await other.open()
    await other.write(0, [...records, ...records, ...records])
    await other.close()
    const gone = { code: 'run-topic-gone', params: { topic: 'anew' } }
    let from = 10
    const writeOn = async () => {
      for (; ; from += 10) {
        await writer.open()
        await writer.write(from, records)
      }
    }
    await expect(writeOn()).rejects.toMatchObject(gone)
    const { position, topicId } = writer
    const next = new TopicWriter(connection, config, 'run-4.source', position, topicId)
    await expect(next.open()).rejects.toMatchObject(gone)
    // A position of before has no id.
    const old = new TopicWriter(connection, config, 'run-4.source', position)
    await old.open()
    await Promise.all([writer, next, old].map(each => each.close()))
    await admin.close()
  })

  it('begins at the end of the topic, without reading what others wrote, and finds its own after a crash from there', async () => {
    const begun = await life(
      undefined,
      async writer => {
        expect(Object.values(writer.position).map(([, seq]) => seq)).toEqual([-1, -1])
      },
      'run-2.source',
    )
    const offsets = Object.values(begun).map(([offset]) => offset)
    expect(offsets.reduce((sum, offset) => sum + offset, 0)).toBeGreaterThan(0)
    await life(
      begun,
      async writer => void expect(await writer.write(0, records)).toMatchObject({ sent: 10 }),
      'run-2.source',
    )
    await life(
      begun,
      async writer => void expect(await writer.write(0, records)).toMatchObject({ sent: 0 }),
      'run-2.source',
    )
  })

  it('leaves partitions idle from a number on, sends nothing twice, and counts what it moved', async () => {
    const config = topicConfig.parse({ connection: 'broker', topic: 'idle', partitions: 3 })
    const open = async (position: WrittenUpTo | undefined, idle: readonly number[]) => {
      const kafka = plainKafka(`127.0.0.1:${broker.port}`)
      const writer = new TopicWriter(kafka, config, 'run-2.source', position)
      writer.setIdle(idle)
      await writer.open()
      return writer
    }
    const admin = new KafkaAdmin(plainKafka(`127.0.0.1:${broker.port}`))
    const ends = async () => (await admin.endsOf('idle')).map(({ latest }) => latest)
    const writer = await open({}, [])
    await writer.write(0, records.slice(0, 9))
    expect(await ends()).toEqual([3, 3, 3])
    expect([writer.isPast(9), writer.isPast(8)]).toEqual([true, false])
    const { position } = writer
    writer.setIdle([1])
    await writer.write(9, records.slice(0, 9))
    expect([await ends(), writer.moved]).toEqual([[3 + 3, 3, 3 + 6], 3])
    await writer.close()
    // A crash lost the second write: what is made again is found where it went.
    const again = await open(position, [1])
    expect(await again.write(9, records.slice(0, 9))).toMatchObject({ sent: 0 })
    again.setIdle([0, 1])
    await again.write(18, records.slice(0, 3))
    expect(await ends()).toEqual([6, 3, 12])
    again.setIdle([])
    await again.write(21, records.slice(0, 3))
    expect(await ends()).toEqual([7, 4, 13])
    await again.close()
    await admin.close()
  })
})
