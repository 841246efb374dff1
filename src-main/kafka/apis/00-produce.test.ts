import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TRANSACTIONAL } from '../log/batch'
import { CodecType } from '@main/platform'
import { batchOf, type NewRecord } from '../log/records'
import { InProcess } from '../testing/in-process'
import { oldMessage } from '../testing/old-message'
import { packedBatch, readAll } from '../testing/partition'
import { produce } from './00-produce'

let broker: InProcess
beforeAll(async () => {
  broker = await InProcess.open()
  await broker.topic('plain', 2)
  await broker.topic('small', 1, { 'max.message.bytes': '100' })
  await broker.topic('compacted', 1, { 'cleanup.policy': 'compact' })
  await broker.topic('append-time', 1, { 'message.timestamp.type': 'LogAppendTime' })
})
afterAll(() => broker.end())

const hello: NewRecord[] = [{ value: Buffer.from('hello'), timestamp: 1000 }]
const request = (
  name: string,
  records: Buffer | null,
  change: { acks?: number; index?: number } = {},
) => ({
  acks: change.acks ?? -1,
  timeoutMs: 1000,
  topicData: [{ name, partitionData: [{ index: change.index ?? 0, records }] }],
})
const write = async (...args: Parameters<typeof request>) =>
  (await broker.ask(produce, 9, request(...args))).responses[0]!.partitionResponses[0]!

describe('Produce', () => {
  it('appends in each version, from version 3 on in the format of today', async () => {
    const answers = await broker.askEach(produce, version =>
      request('plain', version < 3 ? oldMessage(1, Buffer.from('hello')) : batchOf(hello)),
    )
    const offsets = answers.map(({ answer }) => answer.responses[0]!.partitionResponses[0])
    expect(offsets).toMatchObject(answers.map((_, i) => ({ errorCode: 0, baseOffset: i })))
    expect(await readAll(broker.log('plain'), 0)).toEqual(answers.map((_, i) => `${i}:hello`))
  })

  it('gives no answer to acks=0, also when it refuses, and takes no other numbers of acks', async () => {
    expect(
      await broker.askOrNothing(produce, 9, request('plain', batchOf(hello), { acks: 0 })),
    ).toBeUndefined()
    expect(
      await broker.askOrNothing(produce, 9, request('plain', null, { acks: 0 })),
    ).toBeUndefined()
    expect(await write('plain', batchOf(hello), { acks: 2 })).toMatchObject({ errorCode: 21 })
  })

  it('creates neither a topic nor a partition that is not there', async () => {
    expect(await write('new', batchOf(hello))).toMatchObject({ errorCode: 3, baseOffset: -1 })
    expect(broker.parts.topics.get('new')).toBeUndefined()
    expect(await write('plain', batchOf(hello), { index: 2 })).toMatchObject({ errorCode: 3 })
    expect(await write('no good', batchOf(hello))).toMatchObject({ errorCode: 3 })
  })

  it.each([
    ['no records', 2, 'plain', null],
    ['half a header', 2, 'plain', batchOf(hello).subarray(0, 30)],
    [
      'a wrong checksum',
      2,
      'plain',
      Buffer.concat([batchOf(hello).subarray(0, -1), Buffer.from([9])]),
    ],
    ['an old format', 87, 'plain', oldMessage(1, Buffer.alloc(100))],
    ['an unknown compression', 76, 'plain', batchOf(hello, { attributes: 5 })],
    ['a control batch', 87, 'plain', batchOf(hello, { attributes: 0x20 })],
    ['a batch that is too large', 10, 'small', batchOf([{ value: Buffer.alloc(100) }])],
    ['a record without key in a compacted topic', 87, 'compacted', batchOf(hello)],
    [
      'a transaction that nobody began',
      49,
      'plain',
      batchOf(hello, {
        producerId: 7,
        producerEpoch: 0,
        baseSequence: 0,
        attributes: TRANSACTIONAL,
      }),
    ],
  ])('refuses %s', async (_, errorCode, topic, records) => {
    expect(await write(topic, records)).toMatchObject({ errorCode, baseOffset: -1 })
  })

  it.each(Object.entries(CodecType))('checks keys in batches of %s', async (_, attributes) => {
    const keyed = { key: Buffer.from('k'), value: Buffer.from('v') }
    const good = packedBatch([keyed, keyed], { attributes })
    expect(await write('compacted', good)).toMatchObject({ errorCode: 0 })
    const bad = packedBatch([keyed, { value: Buffer.from('v') }], { attributes })
    expect(await write('compacted', bad)).toMatchObject({ errorCode: 87 })
  })

  it('names the records that made it refuse a batch', async () => {
    const keyed = { key: Buffer.from('k'), value: Buffer.from('v') }
    const refused = await write('compacted', batchOf([keyed, hello[0]!, keyed, hello[0]!]))
    expect(refused).toMatchObject({ errorCode: 87, baseOffset: -1 })
    expect(refused.recordErrors.map(({ batchIndex }) => batchIndex)).toEqual([1, 3])
  })

  it('refuses times outside of the limits of a topic, by record', async () => {
    await broker.topic('timely', 1, {
      'message.timestamp.before.max.ms': '10000',
      'message.timestamp.after.max.ms': '5000',
    })
    const at = (ms: number) => ({ value: Buffer.from('v'), timestamp: Date.now() + ms })
    expect(await write('timely', batchOf([at(0), at(4000), at(-9000)]))).toMatchObject({
      errorCode: 0,
    })
    const refused = await write('timely', batchOf([at(0), at(7000), at(-11_000)]))
    expect(refused.errorCode).toBe(32)
    expect(refused.recordErrors.map(({ batchIndex }) => batchIndex)).toEqual([1, 2])
  })

  it('takes a repeated batch once, and a gap in its sequence never', async () => {
    const batch = (baseSequence: number, producerEpoch = 1) =>
      batchOf(hello, { producerId: 5, producerEpoch, baseSequence })
    const first = await write('plain', batch(0), { index: 1 })
    expect(await write('plain', batch(0), { index: 1 })).toEqual(first)
    expect(await write('plain', batch(2), { index: 1 })).toMatchObject({ errorCode: 45 })
    expect(await write('plain', batch(1, 0), { index: 1 })).toMatchObject({ errorCode: 47 })
  })

  it('says what is wrong with a transaction before what is wrong with the rest', async () => {
    const { transactions } = broker.parts
    const producer = await transactions.initProducer('first', 60_000, undefined)
    const { producerId, epoch: producerEpoch } = producer
    const batch = (baseSequence: number, attributes = TRANSACTIONAL) =>
      batchOf(hello, { producerId, producerEpoch, baseSequence, attributes })
    expect(await write('compacted', batch(0))).toMatchObject({ errorCode: 48, recordErrors: [] })
    expect(await write('plain', batch(0), { acks: 2 })).toMatchObject({ errorCode: 48 })
    expect(await write('nowhere', batch(0), { acks: 2 })).toMatchObject({ errorCode: 3 })
  })

  it('lets nothing of a producer in before the batch that it refused first', async () => {
    const { transactions } = broker.parts
    const producer = await transactions.initProducer('order', 60_000, undefined)
    const { producerId, epoch: producerEpoch } = producer
    const batch = (baseSequence: number, attributes = TRANSACTIONAL) =>
      batchOf(hello, { producerId, producerEpoch, baseSequence, attributes })
    expect(await write('plain', batch(3))).toMatchObject({ errorCode: 48 })
    expect(await write('plain', batch(4, 0))).toMatchObject({ errorCode: 45 })
    await transactions.addPartitions('order', producer, [['plain', 0]])
    expect(await write('plain', batch(4))).toMatchObject({ errorCode: 45 })
    expect(await write('plain', batch(3))).toMatchObject({ errorCode: 0 })
    expect(await write('plain', batch(4))).toMatchObject({ errorCode: 0 })
  })

  it("stamps records with the broker's time where the topic asks for it", async () => {
    const before = Date.now()
    const { logAppendTimeMs } = await write('append-time', batchOf(hello))
    expect(logAppendTimeMs).toBeGreaterThanOrEqual(before)
    expect(await write('plain', batchOf(hello))).toMatchObject({ logAppendTimeMs: -1 })
  })
})
