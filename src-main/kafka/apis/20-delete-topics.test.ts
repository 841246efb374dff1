import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { deleteTopics } from './20-delete-topics'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('deletes by name in each version, and forgets the offsets of groups', async () => {
  const commit = { partition: 0, offset: 1, leaderEpoch: 0, metadata: '' }
  const answers = await broker.askEach(deleteTopics, async version => {
    const name = `v${version}`
    await broker.topic(name)
    await broker.parts.groups.commit('g', [{ topic: name, ...commit }], Date.now())
    return {
      topicNames: [name, 'other'],
      topics: [
        { name, topicId: '0'.repeat(32) },
        { name: 'other', topicId: '0'.repeat(32) },
      ],
      timeoutMs: 1000,
    }
  })
  for (const { version, answer } of answers)
    expect(answer.responses).toMatchObject([
      { name: `v${version}`, errorCode: 0 },
      { name: 'other', errorCode: 3 },
    ])
  expect(broker.parts.topics.count).toBe(0)
  expect([...broker.parts.groups.committedTopics('g')]).toEqual([])
})

it('deletes by id from version 6 on', async () => {
  const { id } = await broker.topic('by-id')
  const ask = async () =>
    (await broker.ask(deleteTopics, 6, { topics: [{ name: null, topicId: id }], timeoutMs: 1000 }))
      .responses[0]
  expect(await ask()).toMatchObject({ name: 'by-id', errorCode: 0 })
  expect(await ask()).toMatchObject({ name: null, errorCode: 100 })
})
