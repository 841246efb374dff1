// What nodes tell people of their state: keys, values, windows, ages, and those in a file.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keyFields } from '../engine/key-fields'
import { statesOf } from '../engine/state-view'
import { bench, type Bench } from '../testing/node-bench'

const toldBy = ({ operator }: Bench) => Array.from(operator.keptKeys?.() ?? [], tell => tell())
const order = { inputs: [{ product: 'string', price: 'long' }] }
const sums = { by: { product: 'product' }, compute: { n: 'count(*)' }, mode: 'update' }

it('groups tell since when they are there and when they last changed', () => {
  const node = bench('aggregate', sums, order)
  node.microBatch(
    1000,
    [
      { product: 'Lamp', price: 1 },
      { product: null, price: 1 },
    ],
    false,
  )
  node.microBatch(5000, [{ product: 'Lamp', price: 1 }], false)
  expect(toldBy(node)).toEqual([
    { key: { product: 'Lamp' }, value: { n: 2 }, since: 1000, touched: 5000 },
    { key: { product: null }, value: { n: 1 }, since: 1000, touched: 1000 },
  ])
  // The checkpoint does not have the times.
  expect(toldBy(node.again())[0]).toEqual({ key: { product: 'Lamp' }, value: { n: 2 } })
})

it('groups in a file come too, each once, without being taken back', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kept-keys-'))
  const node = bench('aggregate', sums, { ...order, dataDir, memoryKeys: 2 })
  try {
    const products = ['a', 'b', 'c', 'd', 'e', 'f']
    for (const product of products) {
      node.microBatch(1000, [{ product, price: 1 }], false)
      node.operator.snapshot?.(false)
    }
    node.microBatch(2000, [{ product: 'a', price: 1 }], false)
    const cold = node.operator.figures?.()['cold']
    const told = toldBy(node)
    expect(told.map(({ key }) => key).toSorted(byText)).toEqual(products.map(p => ({ product: p })))
    expect(told.find(({ key }) => byText(key, { product: 'a' }) === 0)).toMatchObject({
      value: { n: 2 },
    })
    expect(told.filter(({ isCold }) => isCold)).toHaveLength(Number(cold))
    expect(node.operator.figures?.()['cold']).toBe(cold)
    const [state] = await statesOf([{ id: 'it', operator: node.operator }])
    expect(state?.cold).toEqual({ keys: cold, bytes: expect.any(Number) })
  } finally {
    await node.operator.close?.()
    await rm(dataDir, { recursive: true, force: true })
  }
})

it('sessions in a file are found by a row of their key', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kept-keys-'))
  const visits = { by: { k: 'k' }, compute: { n: 'count(*)' }, window: { session: '5 s' } }
  const node = bench(
    'aggregate',
    { ...visits, time: 'at', watermark: '1 h', mode: 'append' },
    { inputs: [{ k: 'string', at: 'timestamp' }], dataDir, memoryKeys: 2 },
  )
  try {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    node.push(keys.map(k => ({ k, at: '2026-01-01T00:00:00Z' })))
    for (let turn = 0; turn < 2; turn++) {
      node.push([])
      node.operator.snapshot?.(false)
    }
    const { keys: cold } = node.operator.coldState?.() ?? { keys: 0 }
    expect(cold).toBeGreaterThan(0)
    const at = Date.parse('2026-01-01T00:00:03Z')
    const found = keys.map(k => node.operator.keptFor?.(0, { k, at })[0]?.value)
    expect(found).toEqual(keys.map(() => ({ n: 1 })))
    expect(node.operator.coldState?.().keys).toBe(cold)
  } finally {
    await node.operator.close?.()
    await rm(dataDir, { recursive: true, force: true })
  }
})

it('a deduplication tells the fields of its keys', () => {
  const seen = bench('dedupe', { by: ['product', 'price'] }, order)
  seen.push([
    { product: 'Lamp', price: 7 },
    { product: null, price: 1 },
  ])
  expect(toldBy(seen).map(({ key }) => key)).toEqual([
    { product: 'Lamp', price: '7' },
    { product: null, price: '1' },
  ])
})

it('for one row a node tells what it keeps, or that it keeps nothing', () => {
  const by = { product: 'product' }
  const minutes = bench(
    'aggregate',
    {
      ...{ by, compute: { n: 'count(*)' }, mode: 'update' },
      window: { hopping: '2 min', every: '1 min' },
      time: 'at',
    },
    { inputs: [{ product: 'string', at: 'timestamp' }] },
  )
  const row = { product: 'Lamp', at: Date.UTC(2026, 0, 1, 0, 2) }
  minutes.push([{ product: 'Lamp', at: '2026-01-01T00:01:30Z' }])
  expect(minutes.operator.keptFor?.(0, row).map(({ value }) => value)).toEqual([{ n: 1 }, null])
  expect(minutes.operator.givesFor?.(0, row)).toMatchObject([{ product: 'Lamp', n: 1 }])
  expect(minutes.operator.timeFor?.(0, row)).toBe(row.at)

  const seen = bench('dedupe', { by: ['product'] }, order)
  seen.push([{ product: 'Lamp', price: 7 }])
  const kept = (product: string) => seen.operator.keptFor?.(0, { product }).map(each => each.value)
  expect([kept('Lamp'), kept('Desk')]).toEqual([[{}], [null]])
})

it('a join tells who waits under the key of a row, and the pairs of now', () => {
  const inputs: readonly Readonly<Record<string, string>>[] = [
    { id: 'string', a: 'long' },
    { id: 'string', b: 'long' },
  ]
  const both = { inputs }
  const join = bench('join', { how: 'inner', on: { id: 'id' } }, both)
  join.push([{ id: 'x', b: 2 }], 1)
  const row = { id: 'x', a: 1 }
  expect(join.operator.keptFor?.(0, row)).toMatchObject([{ key: { key: 'x' }, input: 1 }])
  expect(join.operator.givesFor?.(0, row)).toEqual([{ id: 'x', a: 1, b: 2 }])
  const table = bench('join', { how: 'left', on: { id: 'id' }, table: true }, both)
  expect(table.operator.givesFor?.(0, row)).toEqual([{ id: 'x', a: 1, b: null }])
})

it.each<[what: string, type: string, settings: object]>([
  ['an aggregation', 'aggregate', sums],
  ['one with windows', 'aggregate', { ...sums, window: { tumbling: '1 min' }, time: 'at' }],
  ['a deduplication', 'dedupe', { by: ['product'] }],
])('the key of a row alone is that of what %s keeps', (_, type, settings) => {
  const { operator, problems } = bench(type, settings, {
    inputs: [{ product: 'string', price: 'long', at: 'timestamp' }],
  })
  expect(problems).toEqual([])
  const row = { product: 'Lamp', price: 1n, at: 90_000 }
  const [kept] = operator.keptFor?.(0, row) ?? []
  expect(keyFields(operator.keyFor?.(0, row) ?? null)).toEqual(keyFields(kept?.key ?? null))
  expect(keyFields(kept?.key ?? null)).toEqual({ product: 'Lamp' })
})

it('a join tells the key of a row without reading who waits under it', () => {
  const inputs: readonly Readonly<Record<string, string>>[] = [
    { id: 'string', a: 'long' },
    { id: 'string' },
  ]
  for (const more of [{}, { table: true }]) {
    const { operator } = bench('join', { how: 'inner', on: { id: 'id' }, ...more }, { inputs })
    expect(operator.keyFor?.(0, { id: 'x', a: 1n })).toEqual({ key: 'x' })
    expect(operator.keyFor?.(1, { id: null })).toEqual({ key: null })
  }
})

const byText = (a: unknown, b: unknown) => JSON.stringify(a).localeCompare(JSON.stringify(b))
