import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { offsetFetch } from './09-offset-fetch'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
  await broker.topic('t', 2)
  const commit = { topic: 't', partition: 0, offset: 7, leaderEpoch: 0, metadata: 'text' }
  await broker.parts.groups.commit('g', [commit], Date.now())
})
afterAll(() => broker.end())

const topics = [{ name: 't', partitionIndexes: [0, 1] }]
const known = { partitionIndex: 0, committedOffset: 7, metadata: 'text', errorCode: 0 }

describe('OffsetFetch', () => {
  it('gives what was committed, and -1 where nothing was, in each version', async () => {
    const request = { groupId: 'g', topics, groups: [{ groupId: 'g', topics }] }
    for (const { version, answer } of await broker.askEach(offsetFetch, request)) {
      const found = version < 8 ? answer.topics : answer.groups[0]!.topics
      expect(found[0]!.partitions).toMatchObject([
        known,
        { partitionIndex: 1, committedOffset: -1 },
      ])
    }
  })

  it('gives all that a group has when topics are null, and nothing of an unknown group', async () => {
    const ask = async (groupId: string) =>
      (await broker.ask(offsetFetch, 8, { groups: [{ groupId, topics: null }] })).groups[0]
    expect((await ask('g'))!.topics).toMatchObject([{ name: 't', partitions: [known] }])
    expect(await ask('other')).toMatchObject({ errorCode: 0, topics: [] })
  })

  it('holds back an offset that an open transaction may still commit', async () => {
    broker.parts.groups.markUncertain('g', 't', 0, 5)
    const ask = async (requireStable: boolean) =>
      (await broker.ask(offsetFetch, 7, { groupId: 'g', topics, requireStable })).topics[0]!
        .partitions[0]
    expect(await ask(true)).toMatchObject({ committedOffset: -1, errorCode: 88 })
    expect(await ask(false)).toMatchObject(known)
    broker.parts.groups.settleUncertain('g', 5)
    expect(await ask(true)).toMatchObject(known)
  })
})
