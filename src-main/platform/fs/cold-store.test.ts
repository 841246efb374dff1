// The store against a plain Map, over random changes; and its rewriting.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { ColdStore } from './cold-store'

const dir = mkdtempSync(join(tmpdir(), 'sluice-cold-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const key = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map(n => `k${n}`),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom('\0', '\0"a"', '\ud800', '\udc00x', ''),
)
const value = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.integer({ min: 400, max: 3000 }).map(n => 'é'.repeat(n)),
)
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constant('set' as const), key, value) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('delete' as const), key, fc.constant('')) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('get' as const), key, fc.constant('')) },
  ),
  { maxLength: 300 },
)

it('has what a Map has', () => {
  fc.assert(
    fc.property(steps, all => {
      const [store, model] = [new ColdStore(join(dir, 'a')), new Map<string, string>()]
      for (const [act, k, v] of all) {
        if (act === 'set') {
          store.set(k, v)
          model.set(k, v)
        } else if (act === 'delete') expect(store.delete(k)).toBe(model.delete(k))
        else {
          expect(store.get(k)).toBe(model.get(k))
          expect(store.has(k)).toBe(model.has(k))
        }
      }
      expect(store.size).toBe(model.size)
      const entries = [...store.entries()]
      expect(new Map(entries.map(([k, v]) => [k, v]))).toEqual(model)
      for (const [k, v, hash] of entries) expect(store.withHash(hash)).toContainEqual([k, v])
      store.close()
    }),
    { numRuns: 100 },
  )
  expect(readdirSync(dir)).toEqual([])
})

it('gives records that are longer than it reads at once', () => {
  const store = new ColdStore(join(dir, 'c'))
  const keys = ['first', 'second', 'third']
  const long = (key: string) => key.repeat(400_000)
  for (const k of keys) store.set(k, long(k))
  const isWhole = Array.from(store.entries(), ([k, v]) => [k, v === long(k)])
  expect(isWhole).toEqual(keys.map(k => [k, true]))
  store.close()
})

it('grows, and leaves dead records behind', () => {
  const store = new ColdStore(join(dir, 'b'))
  const long = 'x'.repeat(4000)
  for (let round = 0; round < 8; round++)
    for (let n = 0; n < 5000; n++) store.set(`key ${n}`, `${round} ${n} ${long}`)
  expect(store.size).toBe(5000)
  expect(store.sizeBytes).toBeLessThan(8 * 5000 * 4000)
  for (let n = 0; n < 5000; n += 7) expect(store.get(`key ${n}`)).toBe(`7 ${n} ${long}`)
  store.close()
})
