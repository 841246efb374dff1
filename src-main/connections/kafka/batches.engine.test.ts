// Batches that we write and read ourselves, against kafkajs's own reader and writer, and against a
// broker that checks what it takes.
import { createRequire } from 'node:module'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBroker, type Broker } from '@main/kafka'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainKafka } from '..'
import { KafkaAdmin } from './admin'
import type { FetchedRecord } from './fetched-record'
import { kafkajs } from './kafkajs'
import { KafkaProducer } from './producer'
import { PartitionReader } from './reader'
import { headerBytes, NumberedHeaders, RecordSet } from './record-set'

const require = createRequire(import.meta.url)

interface TheirRecord {
  readonly offset: string
  readonly timestamp: string
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Record<string, Buffer | Buffer[]>
}
const TheirDecoder = require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => object
const readTheirs = require('kafkajs/src/protocol/recordBatch/v0/decoder') as (
  decoder: object,
) => Promise<{
  readonly records: readonly TheirRecord[]
  readonly producerId: string
  readonly firstSequence: number
}>

let dir: string
let broker: Broker
let admin: KafkaAdmin
let reader: PartitionReader
const connection = () => plainKafka(`127.0.0.1:${broker.port}`)
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'connections-batches-'))
  broker = await startBroker({ dataDir: dir, port: 0, durability: 'fast' })
  admin = new KafkaAdmin(connection())
  reader = await PartitionReader.open(connection())
})
afterAll(async () => {
  await Promise.all([admin.close(), reader.close()])
  await broker.stop()
  await rm(dir, { recursive: true, force: true })
})

const records = Array.from({ length: 400 }, (_, i) => ({
  key: i % 3 === 0 ? null : i % 3 === 1 ? `chave-${'ç'.repeat(i % 70)}` : Buffer.from([i & 255, 0]),
  value:
    i % 7 === 0
      ? null
      : i % 2 === 0
        ? `{"n":${i},"text":"${'a\u4e2d'.repeat(i)}"}`
        : Buffer.alloc(i * 3, i),
  timeMs: 1_700_000_000_000 + ((i * 7919) % 1000) * 100_000_000 - 40_000_000_000,
  headers: i % 5 === 0 ? undefined : { one: String(i), 'dois é': Buffer.from([1, 2, i & 255]) },
}))
const bytesOf = (value: Buffer | string | null) => (value === null ? null : Buffer.from(value))
const read = async (topic: string, from = 0) => {
  const all: FetchedRecord[] = []
  for await (const record of reader.read(topic, 0, from)) all.push(record)
  return all
}

describe('RecordSet', () => {
  it('is read by kafkajs as it was meant: any text, any time, with and without headers, also in used memory', async () => {
    const set = new RecordSet()
    for (let round = 0; round < 2; round++) {
      set.clear()
      for (const { key, value, timeMs, headers } of records)
        set.add(key, value, timeMs, headerBytes(headers))
      const batch = await set.encode({ id: 77n, epoch: 3 }, 12, undefined)
      const theirs = await readTheirs(new TheirDecoder(batch))
      expect(theirs).toMatchObject({ producerId: '77', firstSequence: 12 })
      expect(theirs.records).toHaveLength(records.length)
      for (const [i, record] of records.entries())
        expect(theirs.records[i]).toMatchObject({
          offset: String(i),
          timestamp: String(record.timeMs),
          key: bytesOf(record.key),
          value: bytesOf(record.value),
          headers: Object.fromEntries(
            Object.entries(record.headers ?? {}).map(([name, text]) => [name, bytesOf(text)]),
          ),
        })
    }
  })

  it('numbers records in a header like any other header', () => {
    const numbered = new NumberedHeaders({ run: 'r-1' }, 'seq')
    for (const n of [0, 7, 9, 10, 99, 100, 123_456_789, 2 ** 53 - 1]) {
      const plain = headerBytes({ run: 'r-1', seq: String(n) })
      const { bytes, length } = numbered.with(n)
      expect(Buffer.from(bytes.subarray(0, length))).toEqual(plain.bytes)
    }
  })
})

describe('fetched batches', () => {
  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
    '%s: give what was sent, from any offset',
    async compression => {
      const topic = `whole-${compression}`
      await admin.createTopic(topic, { partitions: 1 })
      const producer = await KafkaProducer.open(connection(), { compression, idempotent: true })
      for (const part of [records.slice(0, 150), records.slice(150)])
        expect(
          await producer.send(
            topic,
            part.map(({ key, value, timeMs, headers }) => ({
              key,
              value,
              timestamp: String(timeMs),
              ...(headers ? { headers } : {}),
            })),
          ),
        ).toEqual([
          { partition: 0, baseOffset: part === records ? 0 : part.length === 150 ? 0 : 150 },
        ])
      await producer.close()
      for (const from of [0, 100, 399]) {
        const all = await read(topic, from)
        expect(all.map(r => r.offset)).toEqual(
          Array.from({ length: 400 - from }, (_, i) => from + i),
        )
        for (const record of all) {
          const sent = records[record.offset]
          expect(record.key).toEqual(bytesOf(sent?.key ?? null))
          expect(record.value).toEqual(bytesOf(sent?.value ?? null))
          expect(record.timeMs).toBe(sent?.timeMs)
          expect(Object.keys(record.headers)).toEqual(Object.keys(sent?.headers ?? {}))
        }
      }
    },
  )

  it('leave out what a transaction took back, and its markers', async () => {
    await admin.createTopic('transactions', { partitions: 1 })
    const client = new kafkajs.Kafka({
      brokers: [`127.0.0.1:${broker.port}`],
      logLevel: kafkajs.logLevel.NOTHING,
    })
    const producer = client.producer({
      transactionalId: 'tx',
      idempotent: true,
      maxInFlightRequests: 1,
    })
    await producer.connect()
    for (const [i, kept] of [true, false, true, false].entries()) {
      const transaction = await producer.transaction()
      await transaction.send({
        topic: 'transactions',
        messages: [{ value: `${i}a` }, { value: `${i}b` }],
      })
      await (kept ? transaction.commit() : transaction.abort())
    }
    await producer.disconnect()
    expect((await read('transactions')).map(r => r.value?.toString())).toEqual([
      '0a',
      '0b',
      '2a',
      '2b',
    ])
    // Past the last marker, although no record comes with it.
    const { latest } = (await admin.endsOf('transactions'))[0] ?? { latest: -1 }
    expect((await reader.fetch('transactions', 0, latest - 1)).next).toBe(latest)
  })
})

describe('an idempotent producer', () => {
  it('keeps the order of sends that overlap, and goes on after one that failed', async () => {
    await admin.createTopic('overlapping', { partitions: 2 })
    const producer = await KafkaProducer.open(connection(), { idempotent: true })
    const one = (n: number) => [0, 1].map(partition => ({ key: null, value: String(n), partition }))
    await Promise.all(Array.from({ length: 20 }, (_, n) => producer.send('overlapping', one(n))))
    await expect(producer.send('no-such-topic', one(0))).rejects.toMatchObject({
      code: 'kafka-no-topic',
    })
    await producer.send('overlapping', one(20))
    await producer.close()
    expect((await read('overlapping')).map(r => r.value?.toString())).toEqual(
      Array.from({ length: 21 }, (_, n) => String(n)),
    )
  })
})
