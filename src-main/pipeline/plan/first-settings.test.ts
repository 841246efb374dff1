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
const first = (
  type: string,
  of: LabFile,
  from?: string,
  samples: readonly object[] = [],
): ReturnType<ReturnType<typeof firstSettings>['with']> =>
  firstSettings(of, type, from).with(samples.map(sample => JSON.stringify(sample)))

const source = { type: 'fake-data', with: { record: 'sale' } }
const topic = { type: 'topic', from: 'source', with: { connection: 'broker', topic: 'sales' } }
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
    expect(first('fake-data', lab({})).record?.name).toBe('event')
    expect(first('fake-data', lab({}, records))).toEqual({
      initial: { record: 'sale', rate: '1/s' },
    })
  })

  it('a parse reads what the source before its topic makes; a total adds it up', () => {
    const nodes = { source, topic }
    const parse = first('parse', lab(nodes, records), 'topic').initial
    expect(parse).toEqual({
      format: 'json',
      fields: { id: 'string', shop: 'string', n: 'long', paid: 'decimal(12,2)' },
    })
    const more = lab({ ...nodes, parse: { type: 'parse', from: 'topic', with: parse } }, records)
    expect(first('aggregate', more, 'parse').initial).toEqual({
      mode: 'update',
      by: { shop: 'shop' },
      compute: { count: 'count(*)', total_paid: 'sum(paid)' },
    })
  })

  it('knows the rows of any step, because it binds the lab', () => {
    const pair = { type: 'select', from: 'parse', with: { fields: { twice: 'n * 2' }, keep: true } }
    const parse = { type: 'parse', from: 'topic', with: { format: 'json', fields: { n: 'long' } } }
    const whole = lab({ source, topic, parse, pair }, records)
    expect(first('aggregate', whole, 'pair').initial['by']).toEqual({ n: 'n' })
    const back = { type: 'topic', from: 'pair', with: { connection: 'broker', topic: 'back' } }
    expect(first('parse', lab({ ...whole.nodes, back }, records), 'back').initial).toMatchObject({
      fields: { n: 'long', twice: 'long' },
    })
  })

  it('without a hint the defaults stand', () => {
    const initial = { format: 'json', fields: { id: 'string' } }
    const alone = lab({ topic: { type: 'topic' } })
    expect(first('parse', alone, 'topic')).toEqual({ initial })
    const circle = lab({ a: { type: 'topic', from: 'b' }, b: { type: 'topic', from: 'a' } })
    expect(first('parse', circle, 'a')).toEqual({ initial })
  })

  it('what is written outside has a name of the lab’s own', () => {
    expect(first('topic', lab({})).initial['topic']).toBe('events-desk')
    expect(first('cassandra', lab({})).initial['table']).toBe('totals_desk')
    expect(first('opensearch', lab({})).initial['index']).toBe('events-desk')
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
    expect(first('parse', lab({ made: source }, deep), 'made', samples).initial['fields']).toEqual({
      id: 'string',
      items: 'array<struct<name: string, price: decimal(12,2)>>',
      total: 'double',
      city: 'struct<name: string, people: long>',
    })
  })
})
