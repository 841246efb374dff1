import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { electLeaders } from './43-elect-leaders'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('has elected already, in each version', async () => {
  await broker.topic('t')
  const request = { topicPartitions: [{ topic: 't', partitions: [0, 1] }] }
  for (const { answer } of await broker.askEach(electLeaders, request))
    expect(answer.replicaElectionResults[0]!.partitionResult).toMatchObject([
      { errorCode: 84 },
      { errorCode: 3 },
    ])
  const all = await broker.ask(electLeaders, 2, { topicPartitions: null })
  expect(all).toMatchObject({ errorCode: 0, replicaElectionResults: [] })
})
