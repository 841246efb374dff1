import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { createPartitions } from './37-create-partitions'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
  await broker.topic('t')
})
afterAll(() => broker.end())

type Assignments = { brokerIds: number[] }[] | null
const request = (
  name: string,
  count: number,
  assignments: Assignments = null,
  validateOnly = false,
) => ({
  topics: [{ name, count, assignments }],
  timeoutMs: 1000,
  validateOnly,
})

it('adds partitions in each version', async () => {
  for (const { answer } of await broker.askEach(createPartitions, v => request('t', v + 2)))
    expect(answer.results).toMatchObject([{ name: 't', errorCode: 0 }])
  expect(broker.parts.topics.get('t')!.partitions).toHaveLength(5)
})

it.each<[string, number, Parameters<typeof request>]>([
  ['an unknown topic', 3, ['other', 2]],
  ['as many as there are', 37, ['t', 5]],
  ['fewer than there are', 37, ['t', 4]],
  ['more than allowed', 37, ['t', 1001]],
  ['too short a list of brokers', 39, ['t', 7, [{ brokerIds: [1] }]]],
  ['an unknown broker', 39, ['t', 6, [{ brokerIds: [2] }]]],
])('refuses %s', async (_, errorCode, args) => {
  expect((await broker.ask(createPartitions, 3, request(...args))).results).toMatchObject([
    { errorCode },
  ])
})

it('checks without adding, and refuses a topic that is named twice', async () => {
  const dry = await broker.ask(createPartitions, 3, request('t', 6, [{ brokerIds: [1] }], true))
  expect(dry.results).toMatchObject([{ errorCode: 0 }])
  expect(broker.parts.topics.get('t')!.partitions).toHaveLength(5)
  const { topics } = request('t', 6)
  const twice = await broker.ask(createPartitions, 3, {
    ...request('t', 6),
    topics: [...topics, ...topics],
  })
  expect(twice.results).toMatchObject([{ errorCode: 42 }, { errorCode: 42 }])
})
