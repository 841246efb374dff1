// The canvas as a tree for screen readers.
import { expect, it } from 'vitest'
import { edgesOf, type LabFile } from '@shared/lab'
import { outlineOf, type OutlineNode } from './outline'

const lines = (nodes: readonly OutlineNode[], depth = 0): string[] =>
  nodes.flatMap(({ node, children }) => [
    `${'  '.repeat(depth)}${node}`,
    ...lines(children, depth + 1),
  ])
const outline = (nodes: LabFile['nodes']) => {
  const lab: LabFile = { sluice: 1, id: 'shop', title: 'Shop', nodes }
  return outlineOf(lab, edgesOf(lab))
}

it('has each node under what it reads, whole once and named again', () => {
  const found = outline({
    orders: { type: 'fake-data' },
    topic: { type: 'topic', from: 'orders' },
    totals: { type: 'aggregate', from: 'topic' },
    both: { type: 'union', from: ['totals', 'topic'] },
    sink: { type: 'console', from: 'both' },
    alone: { type: 'replay' },
  })
  expect(lines(found)).toEqual([
    'orders',
    '  topic',
    '    totals',
    '      both',
    '        sink',
    '    both',
    'alone',
  ])
  const ids = lines(found)
  expect(new Set(ids).size).toBe(ids.length)
})

it('leaves out no node of a circle', () => {
  const found = outline({
    a: { type: 'filter', from: 'b' },
    b: { type: 'filter', from: 'a' },
  })
  expect(lines(found).map(line => line.trim())).toContain('b')
})
