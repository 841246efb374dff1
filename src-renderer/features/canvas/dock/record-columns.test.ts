import { describe, expect, it } from 'vitest'
import { columnsOfRecords, fieldText, topFields } from './record-columns'

describe('columns of records', () => {
  it('cuts values out as they are stored', () => {
    const value =
      '{"id": 12345678901234567890, "price":1.10, "name":"a, \\"b\\": {c}", "list":[{"x":1},2], "none":null}'
    expect([...topFields(value)!.keys()]).toEqual(['id', 'price', 'name', 'list', 'none'])
    expect(fieldText(value, 'id')).toBe('12345678901234567890')
    expect(fieldText(value, 'price')).toBe('1.10')
    expect(fieldText(value, 'name')).toBe('a, "b": {c}')
    expect(fieldText(value, 'list')).toBe('[{"x":1},2]')
    expect(fieldText(value, 'absent')).toBe('')
  })

  it('is no table when a record is no object', () => {
    expect(columnsOfRecords(['{"a":1}', 'plain'])).toBeUndefined()
    expect(columnsOfRecords(['[1]'])).toBeUndefined()
    expect(columnsOfRecords([])).toBeUndefined()
    expect(columnsOfRecords(['{"a":1,"b":"x"}', '{"a":2.5,"c":null}'])).toEqual([
      { name: 'a', numeric: true },
      { name: 'b', numeric: false },
      { name: 'c', numeric: true },
    ])
  })
})
