// Tables that are polled while they grow, end to end: the embedded SQL file and the embedded database,
// through a topic or straight into a job, stopped in the middle, with rows that were committed late.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCqlServer, type CqlServer } from '@main/cassandra'
import {
  CassandraTable,
  embeddedSql,
  openSql,
  plainCassandra,
  plainKafka,
  type SqlStore,
} from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import type { RunOverrides } from '@shared/contract'
import { labFileSchema, type LabFile } from '@shared/lab'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startRun, type Run } from '..'

let dir: string
let broker: Broker
let cql: CqlServer
let sales: SqlStore
let readings: CassandraTable
const sqlFile = () => embeddedSql(join(dir, 'shop.duckdb'))
const database = () => plainCassandra(`127.0.0.1:${cql.port}`)

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-poll-'))
  broker = await startBroker({
    dataDir: join(dir, 'kafka'),
    port: 0,
    durability: 'fast',
    loneClientIds: ['sluice'],
  })
  cql = await startCqlServer({ dataDir: join(dir, 'cql'), port: 0, durability: 'fast' })
  sales = await openSql(sqlFile())
})
afterAll(async () => {
  await sales.close()
  await readings?.close()
  await Promise.all([broker.stop(), cql.stop()])
  await rm(dir, { recursive: true, force: true })
})

let number = 0
beforeEach(() => void (number += 1))

const sqlTable = () => ({
  name: `sales_${number}`,
  columns: [
    { name: 'id', type: 'long' },
    { name: 'at', type: 'timestamp' },
  ] as const,
  key: ['id'],
  create: true,
})
const moment = (second: number) => `2026-01-01 00:00:${String(second).padStart(2, '0')}`
async function addSales(ids: readonly number[], at = (id: number) => moment(id % 60)) {
  await sales.ensure(sqlTable())
  await sales.upsert(
    sqlTable(),
    ids.map(id => [id, at(id)]),
  )
}
async function addReadings(values: readonly (readonly [day: string, id: number])[]) {
  await readings?.close()
  readings = await CassandraTable.open(database(), {
    keyspace: 'shop',
    table: `readings_${number}`,
    columns: [
      { name: 'day', cqlType: 'text' },
      { name: 'id', cqlType: 'bigint' },
    ],
    partitionKey: ['day'],
    clustering: ['id'],
    create: true,
    replication: 1,
  })
  await readings.upsert(values.map(([day, id]) => readings.encode({ day, id })))
}
const upTo = (n: number, from = 1) => Array.from({ length: n }, (_, i) => from + i)

function labOf(source: object, isDirect = false): LabFile {
  return labFileSchema.parse({
    sluice: 1,
    id: `poll-${number}`,
    title: 'test',
    connections: {
      broker: { type: 'kafka' },
      db: { type: 'sql' },
      store: { type: 'cassandra' },
      tables: { type: 'sql' },
    },
    nodes: {
      taken: { type: 'poll', with: { every: '20 ms', rowsPerPoll: 7, key: 'id', ...source } },
      ...(isDirect
        ? {}
        : {
            topic: {
              type: 'topic',
              from: 'taken',
              with: { connection: 'broker', topic: `poll-${number}` },
            },
          }),
      parsed: {
        type: 'parse',
        from: isDirect ? 'taken' : 'topic',
        with: { fields: { id: 'long' } },
      },
      total: {
        type: 'aggregate',
        from: 'parsed',
        with: { by: { id: 'id' }, compute: { n: 'count(*)' } },
      },
      totals: { type: 'sql', from: 'total', with: { connection: 'tables', table: 'totals' } },
    },
  })
}

const begin = (lab: LabFile, overrides: RunOverrides = {}): Run =>
  startRun({
    lab,
    dataDir: dir,
    connections: {
      broker: plainKafka(`127.0.0.1:${broker.port}`),
      store: database(),
      db: sqlFile(),
    },
    overrides,
    durability: 'fast',
    endWhenDrained: true,
  })
const takenBy = (run: Run) => run.summary().ledger.intakes?.[0]?.taken ?? 0
const until = (run: Run, taken: number) =>
  vi.waitFor(
    () => {
      expect(run.summary().error).toBeUndefined()
      expect(takenBy(run)).toBeGreaterThanOrEqual(taken)
    },
    { timeout: 60_000, interval: 10 },
  )
/** Each id that came, and how often. */
const countsOf = ({ tables }: Awaited<Run['done']>) =>
  (tables.totals ?? [])
    .map(({ id, n }) => [Number(id), Number(n)] as const)
    .sort(([a], [b]) => a - b)
const eachOnce = (ids: readonly number[]) => ids.map(id => [id, 1])

describe('a relational table', () => {
  const source = (more: object = {}) => ({
    connection: 'db',
    table: `sales_${number}`,
    growing: ['id'],
    ...more,
  })

  it.each([
    ['through a topic', false],
    ['straight into a job', true],
  ])('gives each row once %s, also when it was stopped in the middle', async (_how, isDirect) => {
    await addSales(upTo(20))
    const lab = labOf(source(), isDirect)
    const first = begin(lab)
    await until(first, 14)
    await addSales(upTo(15, 21))
    await first.stop()
    await addSales(upTo(5, 36))
    const result = await begin(lab, { events: 40 }).done
    expect(result.error).toBeUndefined()
    expect(countsOf(result)).toEqual(eachOnce(upTo(40)))
    if (!isDirect) expect(result.ledger).toMatchObject({ arrived: 40, lost: 0, doubled: 0 })
    expect(result.ledger.intakes).toEqual([{ node: 'taken', taken: 40, refused: {} }])
  })

  it('tells rows apart that have the same moment, however the pages fall', async () => {
    await addSales(upTo(30), () => moment(5))
    const run = begin(labOf(source({ growing: ['at'], rowsPerPoll: 4 })), { events: 30 })
    expect(countsOf(await run.done)).toEqual(eachOnce(upTo(30)))
  })

  it('begins now, or at a value', async () => {
    await addSales(upTo(10))
    const now = begin(labOf(source({ start: 'now' })), { events: 2 })
    let next = 11
    await vi.waitFor(async () => {
      await addSales([next++, next++])
      expect(takenBy(now)).toBe(2)
    }, 60_000)
    expect(countsOf(await now.done).every(([id]) => id > 10)).toBe(true)
    number += 1
    await addSales(upTo(10))
    const result = await begin(labOf(source({ startAt: 8 })), { events: 3 }).done
    expect(countsOf(result)).toEqual(eachOnce([8, 9, 10]))
  })

  it('misses a row that was committed late, unless it looks back', async () => {
    await addSales([1, 2, 4, 5])
    const run = begin(labOf(source({ lookBack: 3 })))
    await until(run, 4)
    await addSales([3])
    await until(run, 5)
    await run.stop()
    await addSales([6])
    const result = await begin(labOf(source({ lookBack: 3 })), { events: 6 }).done
    expect(countsOf(result)).toEqual(eachOnce(upTo(6)))
    number += 1
    await addSales([1, 2, 4, 5])
    const blind = begin(labOf(source()), { events: 5 })
    await until(blind, 4)
    await addSales([3])
    await addSales([6])
    expect(countsOf(await blind.done)).toEqual(eachOnce([1, 2, 4, 5, 6]))
  })

  it('does not look back behind where it began', async () => {
    await addSales(upTo(10))
    const at = begin(labOf(source({ startAt: 8, lookBack: 3, rowsPerPoll: 1 })), { events: 5 })
    await until(at, 3)
    await addSales([11, 12])
    expect(countsOf(await at.done)).toEqual(eachOnce([8, 9, 10, 11, 12]))
    number += 1
    await addSales(upTo(10))
    const now = begin(labOf(source({ start: 'now', lookBack: 3 })), { events: 2 })
    let next = 11
    await vi.waitFor(async () => {
      await addSales([next++, next++])
      expect(takenBy(now)).toBe(2)
    }, 60_000)
    expect(countsOf(await now.done).every(([id]) => id > 10)).toBe(true)
  })

  it('looks back by a length of time', async () => {
    await addSales([10, 20, 40])
    const run = begin(labOf(source({ growing: ['at'], lookBack: '15 s' })), { events: 4 })
    await until(run, 3)
    await addSales([30])
    expect(countsOf(await run.done)).toEqual(eachOnce([10, 20, 30, 40]))
  })

  it.each([
    ['whole seconds', (id: number) => moment(id), '5 s'],
    ['days', (id: number) => `2026-01-0${id - 9}`, '2 d'],
  ])('gives no row twice that is where a look back begins: %s', async (_what, at, lookBack) => {
    const table = {
      ...sqlTable(),
      columns: [
        { name: 'id', type: 'long' },
        { name: 'at', type: lookBack === '2 d' ? 'date' : 'timestamp' },
      ] as const,
    }
    await sales.ensure(table)
    const ids = upTo(8, 10)
    const run = begin(labOf(source({ growing: ['at'], lookBack })), { events: ids.length })
    for (const id of ids) {
      await sales.upsert(table, [[id, at(id)]])
      await until(run, id - 9)
    }
    expect(countsOf(await run.done)).toEqual(eachOnce(ids))
  })

  it('says what is wrong: no key, a look back that does not fit', async () => {
    await sales.query(`CREATE VIEW view_${number} AS SELECT 1 AS id`)
    const view = await begin(labOf(source({ table: `view_${number}` }))).done
    expect(view).toMatchObject({ state: 'failed', error: { code: 'poll-no-key' } })
    number += 1
    await addSales([1])
    const unfit = await begin(labOf(source({ lookBack: '1 min' }))).done
    expect(unfit).toMatchObject({ state: 'failed', error: { code: 'poll-look-back' } })
  })
})

describe('a Cassandra table', () => {
  const source = (more: object = {}) => ({
    connection: 'store',
    keyspace: 'shop',
    table: `readings_${number}`,
    growing: ['id'],
    ...more,
  })

  it.each([
    ['whole', undefined],
    ['in partitions that are named', [{ day: 'mon' }, { day: 'tue' }]],
  ])('is read %s, each row once', async (_how, onlyPartitions) => {
    const parts = onlyPartitions ? { onlyPartitions } : {}
    await addReadings(upTo(12).map(id => [id % 2 === 0 ? 'mon' : 'tue', id]))
    const lab = labOf(source({ rowsPerPoll: 5, ...parts }))
    const first = begin(lab)
    await until(first, 12)
    await first.stop()
    await addReadings(upTo(6, 13).map(id => [id % 2 === 0 ? 'mon' : 'tue', id]))
    const result = await begin(lab, { events: 18 }).done
    expect(result.error).toBeUndefined()
    expect(countsOf(result)).toEqual(eachOnce(upTo(18)))
  })

  it.each([
    ['whole', undefined],
    ['in partitions that are named', [{ day: 'mon' }]],
  ])('read %s, gives a row of the same moment whose number is larger', async (_how, parts) => {
    readings = await CassandraTable.open(database(), {
      ...{ keyspace: 'shop', table: `readings_${number}`, create: true, replication: 1 },
      columns: [
        { name: 'day', cqlType: 'text' },
        { name: 'at', cqlType: 'bigint' },
        { name: 'id', cqlType: 'bigint' },
      ],
      partitionKey: ['day'],
      clustering: ['at', 'id'],
    })
    const add = (id: number) => readings.upsert([readings.encode({ day: 'mon', at: 1, id })])
    await add(9)
    const growing = ['at', 'id']
    const settings = source({ growing, ...(parts ? { onlyPartitions: parts } : {}) })
    const run = begin(labOf(settings), { events: 3 })
    await until(run, 1)
    await add(10)
    await until(run, 2)
    await add(100)
    expect(countsOf(await run.done)).toEqual(eachOnce([9, 10, 100]))
  })

  it('says which column rows of a partition are in order of, and that a start does not fit', async () => {
    await addReadings([['mon', 1]])
    const settings = source({ growing: ['day'], onlyPartitions: [{ day: 'mon' }] })
    expect(await begin(labOf(settings)).done).toMatchObject({ error: { code: 'poll-clustering' } })
    const startAt = { ...source(), startAt: 'yesterday' }
    expect(await begin(labOf(startAt)).done).toMatchObject({ error: { code: 'poll-value' } })
  })
})
