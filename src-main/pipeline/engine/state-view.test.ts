// Looking through a state: pages, search, one key, and a state that moves meanwhile.
import { expect, it } from 'vitest'
import type { KeptKey, Operator } from '../model/operator'
import { statePageOf, statesOf } from './state-view'

const keeper = (kept: Map<string, number>) => {
  const operator: Operator = {
    batch: () => {},
    stateKeys: () => kept.size,
    *keptKeys(): Generator<() => KeptKey> {
      for (const [product, n] of kept) yield () => ({ key: { product }, value: { n } })
    },
  }
  return { id: 'totals', operator }
}
const many = (count: number) =>
  new Map(Array.from({ length: count }, (_, i) => [`p${i}`, i] as const))

it('gives all keys once, page by page', async () => {
  const found = keeper(many(2500))
  const keys: (string | null | undefined)[] = []
  let from: number | undefined = 0
  while (from !== undefined) {
    const page = await statePageOf({ node: 'totals', from, limit: 1000 }, found, 7)
    expect(page).toMatchObject({ node: 'totals', nowMs: 7, keys: 2500, fields: ['product'] })
    keys.push(...page.items.map(({ key }) => key[0]))
    from = page.next
  }
  expect(keys).toEqual([...many(2500).keys()])
})

it('finds a text in keys and values, and one key exactly', async () => {
  const found = keeper(many(2500))
  const search = await statePageOf({ node: 'totals', search: 'P249' }, found, 0)
  expect(search.items.map(({ key }) => key[0])).toEqual([
    'p249',
    ...Array.from({ length: 10 }, (_, i) => `p249${i}`),
  ])
  const one = await statePageOf({ node: 'totals', key: ['p249'] }, found, 0)
  expect(one.items).toEqual([{ key: ['p249'], value: '{"n":249}', bytes: 27 }])
  const none = await statePageOf({ node: 'totals', key: ['p'] }, found, 0)
  expect(none.items).toEqual([])
})

it('lets the run go on meanwhile: keys that go are left out, the others stay', async () => {
  const kept = many(2000)
  const page = statePageOf({ node: 'totals', limit: 1000, search: '99' }, keeper(kept), 0)
  kept.delete('p1999')
  const { items, keys } = await page
  expect(keys).toBe(1999)
  expect(items.map(({ key }) => key[0])).not.toContain('p1999')
})

it('a long value is cut in a list and whole for its key', async () => {
  const long = 'x'.repeat(5000)
  const found = keeper(new Map([[long, 1]]))
  found.operator.keptKeys = () => [() => ({ key: { a: null }, value: { long: `${long}end` } })]
  const [listed] = (await statePageOf({ node: 'totals' }, found, 0)).items
  expect(listed).toMatchObject({ key: [null], isCut: true, bytes: 5024 })
  expect(listed?.value).toHaveLength(2000)
  expect((await statePageOf({ node: 'totals', search: 'xEND' }, found, 0)).items).toEqual([listed])
  const [whole] = (await statePageOf({ node: 'totals', key: [null] }, found, 0)).items
  expect(JSON.parse(whole?.value ?? '')).toEqual({ long: `${long}end` })
})

it('lists the nodes that keep something, and refuses the others', async () => {
  const plain = { id: 'parse', operator: { batch: () => {} } }
  expect(await statesOf([plain, keeper(many(200))])).toEqual([
    { node: 'totals', keys: 200, bytes: 4960 },
  ])
  await expect(statePageOf({ node: 'parse' }, plain, 0)).rejects.toMatchObject({
    code: 'run-no-state',
  })
})
