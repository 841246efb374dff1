import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { apis } from '.'
import { apiVersions } from './18-api-versions'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('lists what is served in each version', async () => {
  const request = { clientSoftwareName: 'test', clientSoftwareVersion: '1' }
  const served = apis.map(({ key, versions }) => ({
    apiKey: key,
    minVersion: versions[0],
    maxVersion: versions[1],
  }))
  for (const { answer } of await broker.askEach(apiVersions, request))
    expect(answer).toMatchObject({ errorCode: 0, apiKeys: served })
})
