// What fields an expression sees in a topic's messages, and which messages it lets through.
import { describe, expect, it } from 'vitest'
import { printType } from '../expr'
import {
  checkFilter,
  compileFilter,
  fieldsFrom,
  fieldsOfValues,
  joinFields,
  type FilteredMessage,
} from '.'

const typesOf = (...values: unknown[]) =>
  printType(fieldsOfValues(values.map(value => JSON.stringify(value))))

const message = (value: unknown, more: Partial<FilteredMessage> = {}): FilteredMessage => ({
  partition: 0,
  offset: '7',
  timeMs: Date.UTC(2025, 2, 14, 14),
  key: null,
  value: typeof value === 'string' ? value : JSON.stringify(value),
  headers: [],
  sizeBytes: 10,
  ...more,
})

const SALE = { valor_total_venda: 412.5, produtos_comprados: [{ nome: 'a' }, { nome: 'b' }] }
const FIELDS = typesOf(SALE)
const verdict = (where: string, one: FilteredMessage, fields = FIELDS) =>
  compileFilter({ where, fields })(one)

describe('fields of values', () => {
  it('are those of all, each as wide as the values need', () => {
    expect(typesOf({ a: 1, b: 'x' }, { a: 1.5, c: [1, null] })).toBe(
      'struct<a: double, b: string, c: array<long>>',
    )
    expect(typesOf({ a: 1 }, { a: 'one' })).toBe('struct<a: string>')
    expect(typesOf({ p: [{ x: 1 }, { y: true }] })).toBe(
      'struct<p: array<struct<x: long, y: boolean>>>',
    )
  })

  it('leave out values that are not objects, and count what was only null as text', () => {
    expect(fieldsOfValues(['oops', '[1]', '7']).fields).toEqual([])
    expect(typesOf({ a: null, n: 1e300 })).toBe('struct<a: string, n: double>')
  })

  it('end at a depth and a number of names', () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    expect(printType(fieldsOfValues([deep])).length).toBeLessThan(400)
    const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`k${n}`, n]))
    expect(fieldsOfValues([JSON.stringify(wide)]).fields).toHaveLength(300)
  })

  it('are read back from their text, the empty one too', () => {
    expect(fieldsFrom(FIELDS)).toEqual(fieldsOfValues([JSON.stringify(SALE)]))
    expect(fieldsFrom(printType(fieldsOfValues([])))?.fields).toEqual([])
    expect(fieldsFrom('int')).toBeUndefined()
  })

  it('of the lab come before those that were seen', () => {
    const lab = fieldsFrom('struct<a: decimal(10,2)>')
    const seen = fieldsFrom('struct<a: double, b: string>')
    expect(lab && seen && printType(joinFields(lab, seen))).toBe(
      'struct<a: decimal(10,2), b: string>',
    )
  })
})

describe('a filter', () => {
  it('lets through what it holds for', () => {
    const where = 'valor_total_venda > 400 and size(produtos_comprados) > 1'
    expect(verdict(where, message(SALE))).toBe('yes')
    expect(verdict(where, message({ ...SALE, valor_total_venda: 400 }))).toBe('no')
    expect(verdict(where, message({ produtos_comprados: [] }))).toBe('no')
  })

  it('sees what the broker knows of a message', () => {
    const one = message('not JSON', { key: 'k1', headers: [['sluice-run', 'r1']] })
    for (const where of [
      `_key = 'k1'`,
      `_headers['sluice-run'] = 'r1'`,
      '_partition = 0 and _offset = 7 and _bytes = 10',
      `_time >= timestamp '2025-03-14 14:00:00' and _value like 'not%'`,
    ])
      expect(verdict(where, one), where).toBe('yes')
  })

  it('prefers a field of the value to a name of ours', () => {
    expect(verdict('_key > 3', message({ _key: 5 }, { key: 'k' }), typesOf({ _key: 1 }))).toBe(
      'yes',
    )
  })

  it('says of which messages it cannot know', () => {
    expect(verdict('valor_total_venda > 1', message({ valor_total_venda: 'many' }))).toBe('unlike')
    expect(verdict('valor_total_venda > 1', message(['a list']))).toBe('unlike')
    expect(verdict('valor_total_venda > 1', message('not JSON'))).toBe('no')
  })

  it('reads a value that nests without end', () => {
    const deep = `{"valor_total_venda":9,"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect(verdict('valor_total_venda > 1', message(deep))).toBe('yes')
    const asText = typesOf({ ...SALE, x: 'text' })
    expect(['yes', 'unlike']).toContain(verdict('x = 1', message(deep), typesOf({ x: 1 })))
    expect(verdict(`x = 'a'`, message(deep), asText)).not.toBe('yes')
  })

  it('names a mistake with its place', () => {
    const fields = fieldsOfValues([JSON.stringify(SALE)])
    expect(checkFilter('valor_total_venda > 400', fields)).toBeUndefined()
    expect(checkFilter('valor_total_vendas > 400', fields)).toMatchObject({
      code: 'expr-unknown-column-near',
      params: { line: 1, column: 1 },
    })
    expect(checkFilter('valor_total_venda +', fields)).toMatchObject({ params: { line: 1 } })
    expect(checkFilter('valor_total_venda', fields)).toMatchObject({
      code: 'expr-not-a-condition',
      params: { found: 'double' },
    })
    expect(() => verdict('nope = 1', message(SALE))).toThrow()
  })
})
