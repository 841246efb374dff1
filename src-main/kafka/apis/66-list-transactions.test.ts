import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { listTransactions } from './66-list-transactions'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('lists transactions by state and producer, and names states that it does not know', async () => {
  const { transactions } = broker.parts
  const one = await transactions.initProducer('one', 1000, undefined)
  const two = await transactions.initProducer('two', 1000, undefined)
  await transactions.addOffsets('two', two, 'g')
  const ids = async (stateFilters: string[], producerIdFilters: number[] = []) =>
    (
      await broker.ask(listTransactions, 0, { stateFilters, producerIdFilters })
    ).transactionStates.map(({ transactionalId }) => transactionalId)
  expect(await ids([])).toEqual(['one', 'two'])
  expect(await ids(['Ongoing'])).toEqual(['two'])
  expect(await ids([], [one.producerId])).toEqual(['one'])
  const odd = await broker.ask(listTransactions, 0, {
    stateFilters: ['Odd'],
    producerIdFilters: [],
  })
  expect(odd).toMatchObject({ unknownStateFilters: ['Odd'], transactionStates: [] })
})
