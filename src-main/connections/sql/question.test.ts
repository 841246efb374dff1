// SQL over messages: what it sees, and that it ends and stays inside whatever is asked.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { FilteredMessage } from '@shared/messages'
import { openEmbedded } from './embedded'
import { SqlQuestion } from './question'

const LIMITS = { rowsMax: 100, charsMax: 100_000, msMax: 10_000 }
const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function open(file?: string): Promise<SqlQuestion> {
  const question = await SqlQuestion.open(file)
  closers.push(() => question.close())
  return question
}

const message = (offset: number, value: unknown): FilteredMessage => ({
  ...{ partition: 0, offset, timeMs: Date.UTC(2025, 2, 14) + offset, key: `k${offset}` },
  value: typeof value === 'string' ? value : JSON.stringify(value),
  ...{ headers: [['sluice-run', 'r1']] as const, sizeBytes: 12 },
})

async function overSales(...values: unknown[]) {
  const question = await open()
  await question.load(
    'shop.sales',
    values.map((value, at) => message(at, value)),
  )
  await question.settle('shop.sales')
  return (sql: string, more = {}) => question.ask(sql, { ...LIMITS, ...more })
}

it('sees the fields of the JSON, nested ones too, and what the broker knows', async () => {
  const ask = await overSales(
    { total: 12.5, items: [{ name: "o'ne" }], Total: 1 },
    { total: 'much', items: [] },
    'not JSON',
    { total: 7 },
  )
  const { columns, rows, isCut } = await ask(
    `SELECT total, len(items) AS n, items[1].name AS first, _offset, _headers['sluice-run'] AS run,
       _key, _time FROM "shop.sales" ORDER BY _offset`,
  )
  expect(columns.map(({ name }) => name)).toEqual([
    ...['total', 'n', 'first', '_offset', 'run', '_key', '_time'],
  ])
  expect(rows).toEqual([
    ['12.5', '1', "o'ne", '0', 'r1', 'k0', '2025-03-14 00:00:00'],
    ['much', '0', null, '1', 'r1', 'k1', '2025-03-14 00:00:00.001'],
    [null, null, null, '2', 'r1', 'k2', '2025-03-14 00:00:00.002'],
    ['7', null, null, '3', 'r1', 'k3', '2025-03-14 00:00:00.003'],
  ])
  expect(isCut).toBe(false)
  expect((await ask(`SELECT count(*) FROM "shop.sales" WHERE _value = 'not JSON'`)).rows).toEqual([
    ['1'],
  ])
})

it('knows the tables of a statement', async () => {
  const question = await open()
  const ask = async (statement: string) => [...(await question.tablesIn(statement))].sort()
  expect(await ask('SELECT * FROM "a.b" JOIN c USING (x)')).toEqual(['a.b', 'c'])
  expect(await ask('EXPLAIN WITH w AS (SELECT 1 FROM q) SELECT * FROM w')).toEqual(['q', 'w'])
  expect(await ask('SELECT 1 WHERE 1 IN (SELECT x FROM "it\'s")')).toEqual(["it's"])
  expect(await ask('SELEC')).toEqual([])
})

it('is a table without fields where no value is JSON', async () => {
  const ask = await overSales('a', 'b')
  expect((await ask('SELECT * FROM "shop.sales"')).columns[0]?.name).toBe('_partition')
})

it('says what is wrong in words, and takes one statement', async () => {
  const ask = await overSales({ total: 1 })
  await expect(ask('SELECT\n  totl FROM "shop.sales"')).rejects.toMatchObject({
    code: 'sql-question',
    params: {
      ...{ code: 'Binder Error', line: 2, column: 3 },
      message: expect.not.stringContaining('LINE'),
    },
  })
  await expect(ask('SELECT 1; SELECT 2')).rejects.toMatchObject({ code: 'sql-one-statement' })
})

it('ends: by its rows, its size and its time', async () => {
  const ask = await overSales({ total: 1 })
  const many = await ask('SELECT * FROM range(10000000)')
  expect([many.rows.length, many.isCut]).toEqual([100, true])
  const wide = await ask(`SELECT repeat('x', 60000) FROM range(100)`)
  expect([wide.rows.length, wide.isCut]).toEqual([1, true])
  const endless = `SELECT count(*) FROM range(1000000000000) WHERE random() < 2`
  await expect(ask(endless, { msMax: 200 })).rejects.toMatchObject({ code: 'sql-too-long' })
  // It goes on answering.
  expect((await ask('SELECT 1')).rows).toEqual([['1']])
})

it('stops when it is told to, and goes on answering', async () => {
  const question = await open()
  const asked = question.ask('SELECT count(*) FROM range(1000000000000) WHERE random() < 2', LIMITS)
  const stopping = setInterval(() => question.stop(), 20)
  await expect(asked).rejects.toMatchObject({ params: { code: 'INTERRUPT Error' } })
  clearInterval(stopping)
  expect((await question.ask('SELECT 1', LIMITS)).rows).toEqual([['1']])
})

it('sees no file and no network, and cannot loosen that', async () => {
  const ask = await overSales({ total: 1 })
  for (const statement of [
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM '/etc/passwd'`,
    `SELECT * FROM glob('/*')`,
    `COPY (SELECT 1) TO '/tmp/out.csv'`,
    `ATTACH '/tmp/other.db'`,
    'INSTALL httpfs',
    'LOAD httpfs',
    `SET memory_limit = '64GB'`,
    'SET enable_external_access = true',
  ])
    await expect(ask(statement), statement).rejects.toMatchObject({ code: 'sql-question' })
})

it('says when a file cannot be read as it is', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-question-'))
  closers.push(() => rm(dir, { recursive: true, force: true }))
  const file = join(dir, 'half.duckdb')
  await writeFile(file, 'not yet')
  await expect(SqlQuestion.open(file)).rejects.toMatchObject({ code: 'sql-file-busy' })
})

it('reads a SQL file and changes nothing in it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-question-'))
  closers.push(() => rm(dir, { recursive: true, force: true }))
  const file = join(dir, 'lab.duckdb')
  const store = await openEmbedded(file)
  const columns = [{ name: 'id', type: 'long' as const }]
  const table = { name: 'kept', columns, key: ['id'], create: true }
  await store.ensure(table)
  await store.upsert(table, [[1n], [2n]])
  await store.close()
  const question = await open(file)
  const ask = (sql: string) => question.ask(sql, LIMITS)
  expect((await ask('SELECT sum(id) FROM kept')).rows).toEqual([['3']])
  for (const statement of ['DELETE FROM kept', 'DROP TABLE kept', 'CREATE TABLE x (a INT)'])
    await expect(ask(statement)).rejects.toMatchObject({ code: 'sql-question' })
})
