import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { joinAlone } from '../testing/group'
import { leaveGroup } from './13-leave-group'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('lets one member leave, and from version 3 on several, in each version', async () => {
  const answers = await broker.askEach(leaveGroup, async version => {
    const { memberId } = await joinAlone(broker, `g${version}`)
    return { groupId: `g${version}`, memberId, members: [{ memberId }, { memberId: 'other' }] }
  })
  for (const { version, answer } of answers) {
    expect(broker.parts.groups.find(`g${version}`)?.isUnused()).toBe(true)
    if (version < 3) expect(answer).toMatchObject({ errorCode: 0 })
    else
      expect(answer.members).toMatchObject([{ errorCode: 0 }, { memberId: 'other', errorCode: 25 }])
  }
})

it('does not know groups that are not there', async () => {
  const request = { groupId: 'nobody', memberId: 'm', members: [{ memberId: 'm' }] }
  for (const { version, answer } of await broker.askEach(leaveGroup, request))
    expect(answer).toMatchObject(
      version < 3 ? { errorCode: 25 } : { errorCode: 0, members: [{ errorCode: 25 }] },
    )
})
