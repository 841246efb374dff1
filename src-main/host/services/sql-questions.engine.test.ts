// SQL over topics and over a lab's SQL file while its run writes it: counts are said, and it ends.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openHost } from '../testing'
import { quoteTopics } from './sql-questions'

const closers: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function open() {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-sql-test-'))
  closers.push(() => rm(dir, { recursive: true, force: true }))
  const { client, close } = await openHost(dir)
  closers.push(close)
  return client
}

it('asks topics, the newest messages of each, and says how many were read', async () => {
  const client = await open()
  const produce = (topic: string, values: readonly unknown[]) =>
    client.topics.produce({
      topic,
      records: values.map(value => ({ value: JSON.stringify(value) })),
    })
  await client.topics.create({ topic: 'shop-sales', partitions: 2 })
  await client.topics.create({ topic: 'cities' })
  await client.topics.create({ topic: 'none' })
  const sales = Array.from({ length: 3000 }, (_, n) => ({ n, city: n % 2 }))
  await produce('shop-sales', sales)
  await produce('cities', [
    { id: 0, name: 'Lima' },
    { id: 1, name: 'Recife' },
  ])
  const ask = (statement: string, more = {}) =>
    client.queries.sql({ over: { topics: 'builtin' }, statement, ...more })
  const joined = await ask(
    `SELECT c.name, count(*) AS sold FROM shop-sales s JOIN cities c ON c.id = s.city
     GROUP BY ALL ORDER BY 1`,
  )
  expect(joined.rows).toEqual([
    ['Lima', '1500'],
    ['Recife', '1500'],
  ])
  expect(joined.read).toEqual([
    { topic: 'shop-sales', scanned: 3000, of: 3000, stoppedBecause: 'end' },
    { topic: 'cities', scanned: 2, of: 2, stoppedBecause: 'end' },
  ])
  const some = await ask('SELECT min(_offset) > 0 FROM shop-sales', { recordsMax: 100 })
  expect(some.rows).toEqual([['true']])
  expect(some.read[0]).toMatchObject({ scanned: 100, of: 3000, stoppedBecause: 'limit' })
  // Records with one key share a partition. It also gets the share that the empty one does not use.
  await client.topics.create({ topic: 'skewed', partitions: 2 })
  const keyed = Array.from({ length: 150 }, (_, n) => ({ key: 'k', value: JSON.stringify({ n }) }))
  await client.topics.produce({ topic: 'skewed', records: keyed })
  const skewed = await ask('SELECT count(*) FROM skewed', { recordsMax: 200 })
  expect(skewed).toMatchObject({ rows: [['150']], read: [{ scanned: 150, stoppedBecause: 'end' }] })
  const cut = await ask('SELECT min(n), count(*) FROM skewed', { recordsMax: 100 })
  expect(cut).toMatchObject({ rows: [['50', '100']], read: [{ stoppedBecause: 'limit' }] })
  expect((await ask('SELECT n FROM shop-sales', { rowsMax: 5 })).isCut).toBe(true)
  expect((await ask('SELECT count(*) FROM none')).rows).toEqual([['0']])
  await expect(ask('SELECT * FROM nowhere')).rejects.toMatchObject({
    code: 'sql-question',
    params: { code: 'Catalog Error' },
  })
})

it('profiles a topic: missing values, different ones, the range, the most frequent', async () => {
  const client = await open()
  await client.topics.create({ topic: 'shop-sales', partitions: 2 })
  const records = Array.from({ length: 100 }, (_, n) => ({
    key: n % 4 === 0 ? null : 'same',
    value: JSON.stringify({ n, city: n < 60 ? 'Lima' : n < 90 ? 'Recife' : null }),
  }))
  await client.topics.produce({ topic: 'shop-sales', records })
  const { fields, read } = await client.queries.profile({ topic: 'shop-sales' })
  expect(read).toEqual({ topic: 'shop-sales', scanned: 100, of: 100, stoppedBecause: 'end' })
  expect(fields.map(({ name }) => name)).toEqual(['n', 'city', '_partition', '_key', '_bytes'])
  expect(fields[0]).toMatchObject({ rows: 100, nulls: 0, distinct: 100, min: '0', max: '99' })
  expect(fields[1]).toMatchObject({ nulls: 10, distinct: 2, min: 'Lima', max: 'Recife' })
  expect(fields[1]?.top).toEqual([
    { value: 'Lima', rows: 60 },
    { value: 'Recife', rows: 30 },
    { value: null, rows: 10 },
  ])
  expect(fields[3]).toMatchObject({ nulls: 25, distinct: 1 })
  await client.topics.create({ topic: 'none' })
  expect((await client.queries.profile({ topic: 'none' })).fields[0]).toMatchObject({ rows: 0 })
  await expect(client.queries.profile({ topic: 'nowhere' })).rejects.toMatchObject({
    code: 'kafka-no-topic',
  })
})

it('quotes the names of topics that SQL would not take, and nothing else', () => {
  const topics = new Set(['a-b', 'c.d', 'plain'])
  expect(quoteTopics('SELECT * FROM a-b x JOIN c.d y ON 1=1 JOIN plain', topics)).toBe(
    'SELECT * FROM "a-b" x JOIN "c.d" y ON 1=1 JOIN plain',
  )
  const texts = `SELECT 'from a-b', "from c.d" FROM x-y -- from a-b`
  expect(quoteTopics(texts, topics)).toBe(texts)
})

const TEXT = `sluice: 1
id: desk
title: Desk
connections: { broker: { type: kafka }, store: { type: sql } }
records: { sale: { fields: { id: = event_seq } } }
nodes:
  made: { type: fake-data, with: { record: sale, rate: 200 } }
  sales: { type: topic, from: made, with: { connection: broker, topic: sales } }
  parsed:
    type: parse
    from: { node: sales, group: readers, start: earliest }
    with: { format: json, fields: { id: long } }
  kept: { type: sql, from: parsed, with: { connection: store, table: kept, key: [id] } }
`

it('asks the SQL file of a lab while its run writes it, and changes nothing', async () => {
  const client = await open()
  const over = { lab: 'desk', store: 'store' }
  const ask = (statement: string) => client.queries.sql({ over, statement })
  await expect(ask('SELECT 1')).rejects.toMatchObject({ code: 'sql-file-missing' })
  await client.runs.start({ ref: 'desk', text: TEXT })
  const count = async () => {
    try {
      return Number((await ask('SELECT count(*), min(id) FROM kept')).rows[0]?.[0])
    } catch {
      return 0
    }
  }
  await vi.waitUntil(async () => (await count()) > 50, { timeout: 60_000 })
  const seen = await count()
  await vi.waitUntil(async () => (await count()) > seen, { timeout: 60_000 })
  await expect(ask('DELETE FROM kept')).rejects.toMatchObject({ code: 'sql-question' })
  await client.runs.stop({ lab: 'desk' })
})
