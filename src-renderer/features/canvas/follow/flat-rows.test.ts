// Structs of a step's rows as columns of their own.
import { expect, it } from 'vitest'
import { flatRows } from './flat-rows'

const columns = [
  { name: 'id', type: 'bigint' },
  { name: 'item', type: 'struct<name:string,price:decimal(10,2)>' },
]

it('gives each part of a struct a column', () => {
  const { columns: flat, rows } = flatRows({
    columns,
    rows: [
      ['7', '{"name":"Lamp","price":"9.39"}'],
      ['7', '{"name":"Desk","price":null,"tags":["a"]}'],
      ['7', null],
    ],
  })
  expect(flat.map(({ name, of, isNumber }) => [name, of, isNumber])).toEqual([
    ['id', 'id', true],
    ['item.name', 'item', false],
    ['item.price', 'item', true],
    ['item.tags', 'item', false],
  ])
  expect(rows).toEqual([
    ['7', 'Lamp', '9.39', null],
    ['7', 'Desk', null, '["a"]'],
    ['7', null, null, null],
  ])
})

it('leaves a column as it is where a cell is cut or everything is NULL', () => {
  const cut = flatRows({ columns, rows: [['7', '{"name":"La…']] })
  expect(cut.columns.map(({ name }) => name)).toEqual(['id', 'item'])
  expect(cut.rows).toEqual([['7', '{"name":"La…']])
  expect(flatRows({ columns, rows: [['7', null]] }).columns).toHaveLength(2)
})
