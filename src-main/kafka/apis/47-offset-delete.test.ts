import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { join } from '../testing/group'
import { offsetDelete } from './47-offset-delete'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

const ask = (groupId: string, ...partitions: number[]) =>
  broker.ask(offsetDelete, 0, {
    groupId,
    topics: [{ name: 't', partitions: partitions.map(partitionIndex => ({ partitionIndex })) }],
  })

it('deletes offsets of topics that the group does not read', async () => {
  await broker.topic('t')
  const commit = { topic: 't', partition: 0, offset: 1, leaderEpoch: 0, metadata: '' }
  await broker.parts.groups.commit('idle', [commit], Date.now())
  const answer = await ask('idle', 0, 1)
  expect(answer.topics[0]!.partitions).toEqual([
    { partitionIndex: 0, errorCode: 0 },
    { partitionIndex: 1, errorCode: 3 },
  ])
  expect(broker.parts.groups.committed('idle', 't', 0)).toBeUndefined()
})

it('refuses unknown groups, groups of other kinds, and topics in use', async () => {
  expect(await ask('nobody', 0)).toMatchObject({ errorCode: 69 })
  await join(broker, 'connect', { protocolType: 'connect' })
  expect(await ask('connect', 0)).toMatchObject({ errorCode: 68 })
  // ConsumerProtocolSubscription: version 0, one topic, "t".
  const metadata = Buffer.from([0, 0, 0, 0, 0, 1, 0, 1, 0x74])
  await join(broker, 'reading', { protocols: [{ name: 'range', metadata }] })
  expect((await ask('reading', 0)).topics[0]!.partitions[0]).toMatchObject({ errorCode: 86 })
})
