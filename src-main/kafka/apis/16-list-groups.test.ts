import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { joinAlone } from '../testing/group'
import { listGroups } from './16-list-groups'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('lists groups with members and groups with offsets, from version 4 on by state', async () => {
  await broker.topic('t')
  await joinAlone(broker, 'with-members')
  const commit = { topic: 't', partition: 0, offset: 1, leaderEpoch: 0, metadata: '' }
  await broker.parts.groups.commit('with-offsets', [commit], Date.now())
  for (const { answer } of await broker.askEach(listGroups, {}))
    expect(answer.groups.map(({ groupId }) => groupId)).toEqual(['with-members', 'with-offsets'])
  const { groups } = await broker.ask(listGroups, 4, { statesFilter: ['stable'] })
  expect(groups).toEqual([
    { groupId: 'with-members', protocolType: 'consumer', groupState: 'Stable' },
  ])
})
