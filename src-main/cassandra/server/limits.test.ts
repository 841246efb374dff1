// Statements that would exhaust stack or memory: each gets an answer, and the next one is served.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestSession } from '../testing/session'

const nested = (open: string, close: string) => (levels: number) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`
const insert = (value: string) => `INSERT INTO k.t (a, b) VALUES (1, ${value})`
const select = (expr: string) => `SELECT ${expr} FROM k.t`

const NESTED: Record<string, (levels: number) => string> = {
  lists: n => insert(nested('[', ']')(n)),
  sets: n => insert(nested('{', '}')(n)),
  maps: n => insert(nested('{1:', '}')(n)),
  'user types': n => insert(nested('{x:', '}')(n)),
  tuples: n => insert(nested('(1,', ')')(n)),
  parentheses: n => `SELECT * FROM k.t WHERE a = ${nested('(', ')')(n)}`,
  'type hints': n => insert(`${'(int)'.repeat(n)}1`),
  sums: n => insert(`1${'+1'.repeat(n)}`),
  calls: n => insert(nested('abs(', ')')(n)),
  'selected calls': n => select(nested('abs(', ')')(n)),
  'selected sums': n => select(`a${'+a'.repeat(n)}`),
  'selected casts': n => select(`${'cast('.repeat(n)}a${' as int)'.repeat(n)}`),
  'selected lists': n => select(nested('[', ']')(n)),
  'selected fields': n => select(`a${'.b'.repeat(n)}`),
  'selected elements': n => select(`a${'[0]'.repeat(n)}`),
  types: n => `CREATE TABLE k.n (a int PRIMARY KEY, b ${'list<'.repeat(n)}int${'>'.repeat(n)})`,
  'frozen types': n =>
    `CREATE TABLE k.n (a int PRIMARY KEY, b ${'frozen<list<'.repeat(n)}int${'>>'.repeat(n)})`,
}

describe('limits of a statement', () => {
  let session: TestSession

  beforeAll(async () => {
    session = await TestSession.open()
    await session.rows(
      `CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
    )
    await session.rows('CREATE TABLE k.t (a int PRIMARY KEY, b int)')
    await session.rows('INSERT INTO k.t (a, b) VALUES (1, 1)')
  })
  afterAll(() => session.close())

  it.each(Object.entries(NESTED))('refuses %s nested too deeply', async (_, statement) => {
    for (const levels of [300, 1000, 20_000]) {
      const { error } = await session.answer(statement(levels))
      expect(error?.code).toBe(0)
      expect(error?.message).toBe('java.lang.StackOverflowError')
    }
  })

  it.each(Object.entries(NESTED))('takes %s nested to a hundred levels', async (_, statement) => {
    const { error } = await session.answer(statement(95))
    expect(error?.message ?? '').not.toContain('java.lang')
  })

  it('answers a hundred thousand selectors', async () => {
    const selectors = Array.from({ length: 100_000 }, () => 'a').join()
    const [row] = await session.rows(`SELECT ${selectors} FROM k.t`)
    expect(row).toHaveLength(100_000)
  })

  it('ends a page of wide rows before it fills memory', async () => {
    await session.rows('CREATE TABLE k.wide (a int PRIMARY KEY, b text)')
    for (let a = 0; a < 40; a++)
      await session.rows('INSERT INTO k.wide (a, b) VALUES (?, ?)', [
        Buffer.from([0, 0, 0, a]),
        Buffer.alloc(1024 * 1024, 'x'),
      ])
    const { plan } = session.engine.plans.planOf('SELECT * FROM k.wide', undefined)
    const nowMs = Date.now()
    const common = { values: [], timestamp: undefined, nowMs, nowSeconds: Math.floor(nowMs / 1000) }
    let rows = 0
    let pages = 0
    let pagingState: Buffer | undefined
    do {
      const result = await plan.run({ ...common, pageSize: 5000, pagingState })
      if (result.kind !== 'rows') throw new Error('no rows')
      expect(result.rows.length).toBeLessThanOrEqual(9)
      rows += result.rows.length
      pagingState = result.pagingState
      pages++
    } while (pagingState)
    expect([rows, pages]).toEqual([40, 5])
  })
})
