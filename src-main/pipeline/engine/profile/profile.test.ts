// A fair sample of what passes, its profile, and the estimate of different values.
import { expect, it } from 'vitest'
import { parseType, type Row, type StructType } from '@shared/expr'
import { BusyShare } from './busy-share'
import { distinctAbout, fieldsOf } from './profile-of'
import { RowSample } from './row-sample'

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
const rows = (from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({ n: from + i }))

it('takes each row with the same chance, whatever the batches', () => {
  const tenths = Array.from({ length: 10 }, () => 0)
  for (let seed = 1; seed <= 40; seed++) {
    const sample = new RowSample(0, randomOf(seed), 100)
    for (let at = 0; at < 10_000;) {
      const size = Math.min(1 + ((at * 7) % 300), 10_000 - at)
      sample.take({ rows: rows(at, size) })
      at += size
    }
    expect(sample.seen).toBe(10_000)
    expect(sample.rows).toHaveLength(100)
    for (const { n } of sample.rows) {
      const tenth = Math.floor(Number(n) / 1000)
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
  }
  // 400 each; six standard deviations are 114.
  for (const count of tenths) expect(Math.abs(count - 400)).toBeLessThan(114)
})

it('has all rows as long as they are few', () => {
  const sample = new RowSample(0, randomOf(1), 100)
  sample.take({ rows: rows(0, 60) })
  sample.take({ rows: rows(60, 40) })
  expect(sample.rows.map(({ n }) => n)).toEqual(rows(0, 100).map(({ n }) => n))
})

it('says types, NULLs, different values, range and the most frequent ones', async () => {
  const type: StructType = {
    kind: 'struct',
    fields: [
      { name: 'city', type: parseType('string') },
      { name: 'n', type: parseType('int') },
    ],
  }
  const given: Row[] = ['Rome', 'Lima', 'Rome', null].map((city, i) => ({ city, n: 10 - i }))
  const [city, n] = await fieldsOf(given, type, 4)
  expect(city).toEqual({
    ...{ name: 'city', type: 'string', rows: 4, nulls: 1, distinct: 2, min: 'Lima', max: 'Rome' },
    top: [
      { value: 'Rome', rows: 2 },
      { value: 'Lima', rows: 1 },
      { value: null, rows: 1 },
    ],
  })
  expect(n).toMatchObject({ min: '7', max: '10', nulls: 0, distinct: 4 })
  expect(n?.distinctAbout).toBeUndefined()
  const [, many] = await fieldsOf(given, type, 400)
  expect(many?.distinctAbout).toBe(40)
})

it('tells long values apart that begin alike, and shows their beginnings', async () => {
  const type: StructType = {
    kind: 'struct',
    fields: [{ name: 'url', type: parseType('string') }],
  }
  const url = 'https://shop.example/'.padEnd(120, 'x')
  const given: Row[] = ['1', '2', '2', '3'].map(end => ({ url: url + end }))
  const [field] = await fieldsOf(given, type, 4)
  expect(field).toMatchObject({ distinct: 3, min: url.slice(0, 100) })
  expect(field?.top[0]).toEqual({ value: url.slice(0, 100), rows: 2 })
})

it('reckons more different values only from those that came once', () => {
  expect(distinctAbout(5, 0, 1000, 100_000)).toBe(5)
  expect(distinctAbout(1000, 1000, 1000, 100_000)).toBe(10_000)
})

it('has the share of the last seconds', () => {
  const busy = new BusyShare()
  expect(busy.share(0)).toBe(0)
  busy.busyMs = 500
  expect(busy.share(1000)).toBe(0.5)
  for (let at = 1500; at <= 7000; at += 500) busy.share(at)
  expect(busy.share(7000)).toBe(0)
})
