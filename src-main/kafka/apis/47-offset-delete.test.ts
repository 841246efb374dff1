import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { join, joinRequest } from '../testing/group'
import { joinGroup } from './11-join-group'
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

it('takes a group as empty that waits for a member to come back with its id', async () => {
  const answer = await broker.ask(joinGroup, 5, joinRequest('asked'))
  expect(answer.errorCode).toBe(79)
  expect(await ask('asked', 0)).toMatchObject({ errorCode: 0, topics: [{ name: 't' }] })
})

it('takes any topic as read by consumers that say it in an unknown way', async () => {
  await join(broker, 'odd', { protocols: [{ name: 'range', metadata: Buffer.from('m') }] })
  expect((await ask('odd', 0)).topics[0]!.partitions[0]).toMatchObject({ errorCode: 86 })
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
