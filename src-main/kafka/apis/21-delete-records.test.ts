import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { values } from '../testing/partition'
import { deleteRecords } from './21-delete-records'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

const request = (name: string, offset: number, partitionIndex = 0) => ({
  topics: [{ name, partitions: [{ partitionIndex, offset }] }],
  timeoutMs: 1000,
})

it('moves the start in each version, and -1 means the end', async () => {
  await broker.topic('t')
  await broker.put('t', values('a', 'b', 'c', 'd', 'e'))
  for (const { version, answer } of await broker.askEach(deleteRecords, v => request('t', v + 1)))
    expect(answer.topics[0]!.partitions[0]).toMatchObject({
      lowWatermark: version + 1,
      errorCode: 0,
    })
  const { topics } = await broker.ask(deleteRecords, 2, request('t', -1))
  expect(topics[0]!.partitions[0]).toMatchObject({ lowWatermark: 5 })
  expect(broker.log('t').logStart).toBe(5)
})

it('refuses unknown partitions, offsets behind the end and compacted topics', async () => {
  await broker.topic('c', 1, { 'cleanup.policy': 'compact' })
  const codeOf = async (...args: Parameters<typeof request>) =>
    (await broker.ask(deleteRecords, 2, request(...args))).topics[0]!.partitions[0]!.errorCode
  expect(await codeOf('other', 0)).toBe(3)
  expect(await codeOf('t', 6)).toBe(1)
  expect(await codeOf('c', 0)).toBe(44)
})
