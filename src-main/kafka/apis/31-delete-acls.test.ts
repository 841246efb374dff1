import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { deleteAcls } from './31-delete-acls'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('refuses each filter in each version', async () => {
  const one = {
    resourceTypeFilter: 2,
    resourceNameFilter: 't',
    principalFilter: null,
    hostFilter: null,
    operation: 3,
    permissionType: 3,
  }
  for (const { answer } of await broker.askEach(deleteAcls, { filters: [one] }))
    expect(answer.filterResults).toMatchObject([{ errorCode: 54, matchingAcls: [] }])
})
