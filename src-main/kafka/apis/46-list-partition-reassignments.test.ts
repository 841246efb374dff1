import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { listPartitionReassignments } from './46-list-partition-reassignments'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('has none to list', async () => {
  for (const { answer } of await broker.askEach(listPartitionReassignments, {}))
    expect(answer).toMatchObject({ errorCode: 0, topics: [] })
})
