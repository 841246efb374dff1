// Rows of an embedded SQL file as a poll gives them: what a record says of each type.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { embeddedSql } from '../profiles'
import { openSql } from '../sql'
import { openTablePoll } from './table-poll'

it('keeps all digits, days as days, and names a column without a value', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sql-poll-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const file = embeddedSql(join(dir, 'shop.duckdb'))
  const store = await openSql(file)
  await store.query(`CREATE TABLE paid (id BIGINT, note VARCHAR, price DECIMAL(9,2),
    total DECIMAL(38,3), day DATE, "at" TIMESTAMP, share DOUBLE)`)
  await store.query(`INSERT INTO paid VALUES (9007199254740993, '12.50', 12.50,
    12345678901234567.891, '2026-01-02', '2026-01-01 00:00:00.5', 'nan')`)
  const table = { table: 'paid', growing: ['id'], unique: ['note'] }
  const poll = await openTablePoll(file, table)
  expect(await poll.page('', 'beginning', 9)).toEqual([
    {
      row: {
        ...{ id: 9007199254740993n, note: '12.50', price: 12.5, total: '12345678901234567.891' },
        ...{ day: '2026-01-02', at: new Date('2026-01-01T00:00:00.500Z'), share: 'NaN' },
      },
      at: ['9007199254740993', '12.50'],
    },
  ])
  await store.query('INSERT INTO paid (id) VALUES (1)')
  await expect(poll.page('', 'beginning', 9)).rejects.toMatchObject({
    code: 'poll-column-type',
    params: { column: 'note' },
  })
  await poll.close()
  await store.close()
})
