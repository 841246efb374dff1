import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { describeAcls, NO_AUTHORISER } from './29-describe-acls'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('says in each version that there is no authoriser', async () => {
  const request = {
    resourceTypeFilter: 2,
    resourceNameFilter: null,
    principalFilter: null,
    hostFilter: null,
    operation: 1,
    permissionType: 1,
  }
  for (const { answer } of await broker.askEach(describeAcls, request))
    expect(answer).toMatchObject({ errorCode: 54, errorMessage: NO_AUTHORISER, resources: [] })
})
