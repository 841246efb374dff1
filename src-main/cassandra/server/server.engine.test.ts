import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, concurrent, types } from 'cassandra-driver'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCqlServer, type CqlServer } from './server'

let dir: string
let server: CqlServer
let client: Client

async function start() {
  server = await startCqlServer({
    dataDir: dir,
    port: 0,
    durability: 'fast',
    limits: { memtableBytesMax: 400_000 },
  })
  client = new Client({
    contactPoints: [`127.0.0.1:${server.port}`],
    localDataCenter: 'datacenter1',
  })
  await client.connect()
}

async function stop() {
  await client.shutdown()
  await server.stop()
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cql-server-'))
  await start()
  await client.execute(
    "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
  )
})
afterEach(async () => {
  await stop()
  await rm(dir, { recursive: true, force: true })
})

async function* paged(query: string, fetchSize: number) {
  let pageState: string | undefined
  do {
    const page = await client.execute(query, [], { prepare: true, fetchSize, pageState })
    yield* page.rows
    pageState = page.pageState
  } while (pageState)
}

const count = async (table: string) =>
  Number((await client.execute(`SELECT count(*) FROM ${table}`)).first().get('count'))

describe('the CQL server with the Node driver', () => {
  it('keeps rows over flushes, compactions and restarts, and gives them back in order and in pages', async () => {
    await client.execute(
      'CREATE TABLE k.t (p int, c int, v text, PRIMARY KEY (p, c)) WITH CLUSTERING ORDER BY (c DESC)',
    )
    const rows = Array.from({ length: 6000 }, (_, i) => [i % 3, i, `value ${i}`])
    await concurrent.executeConcurrent(client, 'INSERT INTO k.t (p, c, v) VALUES (?, ?, ?)', rows, {
      concurrencyLevel: 64,
    })
    await stop()
    await start()
    expect(await count('k.t')).toBe(6000)
    expect(server.stats().files).toBeGreaterThan(0)
    const seen: number[] = []
    for await (const row of paged('SELECT c, v FROM k.t WHERE p = 1', 70)) {
      expect(row.v).toBe(`value ${row.c}`)
      seen.push(row.c)
    }
    expect(seen).toEqual(Array.from({ length: 2000 }, (_, i) => 5998 - 3 * i))
  })

  it('lets deletes and overwrites win over what lies in older files', async () => {
    await client.execute('CREATE TABLE k.d (p int, c int, v text, PRIMARY KEY (p, c))')
    const all = Array.from({ length: 3000 }, (_, i) => [i % 10, i, 'x'.repeat(50)])
    await concurrent.executeConcurrent(client, 'INSERT INTO k.d (p, c, v) VALUES (?, ?, ?)', all)
    await client.execute('DELETE FROM k.d WHERE p = 1')
    await client.execute('DELETE FROM k.d WHERE p = 2 AND c < 1000')
    await client.execute("UPDATE k.d SET v = 'new' WHERE p = 3 AND c = 3")
    await stop()
    await start()
    expect(await count('k.d WHERE p = 1')).toBe(0)
    expect(await count('k.d WHERE p = 2')).toBe(200)
    expect((await client.execute('SELECT v FROM k.d WHERE p = 3 AND c = 3')).first().v).toBe('new')
    expect(await count('k.d')).toBe(3000 - 300 - 100)
  })

  it('forgets what was dropped or truncated, and does not show it under a new table or column of that name', async () => {
    await client.execute('CREATE TABLE k.g (p int PRIMARY KEY, v int)')
    await client.execute('INSERT INTO k.g (p, v) VALUES (1, 1)')
    await client.execute('ALTER TABLE k.g DROP v')
    await client.execute('ALTER TABLE k.g ADD v int')
    expect((await client.execute('SELECT v FROM k.g WHERE p = 1')).first().v).toBeNull()
    await client.execute('DROP TABLE k.g')
    await client.execute('CREATE TABLE k.g (p int PRIMARY KEY, v int)')
    expect(await count('k.g')).toBe(0)
    await client.execute('INSERT INTO k.g (p, v) VALUES (2, 2)')
    await client.execute('TRUNCATE k.g')
    await stop()
    await start()
    expect(await count('k.g')).toBe(0)
  })

  it('carries every type through a prepared statement', async () => {
    await client.execute(
      'CREATE TABLE k.types (k int PRIMARY KEY, b bigint, d decimal, v varint, u uuid, tu timeuuid, i inet, dt date, tm time, ts timestamp, du duration, f float, m map<text, frozen<list<int>>>, s set<text>, t tuple<int, text>)',
    )
    const values = {
      k: 1,
      b: types.Long.fromString('-9223372036854775808'),
      d: types.BigDecimal.fromString('-0.00012'),
      v: types.Integer.fromString('-340282366920938463463374607431768211456'),
      u: types.Uuid.fromString('f47ac10b-58cc-4372-a567-0e02b2c3d479'),
      tu: types.TimeUuid.now(),
      i: types.InetAddress.fromString('2001:db8::1'),
      dt: types.LocalDate.fromString('1969-12-31'),
      tm: types.LocalTime.fromString('23:59:59.999999999'),
      ts: new Date(-1),
      du: types.Duration.fromString('-1mo2d3h'),
      f: 1.5,
      m: { a: [1, 2], b: [3] },
      s: ['x', 'y'],
      t: new types.Tuple(1, 'z'),
    }
    const names = Object.keys(values)
    await client.execute(
      `INSERT INTO k.types (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      Object.values(values),
      { prepare: true },
    )
    const row = (await client.execute('SELECT * FROM k.types WHERE k = 1')).first()
    for (const [name, value] of Object.entries(values))
      expect(JSON.stringify(row.get(name)), name).toBe(JSON.stringify(value))
  })

  it('says what a real node says: codes, words, warnings', async () => {
    await expect(client.execute('SELECT * FROM k.naoha')).rejects.toMatchObject({
      code: 0x2200,
      message: 'table naoha does not exist',
    })
    await expect(client.execute('SELEC')).rejects.toMatchObject({ code: 0x2000 })
    await client.execute('CREATE TABLE k.w (p int PRIMARY KEY)')
    await expect(client.execute('CREATE TABLE k.w (p int PRIMARY KEY)')).rejects.toMatchObject({
      code: 0x2400,
    })
    expect((await client.execute('SELECT count(*) FROM k.w')).info.warnings).toEqual([
      'Aggregation query used without partition key',
    ])
  })

  it('makes prepared statements anew after the schema has changed', async () => {
    await client.execute('CREATE TABLE k.p (p int PRIMARY KEY, v int)')
    const select = () => client.execute('SELECT * FROM k.p WHERE p = ?', [1], { prepare: true })
    await client.execute('INSERT INTO k.p (p, v) VALUES (?, ?)', [1, 2], { prepare: true })
    expect((await select()).rowLength).toBe(1)
    await client.execute('ALTER TABLE k.p ADD w int')
    await client.execute('INSERT INTO k.p (p, v) VALUES (?, ?)', [2, 3], { prepare: true })
    expect((await select()).rowLength).toBe(1)
  })

  it('refuses a second server on the same directory, and a taken port by its number', async () => {
    await expect(
      startCqlServer({ dataDir: dir, port: 0, durability: 'fast' }),
    ).rejects.toMatchObject({ code: 'data-dir-in-use' })
    const other = await mkdtemp(join(tmpdir(), 'cql-other-'))
    await expect(
      startCqlServer({ dataDir: other, port: server.port, durability: 'fast' }),
    ).rejects.toMatchObject({
      code: 'port-taken',
      params: { port: server.port },
    })
    const second = await startCqlServer({
      dataDir: other,
      port: server.port,
      ifPortTaken: 'use-another',
      durability: 'fast',
    })
    expect(second.port).not.toBe(server.port)
    await second.stop()
    await rm(other, { recursive: true, force: true })
  })
})
