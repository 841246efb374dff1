// Pages of a table that is polled, on real servers: what they take for larger, ties across pages, large
// numbers and small parts of a second, a look back; and Cassandra whole and by partitions.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CqlConsole,
  openTablePoll,
  plainCassandra,
  resolveConnection,
  type PollBound,
  type ResolvedConnection,
  type TablePoll,
} from '@main/connections'
import { startRealCassandra, type RealCassandra } from '../support/real-cassandra'
import { startRealMariaDb } from '../support/real-mariadb'
import { startRealPostgres } from '../support/real-postgres'
import type { RealSql } from '../support/real-sql'

const BIG = 2n ** 60n
const ROWS = 25

function connectionOf(engine: string, { host, port, database, user, password }: RealSql) {
  const profile = { engine, host, port, database, username: user }
  return resolveConnection('sql', profile, { password })
}

/** All rows from a bound on, in pages of four. */
async function allOf(poll: TablePoll, lane: string, bound: PollBound) {
  const found: Readonly<Record<string, unknown>>[] = []
  for (let from = bound; ;) {
    const page = await poll.page(lane, from, 4)
    found.push(...page.map(({ row }) => row))
    const last = page.at(-1)
    if (!last || page.length < 4) return found
    // As a checkpoint keeps it.
    from = { after: JSON.parse(JSON.stringify(last.at)) }
  }
}

const servers = [
  ['postgresql', 'TIMESTAMPTZ(6)', startRealPostgres],
  ['mariadb', 'DATETIME(6)', startRealMariaDb],
] as const

describe.each(servers)('%s', (engine, momentType, startServer) => {
  let sql: RealSql
  let connection: ResolvedConnection
  beforeAll(async () => {
    sql = await startServer()
    connection = connectionOf(engine, sql)
    await sql.query(
      `CREATE TABLE polled (id BIGINT PRIMARY KEY, at ${momentType} NULL, price DECIMAL(10,2))`,
    )
    for (let n = 0; n < ROWS; n++) {
      const second = String(Math.floor(n / 10)).padStart(2, '0')
      const at = `'2026-01-01 00:00:${second}.00000${Math.floor(n / 5) % 2}'`
      await sql.query(`INSERT INTO polled VALUES (${BIG + BigInt(n)}, ${at}, ${n}.50)`)
    }
    await sql.query(`INSERT INTO polled VALUES (1, NULL, 0)`)
  }, 180_000)
  afterAll(() => sql?.stop())

  const ids = (rows: readonly Readonly<Record<string, unknown>>[]) =>
    rows.map(({ id }) => Number(BigInt(String(id)) - BIG))
  const every = Array.from({ length: ROWS }, (_, n) => n)
  const open = (growing: readonly string[]) =>
    openTablePoll(connection, { table: 'polled', growing, unique: [] })

  it('gives each row once, by numbers that a double does not hold and by equal moments', async () => {
    const byId = await open(['id'])
    expect(ids(await allOf(byId, '', { from: String(BIG) }))).toEqual(every)
    expect(await byId.newest('')).toEqual([String(BIG + BigInt(ROWS - 1))])
    await byId.close()
    const byTime = await open(['at'])
    expect(ids(await allOf(byTime, '', 'beginning'))).toEqual(every)
    const newest = await byTime.newest('')
    expect(await allOf(byTime, '', { after: newest ?? [] })).toEqual([])
    await byTime.close()
  })

  it('begins again at a moment, for a look back', async () => {
    const poll = await open(['at'])
    const [first] = await poll.page('', { from: '2026-01-01 00:00:02.000' }, 1)
    expect(ids(first ? [first.row] : [])).toEqual([20])
    await poll.close()
  })
})

describe('Cassandra', () => {
  let cassandra: RealCassandra
  let connection: ResolvedConnection
  beforeAll(async () => {
    cassandra = await startRealCassandra()
    connection = plainCassandra(cassandra.address)
    const console = new CqlConsole(plainCassandra(cassandra.address))
    const run = (statement: string) =>
      console.execute({
        statement,
        ...{ pageSize: 10, consistency: 'ONE', serialConsistency: 'SERIAL', tracing: false },
      })
    await run(
      "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}",
    )
    await run('CREATE TABLE shop.polled (day text, id timeuuid, n int, PRIMARY KEY (day, id))')
    for (let n = 0; n < ROWS; n++)
      await run(`INSERT INTO shop.polled (day, id, n) VALUES ('${n % 2}', now(), ${n})`)
    await console.close()
  }, 240_000)
  afterAll(() => cassandra?.stop())

  it('is read whole in the order of a time, or by its partitions', async () => {
    const table = { keyspace: 'shop', table: 'polled', growing: ['id'], unique: [] }
    const whole = await openTablePoll(connection, table)
    const numbers = (await allOf(whole, '', 'beginning')).map(({ n }) => n)
    expect(numbers).toEqual(Array.from({ length: ROWS }, (_, n) => n))
    await whole.close()
    const parts = await openTablePoll(connection, { ...table, partitions: [{ day: '1' }] })
    const odd = (await allOf(parts, parts.lanes[0] ?? '', 'beginning')).map(({ n }) => n)
    expect(odd).toEqual(numbers.filter(n => Number(n) % 2 === 1))
    await parts.close()
  })
})
