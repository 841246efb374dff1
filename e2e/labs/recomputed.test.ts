// For each reference lab, the tables that a run ends with equal those recomputed from the
// topics' raw records by an independent batch path (kafkajs and BigInt, no code of the engine), for
// three seeds, at 1 and at 4 partitions, on the embedded engines. The first seed comes twice, at
// the same time of the lab's clock, and makes the same events byte for byte.
import { Client } from 'cassandra-driver'
import { Kafka, logLevel } from 'kafkajs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sluiceJson, tempDir } from '../support/cli'
import {
  agedOrders,
  labCopy,
  R4,
  REFERENCE_LABS,
  type ReferenceLab,
  type Tables,
} from '../support/reference-labs'
import { startServe, type Served } from '../support/serve'
import { readTopic, type ReadRecord } from '../support/topic-reader'

const SEEDS = [7, 42, 1001]
const PARTITIONS = [1, 4]
const EVENTS = 500
/** Four runs each, on a machine that may do other things too. */
const SLOW = { timeout: 600_000 }

interface RunAnswer {
  readonly tables: Tables
  readonly ledger: {
    readonly expected: number
    readonly arrived: number
    readonly lost: number
    readonly doubled: number
  }
  readonly fingerprint: string
}

let serve: Served
let kafka: Kafka
let cassandra: Client
let dataDir: Awaited<ReturnType<typeof tempDir>>
beforeAll(async () => {
  dataDir = await tempDir('labs')
  serve = await startServe({ data: join(dataDir.path, 'serve') })
  kafka = new Kafka({ brokers: [serve.kafka], clientId: 'labs-test', logLevel: logLevel.NOTHING })
  cassandra = new Client({ contactPoints: [serve.cql], localDataCenter: 'datacenter1' })
})
afterAll(async () => {
  await cassandra?.shutdown()
  await serve?.stop()
  await dataDir?.remove()
})

/**
 * Nothing of an earlier run is left: topics and keyspace go, the run gets a data directory of its
 * own.
 */
async function clean({ topics, keyspace }: ReferenceLab): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  const there = new Set(await admin.listTopics())
  const mine = topics.filter(topic => there.has(topic))
  if (mine.length > 0) await admin.deleteTopics({ topics: mine })
  await admin.disconnect()
  if (keyspace) await cassandra.execute(`DROP KEYSPACE IF EXISTS ${keyspace}`)
}

async function runLab(
  lab: ReferenceLab,
  partitions: number,
  seed: number,
  clockMs: number,
  name: string,
) {
  const data = join(dataDir.path, `${lab.id}-${partitions}-${seed}-${name}`)
  await mkdir(data)
  const ref = partitions === 1 ? lab.id : await labCopy(lab, partitions, data)
  const begun = Date.now()
  const schedule = [
    '--events',
    `${EVENTS}`,
    '--rate',
    'max',
    '--seed',
    `${seed}`,
    '--clock',
    new Date(clockMs).toISOString(),
  ]
  const where = ['--data', data, '--kafka', serve.kafka, '--cql', serve.cql]
  const answer = await sluiceJson<RunAnswer>(['run', ref, ...schedule, ...where], {
    timeoutMs: 170_000,
  })
  const endedAt = clockMs + Date.now() - begun
  const read = await Promise.all(
    lab.topics.map(async topic => [topic, await readTopic(serve.kafka, topic)] as const),
  )
  const records: Readonly<Record<string, readonly ReadRecord[]>> = Object.fromEntries(read)
  return { answer, records, data, endedAt }
}

/**
 * Orders of hours ago, which someone else wrote before the lab began: the windows of 5 to 120
 * minutes have something to leave out.
 */
async function produceAged(partitions: number, clockMs: number): Promise<number> {
  const [topic = ''] = R4.topics
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: partitions }], waitForLeaders: true })
  await admin.disconnect()
  const producer = kafka.producer()
  await producer.connect()
  const orders = agedOrders(clockMs)
  await producer.send({
    topic,
    messages: orders.map((value, i) => ({ value, partition: i % partitions })),
  })
  await producer.disconnect()
  return orders.length
}

const contentOf = (records: readonly ReadRecord[] = []) =>
  records.map(({ partition, offset, key, value }) => `${partition}/${offset} ${key} ${value}`)

describe.each(REFERENCE_LABS)('$id', lab => {
  const [topic = ''] = lab.topics

  it.each(PARTITIONS)(
    'ends with its tables as recomputed from its topics, on %i partition(s)',
    SLOW,
    async partitions => {
      const clockMs = Math.floor(Date.now() / 1000) * 1000
      const contents = new Map<number, readonly string[]>()
      const fingerprints = new Map<number, string>()
      for (const [time, seed] of [...SEEDS, SEEDS[0] ?? 0].entries()) {
        await clean(lab)
        const others = lab === R4 ? await produceAged(partitions, clockMs) : 0
        const { answer, records, data, endedAt } = await runLab(
          lab,
          partitions,
          seed,
          clockMs,
          `${time}`,
        )
        expect(records[topic]).toHaveLength(EVENTS + others)
        expect(new Set(records[topic]?.map(record => record.partition)).size).toBe(partitions)
        expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0 })
        const topics = Object.fromEntries(
          lab.topics.map(name => [name, (records[name] ?? []).map(record => record.value)]),
        )
        await lab.compare({ topics, tables: answer.tables, data, seed, endedAt })
        const content = contentOf(records[topic])
        expect(content).toEqual(contents.get(seed) ?? content)
        expect(answer.fingerprint).toBe(fingerprints.get(seed) ?? answer.fingerprint)
        contents.set(seed, content)
        fingerprints.set(seed, answer.fingerprint)
      }
      expect(new Set(fingerprints.values()).size).toBe(SEEDS.length)
    },
  )
})
