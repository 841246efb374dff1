// What the cache of plans keeps: it is bounded in bytes, not only in statements.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CqlError } from '../errors'
import { TestSession } from '../testing/session'
import type { PlanCache } from './plan-cache'

const KIB = 1024
const insert = (a: number, kib: number) =>
  `INSERT INTO k.t (a, b) VALUES (${a}, '${'x'.repeat(kib * KIB)}')`

describe('prepared statements', () => {
  let session: TestSession
  let plans: PlanCache

  beforeEach(async () => {
    session = await TestSession.open({ preparedBytesMax: KIB * KIB })
    plans = session.engine.plans
    await session.rows(
      `CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
    )
    await session.rows('CREATE TABLE k.t (a int PRIMARY KEY, b text)')
  })
  afterEach(() => session.close())

  const codeOf = (id: Buffer) => {
    try {
      plans.get(id)
      return undefined
    } catch (error) {
      return (error as CqlError).code
    }
  }

  it('go when they take too many bytes, the least recently used first', () => {
    const ids = [1, 2, 3, 4].map(a => plans.prepare(insert(a, 120), undefined).id)
    expect(codeOf(ids[0]!)).toBeUndefined()
    plans.prepare(insert(5, 120), undefined)
    expect(ids.map(codeOf)).toEqual([undefined, 0x2500, undefined, undefined])
    plans.prepare(insert(2, 120), undefined)
    expect(codeOf(ids[1]!)).toBeUndefined()
  })

  it('count their trees too: short texts may have many nodes', () => {
    const many = (n: number) =>
      `SELECT ${Array.from({ length: 400 }, () => 'a').join()} FROM k.t -- ${n}\n`
    for (let n = 0; n < 50; n++) plans.prepare(many(n), undefined)
    expect(plans.all.length).toBeLessThan(10)
  })

  it('are refused when one is bigger than the cache', () => {
    expect(() => plans.prepare(insert(1, 600), undefined)).toThrow(
      /^Prepared statement of size \d+ bytes is larger than allowed maximum of 1 MB: INSERT INTO k\.t/,
    )
  })
})
