// Acknowledged data survives kill -9: records of a Kafka producer with acks=all, and rows of a CQL
// client. Foreign clients on both sides (kafkajs, cassandra-driver), random moments.
import { Client } from 'cassandra-driver'
import { Kafka, logLevel } from 'kafkajs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { tempDir } from '../support/cli'
import { startServe, type Served } from '../support/serve'
import { readTopic } from '../support/topic-reader'

const KILLS = 6

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

async function served(): Promise<Served> {
  const data = await tempDir('acks')
  cleanUp.push(data.remove)
  const serve = await startServe({ data: data.path })
  cleanUp.push(() => serve.kill9())
  return serve
}

/**
 * Kills and restarts while `work` goes on, each life after it has acknowledged something; the work
 * ends with the last life's.
 */
async function underFire(
  serve: Served,
  acks: () => number,
  work: (isOver: () => boolean) => Promise<void>,
): Promise<void> {
  let over = false
  const working = work(() => over)
  const somethingNew = async () => {
    const before = acks()
    while (acks() === before) await sleep(20)
  }
  for (let kill = 0; kill < KILLS; kill++) {
    await somethingNew()
    await sleep(Math.random() * 600)
    await serve.kill9()
    await serve.restart()
  }
  await somethingNew()
  over = true
  await working
}

describe('acknowledged means on disk', () => {
  it('keeps every acknowledged record, in order', async () => {
    const serve = await served()
    const kafka = new Kafka({
      brokers: [serve.kafka],
      logLevel: logLevel.NOTHING,
      retry: { retries: 0 },
      connectionTimeout: 1000,
      requestTimeout: 2000,
    })
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({
      topics: [{ topic: 'acks', numPartitions: 1 }],
      waitForLeaders: false,
    })
    await admin.disconnect()
    const acknowledged: number[] = []
    let next = 0
    const acks = () => acknowledged.length
    await underFire(serve, acks, async isOver => {
      let producer = kafka.producer({ allowAutoTopicCreation: false })
      while (!isOver()) {
        try {
          await producer.connect()
          while (!isOver()) {
            const batch = Array.from({ length: 20 }, () => next++)
            await producer.send({
              topic: 'acks',
              acks: -1,
              messages: batch.map(n => ({ value: String(n) })),
            })
            acknowledged.push(...batch)
          }
        } catch {
          // The broker was killed: what was not acknowledged is not counted.
          await sleep(50)
        }
        await producer.disconnect().catch(() => {})
        producer = kafka.producer({ allowAutoTopicCreation: false })
      }
    })
    const values = (await readTopic(serve.kafka, 'acks')).map(record => Number(record.value))
    expect(acknowledged.length).toBeGreaterThan(KILLS)
    const there = new Set(values)
    expect(acknowledged.filter(n => !there.has(n))).toEqual([])
    expect(values).toEqual([...values].sort((a, b) => a - b))
  })

  it('keeps every acknowledged row, and the schema', async () => {
    const serve = await served()
    const acknowledged = new Map<number, number>()
    const connect = () =>
      new Client({
        contactPoints: [serve.cql],
        localDataCenter: 'datacenter1',
        socketOptions: { connectTimeout: 1000, readTimeout: 2000 },
      })
    let client = connect()
    await client.execute(
      "CREATE KEYSPACE acks WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
    )
    await client.execute('CREATE TABLE acks.rows (k int PRIMARY KEY, v int)')
    let version = 0
    let acks = 0
    const note = (k: number, v: number) => {
      acknowledged.set(k, v)
      acks++
    }
    await underFire(
      serve,
      () => acks,
      async isOver => {
        while (!isOver()) {
          try {
            while (!isOver()) {
              version++
              const keys = Array.from({ length: 20 }, (_, at) => (version * 7 + at) % 500)
              const done = await Promise.allSettled(
                keys.map(k =>
                  client
                    .execute('INSERT INTO acks.rows (k, v) VALUES (?, ?)', [k, version], {
                      prepare: true,
                    })
                    .then(() => note(k, version)),
                ),
              )
              if (done.some(one => one.status === 'rejected')) throw new Error('not acknowledged')
            }
          } catch {
            await client.shutdown().catch(() => {})
            await sleep(50)
            client = connect()
          }
        }
      },
    )
    await client.shutdown().catch(() => {})
    client = connect()
    cleanUp.push(() => client.shutdown())
    const { rows } = await client.execute('SELECT k, v FROM acks.rows', [], { fetchSize: 5000 })
    const stored = new Map(rows.map(row => [Number(row.k), Number(row.v)]))
    expect(acks).toBeGreaterThan(KILLS)
    // A later write may have reached the disk without its answer reaching us: newer is fine, older
    // or none is a loss.
    expect([...acknowledged].filter(([k, v]) => (stored.get(k) ?? -1) < v)).toEqual([])
  })
})
