// The search of the start page.
import { expect, it } from 'vitest'
import type { LabSummary } from '@shared/contract'
import { findLabs } from './find-labs'

const lab = (id: string, more: Partial<LabSummary>): LabSummary => ({
  id,
  title: id,
  origin: 'gallery',
  path: id,
  nodes: [],
  edges: [],
  ...more,
})
const labs = [
  lab('late', { summary: 'Orders that come late' }),
  lab('r4', { title: { en: 'Shop', es: 'Comercio electrónico' } }),
  lab('orders', { nodes: [{ id: 'stock', type: 'aggregate', kind: 'step' }] }),
  lab('orders', {}),
]
const found = (wanted: string) => findLabs(labs, wanted).map(({ id }) => id)

it('looks in names first, then in summaries and nodes, in every language', () => {
  expect(found('orders')).toEqual(['orders', 'late'])
  expect(found('electronico')).toEqual(['r4'])
  expect(found('stock')).toEqual(['orders'])
  expect(found('late orders')).toEqual(['late'])
  expect(found('nothing')).toEqual([])
})
