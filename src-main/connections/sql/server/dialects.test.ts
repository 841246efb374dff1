import { describe, expect, it } from 'vitest'
import { createTableSql } from './create-table'
import { orderWithoutTies, rowReader } from './dialect'
import { mysqlDialect } from './mysql-dialect'
import { OID, postgresDialect, readValue } from './postgres-dialect'

describe('the order of a table that is read page by page', () => {
  it('ends with the primary key, or with the whole row where there is none', () => {
    const columns = ['id', 'na`me', 'day'].map(name => ({ name }))
    const order = (wanted: readonly string[], primaryKey: readonly string[]) =>
      orderWithoutTies(mysqlDialect, wanted, { columns, primaryKey })
    expect(order(['day'], ['day', 'id'])).toBe('`day`, `id`')
    expect(order([], ['id'])).toBe('`id`, `na``me`, `day`')
    expect(order(['day'], [])).toBe(
      "`day`, MD5(CONCAT_WS(',', QUOTE(`id`), QUOTE(`na``me`), QUOTE(`day`)))",
    )
  })

  it('goes by the text of a column that PostgreSQL cannot order', () => {
    const columns = [
      { name: 'id', type: OID.int8 },
      { name: 'na"me' },
      { name: 'doc', type: OID.json },
    ]
    const order = (wanted: readonly string[], primaryKey: readonly string[]) =>
      orderWithoutTies(postgresDialect, wanted, { columns, primaryKey })
    expect(order([], ['id'])).toBe('"id", "na""me", "doc"::text')
    expect(order(['id'], [])).toBe('"id", md5(ROW("id", "na""me", "doc")::text)')
  })
})

describe('values of a row', () => {
  it('lose no digit, and a moment says its zone', () => {
    const read = rowReader(mysqlDialect, [
      { name: 'price', type: 246 },
      { name: 'big', type: 246 },
      { name: 'huge', type: 8 },
      { name: 'seen', type: 7 },
      { name: 'never', type: 7 },
      { name: 'at', type: 12 },
      { name: 'code', type: 253 },
      { name: 'none', type: 246 },
    ])
    const row = {
      price: '-12.50',
      big: '12345678901234.560000',
      huge: '9007199254740993',
      seen: '2024-05-01 10:00:00.123456',
      never: '0000-00-00 00:00:00',
      at: '2024-05-01 10:00:00',
      code: Buffer.from([0, 255]),
      none: null,
    }
    expect(read(row)).toEqual({
      ...row,
      price: -12.5,
      seen: '2024-05-01T10:00:00.123456Z',
      code: '0x00ff',
    })
  })
})

describe('values of PostgreSQL', () => {
  it('lose no digit, and a moment says its zone', () => {
    const types = {
      ...{
        price: OID.numeric,
        big: OID.numeric,
        none: OID.numeric,
        huge: OID.int8,
        small: OID.int4,
      },
      ...{ ratio: OID.float8, gap: OID.float8, seen: OID.timestamptz, ever: OID.timestamptz },
      ...{ at: 1114, code: OID.bytea, isGood: OID.bool, doc: OID.jsonb, exact: OID.jsonb },
    }
    const texts = {
      ...{ price: '-12.50', big: '12345678901234.560000', none: 'NaN', huge: '9007199254740993' },
      ...{ small: '7', ratio: '0.1', gap: 'NaN', seen: '2024-05-01 10:00:00.123456+00' },
      ...{ ever: 'infinity', at: '2024-05-01 10:00:00', code: '\\x00ff', isGood: 't' },
      ...{ doc: '{"a": [1.5, null]}', exact: '{"a": 12345678901234567890}' },
    }
    const fields = Object.entries(types).map(([name, type]) => ({ name, type }))
    const row = Object.fromEntries(
      fields.map(({ name, type }) => [name, readValue(type, Reflect.get(texts, name))]),
    )
    expect(rowReader(postgresDialect, fields)(row)).toEqual({
      ...texts,
      ...{ price: -12.5, small: 7, ratio: 0.1, seen: '2024-05-01T10:00:00.123456Z' },
      ...{ code: '0x00ff', isGood: true, doc: { a: [1.5, null] } },
    })
  })
})

it('JSON of PostgreSQL is a text only for a number that a double may not hold', () => {
  const phone = '{"phone": "00351912345678901", "a\\"0012345678901234567": [1]}'
  expect(readValue(OID.jsonb, phone)).toEqual({
    ...{ phone: '00351912345678901', 'a"0012345678901234567': [1] },
  })
  const exact = '{"phone": "1", "n": 12345678901234567890}'
  expect(readValue(OID.json, exact)).toBe(exact)
})

describe('a table that is made', () => {
  it('has the types and the key of its server', () => {
    const table = {
      name: 'totals',
      columns: [
        { name: 'city', type: 'text' },
        { name: 'total', type: { decimal: [38, 2] } },
        { name: 'seen', type: 'timestamp' },
      ],
      key: ['city'],
      create: true,
    } as const
    expect(createTableSql(table)).toEqual({
      mysql:
        'CREATE TABLE IF NOT EXISTS `totals` (`city` VARCHAR(191), `total` DECIMAL(38,2), `seen` DATETIME(3), PRIMARY KEY (`city`)) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
      postgresql:
        'CREATE TABLE IF NOT EXISTS "totals" ("city" TEXT, "total" NUMERIC(38,2), "seen" TIMESTAMPTZ(3), PRIMARY KEY ("city"))',
    })
    expect(postgresDialect.onConflict(table)).toBe(
      ' ON CONFLICT ("city") DO UPDATE SET "total" = excluded."total", "seen" = excluded."seen"',
    )
    expect(postgresDialect.onConflict({ ...table, key: ['city', 'total', 'seen'] })).toBe(
      ' ON CONFLICT ("city", "total", "seen") DO NOTHING',
    )
  })
})
