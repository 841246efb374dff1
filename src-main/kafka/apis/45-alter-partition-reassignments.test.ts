import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { alterPartitionReassignments } from './45-alter-partition-reassignments'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('leaves partitions where they are, and refuses other places', async () => {
  await broker.topic('t')
  const codes = async (replicas: number[] | null, partitionIndex = 0) => {
    const request = { topics: [{ name: 't', partitions: [{ partitionIndex, replicas }] }] }
    const answers = await broker.askEach(alterPartitionReassignments, request)
    return answers.map(({ answer }) => answer.responses[0]!.partitions[0]!.errorCode)
  }
  expect(await codes([1])).toEqual([0])
  expect(await codes([2])).toEqual([39])
  expect(await codes([1, 2])).toEqual([39])
  expect(await codes(null)).toEqual([85])
  expect(await codes([1], 1)).toEqual([3])
})
