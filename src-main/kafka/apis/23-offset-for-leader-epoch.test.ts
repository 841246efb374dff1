import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { values } from '../testing/partition'
import { offsetForLeaderEpoch } from './23-offset-for-leader-epoch'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('gives the end of the only epoch in each version, and nothing of others', async () => {
  await broker.topic('t')
  await broker.put('t', values('a', 'b'))
  const partitions = [
    { partition: 0, leaderEpoch: 0 },
    { partition: 0, leaderEpoch: 3 },
    { partition: 1, leaderEpoch: 0 },
  ]
  const request = { topics: [{ topic: 't', partitions }] }
  for (const { answer } of await broker.askEach(offsetForLeaderEpoch, request))
    expect(answer.topics[0]!.partitions).toMatchObject([
      { errorCode: 0, endOffset: 2 },
      { errorCode: 0, endOffset: -1 },
      { errorCode: 3, endOffset: -1 },
    ])
  const ahead = { partition: 0, leaderEpoch: 0, currentLeaderEpoch: 1 }
  const answer = await broker.ask(offsetForLeaderEpoch, 4, {
    topics: [{ topic: 't', partitions: [ahead] }],
  })
  expect(answer.topics[0]!.partitions[0]).toMatchObject({ errorCode: 75 })
})
