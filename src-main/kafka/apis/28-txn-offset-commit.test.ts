import { afterAll, beforeAll, expect, it } from 'vitest'
import { InProcess } from '../testing/in-process'
import { deleteTopics } from './20-delete-topics'
import { txnOffsetCommit } from './28-txn-offset-commit'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
})
afterAll(() => broker.end())

it('keeps offsets back until the transaction commits, in each version', async () => {
  await broker.topic('t')
  const { transactions, groups } = broker.parts
  const { producerId, epoch } = await transactions.initProducer('tx', 1000, undefined)
  const partition = { partitionIndex: 0, committedOffset: 5, committedMetadata: 'x' }
  const codes = async (partitions: object = {}, change: object = {}) => {
    const topics = [{ name: 't', partitions: [{ ...partition, ...partitions }] }]
    const request = {
      transactionalId: 'tx',
      groupId: 'g',
      producerId,
      producerEpoch: epoch,
      topics,
      ...change,
    }
    return (await broker.askEach(txnOffsetCommit, request)).map(
      ({ answer }) => answer.topics[0]!.partitions[0]!.errorCode,
    )
  }
  const each = (code: number) => [code, code, code, code]
  expect(await codes()).toEqual(each(48))
  // A group that is not there has no generation.
  const member = { memberId: 'm', generationId: 1 }
  expect(await codes({}, { ...member, groupId: 'nobody' })).toEqual([48, 48, 48, 22])
  await transactions.addOffsets('tx', { producerId, epoch }, 'g')
  expect(await codes()).toEqual(each(0))
  expect(groups.committed('g', 't', 0)).toBeUndefined()
  expect(await codes({ partitionIndex: 1 })).toEqual(each(3))
  expect(await codes({ committedMetadata: 'x'.repeat(4097) })).toEqual(each(12))
  expect(await codes({}, { groupId: '' })).toEqual(each(24))
  // No version of this API knows PRODUCER_FENCED.
  expect(await codes({}, { producerEpoch: 9 })).toEqual(each(47))
  // A group has been there since its first commit. As in Kafka, one that was added stands for all
  // in its partition of the offsets topic.
  expect(await codes({}, { ...member, groupId: 'other' })).toEqual([0, 0, 0, 25])
  expect(await codes({}, member)).toEqual([0, 0, 0, 25])
  expect(await codes({ partitionIndex: 1 }, { producerEpoch: 9 })).toEqual(each(3))
  await transactions.endTransaction('tx', { producerId, epoch }, true)
  for (const group of ['g', 'other'])
    expect(groups.committed(group, 't', 0)).toMatchObject({ offset: 5, metadata: 'x' })
})

it('does not keep offsets of a topic that is deleted before the transaction ends', async () => {
  const { transactions, groups } = broker.parts
  const { producerId, epoch } = await transactions.initProducer('gone', 1000, undefined)
  const producer = { producerId, epoch }
  await transactions.addOffsets('gone', producer, 'waits')
  for (const name of ['old', 'kept']) await broker.topic(name)
  await broker.ask(txnOffsetCommit, 2, {
    transactionalId: 'gone',
    groupId: 'waits',
    producerId,
    producerEpoch: epoch,
    topics: ['old', 'kept'].map(name => ({
      name,
      partitions: [{ partitionIndex: 0, committedOffset: 7, committedMetadata: '' }],
    })),
  })
  await broker.ask(deleteTopics, 1, { topicNames: ['old'], timeoutMs: 1000 })
  expect(groups.isUncertain('waits', 'old', 0)).toBe(false)
  expect(groups.isUncertain('waits', 'kept', 0)).toBe(true)
  await broker.topic('old')
  await transactions.endTransaction('gone', producer, true)
  expect(groups.committed('waits', 'old', 0)).toBeUndefined()
  expect(groups.committed('waits', 'kept', 0)).toMatchObject({ offset: 7 })
})
