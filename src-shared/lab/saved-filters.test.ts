// The filter of a topic in the text of a lab, and the fields that the lab declares for it.
import { expect, it } from 'vitest'
import { printType } from '../expr'
import { parseLab } from './checks'
import { declaredFields, withFilter } from './saved-filters'

const LAB = `sluice: 1 # a comment
id: desk
title: Desk
nodes:
  orders: { type: topic, with: { connection: broker, topic: shop.orders } }
  parsed:
    type: parse
    from: orders
    with: { fields: { total: 'decimal(10,2)', items: 'array<string>', odd: 'no type' } }
  other: { type: parse, from: orders, with: { format: csv, fields: { a: int } } }
`

it('keeps the filter of a topic in the text, and takes it out again', () => {
  const one = withFilter(LAB, 'shop.orders', `total > 400 and size(items) > 1`)
  expect(one).toContain('sluice: 1 # a comment')
  expect(parseLab(one).lab?.filters).toEqual({ 'shop.orders': 'total > 400 and size(items) > 1' })
  const two = withFilter(one, 'b', `x = 'y'`)
  expect(Object.keys(parseLab(two).lab?.filters ?? {})).toEqual(['shop.orders', 'b'])
  const without = withFilter(withFilter(two, 'b', undefined), 'shop.orders', undefined)
  expect(parseLab(without).lab).toEqual(parseLab(LAB).lab)
  expect(without).not.toContain('filters')
  expect(withFilter('a: [', 'b', 'x')).toBe('a: [')
})

it('knows the fields that nodes behind the topic declare', () => {
  const { lab } = parseLab(LAB)
  expect(lab && printType(declaredFields(lab, 'shop.orders'))).toBe(
    'struct<total: decimal(10,2), items: array<string>>',
  )
  expect(lab && declaredFields(lab, 'elsewhere').fields).toEqual([])
})
