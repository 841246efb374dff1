import { describe, expect, it } from 'vitest'
import { BadBody, recordsOf } from './body'

const valuesOf = (body: string) => recordsOf(body, 'id').map(({ key, value }) => [key, value])

describe('the records of a request', () => {
  it('are an object, the objects of an array, or one in each line, each with its own text', () => {
    expect(valuesOf(' {"id": 12345678901234567890.10} \n')).toEqual([
      ['12345678901234567890.10', '{"id": 12345678901234567890.10}'],
    ])
    expect(valuesOf('[{"id":"a,]"}, {"id":{"b":[1,2]}},\n{"x":"\\"}"}]')).toEqual([
      ['a,]', '{"id":"a,]"}'],
      ['{"b":[1,2]}', '{"id":{"b":[1,2]}}'],
      [null, '{"x":"\\"}"}'],
    ])
    expect(valuesOf('{"n":{"id":1},"id":12345678901234567891}')[0]?.[0]).toBe(
      '12345678901234567891',
    )
    expect(recordsOf('{"id":1}', 'toString')[0]?.key).toBe(null)
    expect(valuesOf('{"id":1}\r\n\n{"id":2}')).toEqual([
      ['1', '{"id":1}'],
      ['2', '{"id":2}'],
    ])
    expect(valuesOf('[]')).toEqual([])
  })

  it('may be as long as a request', () => {
    const long = `{"id":1,"text":"${'a'.repeat(12_000_000)}"}`
    expect(recordsOf(`[${long},{"id":2}]`, 'id').map(({ key }) => key)).toEqual(['1', '2'])
  })

  it('are refused as a whole, with the record that is not an object', () => {
    for (const [body, says] of [
      ['', /no body/],
      ['{"id":1}\n{"id":', /Record 2/],
      ['[1]', /Record 1/],
      ['"text"', /Record 1/],
      [`[${Array.from({ length: 10_001 }, () => '{}').join()}]`, /more than 10000/],
    ] as const) {
      expect(() => valuesOf(body)).toThrow(BadBody)
      expect(() => valuesOf(body)).toThrow(says)
    }
  })
})
