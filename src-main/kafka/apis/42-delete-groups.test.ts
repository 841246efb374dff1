import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { joinAlone } from '../testing/group'
import { deleteGroups } from './42-delete-groups'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('knows a group whose offsets are all gone until it is deleted', async () => {
  const commit = { topic: 't', partition: 0, offset: 1, leaderEpoch: 0, metadata: '' }
  await broker.parts.groups.commit('bare', [commit], Date.now())
  await broker.parts.groups.forgetTopic('t')
  expect(broker.parts.groups.find('bare')?.state).toBe('Empty')
  const { results } = await broker.ask(deleteGroups, 0, { groupsNames: ['bare'] })
  expect(results).toEqual([{ groupId: 'bare', errorCode: 0 }])
  expect(broker.parts.groups.find('bare')).toBeUndefined()
})

it('deletes groups without members, with their offsets, in each version', async () => {
  await joinAlone(broker, 'busy')
  const commit = { topic: 't', partition: 0, offset: 1, leaderEpoch: 0, metadata: '' }
  const answers = await broker.askEach(deleteGroups, async () => {
    await broker.parts.groups.commit('idle', [commit], Date.now())
    return { groupsNames: ['idle', 'busy', 'nobody'] }
  })
  for (const { answer } of answers)
    expect(answer.results).toEqual([
      { groupId: 'idle', errorCode: 0 },
      { groupId: 'busy', errorCode: 68 },
      { groupId: 'nobody', errorCode: 69 },
    ])
  expect(broker.parts.groups.committed('idle', 't', 0)).toBeUndefined()
})
