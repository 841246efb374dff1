import { describe, expect, it } from 'vitest'
import type { LabFile } from '@shared/lab'
import { firstSettings } from './first-settings'

const lab = (nodes: LabFile['nodes'], records?: LabFile['records']): LabFile => ({
  sluice: 1,
  id: 'desk',
  title: 'Desk',
  nodes,
  ...(records && { records }),
})
const source = { type: 'fake-data', with: { record: 'sale' } }
const records: LabFile['records'] = {
  sale: {
    fields: {
      id: 'uuid',
      shop: { choice: ['A', 'B'] },
      n: { int: [1, 2] },
      paid: { number: [1, 9], decimals: 2 },
      all: '= n * 2',
    },
  },
}

describe('what a new node begins with', () => {
  it('a source brings a record, or takes the one that is there', () => {
    expect(firstSettings('fake-data', { record: 'event' }, lab({}), undefined).record?.name).toBe(
      'event',
    )
    expect(firstSettings('fake-data', { record: 'event' }, lab({}, records), undefined)).toEqual({
      initial: { record: 'sale' },
    })
  })

  it('a parse reads what the source before its topic makes; a total adds it up', () => {
    const nodes = { source, topic: { type: 'topic', from: 'source' } }
    const parse = firstSettings('parse', { format: 'json' }, lab(nodes, records), 'topic').initial
    expect(parse).toEqual({
      format: 'json',
      fields: { id: 'string', shop: 'string', n: 'long', paid: 'decimal(12,2)' },
    })
    const more = lab({ ...nodes, parse: { type: 'parse', from: 'topic', with: parse } }, records)
    expect(firstSettings('aggregate', { mode: 'update' }, more, 'parse').initial).toEqual({
      mode: 'update',
      by: { shop: 'shop' },
      compute: { count: 'count(*)', total_paid: 'sum(paid)' },
    })
  })

  it('without a hint the defaults stand', () => {
    const initial = { fields: { id: 'string' } }
    expect(firstSettings('parse', initial, lab({ topic: { type: 'topic' } }), 'topic')).toEqual({
      initial,
    })
    expect(
      firstSettings(
        'parse',
        initial,
        lab({ a: { type: 'topic', from: 'b' }, b: { type: 'topic', from: 'a' } }),
        'a',
      ),
    ).toEqual({ initial })
  })

  it('a parse reads lists and objects too; what only the generator knows comes from samples', () => {
    const deep: LabFile['records'] = {
      sale: {
        fields: {
          id: 'uuid',
          items: {
            list: { object: { name: 'commerce.product', price: { number: [1, 9], decimals: 2 } } },
            length: [1, 2],
          },
          total: '= 1 + 1',
          city: { pick: 'cities' },
          secret: { int: [1, 2], hidden: true },
        },
      },
    }
    const samples = [{ id: 'x', items: [], total: 2.5, city: { name: 'Rio', people: 6 }, extra: 1 }]
    expect(
      firstSettings('parse', {}, lab({ made: source }, deep), 'made', samples).initial['fields'],
    ).toEqual({
      id: 'string',
      items: 'array<struct<name: string, price: decimal(12,2)>>',
      total: 'double',
      city: 'struct<name: string, people: long>',
    })
  })
})
