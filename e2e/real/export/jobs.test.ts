// The exported PySpark 3.5 jobs in a real Spark, against the embedded broker and database: their
// tables equal those of the built-in engine, from the same topic. R0 and R1 run always;
// SLUICE_EXPORT=all runs the five, and =spark4 R4 on Spark 4.
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
import { hasJava } from '../../support/spark'
import { repoPath } from '../../support/stamped'
import { readTopic } from '../../support/topic-reader'
import { sendTo } from '../../support/topic-writer'
import { runLab, totalsSorted, type Rows, type RunAnswer } from '../labs/place'
import {
  judge,
  printedTables,
  runProject,
  runProjectUntil,
  runsAll,
  runsSpark4,
  schemaOf,
  writeProject,
  type Settings,
} from './project'

const EVENTS = 600
/** The labs' own. */
const SEED = 42

let served: Served
let dir: Awaited<ReturnType<typeof tempDir>>
let sql: RealSql | undefined
beforeAll(async () => {
  dir = await tempDir('export-jobs')
  served = await startServe({ data: join(dir.path, 'data') })
  if (runsAll) sql = await startRealMariaDb()
})
afterAll(async () => {
  await sql?.stop()
  await served?.stop()
  await dir?.remove()
})

interface Wishes {
  /** Settings of nodes for the lab that is exported: tables of its own. */
  readonly there?: LabSettings
  /** More words for the run in Sluice. */
  readonly where?: readonly string[]
  readonly settings?: Settings
  readonly spark?: SparkVersion
  /** The topic is filled and the project is written; the job has not begun. */
  readonly before?: (project: string) => Promise<void>
}

/** A run in Sluice, then the job from the same topic: what the run answered, what the job printed. */
async function runBoth(lab: string, wishes: Wishes): Promise<{ ours: RunAnswer; printed: string }> {
  const { there = {}, where = [], settings, spark = '3.5', before } = wishes
  const here = ['--kafka', served.kafka, '--cql', served.cql, ...where]
  const file = await labVariant(lab, dir.path, `${lab}-here`, {})
  const ours = await runLab(file, { events: EVENTS, seed: SEED }, here)
  const project = join(dir.path, lab)
  await writeProject(await labVariant(lab, dir.path, `${lab}-there`, there), project, spark)
  await before?.(project)
  const address = { BROKER_BOOTSTRAP_SERVERS: served.kafka }
  const printed = await runProject(project, { ...address, ...settings }, spark)
  return { ours, printed }
}

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
  if (!sql) throw new Error('no MariaDB was started')
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

const sqlUrl = () =>
  sql ? `mysql://${sql.user}:${sql.password}@${sql.host}:${sql.port}/${sql.database}` : ''

const cassandraAt = (name: string): Settings => {
  const [host = '', port = ''] = served.cql.split(':')
  return { [`${name}_HOST`]: host, [`${name}_PORT`]: port, [`${name}_DC`]: 'datacenter1' }
}

describe.runIf(hasJava)('an exported job in a real Spark', () => {
  it('of R1 prints the totals of the built-in engine, and keeps what does not read', async () => {
    const broken = ['{"products": [', 'no JSON at all', '[1, 2]']
    const { ours, printed } = await runBoth('r1-ventas-events', {
      before: () => sendTo(served.kafka, 'ventas-events', broken),
    })
    const last = printedTables(printed, 'live').at(-1) ?? []
    expect(last.length).toBeGreaterThan(10)
    const totals = (rows: Rows) =>
      new Map(rows.map(row => [String(row.product_name), centsOfStored(row.total_sold_value)]))
    expect(totalsSorted(totals(last))).toEqual(totalsSorted(totals(ours.tables.console ?? [])))
    const dead = await readTopic(served.kafka, 'ventas-events-dead')
    const letters = dead.map(({ value }) => JSON.parse(value) as { node: string; value: string })
    expect(letters.map(letter => letter.value).sort()).toEqual([...broken].sort())
  })

  it('of R0 fills a table of Cassandra as the built-in engine does', async () => {
    await runBoth('r0-vendas-ecommerce', {
      there: { vendas_por_produto: { table: 'by_spark' } },
      settings: cassandraAt('STORE'),
      before: async project => void (await cql(...(await schemaOf(project, 'schema.cql')))),
    })
    const [here, there] = await Promise.all([
      cql('SELECT * FROM atividade_cassandra.vendas_por_produto'),
      cql('SELECT * FROM atividade_cassandra.by_spark'),
    ])
    expect(here.length).toBeGreaterThan(5)
    expect(sorted(there)).toEqual(sorted(here))
  })
})

// A test that is only left out would count as not run.
if (runsAll)
  describe.runIf(hasJava)('the other exported jobs in a real Spark', () => {
    it('of R2 fills a table of MariaDB as the built-in engine does', async () => {
      await runBoth('r2-ecommerce-transactions', {
        there: { sales_by_country: { table: 'by_spark' } },
        where: ['--connection', `shop=${await sqlFile()}`],
        settings: { SHOP_URL: sqlUrl() },
        before: async project => void (await query(...(await schemaOf(project, 'schema.sql')))),
      })
      const here = await query('SELECT * FROM sales_by_country ORDER BY country')
      expect(here.length).toBeGreaterThan(2)
      expect(await query('SELECT * FROM by_spark ORDER BY country')).toEqual(here)
    })

    it('of R3 fills Cassandra and MariaDB as the built-in engine does', async () => {
      await runBoth('r3-sales-dashboards', {
        there: {
          order_events: { keyspace: 'by_spark' },
          charts_salesbycardtype: { table: 'card_by_spark' },
          charts_salesbycountry: { table: 'country_by_spark' },
        },
        where: ['--connection', `ecom_db=${await sqlFile()}`],
        settings: { ...cassandraAt('RAW'), ECOM_DB_URL: sqlUrl() },
        async before(project) {
          await cql(...(await schemaOf(project, 'schema.cql')))
          await query(...(await schemaOf(project, 'schema.sql')))
        },
      })
      const raw = await cql('SELECT * FROM ecom_db.order_events')
      expect(raw).toHaveLength(EVENTS)
      expect(sorted(await cql('SELECT * FROM by_spark.order_events'))).toEqual(sorted(raw))
      // The numbers of the batches are each engine's own.
      const chart = (key: string, table: string) =>
        query(`SELECT ${key}, total_sales FROM ${table} ORDER BY ${key}`)
      expect(await chart('card_type', 'card_by_spark')).toEqual(
        await chart('card_type', 'charts_salesbycardtype'),
      )
      expect(await chart('country', 'country_by_spark')).toEqual(
        await chart('country', 'charts_salesbycountry'),
      )
    })

    it('of R4 keeps the stock and handles the orders as the built-in engine does', () =>
      ordersOfR4())
  })

if (runsSpark4)
  describe.runIf(hasJava)('an exported job in a real Spark 4', () => {
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
async function ordersOfR4(spark: SparkVersion = '3.5'): Promise<void> {
  const { printed } = await runBoth('r4-simulator', {
    there: { 'processed-orders': { topic: 'processed-by-spark' } },
    spark,
  })
  const ordersOf = async (topic: string) =>
    r4Orders((await readTopic(served.kafka, topic)).map(record => record.value))
  const processed = await ordersOf('processed-orders')
  expect(processed.length).toBeGreaterThan(EVENTS / 4)
  expect(byId(await ordersOf('processed-by-spark'))).toEqual(byId(processed))
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

async function sqlFile(): Promise<string> {
  if (!sql) throw new Error('no MariaDB was started')
  return writeSqlEnv('mariadb', sql, join(dir.path, 'mariadb.env'))
}
