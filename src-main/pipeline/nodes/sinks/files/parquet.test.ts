// Parquet files: whole, typed, and the same after a crash.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readParquet } from '@main/connections'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { bench, type Bench } from '../../../testing/node-bench'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parquet-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const TYPES = {
  id: 'long',
  price: 'decimal(12,2)',
  at: 'timestamp',
  day: 'date',
  lines: 'array<struct<product: string, n: int>>',
  tags: 'map<string, double>',
}
const row = (id: number) => ({
  id,
  price: '12.50',
  at: '2024-05-12T10:00:00.250Z',
  day: '2024-05-12',
  lines: [{ product: "Lamp's", n: 2 }],
  tags: { a: 0.5 },
})
const rows = (from: number, count: number) => Array.from({ length: count }, (_, i) => row(from + i))
const sink = (more: object = {}) =>
  bench(
    'files',
    { path: 'sub/orders.parquet', format: 'parquet', ...more },
    { inputs: [TYPES], filesDir: dir },
  )
async function write(it: Bench, list: readonly object[], last = false): Promise<void> {
  await it.operator.open?.()
  it.feed(list)
  it.end(last)
  if (it.operator.pending?.()) await it.operator.flush?.(1, false)
}
const files = async () =>
  (await readdir(join(dir, 'sub'))).filter(name => !name.startsWith('.')).sort()
async function ids(): Promise<number[]> {
  const all: number[] = []
  for (const name of await files())
    for await (const read of readParquet(join(dir, 'sub', name))) all.push(Number(read['id']))
  return all
}

it('writes a file of so many rows, and the rest at the end', async () => {
  const it = sink({ rollRows: 4 })
  await write(it, rows(1, 10))
  expect(await files()).toEqual(['orders-000001.parquet', 'orders-000002.parquet'])
  await write(it, [], true)
  expect(await files()).toHaveLength(3)
  expect(await ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  await it.operator.close?.()
  expect(
    (await readdir(join(dir, 'sub'))).filter(name => name.endsWith('4.parquet.lines')),
  ).toEqual([])
})

it('keeps the types', async () => {
  await write(sink({ compression: 'snappy' }), rows(1, 1), true)
  const [name = ''] = await files()
  for await (const read of readParquet(join(dir, 'sub', name)))
    expect(read).toMatchObject({
      id: 1n,
      at: new Date('2024-05-12T10:00:00.250Z'),
      lines: [{ product: "Lamp's", n: 2 }],
    })
})

it('makes the same files again after a crash', async () => {
  const first = sink({ rollRows: 4 })
  await write(first, rows(1, 6))
  const goesOn = first.again()
  // Two more files, of which the checkpoint knows nothing.
  await write(first, rows(7, 7))
  await write(goesOn, rows(7, 7))
  await write(goesOn, [], true)
  expect(await ids()).toEqual(Array.from({ length: 13 }, (_, i) => i + 1))
})

it('refuses to go back behind a whole file before it touches anything', async () => {
  const first = sink({ rollRows: 4 })
  await write(first, rows(1, 2))
  const { facts } = first.operator.snapshot?.(true) ?? {}
  // Nobody on the way forward needs the lines of the first two files now.
  for (const from of [3, 9, 15]) {
    await write(first, rows(from, 6))
    first.operator.snapshot?.(true)
  }
  const before = await readdir(join(dir, 'sub'))
  expect(() => sink().operator.restore?.({ keys: new Map(), facts })).toThrow('file-rolled')
  expect(await readdir(join(dir, 'sub'))).toEqual(before)
})

it('clears what it wrote and nothing else', async () => {
  const it = sink({ rollRows: 2 })
  await write(it, rows(1, 5))
  const other = bench(
    'files',
    { path: 'sub/orders-old.parquet', format: 'parquet', rollRows: 1 },
    { inputs: [TYPES], filesDir: dir },
  )
  await write(other, rows(1, 1))
  await it.operator.clear?.()
  expect(await files()).toEqual(['orders-old-000001.parquet'])
})
