// The Node driver, which the app itself uses, as another application would: metadata, prepared
// statements, a batch, paging, types, errors.
import { types, Client } from 'cassandra-driver'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { wireCql, type WireCql } from './support'

let wire: WireCql
let client: Client
beforeAll(async () => {
  wire = await wireCql()
  client = new Client({
    contactPoints: [`127.0.0.1:${wire.port}`],
    localDataCenter: 'datacenter1',
  })
  await client.connect()
})
afterAll(async () => {
  await client?.shutdown()
  await wire?.end()
})

it('connects, writes, pages and reads back', async () => {
  await client.execute(
    "CREATE KEYSPACE node WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
  )
  await client.execute(
    'CREATE TABLE node.t (k int, c int, v text, d decimal, m map<text, int>, tu tuple<int, text>, ve vector<float, 2>, PRIMARY KEY (k, c))',
  )
  const table = await client.metadata.getTable('node', 't')
  expect(table.columns.map(column => column.name)).toEqual(['c', 'd', 'k', 'm', 'tu', 'v', 've'])

  const insert = 'INSERT INTO node.t (k, c, v) VALUES (?, ?, ?)'
  await client.batch(
    Array.from({ length: 50 }, (_, i) => ({ query: insert, params: [1, i, `v${i}`] })),
    { prepare: true },
  )
  for (let i = 50; i < 250; i++) await client.execute(insert, [1, i, `v${i}`], { prepare: true })
  const seen: string[] = []
  const rows = await client.execute('SELECT c, v FROM node.t WHERE k = ?', [1], {
    prepare: true,
    fetchSize: 33,
  })
  for await (const row of rows) seen.push(`${row.c} ${row.v}`)
  expect(seen).toEqual(Array.from({ length: 250 }, (_, i) => `${i} v${i}`))

  const values = [types.BigDecimal.fromString('1.50'), { a: 7 }, new types.Tuple(1, 'x')]
  await client.execute('UPDATE node.t SET d = ?, m = ?, tu = ? WHERE k = 2 AND c = 2', values, {
    prepare: true,
  })
  const row = (await client.execute('SELECT d, m, tu FROM node.t WHERE k = 2')).first()
  expect([String(row.d), row.m, row.tu.get(1)]).toEqual(['1.50', { a: 7 }, 'x'])

  const again = await client.execute(`${insert} IF NOT EXISTS`, [1, 7, 'x'], { prepare: true })
  expect(again.wasApplied()).toBe(false)
  await expect(client.execute('SELECT nada FROM node.t')).rejects.toThrow(
    'Undefined column name nada in table node.t',
  )
})
