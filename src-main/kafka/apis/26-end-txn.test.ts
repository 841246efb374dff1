import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { endTxn } from './26-end-txn'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('commits and aborts in each version', async () => {
  await broker.topic('t')
  const { transactions } = broker.parts
  for (const committed of [true, false])
    for (const { answer } of await broker.askEach(endTxn, async () => {
      const { producerId, epoch } = await transactions.initProducer('tx', 1000, undefined)
      await transactions.addPartitions('tx', { producerId, epoch }, [['t', 0]])
      return { transactionalId: 'tx', producerId, producerEpoch: epoch, committed }
    })) {
      expect(answer.errorCode).toBe(0)
      expect(transactions.find('tx')?.state).toBe(committed ? 'CompleteCommit' : 'CompleteAbort')
    }
})

it('refuses to commit what was not begun, and producers that it does not know', async () => {
  const { producerId, epoch: producerEpoch } = await broker.parts.transactions.initProducer(
    'e',
    1000,
    undefined,
  )
  const codes = async (change: object = {}) => {
    const request = { transactionalId: 'e', producerId, producerEpoch, committed: true, ...change }
    return (await broker.askEach(endTxn, request)).map(({ answer }) => answer.errorCode)
  }
  expect(await codes()).toEqual([48, 48, 48, 48])
  expect(await codes({ transactionalId: 'other' })).toEqual([49, 49, 49, 49])
  expect(await codes({ producerEpoch: 9 })).toEqual([47, 47, 90, 90])
})
