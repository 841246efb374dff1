import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { join, joinAlone } from '../testing/group'
import { describeGroups } from './15-describe-groups'

const EMPTY = Buffer.alloc(0)

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('shows what members have until they get something else', async () => {
  const { memberId } = await joinAlone(broker, 'again')
  const assigned = async () => {
    const { groups } = await broker.ask(describeGroups, 3, { groups: ['again'] })
    return [groups[0]!.groupState, groups[0]!.members[0]!.memberAssignment.toString()]
  }
  await join(broker, 'again', { memberId })
  expect(await assigned()).toEqual(['CompletingRebalance', 'all'])
  await join(broker, 'again', { memberId, protocols: [{ name: 'range', metadata: EMPTY }] })
  expect(await assigned()).toEqual(['CompletingRebalance', ''])
})

it('describes state, members and assignments in each version', async () => {
  const { memberId } = await joinAlone(broker, 'stable')
  await join(broker, 'assigning')
  const request = { groups: ['stable', 'assigning', 'nobody'] }
  for (const { answer } of await broker.askEach(describeGroups, request)) {
    expect(answer.groups).toMatchObject([
      { groupState: 'Stable', protocolType: 'consumer', protocolData: 'range' },
      { groupState: 'CompletingRebalance', protocolData: '' },
      { errorCode: 0, groupState: 'Dead', members: [] },
    ])
    expect(answer.groups[0]!.members).toMatchObject([{ memberId, clientId: 'in-process' }])
    expect(answer.groups[0]!.members[0]!.memberAssignment.toString()).toBe('all')
  }
})
