import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { createAcls } from './30-create-acls'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('refuses each rule in each version', async () => {
  const one = {
    resourceType: 2,
    resourceName: 't',
    principal: 'User:a',
    host: '*',
    operation: 3,
    permissionType: 3,
  }
  for (const { answer } of await broker.askEach(createAcls, { creations: [one, one] }))
    expect(answer.results).toMatchObject([{ errorCode: 54 }, { errorCode: 54 }])
})
