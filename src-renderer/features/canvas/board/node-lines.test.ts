import { afterEach, describe, expect, it } from 'vitest'
import type { GraphStat } from '@shared/contract'
import type { LabFile, LabNode } from '@shared/lab'
import { setLanguage } from '@renderer/ui'
import { nodeCatalog, toyNode } from '@renderer/testing'
import { nodeLines } from './node-lines'

const lab: LabFile = {
  sluice: 1,
  id: 'x',
  title: 'x',
  seed: 12_345,
  nodes: {},
  records: { sale: { locale: 'pt_BR', fields: {} } },
}
const catalog = new Map([...nodeCatalog, toyNode].map(info => [info.type, info]))
const linesOf = (node: LabNode, more: Partial<GraphStat> = {}) =>
  nodeLines({
    node,
    info: catalog.get(node.type),
    lab,
    stat: { key: 'node:x', ratePerSecond: 0, total: 9, errors: 0, ...more },
  })

afterEach(() => setLanguage('en'))

describe('the lines of a node', () => {
  it('say what a table without a key was given twice', () => {
    const log = { type: 'sql', with: { connection: 'tables', table: 'order_log', key: [] } }
    expect(linesOf(log, { figures: { written: 9, doubled: 0 } })).toEqual(['order_log'])
    expect(linesOf(log, { figures: { written: 9, doubled: 3 } })).toEqual([
      'order_log',
      '⚠ 3 doubled',
    ])
  })

  it('say what a source makes, at which rate, and what was confirmed last', () => {
    const source = { type: 'fake-data', with: { record: 'sale', rate: '1 / 10 s' } }
    expect(linesOf(source)).toEqual(['1 / 10 s', 'pt_BR, seed 12345'])
    expect(linesOf(source, { targetRate: 'max' })[0]).toBe('max')
    expect(linesOf(source, { targetRate: 20 })[0]).toMatch(/^20/)
    expect(linesOf(source, { figures: { lastDelivery: 'sales-0@41' } })[1]).toBe('✓ sales-0@41')
    expect(linesOf({ type: 'fake-data', with: {} })[0]).toBe('1/s')
    void setLanguage('pt-BR')
    expect(linesOf(source)[1]).toBe('pt_BR, semente 12345')
  })

  it('count partitions, fields and keys in words', () => {
    const topic = { type: 'topic', with: { topic: 'sales', partitions: 3 } }
    expect(linesOf(topic)).toEqual(['3 partitions, RF 1'])
    expect(linesOf({ ...topic, title: 'Sales' })).toEqual(['3 partitions, RF 1', 'sales'])
    expect(linesOf({ type: 'topic', with: {} })).toEqual(['1 partition, RF 1'])
    const parse = { type: 'parse', with: { format: 'json', fields: { id: 'string' } } }
    expect(linesOf(parse)).toEqual(['JSON, 1 field'])
    const total = {
      type: 'aggregate',
      with: { by: { shop: 'shop' }, compute: { n: 'count(*)' }, mode: 'update' },
    }
    expect(linesOf(total)).toEqual(['count(*)', 'shop, update'])
    expect(linesOf(total, { stateKeys: 8 })).toEqual(['count(*)', '8 keys, update'])
  })

  it('show the first settings of a node that does not say how it is summed up', () => {
    const filter = { type: 'filter', with: { where: 'n > 1' } }
    expect(linesOf(filter)).toEqual(['n > 1'])
    expect(linesOf({ type: 'unheard-of', with: { a: true, b: 2, c: ['x', 'y'] } })).toEqual([
      '2',
      'x, y',
    ])
  })

  it('are read out of the descriptor of a type that no screen knows', () => {
    expect(linesOf({ type: 'shout', with: { field: 'name' } })).toEqual(['NAME', '1 time'])
  })
})
