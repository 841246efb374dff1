// Where the dock's records lead when they are followed: by their place, or by their row at any sink.
import { labFileSchema } from '@shared/lab'
import { expect, it } from 'vitest'
import { recordOrigin } from './record-origin'

const lab = labFileSchema.parse({
  sluice: 1,
  id: 'l',
  title: 'l',
  connections: { broker: { type: 'kafka' }, search: { type: 'opensearch' } },
  nodes: {
    orders: { type: 'topic', with: { connection: 'broker', topic: 'orders' } },
    order: { type: 'parse', from: 'orders', with: { fields: { id: 'int' } } },
    docs: {
      type: 'opensearch',
      from: 'order',
      with: { connection: 'search', index: 'i', id: ['id'] },
    },
    lines: { type: 'files', from: 'order', with: { path: 'x.txt' } },
  },
})
const row = { value: '{"id":7,"city":"Rome","tags":["a"],"none":null}' }

it('a record of a topic leads to its place', () => {
  const record = { partition: 2, offset: '41', value: '{}' }
  for (const at of ['edge:orders>order', 'node:orders'])
    expect(recordOrigin(at, record, lab)).toMatchObject({ query: { at: 'orders/2@41' } })
})

it('a document leads back by its id, a line by its plain fields', () => {
  expect(recordOrigin('node:docs', row, lab)).toMatchObject({
    query: { sink: 'docs', row: '{"id":"7"}' },
  })
  expect(recordOrigin('edge:order>lines', row, lab)).toMatchObject({
    query: { sink: 'lines', row: '{"id":"7","city":"Rome","none":null}' },
  })
})

it('leads nowhere without a row or a place', () => {
  expect(recordOrigin('node:docs', { value: 'plain text' }, lab)).toBeUndefined()
  expect(recordOrigin('node:gone', row, lab)).toBeUndefined()
  expect(recordOrigin(undefined, row, lab)).toBeUndefined()
})
