// The exported jobs in a real Flink 2.2, against the embedded broker and a real MariaDB: their tables
// equal those of the built-in engine, from the same topic. The joins run with SLUICE_EXPORT=flink.
import { dirname, join } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sluice, tempDir } from '../../support/cli'
import { centsOfStored } from '../../support/expected/cents'
import { flinkJars, flinkPython } from '../../support/flink'
import { labVariant } from '../../support/lab-variant'
import { startRealMariaDb } from '../../support/real-mariadb'
import { writeSqlEnv, type RealSql } from '../../support/real-sql'
import { startServe, type Served } from '../../support/serve'
import { hasJava } from '../../support/spark'
import { repoPath, run } from '../../support/stamped'
import { readTopic } from '../../support/topic-reader'
import { sendTo } from '../../support/topic-writer'
import { runLab, type Rows, type RunAnswer } from '../labs/place'
import { schemaOf, type Settings } from './project'

const EVENTS = 600
const SEED = 42

let served: Served
let dir: Awaited<ReturnType<typeof tempDir>>
let sql: RealSql

interface Wishes {
  readonly where?: readonly string[]
  readonly settings?: Settings
  /** In the place of a lab of the gallery. */
  readonly file?: string
  readonly before?: (project: string) => Promise<void>
}

/** A run in Sluice, then the job from the same topic. */
async function runBoth(
  lab: string,
  wishes: Wishes = {},
): Promise<{ ours: RunAnswer; printed: string }> {
  const { where = [], settings, before } = wishes
  const here = ['--kafka', served.kafka, '--cql', served.cql, ...where]
  const file = wishes.file ?? (await labVariant(lab, dir.path, lab, {}))
  const ours = await runLab(file, { events: EVENTS, seed: SEED }, here)
  const project = join(dir.path, `${lab}-job`)
  const exported = await sluice(['export', file, '--to', 'flink', '--out', project])
  if (exported.code !== 0) throw new Error(exported.stdout + exported.stderr)
  await before?.(project)
  const python = await flinkPython()
  const env = {
    ...process.env,
    PATH: `${dirname(python)}:${process.env.PATH ?? ''}`,
    PYTHON: python,
    FLINK_JARS: await flinkJars(),
    TRIGGER: 'available-now',
    BROKER_BOOTSTRAP_SERVERS: served.kafka,
    ...settings,
  }
  const ran = await run('sh', ['submit.sh'], { cwd: project, env, timeoutMs: 600_000 })
  // Java's stacks are long, and the cause stands above them.
  const said = ran.stderr.split('\n').filter(line => !/^\s+at /.test(line))
  if (ran.code !== 0) throw new Error(`${ran.stdout.slice(-3000)}\n${said.join('\n').slice(-6000)}`)
  return { ours, printed: ran.stdout }
}

/** What a table that was printed change by change holds at its end: its key is its first column. */
function lastPrinted(printed: string, node: string): Map<string, string[]> {
  const rows = new Map<string, string[]>()
  for (const line of printed.split('\n')) {
    const [, id, kind, text = ''] = /^(.+?)(?::\d+)?> ([+-][IUD])\[(.*)\]$/.exec(line) ?? []
    if (id !== node || kind === '-U') continue
    const [key = '', ...rest] = text.split(', ')
    if (kind === '-D') rows.delete(key)
    else rows.set(key, rest)
  }
  return rows
}

/** The last value of each key of a topic. */
async function lastByKey(topic: string): Promise<Record<string, unknown>[]> {
  const rows = new Map<string, Record<string, unknown>>()
  for (const { key, value } of await readTopic(served.kafka, topic))
    rows.set(key ?? '', JSON.parse(value) as Record<string, unknown>)
  return [...rows.values()]
}

/** What a job adds to a topic, beside what the run has put there. */
async function runInto(topic: string, lab: string, wishes: Wishes = {}) {
  const read = async () =>
    (await readTopic(served.kafka, topic)).map(({ value }) => JSON.parse(value) as Rows[number])
  let here: Rows = []
  await runBoth(lab, {
    ...wishes,
    file: repoPath(`src-main/export/testing/${lab}.yaml`),
    async before(project) {
      here = await read()
      await wishes.before?.(project)
    },
  })
  return { here, there: (await read()).slice(here.length) }
}

const sorted = (rows: Rows) => rows.map(row => JSON.stringify(row)).sort()

beforeAll(async () => {
  await Promise.all([flinkPython(), flinkJars()])
  dir = await tempDir('export-flink')
  served = await startServe({ data: join(dir.path, 'data') })
  sql = await startRealMariaDb()
})
afterAll(async () => {
  await sql?.stop()
  await served?.stop()
  await dir?.remove()
})

/** A connection of the lab, for the run here and for the job. */
const mariaDbAs = async (name: string): Promise<Wishes> => ({
  where: ['--connection', `${name}=${await writeSqlEnv('mariadb', sql, join(dir.path, 'm.env'))}`],
  settings: {
    [`${name.toUpperCase()}_URL`]: `mysql://${sql.user}:${sql.password}@${sql.host}:${sql.port}/${sql.database}`,
  },
})

async function query(...statements: readonly string[]): Promise<RowDataPacket[]> {
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

describe.runIf(hasJava)('an exported job in a real Flink', () => {
  it('of R1 prints the totals of the built-in engine, and keeps what does not read', async () => {
    const broken = ['{"products": [', 'no JSON at all']
    const { ours, printed } = await runBoth('r1-ventas-events', {
      before: () => sendTo(served.kafka, 'ventas-events', broken),
    })
    const theirs = [...lastPrinted(printed, 'live')].map(([name, [total]]) => [
      name,
      centsOfStored(total),
    ])
    expect(theirs.length).toBeGreaterThan(10)
    const here = (ours.tables.console ?? []).map(row => [
      row.product_name,
      centsOfStored(row.total_sold_value),
    ])
    expect(theirs.sort()).toEqual(here.sort())
    const dead = await readTopic(served.kafka, 'ventas-events-dead')
    const letters = dead.map(({ value }) => (JSON.parse(value) as { value: string }).value)
    expect(letters.sort()).toEqual(broken.sort())
  })

  it('of R0 leaves the table of Cassandra in a topic', async () => {
    const { ours } = await runBoth('r0-vendas-ecommerce')
    const rows = await lastByKey('atividade_cassandra.vendas_por_produto')
    expect(rows.length).toBeGreaterThan(5)
    expect(sorted(rows)).toEqual(
      sorted(ours.tables['atividade_cassandra.vendas_por_produto'] ?? []),
    )
  })

  it('of R3 fills tables of MariaDB, and a topic with the raw events', async () => {
    const tables = ['charts_salesbycardtype', 'charts_salesbycountry']
    const totals = (table: string) => {
      const key = table === 'charts_salesbycountry' ? 'country' : 'card_type'
      return query(`SELECT ${key}, total_sales FROM ${table} ORDER BY ${key}`)
    }
    let here: RowDataPacket[][] = []
    const { ours } = await runBoth('r3-sales-dashboards', {
      ...(await mariaDbAs('ecom_db')),
      async before(project) {
        here = await Promise.all(tables.map(totals))
        await query(...tables.map(table => `DROP TABLE ${table}`))
        await query(...(await schemaOf(project, 'schema.sql')))
      },
    })
    expect(here[0]?.length).toBeGreaterThan(3)
    expect(await Promise.all(tables.map(totals))).toEqual(here)
    const raw = await lastByKey('ecom_db.order_events')
    expect(raw).toHaveLength(EVENTS)
    const amounts = (rows: Rows) =>
      rows.map(row => `${String(row.order_id)} ${centsOfStored(row.order_amount)}`).sort()
    expect(amounts(raw)).toEqual(amounts(ours.tables['ecom_db.order_events'] ?? []))
  })
})

// A test that is only left out would count as not run.
if (process.env.SLUICE_EXPORT === 'flink')
  describe.runIf(hasJava)('joins in a real Flink', () => {
    it('of two streams pairs what the built-in engine pairs', async () => {
      // An event without a time has no partner, and does not end the job.
      const without = () =>
        Promise.all(
          ['orders', 'payments'].map(topic => sendTo(served.kafka, topic, ['{"order_id":1}'])),
        )
      const { here, there } = await runInto('paid-orders', 'orders-payments', {
        before: async () => void (await without()),
      })
      // Late payments meet no order.
      expect(here.length).toBeGreaterThan(EVENTS / 2)
      expect(here.length).toBeLessThan(EVENTS)
      expect(sorted(there)).toEqual(sorted(here))
    })

    it('of a stream with a table gives each record the newest row of its key', async () => {
      const customer = (id: number, name: string) =>
        JSON.stringify({ id, name, city: `city ${id}` })
      const rows = Array.from({ length: 15 }, (_, n) => customer(n + 1, `name ${n + 1}`))
      await sendTo(served.kafka, 'customers', [...rows, customer(3, 'another name')])
      const { here, there } = await runInto('known-orders', 'orders-customers')
      expect(here).toHaveLength(EVENTS)
      expect(JSON.stringify(here)).toContain('another name')
      expect(sorted(there)).toEqual(sorted(here))
    })

    it('of a lookup gives each record the row of a table, and asks by its key', async () => {
      const names = Array.from({ length: 15 }, (_, i) => `(${i + 1}, 'name ${i + 1}')`)
      await query(
        'CREATE TABLE shop_customers (id BIGINT PRIMARY KEY, name VARCHAR(40))',
        `INSERT INTO shop_customers VALUES ${names.join(', ')}`,
      )
      const { here, there } = await runInto('shop-pairs', 'orders-shop', await mariaDbAs('shop'))
      expect(here).toHaveLength(EVENTS)
      expect(new Set(here.map(row => row.name === null))).toEqual(new Set([true, false]))
      expect(sorted(there)).toEqual(sorted(here))
    })
  })
