import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { initProducerId } from './22-init-producer-id'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

const init = (version: number, change: object = {}) =>
  broker.ask(initProducerId, version, {
    transactionalId: 'tx',
    transactionTimeoutMs: 1000,
    ...change,
  })

it('gives each idempotent producer an id of its own in each version', async () => {
  const request = { transactionalId: null, transactionTimeoutMs: 1000 }
  const answers = await broker.askEach(initProducerId, request)
  expect(answers.map(({ answer }) => answer.producerId)).toEqual([0, 1, 2, 3, 4])
  for (const { answer } of answers) expect(answer).toMatchObject({ errorCode: 0, producerEpoch: 0 })
})

it('gives a transactional producer the next epoch, which fences the one before', async () => {
  const first = await init(4)
  const second = await init(4)
  expect(second).toMatchObject({ producerId: first.producerId, producerEpoch: 1 })
  const { producerId, producerEpoch } = first
  expect(await init(4, { producerId, producerEpoch })).toMatchObject({ errorCode: 90 })
  // Version 3 does not know PRODUCER_FENCED.
  expect(await init(3, { producerId, producerEpoch })).toMatchObject({ errorCode: 47 })
})

it('refuses an empty id and timeouts out of range', async () => {
  expect(await init(4, { transactionalId: '' })).toMatchObject({ errorCode: 42, producerId: -1 })
  expect(await init(4, { transactionTimeoutMs: 0 })).toMatchObject({ errorCode: 50 })
  expect(await init(4, { transactionTimeoutMs: 900_001 })).toMatchObject({ errorCode: 50 })
})
