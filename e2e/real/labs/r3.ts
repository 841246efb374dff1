// R3: raw orders in Cassandra, two charts in MariaDB (in MySQL, PostgreSQL and the embedded file too),
// topics with two replicas on two brokers. In the middle one broker is killed and comes back, is
// stopped in good order and comes back, and the database goes away and comes back: nothing is lost,
// and nothing is doubled in the keyed tables.
import { Client } from 'cassandra-driver'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { TopicDetail, TopicSummary } from '@shared/contract'
import { sluiceJson, startSluice } from '../../support/cli'
import {
  r3RawOrders,
  r3SalesByCard,
  r3SalesByCountry,
  r3StoredOrders,
  r3StoredTotals,
} from '../../support/expected/r3'
import { labVariant } from '../../support/lab-variant'
import { writeSqlEnv, type SqlEngine } from '../../support/real-sql'
import { readTopic, topicEnd } from '../../support/topic-reader'
import {
  PARTITIONS,
  runLab,
  runWords,
  SEEDS,
  until,
  type Place,
  type RunAnswer,
  type Rows,
} from './place'

const LAB = 'r3-sales-dashboards'
const EVENTS = 1000

export function testR3(place: () => Place): void {
  const variant = (name: string, partitions: number) =>
    labVariant(LAB, place().dir, name, {
      'order-events': { topic: name, partitions, replication: 2 },
      order_events: { keyspace: name },
      charts_salesbycardtype: { table: `${name}_card` },
      charts_salesbycountry: { table: `${name}_country` },
    })
  const where = () => [
    '--kafka',
    place().engines.kafka.bootstrap,
    '--cql',
    place().engines.cassandra.address,
  ]
  const charts = async (engine: SqlEngine) => {
    const file = await writeSqlEnv(
      engine,
      place().engines[engine],
      join(place().dir, `${engine}.env`),
    )
    return ['--connection', `ecom_db=${file}`]
  }
  const stored =
    (engine: SqlEngine) =>
    (table: string): Promise<Rows> =>
      place().engines[engine].query(`SELECT * FROM ${table}`)
  const inCassandra = async (keyspace: string): Promise<Rows> => {
    const client = new Client({
      contactPoints: [place().engines.cassandra.address],
      localDataCenter: 'datacenter1',
    })
    try {
      const found = await client.execute(`SELECT * FROM ${keyspace}.order_events`, [], {
        prepare: true,
      })
      const rows: Record<string, unknown>[] = []
      // Page by page: `found.rows` is the first one alone.
      for await (const row of found)
        rows.push(Object.fromEntries(row.keys().map(name => [name, row.get(name)])))
      return rows
    } finally {
      await client.shutdown()
    }
  }
  /**
   * What the command line tells of a topic's bytes, against the files of the brokers that lead its
   * partitions.
   */
  const checkSizes = async (topic: string, partitions: number) => {
    const { bootstrap, dataDirs } = place().engines.kafka
    const at = ['--kafka', bootstrap]
    const { partitionList, sizeBytes } = await sluiceJson<TopicDetail>([
      'topics',
      'describe',
      topic,
      ...at,
    ])
    const onDisk = partitionList.map(async ({ id, leader }) => {
      const log = join(dataDirs[leader - 1] ?? '', `${topic}-${id}`)
      const segments = (await readdir(log)).filter(file => file.endsWith('.log'))
      return (await Promise.all(segments.map(file => stat(join(log, file))))).reduce(
        (sum, { size }) => sum + size,
        0,
      )
    })
    expect(partitionList).toHaveLength(partitions)
    expect(partitionList.map(p => p.sizeBytes)).toEqual(await Promise.all(onDisk))
    const list = await sluiceJson<TopicSummary[]>(['topics', 'list', ...at])
    expect(list.find(({ name }) => name === topic)).toMatchObject({ records: EVENTS, sizeBytes })
    expect(sizeBytes).toBeGreaterThan(EVENTS * 20)
  }
  const check = async (name: string, events: number, rowsOf: (table: string) => Promise<Rows>) => {
    const values = (await readTopic(place().engines.kafka.bootstrap, name)).map(r => r.value)
    expect(values).toHaveLength(events)
    const orders = r3RawOrders(values)
    expect(orders.map(order => order.order_id)).toEqual(
      Array.from({ length: events }, (_, i) => String(i + 1)),
    )
    expect(r3StoredOrders(await inCassandra(name))).toEqual(orders)
    expect(r3StoredTotals(await rowsOf(`${name}_card`), 'card_type')).toEqual(r3SalesByCard(values))
    expect(r3StoredTotals(await rowsOf(`${name}_country`), 'country')).toEqual(
      r3SalesByCountry(values),
    )
  }

  it.each(PARTITIONS)(
    'three seeds, %i partition(s): raw orders in Cassandra, both charts in MariaDB',
    async partitions => {
      const runs = SEEDS.map(async seed => {
        const name = `r3_${seed}_${partitions}`
        const answer = await runLab(await variant(name, partitions), { events: EVENTS, seed }, [
          ...where(),
          ...(await charts('mariadb')),
        ])
        expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0, deadLetters: 0 })
        await check(name, EVENTS, stored('mariadb'))
      })
      await Promise.all(runs)
      await checkSizes(`r3_7_${partitions}`, partitions)
    },
  )

  it.each(['mysql', 'postgresql'] as const)("both charts in %s's own server", async engine => {
    const name = `r3_${engine}`
    const answer = await runLab(await variant(name, 4), { events: EVENTS, seed: 7 }, [
      ...where(),
      ...(await charts(engine)),
    ])
    expect(answer.ledger).toMatchObject({ lost: 0, doubled: 0, deadLetters: 0 })
    await check(name, EVENTS, stored(engine))
  })

  it('without a profile the charts stand in the embedded SQL file', async () => {
    const answer = await runLab(await variant('r3_own', 4), { events: EVENTS, seed: 7 }, where())
    await check('r3_own', EVENTS, async table => answer.tables[table] ?? [])
  })

  it('a broker killed, a broker stopped, a database gone, all in the middle: nothing lost, nothing doubled', async () => {
    const { kafka, mariadb: sql } = place().engines
    const name = 'r3_falls'
    const wishes = { events: 12_000, seed: 42, rate: 300 }
    const words = runWords(await variant(name, 4), wishes, [
      ...where(),
      ...(await charts('mariadb')),
    ])
    const run = startSluice([...words, '--json'])
    try {
      const made = (count: number) =>
        until(run, async () => (await r3Count(place().engines.cassandra.address, name)) >= count)
      await made(1500)
      await kafka.nodes[1]?.stop('SIGKILL')
      await made(3000)
      await sql.node.stop('SIGKILL')
      // What cannot be written holds everything behind it; what is made goes on into the topic.
      await until(run, async () => /database at .* does not answer/.test(run.stderr()))
      await until(run, async () => (await topicEnd(kafka.bootstrap, name)) >= 5000)
      await kafka.restart(2)
      await sql.restart()
      await made(5000)
      await kafka.nodes[1]?.stop('SIGTERM')
      await made(7000)
      await kafka.restart(2)
      const ended = await run.ended
      expect({ ...ended, stderr: run.stderr() }).toMatchObject({ code: 0 })
      const answer = JSON.parse(run.stdout().trim().split('\n').at(-1) ?? '') as RunAnswer
      expect(answer.ledger).toMatchObject({ lost: 0, deadLetters: 0 })
      await check(name, wishes.events, stored('mariadb'))
    } finally {
      await run.kill9()
    }
  })
}

async function r3Count(address: string, keyspace: string): Promise<number> {
  const client = new Client({ contactPoints: [address], localDataCenter: 'datacenter1' })
  try {
    const { rows } = await client.execute(`SELECT count(*) AS n FROM ${keyspace}.order_events`)
    return Number(rows[0]?.n)
  } finally {
    await client.shutdown()
  }
}
