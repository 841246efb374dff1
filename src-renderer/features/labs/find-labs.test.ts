// The search of the start page.
import { expect, it } from 'vitest'
import type { LabSummary } from '@shared/contract'
import { findLabs, narrowLabs, NOT_NARROWED } from './find-labs'

const lab = (id: string, more: Partial<LabSummary>): LabSummary => ({
  id,
  title: id,
  origin: 'gallery',
  path: id,
  nodes: [],
  edges: [],
  uses: [],
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

it('finds a lab by what its nodes set, and by the locale of its data', () => {
  const some = [lab('a', { uses: ['watermark', 'window'] }), lab('b', { locale: 'pt_BR' })]
  expect(findLabs(some, 'water').map(({ id }) => id)).toEqual(['a'])
  expect(findLabs(some, 'pt_br').map(({ id }) => id)).toEqual(['b'])
})

it('narrows labs to a matter and to the language of their data', () => {
  const some = [
    lab('a', { uses: ['window'] }),
    lab('b', { uses: ['window', 'on'], locale: 'es' }),
    lab('c', { locale: 'pt_BR' }),
  ]
  const narrowed = (narrowing: object) =>
    narrowLabs(some, { ...NOT_NARROWED, ...narrowing }).map(({ id }) => id)
  expect(narrowed({})).toEqual(['a', 'b', 'c'])
  expect(narrowed({ about: 'windows' })).toEqual(['a', 'b'])
  expect(narrowed({ about: 'windows', language: 'en' })).toEqual(['a'])
  expect(narrowed({ language: 'pt' })).toEqual(['c'])
  expect(narrowed({ about: 'joins', language: 'pt' })).toEqual([])
})
