// A table that is made for a lab: another client may make it at the same moment, and any other error
// is the person's to see.
import { expect, it } from 'vitest'
import { postgresError } from './postgres'
import { mysqlDialect } from './mysql-dialect'
import { postgresDialect } from './postgres-dialect'
import { ServerStore } from './server-store'

const table = {
  name: 't',
  columns: [{ name: 'id', type: 'int' }],
  key: ['id'],
  create: true,
} as const

const ensured = (code: string) => {
  const query = async () => {
    throw postgresError(Object.assign(new Error('no'), { code }), 'here')
  }
  const server = {
    address: 'here',
    dialect: postgresDialect,
    query,
    transaction: query,
    close: query,
  }
  return new ServerStore(server).ensure(table)
}

it.each(['23505', '42P07'])(
  'a table that another client makes meanwhile is there: %s',
  async code => {
    await ensured(code)
  },
)

it.each(['54011', '22023', '42501'])('a table that cannot be made is an error: %s', async code => {
  await expect(ensured(code)).rejects.toMatchObject({ params: { code } })
})

it.each([
  [postgresDialect, ['id'], [['1'], ['2']], 'SELECT "id", "n" FROM "t" WHERE "id" IN ($1, $2)'],
  [
    mysqlDialect,
    ['id', 'n'],
    [
      ['1', 'a'],
      ['2', 'b'],
    ],
    'SELECT `id`, `n` FROM `t` WHERE (`id` = ? AND `n` = ?) OR (`id` = ? AND `n` = ?)',
  ],
] as const)('rows are found by their keys', async (dialect, key, keys, expected) => {
  const asked: unknown[] = []
  const server = {
    address: 'here',
    dialect,
    query: async (sql: string, values?: readonly unknown[]) => {
      asked.push([sql, values])
      return { fields: [{ name: 'id' }, { name: 'n' }], rows: [{ id: 1, n: 'a' }] }
    },
    transaction: async () => {},
    close: async () => {},
  }
  const found = await new ServerStore(server).find('t', ['id', 'n'], key, keys, 9)
  expect(found).toEqual([{ id: 1, n: 'a' }])
  expect(asked).toEqual([[`${expected} LIMIT 9`, keys.flat()]])
})
