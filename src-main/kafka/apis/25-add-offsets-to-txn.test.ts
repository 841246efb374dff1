import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { addOffsetsToTxn } from './25-add-offsets-to-txn'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('adds a group in each version, and refuses producers that it does not know', async () => {
  const { producerId, epoch: producerEpoch } = await broker.parts.transactions.initProducer(
    'tx',
    1000,
    undefined,
  )
  const codes = async (change: object = {}) => {
    const request = { transactionalId: 'tx', producerId, producerEpoch, groupId: 'g', ...change }
    return (await broker.askEach(addOffsetsToTxn, request)).map(({ answer }) => answer.errorCode)
  }
  expect(await codes()).toEqual([0, 0, 0, 0])
  expect(broker.parts.transactions.find('tx')).toMatchObject({ state: 'Ongoing', groups: ['g'] })
  expect(await codes({ groupId: '' })).toEqual([24, 24, 24, 24])
  expect(await codes({ producerId: 77 })).toEqual([49, 49, 49, 49])
  expect(await codes({ producerEpoch: 9 })).toEqual([47, 47, 90, 90])
})
