// Lookups in the embedded SQL file, and what becomes of answers over time; a table that refuses keys or
// is away is made up.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedSql, openSql, type LookupKey, type TableLookup } from '@main/connections'
import { LabError } from '@shared/errors'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bench, type Bench } from '../../../testing/node-bench'
import { AskedRows, WholeTable } from './found-rows'

const options = (file: string) => ({
  inputs: [{ id: 'int', customer: 'int' }],
  connections: { shop: embeddedSql(file) },
})
const settings = {
  connection: 'shop',
  table: 'customers',
  on: { customer_id: 'customer' },
  fields: { name: 'string', credit: 'decimal(10,2)', since: 'date' },
}

let dir: string
let file: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lookup-'))
  file = join(dir, 'shop.duckdb')
  await write("(1, 'Ana', 10.50, '2024-02-29'), (2, 'Bo', NULL, NULL), (2, 'Bo''s twin', 3, NULL)")
})
afterEach(() => rm(dir, { recursive: true, force: true }))

async function write(rows: string): Promise<void> {
  const store = await openSql(embeddedSql(file))
  await store.query(
    'CREATE OR REPLACE TABLE customers (customer_id BIGINT, name VARCHAR, credit DECIMAL(10,2), since DATE)',
  )
  await store.query(`INSERT INTO customers VALUES ${rows}`)
  await store.close()
}

let id = 0
async function push(node: Bench, customers: readonly (number | null)[]): Promise<unknown[]> {
  node.feed(customers.map(customer => ({ id: ++id, customer })))
  await node.operator.prepare?.()
  return node.end()
}
const names = (rows: readonly unknown[]) => (rows as { name: string | null }[]).map(r => r.name)

describe('a lookup', () => {
  it('gives each row the fields of all rows with its key; the others go on alone', async () => {
    const node = bench('lookup', settings, options(file))
    expect(node.problems).toEqual([])
    await node.operator.open?.()
    const out = await push(node, [1, 2, 3, null, 1])
    expect(out[0]).toEqual({
      ...{ id: expect.any(Number), customer: 1 },
      ...{ name: 'Ana', credit: 10.5, since: '2024-02-29' },
    })
    expect(names(out)).toEqual(['Ana', 'Bo', "Bo's twin", null, null, 'Ana'])
    expect(node.operator.joinCounts?.()).toEqual([
      { input: 0, read: 5, matched: 3, unmatched: 2, waiting: 0, givenUp: 0 },
    ])
    await node.operator.close?.()
  })

  it.each([{}, { refresh: '1 min' }])('tells what it knows of each key (%o)', async more => {
    const node = bench('lookup', { ...settings, ...more }, options(file))
    await node.operator.open?.()
    await push(node, [1, 2])
    const told = Array.from(node.operator.keptKeys?.() ?? [], tell => tell())
    expect(told.map(({ key, value }) => [key, value])).toEqual([
      [{ customer_id: '1' }, { name: 'Ana', credit: '10.50', since: '2024-02-29' }],
      [
        { customer_id: '2' },
        [
          { name: 'Bo', credit: null, since: null },
          { name: "Bo's twin", credit: '3.00', since: null },
        ],
      ],
    ])
    await node.operator.close?.()
  })

  it('leaves rows without a partner out where it says inner, and counts on after a restart', async () => {
    const node = bench('lookup', { ...settings, how: 'inner' }, options(file))
    await node.operator.open?.()
    expect(names(await push(node, [3, 1]))).toEqual(['Ana'])
    const later = node.again()
    await node.operator.close?.()
    await later.operator.open?.()
    expect(names(await push(later, [3]))).toEqual([])
    expect(later.operator.joinCounts?.()).toEqual([
      { input: 0, read: 3, matched: 1, unmatched: 2, waiting: 0, givenUp: 0 },
    ])
    await later.operator.close?.()
  })

  it.each([
    ['a single key is asked for again', { keepFor: '10 s' }],
    ['the whole table is read again', { refresh: '10 s' }],
  ])('after a while %s', async (_what, more) => {
    const node = bench('lookup', { ...settings, ...more }, options(file))
    expect(node.problems).toEqual([])
    node.at(1000)
    await node.operator.open?.()
    expect(names(await push(node, [1]))).toEqual(['Ana'])
    await write("(1, 'Anna', 1, NULL)")
    node.at(10_999)
    expect(names(await push(node, [1]))).toEqual(['Ana'])
    node.at(11_000)
    expect(names(await push(node, [1]))).toEqual(['Anna'])
    await node.operator.close?.()
  })

  it.each([undefined, '1 min'])('finds moments in a lab of any zone', async refresh => {
    const store = await openSql(embeddedSql(file))
    await store.query('CREATE TABLE shifts (began TIMESTAMP, name VARCHAR)')
    await store.query("INSERT INTO shifts VALUES ('2024-03-01 10:00:00', 'early')")
    await store.close()
    const where = { connection: 'shop', table: 'shifts', on: { began: 'at' }, refresh }
    const node = bench(
      'lookup',
      { ...where, fields: { name: 'string' } },
      { ...options(file), inputs: [{ at: 'timestamp' }], zone: 'America/Sao_Paulo' },
    )
    await node.operator.open?.()
    node.feed([{ at: '2024-03-01T10:00:00Z' }])
    await node.operator.prepare?.()
    expect(names(node.end())).toEqual(['early'])
    await node.operator.close?.()
  })

  it('keeps a whole table only where it is not larger than said', async () => {
    const node = bench('lookup', { ...settings, refresh: '1 s', cacheRows: 2 }, options(file))
    await node.operator.open?.()
    await expect(push(node, [1])).rejects.toMatchObject({ code: 'lookup-too-large' })
    await node.operator.close?.()
  })

  it.each([
    ['a connection that is not there', { ...settings, connection: 'else' }, 'lab-no-connection'],
    ['a column of an unknown type', { ...settings, fields: { name: 'word' } }, 'expr-unknown-type'],
    [
      'an unknown field',
      { ...settings, on: { customer_id: 'custom' } },
      'expr-unknown-column-near',
    ],
  ])('refuses %s', (_what, wrong, code) => {
    expect(bench('lookup', wrong, options(file)).problems).toContain(code)
  })
})

const refusal = new LabError('row-refused', { kind: 'data' })
const shape = {
  name: 't',
  rowsMax: 2,
  read: (row: Readonly<Record<string, unknown>>) => ({
    key: String(row.k),
    row: { k: String(row.k) },
  }),
}

/** Refuses the key `bad`; everything else it has once. */
class MadeUp implements TableLookup {
  readonly asked: string[][] = []

  async find(keys: readonly LookupKey[]) {
    const texts = keys.map(([text = '']) => text)
    this.asked.push(texts)
    if (texts.includes('bad')) throw refusal
    return texts.map(k => ({ k }))
  }
  async all() {
    return []
  }
  async close() {}
}
const keysOf = (...texts: string[]) => new Map(texts.map(text => [text, [text]]))

describe('answers', () => {
  it('are forgotten beyond the bound, the oldest first, but never within a batch', async () => {
    const table = new MadeUp()
    const known = new AskedRows(table, shape, 1000)
    await known.learn(keysOf('a', 'b', 'c'), 0)
    expect(known.size).toBe(3)
    await known.learn(keysOf('c', 'd'), 1)
    expect([known.of('a'), known.of('c')]).toEqual([undefined, [{ k: 'c' }]])
    expect(table.asked).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('are bounded by their rows, however many a key has', async () => {
    const table = new MadeUp()
    const twice = async (keys: readonly LookupKey[]) =>
      (await table.find(keys)).flatMap(row => [row, row])
    const known = new AskedRows(
      { find: twice, all: () => table.all(), close: () => table.close() },
      { ...shape, rowsMax: 4 },
      1000,
    )
    await known.learn(keysOf('a', 'b', 'c'), 0)
    await known.learn(keysOf('d'), 1)
    expect(['a', 'b', 'c', 'd'].map(key => known.of(key)?.length)).toEqual([undefined, 2, 2, 2])
  })

  it('of a table that refuses a key: that key alone is given up', async () => {
    const table = new MadeUp()
    const refused = await new AskedRows(table, shape, 1000).learn(keysOf('a', 'bad'), 0)
    expect([...refused]).toEqual([['bad', refusal]])
    expect(table.asked).toEqual([['a', 'bad'], ['a'], ['bad']])
  })

  it('of a key with more rows than memory should hold: that key alone is given up', async () => {
    const table = new MadeUp()
    const find = async (keys: readonly LookupKey[], rowsMax: number) =>
      (await table.find(keys)).flatMap(row =>
        row.k === 'hot' ? Array.from({ length: rowsMax }, () => row) : [row],
      )
    const known = new AskedRows(
      { find, all: () => table.all(), close: () => table.close() },
      shape,
      1000,
    )
    const refused = await known.learn(keysOf('a', 'hot'), 0)
    expect([...refused].map(([key, { code }]) => [key, code])).toEqual([
      ['hot', 'lookup-many-rows'],
    ])
    expect([known.of('a'), known.of('hot')]).toEqual([[{ k: 'a' }], []])
  })

  it('of a table that refuses a key: the others come in halves, and the refusal is kept too', async () => {
    const table = new MadeUp()
    const known = new AskedRows(table, { ...shape, rowsMax: 10 }, 1000)
    await known.learn(keysOf('a', 'bad', 'b', 'c'), 0)
    expect(table.asked.splice(0)).toEqual([
      ['a', 'bad', 'b', 'c'],
      ['a', 'bad'],
      ['a'],
      ['bad'],
      ['b', 'c'],
    ])
    expect([...(await known.learn(keysOf('bad', 'd'), 999))]).toEqual([['bad', refusal]])
    expect(table.asked.splice(0)).toEqual([['d']])
    await known.learn(keysOf('bad'), 1000)
    expect(table.asked).toEqual([['bad']])
  })

  it('of a whole table are none for any key, known or not', async () => {
    const known = new WholeTable(new MadeUp(), shape, 1000)
    await known.learn(keysOf('a'), 0)
    expect(known.of('a')).toEqual([])
  })
})
