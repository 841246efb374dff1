// Somebody drops the table or deletes the topic that a running lab uses: its nodes fail with the
// reason, instead of waiting for ever for what does not come back.
import { mkdtemp, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startCqlServer, type CqlServer } from '@main/cassandra'
import {
  CqlConsole,
  KafkaAdmin,
  KafkaProducer,
  plainCassandra,
  plainKafka,
} from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkLab, startRun, type Run } from '..'

const file = new URL('../../../resources/labs/r0-vendas-ecommerce.yaml', import.meta.url)
const TOPIC = 'vendas-ecommerce'
const TABLE = 'atividade_cassandra.vendas_por_produto'

let dir: string
let broker: Broker
let cql: CqlServer
let run: Run
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-gone-'))
  broker = await startBroker({
    dataDir: join(dir, 'kafka'),
    port: 0,
    durability: 'fast',
    loneClientIds: ['sluice'],
  })
  cql = await startCqlServer({ dataDir: join(dir, 'cql'), port: 0, durability: 'fast' })
  run = begin()
  await until(() => run.summary().ledger.arrived > 200)
})
afterEach(async () => {
  await run.stop()
  await Promise.all([broker.stop(), cql.stop()])
  await rm(dir, { recursive: true, force: true })
})

const kafka = () => plainKafka(`127.0.0.1:${broker.port}`)
const cassandra = () => plainCassandra(`127.0.0.1:${cql.port}`)

function begin(): Run {
  const { lab } = checkLab(readFileSync(fileURLToPath(file), 'utf8'))
  if (!lab) throw new Error('R0 does not read')
  const connections = { broker: kafka(), store: cassandra() }
  return startRun({ lab, dataDir: dir, connections, overrides: { rate: 500 }, durability: 'fast' })
}

const until = async (test: () => boolean | Promise<boolean>) => {
  while (!(await test())) await new Promise(resolve => setTimeout(resolve, 10))
}

/** The nodes that are shown as failed, with the reason that each shows. */
async function failed(): Promise<ReadonlyMap<string, string | undefined>> {
  const { items } = await run.feeds.graph()
  return new Map(
    items.flatMap(({ key, state, error }) =>
      state === 'failed' ? [[key.replace('node:', ''), error?.code] as const] : [],
    ),
  )
}

describe('R0, while it runs', () => {
  it('fails where its table was dropped', async () => {
    const console = new CqlConsole(cassandra())
    await (await console.client()).execute(`DROP TABLE ${TABLE}`)
    await console.close()
    await until(async () => (await failed()).get('vendas_por_produto') === 'run-table-gone')
    expect(run.summary().failedNodes).toContain('vendas_por_produto')
    await run.stop()
    expect(await run.done).toMatchObject({
      state: 'failed',
      error: { code: 'run-table-gone', params: { table: TABLE } },
    })
  })

  it('fails on both sides of its topic when that was deleted, and makes no new one', async () => {
    const admin = new KafkaAdmin(kafka())
    await admin.deleteTopic(TOPIC)
    expect((await run.done).error).toMatchObject({
      code: 'run-topic-gone',
      params: { topic: TOPIC },
    })
    expect(new Set((await failed()).values())).toEqual(new Set(['run-topic-gone']))
    expect(await admin.topicNames()).not.toContain(TOPIC)
    await admin.close()
  })

  it('fails when its topic was made anew and filled past what it had read, and says so', async () => {
    await remake()
    expect((await run.done).error).toMatchObject(GONE)
    expect(new Set((await failed()).values())).toEqual(new Set(['run-topic-gone']))
  })
})

const GONE = { code: 'run-topic-gone', params: { topic: TOPIC } }

/** Deletes the topic, makes it again, and fills it with more records than it had. */
async function remake(): Promise<void> {
  const admin = new KafkaAdmin(kafka())
  const { partitions, records } = await admin.describeTopic(TOPIC)
  await admin.deleteTopic(TOPIC)
  await admin.createTopic(TOPIC, { partitions })
  await admin.close()
  const producer = await KafkaProducer.open(kafka())
  const foreign = Array.from({ length: partitions * (records + 5000) }, (_, i) => ({
    key: null,
    value: 'foreign',
    partition: i % partitions,
  }))
  await producer.send(TOPIC, foreign)
  await producer.close()
}

describe('R0, while it stands still', () => {
  it('does not go on with a topic that was made anew and filled past what it had read', async () => {
    await run.stop()
    await run.done
    await remake()
    run = begin()
    const { state, error } = await run.done
    expect(state).toBe('failed')
    expect(error).toMatchObject(GONE)
  })
})
