import { describe, expect, it } from 'vitest'
import { orderWithoutTies, rowReader } from './mysql-rows'

describe('the order of a table that is read page by page', () => {
  it('ends with the primary key, or with the whole row where there is none', () => {
    const columns = ['id', 'na`me', 'day']
    expect(orderWithoutTies(['day'], { columns, primaryKey: ['day', 'id'] })).toBe('`day`, `id`')
    expect(orderWithoutTies([], { columns, primaryKey: ['id'] })).toBe('`id`, `na``me`, `day`')
    expect(orderWithoutTies(['day'], { columns, primaryKey: [] })).toBe(
      "`day`, MD5(CONCAT_WS(',', QUOTE(`id`), QUOTE(`na``me`), QUOTE(`day`)))",
    )
  })
})

describe('values of a row', () => {
  it('lose no digit, and a moment says its zone', () => {
    const read = rowReader([
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
