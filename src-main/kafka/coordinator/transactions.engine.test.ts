// Transactions over the wire, in the versions that foreign clients send, and through restarts in
// the middle.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '@main/platform'
import { produce } from '../apis/00-produce'
import { listOffsets } from '../apis/02-list-offsets'
import { offsetFetch } from '../apis/09-offset-fetch'
import { createTopics } from '../apis/19-create-topics'
import { initProducerId } from '../apis/22-init-producer-id'
import { addPartitionsToTxn } from '../apis/24-add-partitions-to-txn'
import { addOffsetsToTxn } from '../apis/25-add-offsets-to-txn'
import { endTxn } from '../apis/26-end-txn'
import { txnOffsetCommit } from '../apis/28-txn-offset-commit'
import { startBroker, type Broker } from '../broker'
import { TRANSACTIONAL } from '../log/batch'
import { batchOf } from '../log/records'
import { testBroker, type TestBroker } from '../testing/broker'
import { WireClient } from '../testing/client'

let test: TestBroker
let client: WireClient
beforeEach(async () => {
  test = await testBroker()
  client = await WireClient.open(test.broker.port)
  const assignments = { assignments: [], configs: [], replicationFactor: 1 }
  await client.send(createTopics, 4, { topics: [{ name: 't', numPartitions: 2, ...assignments }] })
})
afterEach(async () => {
  client.close()
  await test.end()
})

const init = (transactionTimeoutMs = 60_000) =>
  client.send(initProducerId, 4, { transactionalId: 'tx', transactionTimeoutMs })
type Producer = Awaited<ReturnType<typeof init>>

const begin = async ({ producerId, producerEpoch }: Producer) => {
  const topics = [{ name: 't', partitions: [0] }]
  return (
    await client.send(addPartitionsToTxn, 3, {
      transactionalId: 'tx',
      producerId,
      producerEpoch,
      topics,
    })
  ).results[0]!.results[0]!.errorCode
}

const write = async ({ producerId, producerEpoch }: Producer, baseSequence: number) => {
  const records = batchOf([{ value: Buffer.from('x') }], {
    producerId,
    producerEpoch,
    baseSequence,
    attributes: TRANSACTIONAL,
  })
  const answer = await client.send(produce, 8, {
    transactionalId: 'tx',
    acks: -1,
    timeoutMs: 1000,
    topicData: [{ name: 't', partitionData: [{ index: 0, records }] }],
  })
  return answer.responses[0]!.partitionResponses[0]!.errorCode
}

const end = async ({ producerId, producerEpoch }: Producer, committed: boolean, version = 3) =>
  (
    await client.send(endTxn, version, {
      transactionalId: 'tx',
      producerId,
      producerEpoch,
      committed,
    })
  ).errorCode

async function latest(isolationLevel: number, by = client): Promise<number> {
  const topics = [{ name: 't', partitions: [{ partitionIndex: 0, timestamp: -1 }] }]
  return (await by.send(listOffsets, 5, { replicaId: -1, isolationLevel, topics })).topics[0]!
    .partitions[0]!.offset
}

describe('transactions', () => {
  it('commits once however often it is asked, and refuses the contrary', async () => {
    const producer = await init()
    expect(await write(producer, 0)).toBe(48)
    expect(await begin(producer)).toBe(0)
    expect(await write(producer, 0)).toBe(0)
    expect([await latest(0), await latest(1)]).toEqual([1, 0])
    expect([
      await end(producer, true),
      await end(producer, true),
      await end(producer, false),
    ]).toEqual([0, 0, 48])
    expect([await latest(0), await latest(1)]).toEqual([2, 2])
  })

  it('fences the one before, whose open transaction is aborted', async () => {
    const first = await init()
    await begin(first)
    await write(first, 0)
    const second = await init()
    expect(second.producerEpoch).toBeGreaterThan(first.producerEpoch)
    expect(await latest(1)).toBe(2)
    expect(await begin(first)).toBe(90)
    expect(await end(first, true)).toBe(90)
    expect(await end(first, true, 1)).toBe(47)
    expect(await write(first, 1)).toBe(47)
  })

  it('ends a transaction that is too slow', async () => {
    const producer = await init(30)
    await begin(producer)
    await write(producer, 0)
    while ((await latest(1)) < 2) await new Promise(resolve => setTimeout(resolve, 10))
    expect(await end(producer, true)).toBe(90)
  })

  it('checks the timeout that is asked for', async () => {
    expect((await init(10 ** 9)).errorCode).toBe(50)
    expect((await init(0)).errorCode).toBe(50)
  })

  it('makes offsets valid with the commit, and tells who asks for stable ones to wait', async () => {
    const producer = await init()
    const { producerId, producerEpoch } = producer
    await client.send(addOffsetsToTxn, 3, {
      transactionalId: 'tx',
      producerId,
      producerEpoch,
      groupId: 'g',
    })
    const topics = [
      {
        name: 't',
        partitions: [{ partitionIndex: 0, committedOffset: 9, committedMetadata: 'note' }],
      },
    ]
    await client.send(txnOffsetCommit, 2, {
      transactionalId: 'tx',
      groupId: 'g',
      producerId,
      producerEpoch,
      topics,
    })
    const fetchOne = async (requireStable: boolean) => {
      const asked = { groupId: 'g', topics: [{ name: 't', partitionIndexes: [0] }], requireStable }
      return (await client.send(offsetFetch, 7, asked)).topics[0]!.partitions[0]!
    }
    expect(await fetchOne(true)).toMatchObject({ errorCode: 88 })
    expect(await fetchOne(false)).toMatchObject({ errorCode: 0, committedOffset: -1 })
    expect(await end(producer, true)).toBe(0)
    expect(await fetchOne(true)).toMatchObject({
      errorCode: 0,
      committedOffset: 9,
      metadata: 'note',
    })
  })

  it('goes on after a crash: what was open is open, and can be ended', async () => {
    const producer = await init()
    await begin(producer)
    await write(producer, 0)
    const { dir, broker } = await crashed()
    const other = await WireClient.open(broker.port)
    expect([await latest(0, other), await latest(1, other)]).toEqual([1, 0])
    expect(broker.recovery.cleanStop).toBe(false)
    const { producerId, producerEpoch } = producer
    expect(
      (
        await other.send(endTxn, 3, {
          transactionalId: 'tx',
          producerId,
          producerEpoch,
          committed: true,
        })
      ).errorCode,
    ).toBe(0)
    expect(await latest(1, other)).toBe(2)
    other.close()
    await broker.stop()
    await rm(dir, { recursive: true, force: true })
  })
})

/**
 * What a crash leaves is what is on disk at any moment: a copy of the directory, taken while the
 * broker runs.
 */
async function crashed(): Promise<{ dir: string; broker: Broker }> {
  const dir = await mkdtemp(join(tmpdir(), 'sluice-crash-'))
  await cp(test.dataDir, dir, { recursive: true })
  await rm(join(dir, 'in-use.json'))
  return {
    dir,
    broker: await startBroker({
      dataDir: dir,
      port: 0,
      durability: 'fast',
      log: createLog().child({}, { level: 'silent' }),
    }),
  }
}
