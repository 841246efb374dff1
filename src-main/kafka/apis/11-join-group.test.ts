import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { joinRequest } from '../testing/group'
import { joinGroup } from './11-join-group'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('lets a member join in each version; from version 4 on it must know its id first', async () => {
  const answers = await broker.askEach(joinGroup, version => joinRequest(`g${version}`))
  for (const { version, answer } of answers)
    if (version < 4)
      expect(answer).toMatchObject({
        errorCode: 0,
        generationId: 1,
        protocolName: 'range',
        leader: answer.memberId,
        members: [{ memberId: answer.memberId }],
      })
    else expect(answer).toMatchObject({ errorCode: 79, generationId: -1, members: [] })
})

it.each([
  ['no group', 24, { groupId: '' }],
  ['too short a session', 26, { sessionTimeoutMs: 5999 }],
  ['too long a session', 26, { sessionTimeoutMs: 1_800_001 }],
  ['a member of a group that is not there', 25, { groupId: 'nobody', memberId: 'm' }],
  ['no protocols', 23, { protocols: [] }],
  ['no type of protocol', 23, { protocolType: '' }],
])('refuses %s in each version', async (_, errorCode, change) => {
  for (const { answer } of await broker.askEach(joinGroup, { ...joinRequest('bad'), ...change }))
    expect(answer).toMatchObject({ errorCode, generationId: -1 })
})
