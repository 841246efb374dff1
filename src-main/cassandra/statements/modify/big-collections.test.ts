import { afterAll, beforeAll, expect, it } from 'vitest'
import { native, packList } from '../../types'
import { TestSession } from '../../testing/session'

const ENTRIES = 65_535
let db: TestSession
beforeAll(async () => {
  db = await TestSession.open()
  await db.answer(
    "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
  )
  await db.answer('USE k')
  await db.answer('CREATE TABLE t (p int PRIMARY KEY, m map<int, int>, s set<int>)')
})
afterAll(() => db.close())

const int = (n: number) => native('int').parse(String(n))
const forwards = Array.from({ length: ENTRIES }, (_, i) => int(i + 1))
const backwards = forwards.toReversed()

/** What it costs of the processor, since other tests may run beside this one. */
async function writes(p: number, elements: readonly Buffer[]): Promise<number> {
  const map = packList(
    elements.flatMap(n => [n, n]),
    2,
  )
  const begun = process.cpuUsage()
  await db.rows('INSERT INTO t (p, m, s) VALUES (?, ?, ?)', [int(p), map, packList(elements)])
  const { user, system } = process.cpuUsage(begun)
  return user + system
}

it('writes a bound map and set of 65,535 elements in any order at about the same cost', async () => {
  const inOrder = await writes(0, forwards)
  expect(await writes(1, backwards)).toBeLessThan(inOrder * 4)
  expect(
    await db.rows('SELECT collection_count(m), collection_count(s) FROM t WHERE p = 1'),
  ).toEqual([[String(ENTRIES), String(ENTRIES)]])
  expect(await db.rows('SELECT m[7] FROM t WHERE p = 1')).toEqual([['7']])
})

it('writes as many elements as literals: one cell at a time would take minutes', async () => {
  const keys = Array.from({ length: ENTRIES }, (_, i) => ENTRIES - i)
  const map = `{${keys.map(n => `${n}: ${n}`).join(', ')}}`
  await db.rows(`INSERT INTO t (p, m, s) VALUES (2, ${map}, {${keys.join(', ')}})`)
  expect(
    await db.rows('SELECT collection_count(m), collection_count(s) FROM t WHERE p = 2'),
  ).toEqual([[String(ENTRIES), String(ENTRIES)]])
})
