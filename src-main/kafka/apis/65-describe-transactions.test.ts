import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { describeTransactions } from './65-describe-transactions'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('describes transactions, and says which it does not know', async () => {
  await broker.topic('t', 2)
  const { transactions } = broker.parts
  const { producerId, epoch } = await transactions.initProducer('tx', 1000, undefined)
  await transactions.addPartitions('tx', { producerId, epoch }, [
    ['t', 0],
    ['t', 1],
  ])
  for (const { answer } of await broker.askEach(describeTransactions, {
    transactionalIds: ['tx', 'other'],
  }))
    expect(answer.transactionStates).toMatchObject([
      {
        errorCode: 0,
        transactionState: 'Ongoing',
        producerId,
        topics: [{ topic: 't', partitions: [0, 1] }],
      },
      { errorCode: 105, transactionalId: 'other', topics: [] },
    ])
})
