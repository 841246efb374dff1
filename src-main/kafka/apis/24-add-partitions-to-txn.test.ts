import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { addPartitionsToTxn } from './24-add-partitions-to-txn'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('adds all partitions or none, in each version', async () => {
  await broker.topic('t', 2)
  const { producerId, epoch: producerEpoch } = await broker.parts.transactions.initProducer(
    'tx',
    1000,
    undefined,
  )
  const codes = async (partitions: number[], change: object = {}) => {
    const request = {
      transactionalId: 'tx',
      producerId,
      producerEpoch,
      topics: [{ name: 't', partitions }],
      ...change,
    }
    return (await broker.askEach(addPartitionsToTxn, request)).map(({ answer }) =>
      answer.results[0]!.results.map(({ errorCode }) => errorCode),
    )
  }
  const each = (...found: number[]) => [0, 1, 2, 3].map(() => found)
  expect(await codes([0, 2])).toEqual(each(55, 3))
  expect(broker.parts.transactions.find('tx')).toMatchObject({ state: 'Empty' })
  expect(await codes([0, 1])).toEqual(each(0, 0))
  expect(broker.parts.transactions.find('tx')).toMatchObject({
    state: 'Ongoing',
    partitions: [
      ['t', 0],
      ['t', 1],
    ],
  })
  expect(await codes([0], { transactionalId: 'other' })).toEqual(each(49))
  // PRODUCER_FENCED is known from version 2 on.
  expect(await codes([0], { producerEpoch: 9 })).toEqual([[47], [47], [90], [90]])
})
