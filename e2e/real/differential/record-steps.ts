// Records are produced, with and without an idempotent producer, read, searched and deleted.
import { gzipSync } from 'node:zlib'
import { batchOf, type NewRecord } from '../../../src-main/kafka/log/records'
import { BATCH_HEADER_BYTES, makeBatch, readBatchHeader } from '../../../src-main/kafka/log/batch'
import type { Cast } from './cast'
import type { Sequences } from './sequences'
import type { Side } from './side'
import type { NewStep, Weighted } from './step'

const GZIP = 1
const TRANSACTIONAL = 0x10

export const recordSteps = (cast: Cast, sequences: Sequences): readonly Weighted[] => [
  [10, () => produce(cast, sequences)],
  [7, () => fetch(cast)],
  [5, () => listOffsets(cast)],
  [2, () => deleteRecords(cast)],
]

function someRecords({ random, oneIn, now }: Cast): NewRecord[] {
  return Array.from({ length: 1 + random.below(3) }, (_, i) => ({
    key: oneIn(5) ? null : Buffer.from(`k${random.below(4)}`),
    value: oneIn(6) ? null : Buffer.alloc(random.pick([1, 10, 300, 1500]), 97 + i),
    timestamp: now - random.below(100_000),
  }))
}

export function produce(cast: Cast, sequences: Sequences, transactional?: string): NewStep {
  const { random, oneIn } = cast
  const name = cast.topic()
  const index = cast.partition()
  const acks = random.pick([-1, -1, 1, 2])
  const producer = transactional ?? (oneIn(3) ? cast.producer() : undefined)
  const records = someRecords(cast)
  const isPacked = oneIn(3)
  const isDamaged = oneIn(15)
  const baseSequence = producer
    ? sequences.next(`${producer} ${name} ${index}`, records.length)
    : -1
  const request = (side: Side) => {
    const numbered = producer
      ? { ...side.producer(producer), baseSequence }
      : { producerId: -1, producerEpoch: -1, baseSequence }
    const attributes = transactional ? TRANSACTIONAL : 0
    const plain = batchOf(records, { ...numbered, attributes })
    const batch = isPacked ? packed(plain) : plain
    if (isDamaged) batch[batch.length - 1]! ^= 1
    return {
      transactionalId: transactional ?? null,
      acks,
      timeoutMs: 5000,
      topicData: [{ name, partitionData: [{ index, records: batch }] }],
    }
  }
  return { api: 'Produce', request }
}

/** The same batch with its records in gzip. */
function packed(batch: Buffer): Buffer {
  const header = readBatchHeader(batch, 0)
  const records = gzipSync(batch.subarray(BATCH_HEADER_BYTES))
  return makeBatch({ ...header, attributes: header.attributes | GZIP }, records)
}

function fetch({ random, topic: pickTopic, partition: pickPartition }: Cast): NewStep {
  const topic = pickTopic()
  const partition = pickPartition()
  const fetchOffset = random.pick([0, 0, 0, 1, 2, 5, 100, -1])
  const isolationLevel = random.below(2)
  const partitionMaxBytes = random.pick([1, 500, 1_000_000])
  return {
    api: 'Fetch',
    request: () => ({
      replicaId: -1,
      maxWaitMs: 50,
      minBytes: 1,
      maxBytes: 1_000_000,
      isolationLevel,
      topics: [{ topic, partitions: [{ partition, fetchOffset, partitionMaxBytes }] }],
      forgottenTopicsData: [],
      rackId: '',
    }),
  }
}

function listOffsets({ random, now, topic, partition }: Cast): NewStep {
  const name = topic()
  const partitionIndex = partition()
  const timestamp = random.pick([-1, -2, -3, now - 50_000, now - 100_000, 0, now + 1e6])
  const isolationLevel = random.below(2)
  return {
    api: 'ListOffsets',
    request: () => ({
      replicaId: -1,
      isolationLevel,
      topics: [{ name, partitions: [{ partitionIndex, timestamp, maxNumOffsets: 1 }] }],
    }),
  }
}

function deleteRecords({ random, topic, partition }: Cast): NewStep {
  const name = topic()
  const partitions = [{ partitionIndex: partition(), offset: random.pick([0, 1, 2, -1, 50, -2]) }]
  return {
    api: 'DeleteRecords',
    request: () => ({ topics: [{ name, partitions }], timeoutMs: 5000 }),
  }
}
