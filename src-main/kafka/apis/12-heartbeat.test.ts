import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { joinAlone } from '../testing/group'
import { heartbeat } from './12-heartbeat'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('keeps a member, and says what is wrong with others, in each version', async () => {
  const { memberId, generationId } = await joinAlone(broker, 'g')
  const codes = async (change: object) =>
    new Set(
      (await broker.askEach(heartbeat, { groupId: 'g', memberId, generationId, ...change })).map(
        ({ answer }) => answer.errorCode,
      ),
    )
  expect(await codes({})).toEqual(new Set([0]))
  expect(await codes({ generationId: generationId + 1 })).toEqual(new Set([22]))
  expect(await codes({ memberId: 'other' })).toEqual(new Set([25]))
  expect(await codes({ groupId: 'other' })).toEqual(new Set([25]))
})
