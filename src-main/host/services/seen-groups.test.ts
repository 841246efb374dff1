import { expect, it } from 'vitest'
import type { GroupDetail } from '@shared/contract'
import { SeenGroups } from './seen-groups'

const group = (change: Partial<GroupDetail>): GroupDetail => ({
  ...{ id: 'g', state: 'Stable', members: 0, topics: [], lag: 0, lags: [], protocol: 'range' },
  ...{ memberList: [], offsets: [] },
  ...change,
})
const member = (id: string, ...partitions: number[]) => ({
  ...{ id, clientId: 'c', host: '/h' },
  assignment: [{ topic: 't', partitions }],
})

it('keeps a change of the state or of the owners, and nothing else', () => {
  let now = 0
  const seen = new SeenGroups(() => ++now)
  const see = (change: Partial<GroupDetail>) => seen.see('remote', group(change))
  see({ memberList: [member('a', 0, 1)] })
  see({ memberList: [member('a', 0, 1)], lag: 9 })
  see({ state: 'PreparingRebalance', memberList: [member('a', 0, 1)] })
  see({ memberList: [member('a', 0), member('b', 1)] })
  see({ memberList: [member('b', 1), member('a', 0)] })
  see({ state: 'Empty' })
  expect(seen.of('remote', 'g')).toEqual([
    { at: 1, state: 'stable', owners: [member('a', 0, 1)] },
    { at: 2, state: 'rebalancing', owners: [] },
    { at: 3, state: 'stable', owners: [member('a', 0), member('b', 1)] },
    { at: 4, state: 'empty', owners: [] },
  ])
  expect(seen.of('other', 'g')).toEqual([])
})

it('forgets the groups that nobody asked for lately', () => {
  const seen = new SeenGroups()
  for (let i = 0; i < 501; i++) seen.see('remote', group({ id: `g${i}`, state: 'Empty' }))
  expect(seen.of('remote', 'g0')).toEqual([])
  expect(seen.of('remote', 'g1')).toHaveLength(1)
})
