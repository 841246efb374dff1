import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { TRANSACTIONAL } from '../log/batch'
import { values } from '../testing/partition'
import { describeProducers } from './61-describe-producers'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('lists the producers of a partition and their open transactions', async () => {
  await broker.topic('t')
  await broker.put('t', values('a', 'b'), { producerId: 3, producerEpoch: 1, baseSequence: 0 })
  await broker.put('t', values('c'), {
    producerId: 4,
    producerEpoch: 0,
    baseSequence: 0,
    attributes: TRANSACTIONAL,
  })
  const request = { topics: [{ name: 't', partitionIndexes: [0, 1] }] }
  for (const { answer } of await broker.askEach(describeProducers, request)) {
    const [known, unknown] = answer.topics[0]!.partitions
    expect(known!.activeProducers).toMatchObject([
      { producerId: 3, producerEpoch: 1, lastSequence: 1, currentTxnStartOffset: -1 },
      { producerId: 4, producerEpoch: 0, lastSequence: 0, currentTxnStartOffset: 2 },
    ])
    expect(unknown).toMatchObject({ errorCode: 3, activeProducers: [] })
  }
})
