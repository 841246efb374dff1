// The key that most of a node's rows belong to, from a bounded number of looks.
import { expect, it } from 'vitest'
import { KeyShares } from './key-share'

const keyOf = (row: Readonly<Record<string, unknown>>) => String(row['k'])
const rowsOf = (...keys: string[]) => keys.map(k => ({ k }))

it('names the key with most of the last rows', () => {
  let now = 0
  const shares = new KeyShares(() => now)
  for (let i = 0; i < 60; i++, now += 100) shares.take(rowsOf('a', 'b', 'a', `c${i % 3}`), keyOf)
  expect(shares.most).toEqual({ key: 'a', share: 0.5, keys: 5 })
  for (let i = 0; i < 200; i++, now += 100) shares.take(rowsOf('b', 'b', 'b'), keyOf)
  expect(shares.most).toEqual({ key: 'b', share: 1, keys: 1 })
})

it('says nothing of few rows, and looks at so many a second at most', () => {
  let looks = 0
  const counting = (row: Readonly<Record<string, unknown>>) => (looks++, keyOf(row))
  const shares = new KeyShares(() => 0)
  shares.take(rowsOf('a'), counting)
  expect(shares.most).toBeUndefined()
  const many = Array.from({ length: 1000 }, (_, i) => ({ k: `k${i}` }))
  for (let i = 0; i < 1000; i++) shares.take(many, counting)
  expect(looks).toBeLessThanOrEqual(100)
})

it('tells long keys apart that begin alike, and keeps none of them whole', () => {
  let now = 0
  const shares = new KeyShares(() => now)
  const long = 'x'.repeat(100_000)
  for (let i = 0; i < 60; i++, now += 100) shares.take(rowsOf(`${long}a`, `${long}b`), keyOf)
  expect(shares.most).toMatchObject({ share: 0.5, keys: 2 })
  expect(shares.most?.key.length).toBeLessThan(300)
  shares.take(rowsOf('a'), () => undefined)
  expect(shares.most?.keys).toBe(2)
})
