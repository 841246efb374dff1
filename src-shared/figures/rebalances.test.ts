import { expect, it } from 'vitest'
import type { GroupChange } from '../contract'
import { ownershipOf, rebalancesOf } from './rebalances'

const member = (id: string, ...partitions: number[]) => ({
  ...{ id, clientId: id, host: '/h' },
  assignment: [{ topic: 't', partitions }],
})
const because = (what: 'joined' | 'left' | 'late', clientId: string) => ({
  because: { what, clientId },
})
const CHANGES: readonly GroupChange[] = [
  { at: 10, state: 'rebalancing', generation: 0, owners: [], ...because('joined', 'a') },
  { at: 20, state: 'stable', generation: 1, owners: [member('a', 0, 1)] },
  { at: 50, state: 'rebalancing', generation: 1, owners: [], ...because('joined', 'b') },
  { at: 55, state: 'rebalancing', generation: 1, owners: [], ...because('late', 'c') },
  { at: 60, state: 'stable', generation: 2, owners: [member('a', 0), member('b', 1)] },
  { at: 90, state: 'empty', generation: 3, owners: [], ...because('left', 'a') },
]

it('tells what began each rebalance, how long it took, and how it ended', () => {
  const found = rebalancesOf(CHANGES)
  expect(found.map(({ at, ms, generation, end }) => [at, ms, generation, end])).toEqual([
    [10, 10, 1, 'stable'],
    [50, 10, 2, 'stable'],
    [90, undefined, 3, 'empty'],
  ])
  expect(found[1]?.causes.map(({ what, clientId }) => `${what} ${clientId}`)).toEqual([
    'joined b',
    'late c',
  ])
  expect(rebalancesOf(CHANGES.slice(0, 3)).at(-1)).toMatchObject({ at: 50, end: 'running' })
})

it('names a reset between two rebalances, which is none', () => {
  const moved = [{ topic: 't', partition: 0, offset: 5 }]
  const reset = { because: { what: 'reset' as const, clientId: 'admin', moved } }
  const found = rebalancesOf([
    ...CHANGES,
    { at: 95, state: 'empty', generation: 3, owners: [], ...reset },
    { at: 98, state: 'rebalancing', generation: 3, owners: [], ...because('joined', 'a') },
    { at: 99, state: 'stable', generation: 4, owners: [member('a', 0, 1)] },
  ])
  expect(found.slice(-2)).toMatchObject([
    { at: 95, end: 'empty', causes: [{ what: 'reset', clientId: 'admin', moved }] },
    { at: 98, ms: 1, generation: 4, causes: [{ what: 'joined' }] },
  ])
})

it('draws each partition with its owners, and rebalances between them', () => {
  const told = ownershipOf(CHANGES, 100).map(({ partition, spans }) => [
    partition,
    spans.map(({ from, to, owner }) => `${from}-${to} ${owner ?? ''}`.trim()),
  ])
  expect(told).toEqual([
    [0, ['10-20', '20-50 a', '50-60', '60-90 a']],
    [1, ['10-20', '20-50 a', '50-60', '60-90 b']],
  ])
  expect(ownershipOf([], 100)).toEqual([])
})
