// A real PostgreSQL as the product uses it: a connection with its test and TLS, a table that is
// filled, one that is read, and a person's questions, which read only and end.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  askServer,
  openSql,
  readTable,
  resolveConnection,
  testConnection,
  type SqlTable,
} from '@main/connections'
import { sluiceJson, tempDir } from '../support/cli'
import { writeSqlEnv } from '../support/real-sql'
import { startRealPostgres, type RealPostgres } from '../support/real-postgres'

let sql: RealPostgres
beforeAll(async () => void (sql = await startRealPostgres()), 120_000)
afterAll(() => sql?.stop())

type Profile = Readonly<Record<string, unknown>>
function connectionOf(more: Profile = {}, password = sql.password) {
  const { host, port, database, user } = sql
  const profile = { engine: 'postgresql', host, port, database, username: user, ...more }
  const connection = resolveConnection('sql', profile, { password })
  if (connection.type !== 'sql' || connection.profile.engine === 'embedded') throw new Error('SQL')
  return { ...connection, profile: connection.profile }
}

describe('the connection', () => {
  const statesOf = async (more: Profile, password?: string) =>
    (await testConnection(connectionOf(more, password))).map(({ id, state, error }) =>
      error === undefined ? `${id} ${state}` : `${id} ${state} ${error.code}`,
    )

  it('is tested step by step, and a wrong login is one', async () => {
    expect(await statesOf({})).toEqual(['resolve ok', 'connect ok', 'auth ok'])
    expect((await testConnection(connectionOf())).at(-1)?.detail).toMatch(/^PostgreSQL \d+/)
    expect(await statesOf({}, 'wrong')).toEqual([
      ...['resolve ok', 'connect ok', 'auth bad sql-login'],
    ])
    expect(await statesOf({}, '')).toEqual(['resolve ok', 'connect ok', 'auth bad sql-login'])
    expect(await statesOf({ database: 'nowhere' })).toEqual([
      ...['resolve ok', 'connect ok', 'auth bad sql-remote'],
    ])
    expect(await statesOf({ port: 1 })).toEqual([
      ...['resolve ok', 'connect bad port-closed', 'auth skipped'],
    ])
  })

  it('is encrypted when it says so, and trusts only a server that it knows', async () => {
    const secure = connectionOf({ security: 'SSL', tls: { ca: sql.caPem } })
    const store = await openSql(secure)
    const { rows } = await store.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
    expect(rows).toEqual([{ ssl: true }])
    await store.close()
    expect((await statesOf({ security: 'SSL' })).at(-1)).toBe('auth bad sql-remote')
    const unchecked = { security: 'SSL', tls: { rejectUnauthorized: false } }
    expect((await statesOf(unchecked)).at(-1)).toBe('auth ok')
  })

  it('works in the schema that the profile names', async () => {
    await sql.query('CREATE SCHEMA "Other"')
    const store = await openSql(connectionOf({ schema: 'Other' }))
    const columns = [{ name: 'id', type: 'int' }] as const
    await store.ensure({ name: 'placed', columns, key: ['id'], create: true })
    await store.close()
    expect(await sql.query(`SELECT count(*)::int AS n FROM "Other".placed`)).toEqual([{ n: 0 }])
  })
})

describe('a table that is filled', () => {
  const table: SqlTable = {
    name: 'order totals',
    columns: [
      { name: 'city', type: 'text' },
      { name: 'n"o', type: 'long' },
      { name: 'total', type: { decimal: [38, 4] } },
      { name: 'ratio', type: 'double' },
      { name: 'isOpen', type: 'boolean' },
      { name: 'day', type: 'date' },
      { name: 'seen', type: 'timestamp' },
    ],
    key: ['city', 'n"o'],
    create: true,
  }
  const row = (city: string, total: string | null) =>
    [city, 9007199254740993n, total, NaN, true, '2024-02-29', '2024-05-12 10:00:00.123'] as const

  it('takes a row under its key once, with every digit', async () => {
    const store = await openSql(connectionOf())
    await Promise.all([store.ensure(table), store.ensure(table)])
    const big = '-1234567890123456789012345678901234.5678'
    await store.upsert(table, [row('São Paulo', '1.5'), row("O'Higgins \\ 日本 😀", null)])
    await store.upsert(table, [row('São Paulo', big)])
    expect(await store.count(table.name)).toBe(2)
    const text = '"n""o"::text AS no, total::text, ratio::text, day::text, "isOpen"'
    const [stored] = await sql.query(
      `SELECT ${text}, (seen AT TIME ZONE 'UTC')::text AS seen FROM "order totals" WHERE city = $1`,
      ['São Paulo'],
    )
    expect(stored).toEqual({
      ...{ no: '9007199254740993', total: big, ratio: 'NaN', day: '2024-02-29', isOpen: true },
      seen: '2024-05-12 10:00:00.123',
    })
    await store.remove(table, [['São Paulo', 9007199254740993n]])
    expect((await store.rows(table.name, 10)).map(one => one['city'])).toEqual([
      "O'Higgins \\ 日本 😀",
    ])
    await store.drop(table.name)
    await store.close()
  })

  it('takes more rows than one statement has places for, or none of them', async () => {
    const store = await openSql(connectionOf())
    const columns = Array.from({ length: 150 }, (_, i) => ({ name: `c${i}`, type: 'int' as const }))
    const wide: SqlTable = { name: 'wide', columns, key: ['c0'], create: true }
    await store.ensure(wide)
    const rows = Array.from({ length: 1200 }, (_, n) => columns.map((_c, i) => (i === 0 ? n : i)))
    const bad = rows.map((values, n) => (n === 1100 ? [n, 3e9, ...values.slice(2)] : values))
    await expect(store.upsert(wide, bad)).rejects.toMatchObject({
      ...{ code: 'row-refused', kind: 'data' },
    })
    expect(await store.count('wide')).toBe(0)
    await store.upsert(wide, rows)
    expect(await store.count('wide')).toBe(1200)
    await store.close()
  })

  it('says which row is at fault, and when nobody is', async () => {
    const store = await openSql(connectionOf())
    const columns = [
      { name: 'id', type: 'int' },
      { name: 'note', type: 'text' },
    ] as const
    const notes: SqlTable = { name: 'notes', columns, key: ['id'], create: true }
    await store.ensure(notes)
    const refused = { code: 'row-refused', kind: 'data' }
    await expect(store.upsert(notes, [[1, 'a\u0000b']])).rejects.toMatchObject(refused)
    await expect(store.upsert(notes, [[NaN, 'a']])).rejects.toMatchObject(refused)
    // Two rows of one statement under one key: alone each of them goes in.
    const twins = [
      ['1', 'a'],
      ['01', 'b'],
    ]
    await expect(store.upsert(notes, twins)).rejects.toMatchObject(refused)
    const keyed: SqlTable = { ...notes, name: 'keyed', key: ['note'] }
    await store.ensure(keyed)
    const long = Array.from({ length: 9000 }, (_, i) => `${(i * 7919) % 104729} `).join('')
    await expect(store.upsert(keyed, [[1, long]])).rejects.toMatchObject(refused)
    const other: SqlTable = { ...notes, name: 'nowhere' }
    await expect(store.upsert(other, [[1, 'a']])).rejects.toMatchObject({ code: 'sql-remote' })
    await store.close()
  })

  it('is unreachable while the server is away, and there again when it is back', async () => {
    const store = await openSql(connectionOf())
    await sql.node.stop('SIGINT')
    await expect(store.count('notes')).rejects.toMatchObject({ kind: 'unreachable' })
    await sql.restart()
    expect(await store.count('notes')).toBe(0)
    await store.close()
  })
})

describe('a table that is read', () => {
  const read = async (table: string, orderBy: readonly string[]) => {
    const rows: Readonly<Record<string, unknown>>[] = []
    for await (const row of readTable(connectionOf(), { table, orderBy })) rows.push(row)
    return rows
  }

  it('gives each row once over its pages, with or without a key', async () => {
    await sql.query(`CREATE TABLE plain AS SELECT n % 7 AS grp, n % 5000 AS id, NULL::json AS doc
      FROM generate_series(1, 25000) n`)
    const seen = (await read('plain', ['grp'])).map(row => `${row['grp']} ${row['id']}`)
    expect(seen).toHaveLength(25_000)
    expect(new Set(seen).size).toBe(25_000)
    expect(await read('plain', [])).toHaveLength(25_000)
    await sql.query('CREATE TABLE "With Key" (a int, b text, "PK" int, PRIMARY KEY ("PK", a))')
    await sql.query(
      `INSERT INTO "With Key" SELECT n % 10, NULL, n FROM generate_series(1, 12000) n`,
    )
    const keyed = (await read('With Key', ['b'])).map(row => Number(row['PK']))
    expect(keyed).toEqual(Array.from({ length: 12_000 }, (_, n) => n + 1))
  })

  it('has values that JSON holds without loss', async () => {
    await sql.query(`CREATE TABLE kinds AS SELECT 12.50::numeric(10,2) AS price, true AS good,
      12345678901234567890.123456::numeric AS big, 9007199254740993::int8 AS huge, 7::int2 AS few,
      timestamptz '2024-05-01 10:00:00.5-03' AS seen, timestamp '2024-05-01 10:00:00' AS at,
      date '2024-05-01' AS day, '\\x00ff'::bytea AS code, '{"a":[1]}'::jsonb AS doc,
      '{1,2}'::int[] AS many, 'NaN'::float8 AS gap, NULL::text AS none`)
    expect(await read('kinds', [])).toEqual([
      {
        ...{ price: 12.5, good: true, big: '12345678901234567890.123456' },
        ...{ huge: '9007199254740993', few: 7, seen: '2024-05-01T13:00:00.5Z' },
        ...{ at: '2024-05-01 10:00:00', day: '2024-05-01', code: '0x00ff', doc: { a: [1] } },
        ...{ many: '{1,2}', gap: 'NaN', none: null },
      },
    ])
  })
})

describe("a person's question", () => {
  const LIMITS = { rowsMax: 100, charsMax: 100_000, msMax: 10_000 }
  const never = new AbortController().signal
  const ask = (statement: string, limits = LIMITS, signal = never) =>
    askServer(connectionOf(), statement, limits, signal)
  beforeAll(async () => {
    await sql.query('CREATE TABLE kept (id INT PRIMARY KEY, price NUMERIC(10,2), at TIMESTAMPTZ)')
    await sql.query(`INSERT INTO kept VALUES (1, 12.50, '2025-03-14 10:00:00.5Z'), (2, NULL, NULL)`)
  })

  it('shows rows as they are stored, and names of columns without rows', async () => {
    const { columns, rows, isCut } = await ask('SELECT *, true AS good FROM kept ORDER BY id;')
    expect(columns.map(({ name }) => name)).toEqual(['id', 'price', 'at', 'good'])
    expect(rows).toEqual([
      ['1', '12.50', '2025-03-14 10:00:00.5+00', 'true'],
      ['2', null, null, 'true'],
    ])
    expect(isCut).toBe(false)
    expect(await ask('SELECT id FROM kept WHERE id > 9')).toMatchObject({
      ...{ columns: [{ name: 'id' }], rows: [] },
    })
    expect((await ask('SHOW timezone')).rows).toEqual([['UTC']])
  })

  it('only reads', async () => {
    for (const statement of ['DELETE FROM kept', 'DROP TABLE kept', "COPY kept TO PROGRAM 'cat'"])
      await expect(ask(statement), statement).rejects.toMatchObject({ code: 'sql-reads-only' })
    const tried = [
      'WITH gone AS (DELETE FROM kept RETURNING id) SELECT * FROM gone',
      'SELECT * INTO other FROM kept',
      'EXPLAIN ANALYZE DELETE FROM kept',
      'SELECT * FROM kept FOR UPDATE',
      'SELECT 1; SELECT 2',
      'SELECT nothing FROM kept',
    ]
    for (const statement of tried)
      await expect(ask(statement), statement).rejects.toMatchObject({ code: 'sql-remote' })
    expect((await ask('SELECT count(*) FROM kept')).rows).toEqual([['2']])
  })

  it('ends by its rows, its size, its time, and when it is cancelled', async () => {
    const many = 'SELECT generate_series(1, 1000000000)'
    expect(await ask(many)).toMatchObject({ isCut: true, rows: { length: 100 } })
    const wide = await ask(`SELECT repeat('x', 60000) FROM generate_series(1, 1000)`)
    expect([wide.rows.length, wide.isCut]).toEqual([1, true])
    const long = 'SELECT pg_sleep(1000)'
    await expect(ask(long, { ...LIMITS, msMax: 300 })).rejects.toMatchObject({
      code: 'sql-too-long',
    })
    const cancelling = new AbortController()
    const asked = ask(long, LIMITS, cancelling.signal)
    setTimeout(() => cancelling.abort(), 200)
    await expect(asked).rejects.toMatchObject({ kind: 'cancelled' })
    const running = `SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(1000)' AND state = 'active'`
    await expect.poll(() => sql.query(running), { timeout: 20_000 }).toEqual([])
  })
})

it('plays a table and fills another, over a restart, and what it refuses is a dead letter', async () => {
  await sql.query(`CREATE TABLE orders AS SELECT n AS id, 'c' || n % 7 AS city,
    (n * 37 % 9000 / 100.0)::numeric(10,2) AS price, n % 1000 = 7 AS bad FROM generate_series(1, 5000) n`)
  const dir = await tempDir('postgres')
  const [lab, data] = [join(dir.path, 'lab.yaml'), join(dir.path, 'data')]
  await writeFile(
    lab,
    `
sluice: 1
id: from-and-to-postgres
title: PostgreSQL
connections: { broker: { type: kafka }, shop: { type: sql } }
nodes:
  recorded: { type: replay, with: { connection: shop, table: orders, orderBy: [id], key: city, rate: max } }
  rows: { type: topic, from: recorded, with: { connection: broker, topic: pg-orders, partitions: 2 } }
  row: { type: parse, from: rows, with: { fields: { id: long, city: string, price: 'decimal(10,2)', bad: boolean } } }
  total: { type: aggregate, from: row, with: { by: { city: city }, compute: { n: count(*), total: sum(price) } } }
  totals: { type: sql, from: total, with: { connection: shop, table: totals } }
  noted: { type: select, from: row, with: { fields: { note: "case when bad then chr(0) else city end" }, keep: true } }
  notes: { type: sql, from: noted, with: { connection: shop, table: stored_orders, key: [id] } }
`,
  )
  try {
    const env = await writeSqlEnv('postgresql', sql, join(dir.path, 'pg.env'))
    const words = ['run', lab, '--data', data, '--connection', `shop=${env}`]
    const options = { timeoutMs: 300_000 }
    await sluiceJson([...words, '--events', '3333'], options)
    expect(await sluiceJson(words, options)).toMatchObject({
      ...{ state: 'finished', ledger: { lost: 0, doubled: 0, deadLetters: 5 } },
    })
    const totals = 'city, n::text, total::numeric(38,2)::text AS total'
    const own = `SELECT city, count(*) AS n, sum(price) AS total FROM orders GROUP BY city`
    expect(await sql.query(`SELECT ${totals} FROM totals ORDER BY city`)).toEqual(
      await sql.query(`SELECT ${totals} FROM (${own}) own ORDER BY city`),
    )
    const kept = `SELECT count(*)::int AS n, sum(price)::text AS sum FROM`
    expect(await sql.query(`${kept} stored_orders`)).toEqual(
      await sql.query(`${kept} orders WHERE NOT bad`),
    )
  } finally {
    await dir.remove()
  }
}, 600_000)
