import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { describeCluster } from './60-describe-cluster'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('describes the cluster in each version', async () => {
  for (const { answer } of await broker.askEach(describeCluster, {
    includeClusterAuthorizedOperations: false,
  }))
    expect(answer).toMatchObject({
      errorCode: 0,
      clusterId: broker.parts.clusterId,
      controllerId: 1,
      brokers: [{ brokerId: 1, host: '127.0.0.1', port: broker.parts.port() }],
    })
})
