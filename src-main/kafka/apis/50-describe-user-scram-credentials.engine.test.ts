import { expect, it } from 'vitest'
import { testBroker } from '../testing/broker'
import { WireClient } from '../testing/client'
import { describeUserScramCredentials as api } from './50-describe-user-scram-credentials'

it('knows no user, and says so of each one that is asked for', async () => {
  const test = await testBroker()
  const client = await WireClient.open(test.broker.port)
  expect(await client.send(api, 0, { users: null })).toMatchObject({ errorCode: 0, results: [] })
  expect(await client.send(api, 0, { users: [{ name: 'ana' }] })).toMatchObject({
    errorCode: 0,
    results: [{ user: 'ana', errorCode: 91, credentialInfos: [] }],
  })
  client.close()
  await test.end()
})
