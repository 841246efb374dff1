// The types of fields as a tree: each change touches the one field, and a text that is not a type
// is kept.
import { describe, expect, it } from 'vitest'
import { asKind, moved, rowsOf, withField, withName, without, withText } from './type-rows'

const types = {
  id: 'bigint',
  items: 'array<struct<name:string,price:decimal(10,2)>>',
  odd: 'strng',
}
const rowAt = (id: string, of: Readonly<Record<string, string>> = types) => {
  const row = rowsOf(of).find(each => each.id === id)
  if (row === undefined) throw new Error(id)
  return row
}

describe('types of fields as a tree', () => {
  it('open lists and objects into what they hold', () => {
    expect(rowsOf(types).map(({ id, depth, text }) => [id, depth, text])).toEqual([
      ['id', 0, 'long'],
      ['items', 0, 'array<struct<name: string, price: decimal(10,2)>>'],
      ['items.[]', 1, 'struct<name: string, price: decimal(10,2)>'],
      ['items.[].name', 2, 'string'],
      ['items.[].price', 2, 'decimal(10,2)'],
      ['odd', 0, 'strng'],
    ])
  })

  it('change where a person changes them, and keep the other texts as written', () => {
    expect(withText(types, rowAt('items.[].price'), 'double')).toEqual({
      ...types,
      items: 'array<struct<name: string, price: double>>',
    })
    expect(withName(types, rowAt('items.[].name'), 'title').items).toContain('title: string')
    expect(Object.keys(withName(types, rowAt('id'), 'key'))).toEqual(['key', 'items', 'odd'])
    expect(withName(types, rowAt('id'), 'odd')).toEqual(types)
    expect(withText(types, rowAt('odd'), 'string').odd).toBe('string')
  })

  it('gain, lose and move fields', () => {
    expect(withField(types, rowAt('items.[]')).items).toContain('field: string')
    expect(Object.keys(withField({ field: 'int' }, undefined))).toEqual(['field', 'field_2'])
    expect(without(types, rowAt('items.[].name')).items).toBe('array<struct<price: decimal(10,2)>>')
    expect(Object.keys(moved(types, rowAt('odd'), -1))).toEqual(['id', 'odd', 'items'])
    expect(Object.keys(moved(types, rowAt('id'), -1))).toEqual(Object.keys(types))
  })

  it('keep what they hold when they become a list', () => {
    expect(asKind('array', rowAt('id').type)).toBe('array<long>')
    expect(asKind('struct', rowAt('items').type)).toContain('struct<name')
    expect(asKind('decimal', undefined)).toBe('decimal(10,2)')
  })
})
