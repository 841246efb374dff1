// Reads a partition from an offset on without a group, for browsing and for finding the last record of an earlier run. It leaves
// nothing behind on the cluster: a look at a topic must not show up as a consumer group.
import { LabError } from '@shared/errors'
import type { ResolvedOf } from '../profiles'
import { addressOf } from '../profiles'
import { kafkaClient } from './client'
import { kafkaError } from './errors'
import type { FetchAnswer, FetchedRecord } from './fetched'
import { rawCluster, type RawCluster } from './library'
import { explained } from './probe'

const FETCH_BYTES_MAX = 1024 * 1024
const FETCH_WAIT_MS = 200
/** Empty answers in a row, before an end that is known to be there, that are still taken for a leader that is catching up. */
const EMPTY_MAX = 25

export interface FetchedPart {
  readonly messages: readonly FetchedRecord[]
  /** Where to go on; beyond what was fetched even when everything in it was filtered out. */
  readonly next: number
  readonly end: number
}

export class PartitionReader {
  private constructor(
    private readonly cluster: RawCluster,
    private readonly address: string,
  ) {}

  static async open(connection: ResolvedOf<'kafka'>): Promise<PartitionReader> {
    const address = addressOf(connection)
    try {
      const cluster = rawCluster(kafkaClient(connection))
      await cluster.connect()
      return new PartitionReader(cluster, address)
    } catch (error) {
      throw await explained(kafkaError(error, address), connection)
    }
  }

  async partitionsOf(topic: string): Promise<number[]> {
    try {
      await this.cluster.addTargetTopic(topic)
      await this.cluster.refreshMetadata()
      return this.cluster.findTopicPartitionMetadata(topic).map(p => p.partitionId)
    } catch (error) {
      throw kafkaError(error, this.address)
    }
  }

  async fetch(topic: string, partition: number, offset: number): Promise<FetchedPart> {
    try {
      await this.cluster.addTargetTopic(topic)
      const leader = this.cluster.findTopicPartitionMetadata(topic).find(p => p.partitionId === partition)?.leader
      if (leader === undefined) throw new LabError('kafka-no-partition', { kind: 'remote', params: { topic, partition } })
      const broker = await this.cluster.findBroker({ nodeId: leader })
      // kafkaClient's clusters answer with what decodeFetch gives.
      const answer = (await broker.fetch({
        replicaId: -1,
        isolationLevel: 1,
        maxWaitTime: FETCH_WAIT_MS,
        minBytes: 1,
        maxBytes: FETCH_BYTES_MAX,
        topics: [{ topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes: FETCH_BYTES_MAX }] }],
      })) as FetchAnswer
      const part = answer.responses[0]?.partitions[0]
      if (!part) return { messages: [], next: offset, end: offset }
      const messages: FetchedRecord[] = []
      for (const batch of part.messages) batch.readInto(messages, partition, offset)
      const next = part.messages.reduce((most, batch) => Math.max(most, batch.lastOffset + 1), offset)
      return { messages, next, end: Number(part.highWatermark) }
    } catch (error) {
      throw kafkaError(error, this.address)
    }
  }

  /** All records from an offset up to the end as it is now (or `to`), in order. */
  async *read(topic: string, partition: number, from: number, to?: number): AsyncGenerator<FetchedRecord> {
    let offset = from
    for (let empty = 0; ;) {
      const part = await this.fetch(topic, partition, offset)
      const end = to ?? part.end
      for (const message of part.messages) if (message.offset < end) yield message
      if (part.next >= end || (to === undefined && part.next === offset)) return
      empty = part.next === offset ? empty + 1 : 0
      // Ending early would say "that is all" of records that are there.
      if (empty > EMPTY_MAX)
        throw new LabError('kafka-read-stuck', { kind: 'remote', retry: true, params: { topic, partition, offset, end } })
      offset = part.next
    }
  }

  async close(): Promise<void> {
    await this.cluster.disconnect().catch(() => {})
  }
}
