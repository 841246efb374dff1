import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { join } from '../testing/group'
import { syncGroup } from './14-sync-group'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('gives the leader its own assignment in each version', async () => {
  const answers = await broker.askEach(syncGroup, async version => {
    const groupId = `g${version}`
    const { memberId, generationId } = await join(broker, groupId)
    return {
      groupId,
      memberId,
      generationId,
      assignments: [{ memberId, assignment: Buffer.from('all') }],
    }
  })
  for (const { answer } of answers)
    expect([answer.errorCode, answer.assignment.toString()]).toEqual([0, 'all'])
})

it('says what is wrong in each version', async () => {
  const { memberId, generationId } = await join(broker, 'g')
  const codes = async (change: object) => {
    const request = { groupId: 'g', memberId, generationId, assignments: [], ...change }
    return new Set((await broker.askEach(syncGroup, request)).map(({ answer }) => answer.errorCode))
  }
  expect(await codes({ groupId: 'other' })).toEqual(new Set([25]))
  expect(await codes({ memberId: 'other' })).toEqual(new Set([25]))
  expect(await codes({ generationId: 9 })).toEqual(new Set([22]))
  const other = { groupId: 'g', memberId, generationId, assignments: [], protocolName: 'other' }
  expect(await broker.ask(syncGroup, 5, other)).toMatchObject({ errorCode: 23 })
})
