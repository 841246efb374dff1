// The exported PySpark jobs of R0 to R4 in a real Spark, against the embedded broker and database and a
// real MariaDB: their tables equal those of the built-in engine, from the same topic, and the project's
// own tests pass. All five run on Spark 3.5; R0, R1 and R3 on Spark 4 too, and R4 there with
// SLUICE_EXPORT=spark4. Each lab fills its topic once, for all its jobs.
import { Client } from 'cassandra-driver'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SparkVersion } from '@shared/contract'
import { tempDir } from '../../support/cli'
import { centsOfStored } from '../../support/expected/cents'
import { byId, r4Inventory, r4Orders } from '../../support/expected/r4'
import { labVariant, type Settings as LabSettings } from '../../support/lab-variant'
import { startRealMariaDb } from '../../support/real-mariadb'
import { writeSqlEnv, type RealSql } from '../../support/real-sql'
import { startServe, type Served } from '../../support/serve'
import { hasJava, sparkPython } from '../../support/spark'
import { repoPath } from '../../support/stamped'
import { readTopic } from '../../support/topic-reader'
import { sendTo } from '../../support/topic-writer'
import { runLab, totalsSorted, type Rows, type RunAnswer } from '../labs/place'
import {
  judge,
  printedTables,
  runProject,
  runProjectUntil,
  runsSpark4,
  schemaOf,
  testProject,
  writeProject,
  type Settings,
} from './project'

const VERSIONS = ['3.5', '4'] as const
const EVENTS = 600
/** The labs' own. */
const SEED = 42

let served: Served
let dir: Awaited<ReturnType<typeof tempDir>>
let sql: RealSql
beforeAll(async () => {
  await Promise.all(VERSIONS.map(sparkPython))
  dir = await tempDir('export-jobs')
  served = await startServe({ data: join(dir.path, 'data') })
  sql = await startRealMariaDb()
})
afterAll(async () => {
  await sql?.stop()
  await served?.stop()
  await dir?.remove()
})

interface Wishes {
  /** Settings of nodes for the lab that is exported: tables of its own. */
  readonly there?: LabSettings
  readonly settings?: Settings
  /** The project is written; the job has not begun. */
  readonly before?: (project: string) => Promise<void>
}

const answers = new Map<string, Promise<RunAnswer>>()

/** The lab's run in Sluice, which fills its topic; `more` is done once, after it. */
function runHere(
  lab: string,
  where: readonly string[] = [],
  more?: () => Promise<void>,
): Promise<RunAnswer> {
  const run = async () => {
    const file = await labVariant(lab, dir.path, `${lab}-here`, {})
    const here = ['--kafka', served.kafka, '--cql', served.cql, ...where]
    const answer = await runLab(file, { events: EVENTS, seed: SEED }, here)
    await more?.()
    return answer
  }
  const answer = answers.get(lab) ?? run()
  answers.set(lab, answer)
  return answer
}

/** The job from the topic that the lab has filled, and the project's own tests: what the job printed. */
async function runThere(lab: string, spark: SparkVersion, wishes: Wishes): Promise<string> {
  const { there = {}, settings, before } = wishes
  const name = `${lab.slice(0, 2)}-${tableOf(spark, 'on')}`
  const project = join(dir.path, name)
  await writeProject(await labVariant(lab, dir.path, `${name}-there`, there), project, spark)
  await before?.(project)
  const address = { BROKER_BOOTSTRAP_SERVERS: served.kafka }
  const printed = await runProject(project, { ...address, ...settings }, spark)
  expect(await testProject(project, spark)).toMatch(/\d passed/)
  return printed
}

/** A table of each version's own. */
const tableOf = (spark: SparkVersion, name = 'by') => `${name}_spark_${spark.replace('.', '')}`

const sorted = (rows: readonly object[]) => rows.map(row => JSON.stringify(row)).sort()

async function cql(...statements: readonly string[]): Promise<object[]> {
  const [host = '', port = ''] = served.cql.split(':')
  const client = new Client({
    contactPoints: [host],
    protocolOptions: { port: Number(port) },
    localDataCenter: 'datacenter1',
  })
  try {
    let rows: object[] = []
    for (const statement of statements)
      // A statement that makes something has no rows.
      rows = ((await client.execute(statement)).rows ?? []).map(row =>
        Object.fromEntries(row.keys().map(name => [name, String(row.get(name))])),
      )
    return rows
  } finally {
    await client.shutdown()
  }
}

async function query(...statements: readonly string[]): Promise<object[]> {
  const { host, port, database, user, password } = sql
  const connection = await createConnection({ host, port, database, user, password })
  try {
    let rows: RowDataPacket[] = []
    for (const statement of statements) [rows] = await connection.query<RowDataPacket[]>(statement)
    return rows
  } finally {
    await connection.end()
  }
}

const sqlUrl = () => `mysql://${sql.user}:${sql.password}@${sql.host}:${sql.port}/${sql.database}`

const sqlFile = () => writeSqlEnv('mariadb', sql, join(dir.path, 'mariadb.env'))

const cassandraAt = (name: string): Settings => {
  const [host = '', port = ''] = served.cql.split(':')
  return { [`${name}_HOST`]: host, [`${name}_PORT`]: port, [`${name}_DC`]: 'datacenter1' }
}

describe.runIf(hasJava)('an exported job in a real Spark', () => {
  it.each(VERSIONS)(
    '%s of R0 fills a table of Cassandra as the built-in engine does',
    async spark => {
      await runHere('r0-vendas-ecommerce')
      await runThere('r0-vendas-ecommerce', spark, {
        there: { vendas_por_produto: { table: tableOf(spark) } },
        settings: cassandraAt('STORE'),
        before: async project => void (await cql(...(await schemaOf(project, 'schema.cql')))),
      })
      const [here, there] = await Promise.all([
        cql('SELECT * FROM atividade_cassandra.vendas_por_produto'),
        cql(`SELECT * FROM atividade_cassandra.${tableOf(spark)}`),
      ])
      expect(here.length).toBeGreaterThan(5)
      expect(sorted(there)).toEqual(sorted(here))
    },
  )

  it.each(VERSIONS)(
    '%s of R1 prints the totals of the built-in engine, and keeps what does not read',
    async spark => {
      const broken = ['{"products": [', 'no JSON at all', '[1, 2]']
      const ours = await runHere('r1-ventas-events', [], () =>
        sendTo(served.kafka, 'ventas-events', broken),
      )
      const deadLetters = () => readTopic(served.kafka, 'ventas-events-dead').catch(() => [])
      const { length: before } = await deadLetters()
      const printed = await runThere('r1-ventas-events', spark, {})
      const last = printedTables(printed, 'live').at(-1) ?? []
      expect(last.length).toBeGreaterThan(10)
      const totals = (rows: Rows) =>
        new Map(rows.map(row => [String(row.product_name), centsOfStored(row.total_sold_value)]))
      expect(totalsSorted(totals(last))).toEqual(totalsSorted(totals(ours.tables.console ?? [])))
      const letters = (await deadLetters()).slice(before)
      const values = letters.map(({ value }) => (JSON.parse(value) as { value: string }).value)
      expect(values.sort()).toEqual([...broken].sort())
    },
  )

  it('3.5 of R2 fills a table of MariaDB as the built-in engine does', async () => {
    await runHere('r2-ecommerce-transactions', ['--connection', `shop=${await sqlFile()}`])
    await runThere('r2-ecommerce-transactions', '3.5', {
      there: { sales_by_country: { table: tableOf('3.5') } },
      settings: { SHOP_URL: sqlUrl() },
      before: async project => void (await query(...(await schemaOf(project, 'schema.sql')))),
    })
    const here = await query('SELECT * FROM sales_by_country ORDER BY country')
    expect(here.length).toBeGreaterThan(2)
    expect(await query(`SELECT * FROM ${tableOf('3.5')} ORDER BY country`)).toEqual(here)
  })

  it.each(VERSIONS)(
    '%s of R3 fills Cassandra and MariaDB as the built-in engine does',
    async spark => {
      const [keyspace, cards, countries] = ['by', 'card', 'country'].map(n => tableOf(spark, n))
      await runHere('r3-sales-dashboards', ['--connection', `ecom_db=${await sqlFile()}`])
      await runThere('r3-sales-dashboards', spark, {
        there: {
          order_events: { keyspace },
          charts_salesbycardtype: { table: cards },
          charts_salesbycountry: { table: countries },
        },
        settings: { ...cassandraAt('RAW'), ECOM_DB_URL: sqlUrl() },
        async before(project) {
          await cql(...(await schemaOf(project, 'schema.cql')))
          await query(...(await schemaOf(project, 'schema.sql')))
        },
      })
      const raw = await cql('SELECT * FROM ecom_db.order_events')
      expect(raw).toHaveLength(EVENTS)
      expect(sorted(await cql(`SELECT * FROM ${keyspace}.order_events`))).toEqual(sorted(raw))
      // The numbers of the batches are each engine's own.
      const chart = (key: string, table = '') =>
        query(`SELECT ${key}, total_sales FROM ${table} ORDER BY ${key}`)
      expect(await chart('card_type', cards)).toEqual(
        await chart('card_type', 'charts_salesbycardtype'),
      )
      expect(await chart('country', countries)).toEqual(
        await chart('country', 'charts_salesbycountry'),
      )
    },
  )

  it('3.5 of R4 keeps the stock and handles the orders as the built-in engine does', () =>
    ordersOfR4('3.5'))
})

// A test that is only left out would count as not run.
if (process.env.SLUICE_EXPORT === 'all')
  describe.runIf(hasJava)('an exported job with lookups', () => {
    it('gives each row what the built-in engine finds for it', async () => {
      await query(
        'CREATE TABLE customers (id BIGINT PRIMARY KEY, name VARCHAR(40), since DATE, ' +
          'seen DATETIME(3), amount DECIMAL(12,2))',
        `INSERT INTO customers VALUES ${Array.from({ length: 15 }, (_, i) => i + 1)
          .map(
            n =>
              `(${n}, 'name ${n}', '2024-02-${n + 10}', '2024-03-31 02:30:00.${n + 100}', ${n}.5)`,
          )
          .join(', ')}`,
      )
      await cql(
        "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
        'CREATE TABLE shop.products (product int PRIMARY KEY, label text)',
        ...[1, 2, 3, 5].map(
          n => `INSERT INTO shop.products (product, label) VALUES (${n}, 'p ${n}')`,
        ),
      )
      const text = await readFile(repoPath('src-main/export/testing/orders-lookups.yaml'), 'utf8')
      const file = join(dir.path, 'lookups.yaml')
      await writeFile(file, text)
      const where = ['--kafka', served.kafka, '--cql', served.cql]
      const shop = ['--connection', `shop=${await sqlFile()}`]
      await runLab(file, { events: EVENTS, seed: SEED }, [...where, ...shop])
      const read = async () =>
        (await readTopic(served.kafka, 'orders-with-tables')).map(
          ({ value }) => JSON.parse(value) as Rows[number],
        )
      const here = await read()
      expect(here.length).toBeGreaterThan(EVENTS / 4)
      expect(here.length).toBeLessThan(EVENTS)
      expect(new Set(here.map(row => row.name === null))).toEqual(new Set([true, false]))
      const project = join(dir.path, 'lookups')
      await writeProject(file, project)
      const address = { BROKER_BOOTSTRAP_SERVERS: served.kafka, SHOP_URL: sqlUrl() }
      await runProject(project, { ...address, ...cassandraAt('STOCK') })
      // Moments are texts of each engine's own, and Spark writes each digit of a decimal.
      const plain = (rows: Rows) =>
        sorted(
          rows.map(({ seen, amount, right_amount: credit, ...rest }) => ({
            ...rest,
            seen: seen === null ? null : Date.parse(String(seen)),
            money: [centsOfStored(amount), credit && centsOfStored(credit)].map(String),
          })),
        )
      expect(plain((await read()).slice(here.length))).toEqual(plain(here))
    })
  })

if (runsSpark4)
  describe.runIf(hasJava)('more exported jobs in a real Spark 4', () => {
    it('of R4 keeps the stock by a processor, and handles the orders', () => ordersOfR4('4'))

    it('hands records on in real time, the same as the built-in engine', async () => {
      const lab = repoPath('src-main/export/testing/large-orders.yaml')
      const here = ['--kafka', served.kafka, '--cql', served.cql]
      await runLab(lab, { events: EVENTS, seed: SEED }, here)
      const ours = await readTopic(served.kafka, 'large-orders')
      expect(ours.length).toBeGreaterThan(EVENTS / 4)
      const text = (await readFile(lab, 'utf8')).replace('topic: large-orders', 'topic: in-time')
      const file = join(dir.path, 'in-time.yaml')
      await writeFile(file, text)
      const project = join(dir.path, 'in-time')
      await writeProject(file, project, '4', ['--real-time'])
      await judge(project, '4')
      const settings = { BROKER_BOOTSTRAP_SERVERS: served.kafka, REAL_TIME: '5 seconds' }
      const theirs = () => readTopic(served.kafka, 'in-time').catch(() => [])
      const isSo = async () => (await theirs()).length >= ours.length
      await runProjectUntil(project, settings, '4', isSo)
      // Spark writes each digit of a decimal.
      const pairs = (records: typeof ours) =>
        records
          .map(({ key, value }) => {
            const { order_id: id, amount } = JSON.parse(value) as Rows[number]
            return `${key} ${String(id)} ${centsOfStored(amount)}`
          })
          .sort()
      expect(pairs(await theirs())).toEqual(pairs(ours))
    })
  })

/** R4's stock and its handled orders, computed from what the topics hold. */
async function ordersOfR4(spark: SparkVersion): Promise<void> {
  await runHere('r4-simulator')
  const topic = `processed-by-${tableOf(spark)}`
  const printed = await runThere('r4-simulator', spark, {
    there: { 'processed-orders': { topic } },
  })
  const ordersOf = async (topic: string) =>
    r4Orders((await readTopic(served.kafka, topic)).map(record => record.value))
  const processed = await ordersOf('processed-orders')
  expect(processed.length).toBeGreaterThan(EVENTS / 4)
  expect(byId(await ordersOf(topic))).toEqual(byId(processed))
  // Each batch gives out the products that it changed.
  const stock = new Map(
    printedTables(printed, 'inventory-update')
      .flat()
      .map(({ product_id, ...rest }) => [Number(product_id), rest] as const),
  )
  const expected = [...r4Inventory(await ordersOf('e-commerce-orders'))].map(
    ([product, { name, quantity, refills }]) =>
      [product, { name, quantity: String(quantity), refills: String(refills) }] as const,
  )
  expect(new Map([...stock].sort(([a], [b]) => a - b))).toEqual(new Map(expected))
}
