import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { listOffsets } from './02-list-offsets'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
  await broker.topic('t')
  const at = (timestamp: number) => ({ value: Buffer.from('x'), timestamp })
  await broker.put('t', [at(100), at(300), at(200)])
})
afterAll(() => broker.end())

const request = (
  timestamp: number,
  change: { partitionIndex?: number; currentLeaderEpoch?: number } = {},
) => ({
  replicaId: -1,
  topics: [{ name: 't', partitions: [{ partitionIndex: 0, timestamp, ...change }] }],
})
const find = async (...args: Parameters<typeof request>) =>
  (await broker.ask(listOffsets, 7, request(...args))).topics[0]!.partitions[0]!

describe('ListOffsets', () => {
  it('gives the end and the start in each version', async () => {
    for (const [timestamp, offset] of [
      [-1, 3],
      [-2, 0],
    ] as const)
      for (const { version, answer } of await broker.askEach(listOffsets, request(timestamp)))
        expect(answer.topics[0]!.partitions[0]).toMatchObject(
          version === 0 ? { oldStyleOffsets: [offset] } : { offset, errorCode: 0 },
        )
  })

  it('gives no end of a partition that cannot be read', async () => {
    await broker.topic('unreadable')
    broker.log('unreadable').refuse(new Error('EIO'))
    const topics = [{ name: 'unreadable', partitions: [{ partitionIndex: 0, timestamp: -1 }] }]
    const answer = await broker.ask(listOffsets, 7, { replicaId: -1, topics })
    expect(answer.topics[0]!.partitions[0]).toMatchObject({ errorCode: 56 })
  })

  it('gives the first record at or after a time', async () => {
    expect(await find(100)).toMatchObject({ offset: 0, timestamp: 100 })
    expect(await find(101)).toMatchObject({ offset: 1, timestamp: 300 })
    expect(await find(301)).toMatchObject({ offset: -1, timestamp: -1, errorCode: 0 })
  })

  it('gives the record with the largest time', async () => {
    expect(await find(-3)).toMatchObject({ offset: 1, timestamp: 300 })
  })

  it('refuses unknown partitions, epochs and special times', async () => {
    expect(await find(-1, { partitionIndex: 1 })).toMatchObject({ errorCode: 3 })
    expect(await find(-1, { currentLeaderEpoch: 1 })).toMatchObject({ errorCode: 75 })
    expect(await find(-4)).toMatchObject({ errorCode: 35 })
  })
})
