import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InProcess, PORT } from '../testing/in-process'
import { metadata } from './03-metadata'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
  await broker.topic('t', 2)
})
afterAll(() => broker.end())

describe('Metadata', () => {
  it('describes brokers and all topics in each version', async () => {
    const answers = await broker.askEach(metadata, version => ({
      topics: version === 0 ? [] : null,
    }))
    for (const { answer } of answers) {
      expect(answer.brokers).toMatchObject([{ nodeId: 1, host: '127.0.0.1', port: PORT }])
      expect(answer.topics.map(({ name, partitions }) => [name, partitions.length])).toEqual([
        ['t', 2],
      ])
      expect(answer.topics[0]!.partitions[1]).toMatchObject({ leaderId: 1, isrNodes: [1] })
    }
  })

  it('names no topics when none are asked for', async () => {
    expect((await broker.ask(metadata, 9, { topics: [] })).topics).toEqual([])
  })

  it('makes a topic only when the client allows it and its name is good', async () => {
    const ask = async (name: string, allowAutoTopicCreation: boolean) =>
      (await broker.ask(metadata, 9, { topics: [{ name }], allowAutoTopicCreation })).topics[0]
    expect(await ask('made', false)).toMatchObject({ errorCode: 3, name: 'made' })
    expect(await ask('made', true)).toMatchObject({ errorCode: 0, name: 'made' })
    expect(await ask('no good', true)).toMatchObject({ errorCode: 17 })
  })

  it('knows topics by id', async () => {
    const { id } = broker.parts.topics.get('t')!
    const ask = async (topicId: string) =>
      (await broker.ask(metadata, 12, { topics: [{ topicId, name: null }] })).topics[0]
    expect(await ask(id)).toMatchObject({ errorCode: 0, name: 't', topicId: id })
    expect(await ask('1'.repeat(32))).toMatchObject({ errorCode: 100, name: null })
  })

  it('answers for as many names as a request may have', async () => {
    const topics = Array.from({ length: 19_000 }, (_, i) => ({ name: `unknown-${i}` }))
    const answer = await broker.ask(metadata, 9, { topics, allowAutoTopicCreation: false })
    expect(answer.topics).toHaveLength(19_000)
  })
})
