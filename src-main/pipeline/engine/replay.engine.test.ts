// Recorded data played end to end: out of each kind of file and of tables, through a topic into a
// table, once, in a loop, at a rate, at the data's own pace, and on from where it was stopped. And
// the fingerprint that comes of it and of made-up data.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCqlServer, type CqlServer } from '@main/cassandra'
import {
  CassandraTable,
  embeddedSql,
  openSql,
  plainCassandra,
  plainKafka,
  readParquet,
} from '@main/connections'
import { startBroker, type Broker } from '@main/kafka'
import type { RunOverrides } from '@shared/contract'
import { labFileSchema, type LabFile } from '@shared/lab'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startRun, type Run } from '..'

const ROWS = 50
const row = (n: number) => ({
  id: n,
  name: `Ação, "${n}"`,
  price: n / 4,
  at: `2024-01-01T00:00:${String(Math.floor(n / 25)).padStart(2, '0')}Z`,
})
const rows = Array.from({ length: ROWS }, (_, n) => row(n))
const total = rows.reduce((sum, { price }) => sum + price, 0)

let dir: string
let broker: Broker
let cql: CqlServer
const sqlFile = () => embeddedSql(join(dir, 'recorded.duckdb'))
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pipeline-replay-'))
  broker = await startBroker({
    dataDir: join(dir, 'kafka'),
    port: 0,
    durability: 'fast',
    loneClientIds: ['sluice'],
  })
  cql = await startCqlServer({ dataDir: join(dir, 'cql'), port: 0, durability: 'fast' })
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = rows.map(r => [r.id, quoted(r.name), r.price, r.at].join(','))
  await writeFile(join(dir, 'a.csv'), ['id,name,price,at', ...lines, ''].join('\r\n'))
  await writeFile(join(dir, 'a.ndjson'), rows.map(r => `${JSON.stringify(r)}\n`).join(''))
  await writeFile(join(dir, 'a.json'), JSON.stringify(rows, null, 2))
  await fillTables()
})
afterAll(async () => {
  await Promise.all([broker.stop(), cql.stop()])
  await rm(dir, { recursive: true, force: true })
})

async function fillTables(): Promise<void> {
  const store = await openSql(sqlFile())
  const columns = [
    { name: 'id', type: 'long' },
    { name: 'name', type: 'text' },
    { name: 'price', type: { decimal: [10, 2] } },
    { name: 'at', type: 'timestamp' },
  ] as const
  const table = { name: 'sales', columns, key: ['id'], create: true }
  await store.ensure(table)
  await store.upsert(
    table,
    rows.map(r => [r.id, r.name, String(r.price), r.at.replace('Z', '')]),
  )
  await store.query(
    `COPY (SELECT * FROM sales ORDER BY id) TO '${join(dir, 'a.parquet')}' (FORMAT parquet)`,
  )
  await store.close()
  const definition = {
    keyspace: 'shop',
    table: 'sales',
    columns: [
      { name: 'id', cqlType: 'bigint' },
      { name: 'name', cqlType: 'text' },
      { name: 'price', cqlType: 'double' },
      { name: 'at', cqlType: 'timestamp' },
    ],
    partitionKey: ['id'],
    clustering: [],
    create: true,
    replication: 1,
  }
  const cassandra = await CassandraTable.open(plainCassandra(`127.0.0.1:${cql.port}`), definition)
  await cassandra.upsert(rows.map(r => cassandra.encode({ ...r, at: Date.parse(r.at) })))
  await cassandra.close()
}

let number = 0
beforeEach(() => {
  number += 1
})

function labOf(source: object, topic: object = {}, type = 'replay'): LabFile {
  return labFileSchema.parse({
    sluice: 1,
    id: `replay-${number}`,
    title: 'test',
    timezone: 'UTC',
    connections: {
      broker: { type: 'kafka' },
      recorded: { type: 'sql' },
      store: { type: 'cassandra' },
      tables: { type: 'sql' },
    },
    records: {
      sale: {
        fields: {
          id: 'sequence',
          name: { choice: ['a', 'b'] },
          price: { number: [0, 99], decimals: 2 },
          at: { time: '%Y-%m-%dT%H:%M:%SZ' },
        },
      },
    },
    nodes: {
      made: { type, with: source },
      topic: {
        type: 'topic',
        from: 'made',
        with: { connection: 'broker', topic: `replay-${number}`, ...topic },
      },
      parsed: {
        type: 'parse',
        from: 'topic',
        with: { fields: { id: 'long', name: 'string', price: 'decimal(10,2)', at: 'timestamp' } },
      },
      total: {
        type: 'aggregate',
        from: 'parsed',
        with: {
          by: { of: "'all'" },
          compute: { n: 'count(*)', total: 'sum(price)', last: 'max(at)' },
        },
      },
      totals: { type: 'sql', from: 'total', with: { connection: 'tables', table: 'totals' } },
    },
  })
}

const begin = (
  lab: LabFile,
  overrides: RunOverrides = {},
  more: { endWhenDrained?: boolean; dataDir?: string } = {},
): Run =>
  startRun({
    lab,
    dataDir: dir,
    connections: {
      broker: plainKafka(`127.0.0.1:${broker.port}`),
      store: plainCassandra(`127.0.0.1:${cql.port}`),
      recorded: sqlFile(),
    },
    overrides,
    durability: 'fast',
    endWhenDrained: true,
    ...more,
  })

const once = { n: ROWS, total }
const totalsOf = ({ tables }: Awaited<Run['done']>) => {
  const [only] = tables.totals ?? []
  return { n: Number(only?.n), total: Number(only?.total) }
}

describe('a replay', () => {
  const sources: readonly (readonly [string, () => object])[] = [
    ['CSV', () => ({ file: join(dir, 'a.csv') })],
    ['NDJSON', () => ({ file: join(dir, 'a.ndjson') })],
    ['JSON', () => ({ file: join(dir, 'a.json') })],
    ['Parquet', () => ({ file: join(dir, 'a.parquet') })],
    ['a relational table', () => ({ connection: 'recorded', table: 'sales', orderBy: ['id'] })],
    ['a relational table in its own order', () => ({ connection: 'recorded', table: 'sales' })],
    ['a Cassandra table', () => ({ connection: 'store', keyspace: 'shop', table: 'sales' })],
  ]

  it.each(sources)('plays %s once, as fast as possible', async (_name, source) => {
    const result = await begin(labOf({ ...source(), rate: 'max', key: 'id' }, { partitions: 3 }))
      .done
    expect(result.error).toBeUndefined()
    expect(result).toMatchObject({
      state: 'finished',
      ledger: { expected: ROWS, arrived: ROWS, deadLetters: 0, lost: 0, doubled: 0 },
    })
    expect(totalsOf(result)).toEqual(once)
  })

  it('plays in a loop, up to a number, and at a rate', async () => {
    const run = begin(labOf({ file: join(dir, 'a.csv'), rate: '500/s', loop: true }), {
      events: 3 * ROWS,
    })
    const result = await run.done
    expect(totalsOf(result)).toEqual({ n: 3 * ROWS, total: 3 * total })
    expect(result.seconds).toBeGreaterThan(((3 * ROWS) / 500) * 0.9)
  })

  it("plays at the data's own pace", async () => {
    const lab = labOf({ file: join(dir, 'a.parquet'), rate: 'original', time: { field: 'at' } })
    const result = await begin(lab).done
    expect(totalsOf(result)).toEqual(once)
    // The second half happened one second after the first.
    expect(result.seconds).toBeGreaterThan(0.9)
  })

  it.each(sources.slice(0, 5))('goes on with %s where it was stopped', async (_name, source) => {
    // Four seconds are left when it is stopped: a slow machine does not come to the end before.
    const lab = labOf({ ...source(), rate: '10/s' })
    const first = begin(lab)
    while (first.summary().ledger.arrived < 10) await new Promise(resolve => setTimeout(resolve, 5))
    await first.stop()
    const print = first.summary().fingerprint
    const second = await begin(lab, { rate: 'max' }).done
    expect(totalsOf(second)).toEqual(once)
    expect(second.ledger).toMatchObject({ arrived: ROWS, doubled: 0, lost: 0 })
    expect(second.fingerprint).not.toBe(print)
    number += 1
    const whole = await begin(labOf({ ...source(), rate: 'max' })).done
    expect(second.fingerprint).toBe(whole.fingerprint)
  })

  it('says what is missing: the file, the table', async () => {
    const gone = await begin(labOf({ file: join(dir, 'none.csv') })).done
    expect(gone).toMatchObject({ state: 'failed', error: { code: 'replay-no-file' } })
    number += 1
    const table = await begin(labOf({ connection: 'recorded', table: 'nothing' })).done
    expect(table).toMatchObject({ state: 'failed', error: { code: 'sql-remote' } })
  })

  it('fails with its reason when the data cannot be read on, also where no topic lies between', async () => {
    const file = join(dir, 'no-time.ndjson')
    await writeFile(file, `${JSON.stringify(row(1))}\n{"id": 2, "at": "when?"}\n`)
    const { nodes, ...lab } = labOf({ file, rate: 'max', time: { field: 'at' } })
    const { topic: _, ...direct } = nodes
    const parsed = { ...direct.parsed, from: 'made' }
    const result = await begin(labFileSchema.parse({ ...lab, nodes: { ...direct, parsed } })).done
    expect(result).toMatchObject({
      state: 'failed',
      error: { code: 'replay-time-column', params: { line: 2 } },
    })
  })

  it('reads back what it wrote as Parquet', async () => {
    const back: unknown[] = []
    for await (const { id } of readParquet(join(dir, 'a.parquet'))) back.push(Number(id))
    expect(back).toEqual(rows.map(r => r.id))
  })
})

describe('the fingerprint', () => {
  const made = { record: 'sale', rate: '400/s' }
  const clockMs = Date.UTC(2025, 4, 12, 10)
  const printOf = async (overrides: RunOverrides, partitions: number) => {
    number += 1
    const dataDir = join(dir, `desk-${number}`)
    const result = await begin(labOf(made, { partitions }, 'fake-data'), overrides, { dataDir })
      .done
    expect(result.error).toBeUndefined()
    return result.fingerprint
  }

  it('is the same on two desks with the same seed and clock, whatever the partitions; another seed or clock differs', async () => {
    const one = await printOf({ events: 200, seed: 7, clockMs }, 1)
    expect(one).toMatch(/^[0-9a-f]{16}$/)
    expect(await printOf({ events: 200, seed: 7, clockMs }, 3)).toBe(one)
    expect(await printOf({ events: 200, seed: 8, clockMs }, 1)).not.toBe(one)
    expect(await printOf({ events: 200, seed: 7, clockMs: clockMs + 60_000 }, 1)).not.toBe(one)
    expect(await printOf({ events: 201, seed: 7, clockMs }, 1)).not.toBe(one)
  })

  it('takes the clock of the lab file', async () => {
    const lab = { ...labOf(made, {}, 'fake-data'), clock: '2025-05-12T10:00:00Z' }
    const fromLab = await begin(lab, { events: 100 }, { dataDir: join(dir, 'desk-lab') }).done
    expect(await printOf({ events: 100, clockMs }, 1)).toBe(fromLab.fingerprint)
    expect(String(fromLab.tables.totals?.[0]?.last)).toContain('2025-05-12 10:00:00')
  })
})
