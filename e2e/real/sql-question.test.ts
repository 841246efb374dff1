// A person's SQL on a real MariaDB: it reads only, and ends by its rows, its size and its time.
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askServer } from '@main/connections'
import { startRealMariaDb } from '../support/real-mariadb'
import type { RealSql } from '../support/real-sql'

const LIMITS = { rowsMax: 100, charsMax: 100_000, msMax: 10_000 }
let sql: RealSql
beforeAll(async () => {
  sql = await startRealMariaDb()
  const { host, port, database, user, password } = sql
  const client = await createConnection({ host, port, database, user, password })
  await client.query('CREATE TABLE kept (id INT PRIMARY KEY, price DECIMAL(10,2), at DATETIME(3))')
  await client.query(`INSERT INTO kept VALUES (1, 12.50, '2025-03-14 10:00:00.5'), (2, NULL, NULL)`)
  await client.end()
}, 120_000)
afterAll(() => sql.stop())

const never = new AbortController().signal

function ask(statement: string, limits = LIMITS, signal = never) {
  const { host, port, database, user, password } = sql
  const profile = {
    ...{ engine: 'mariadb' as const, host, port, database, username: user },
    ...{ security: 'PLAINTEXT' as const, verifyCertificate: true, readOnly: false },
  }
  return askServer({ type: 'sql', profile, secret: { password } }, statement, limits, signal)
}

it('shows rows as they are stored, and the tables', async () => {
  const { columns, rows, isCut } = await ask('SELECT * FROM kept ORDER BY id')
  expect(columns.map(({ name }) => name)).toEqual(['id', 'price', 'at'])
  expect(rows).toEqual([
    ['1', '12.50', '2025-03-14 10:00:00.500'],
    ['2', null, null],
  ])
  expect(isCut).toBe(false)
  expect((await ask('SHOW TABLES')).rows).toEqual([['kept']])
})

it('only reads', async () => {
  for (const statement of ['DELETE FROM kept', 'DROP TABLE kept', 'CREATE TABLE other (a INT)'])
    await expect(ask(statement), statement).rejects.toMatchObject({ code: 'sql-reads-only' })
  for (const statement of ['SELECT 1; SELECT 2', 'SELECT nothing FROM kept'])
    await expect(ask(statement), statement).rejects.toMatchObject({ code: 'sql-remote' })
  expect((await ask('SELECT count(*) FROM kept')).rows).toEqual([['2']])
})

it('ends by its rows, its size, its time, and when it is cancelled', async () => {
  const many = 'SELECT seq FROM seq_1_to_1000000000'
  expect(await ask(many)).toMatchObject({ isCut: true, rows: { length: 100 } })
  const wide = await ask(`SELECT repeat('x', 60000) FROM seq_1_to_1000`)
  expect([wide.rows.length, wide.isCut]).toEqual([1, true])
  const long = 'SELECT benchmark(1000000000000, md5(1))'
  await expect(ask(long, { ...LIMITS, msMax: 300 })).rejects.toMatchObject({ code: 'sql-too-long' })
  const cancelling = new AbortController()
  const asked = ask(long, LIMITS, cancelling.signal)
  setTimeout(() => cancelling.abort(), 200)
  await expect(asked).rejects.toMatchObject({ kind: 'cancelled' })
})
