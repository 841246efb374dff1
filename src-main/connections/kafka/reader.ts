// Reads a partition from an offset on without a group, for browsing and to find the last record of
// an earlier run. Browsing a topic must not show up on the cluster as a consumer group.
import { LabError } from '@shared/errors'
import type { ResolvedOf } from '../profiles'
import { addressOf } from '../profiles'
import { kafkaClient } from './client'
import { kafkaError } from './errors'
import type { FetchAnswer } from './fetch-answer'
import type { FetchedRecord } from './fetched-record'
import { rawCluster, type RawCluster } from './raw-cluster'
import { explained } from './probe'

const FETCH_BYTES_MAX = 1024 * 1024
const FETCH_WAIT_MS = 200
/**
 * Empty answers in a row, before an end that is known to be there, that are still taken for a
 * leader that is catching up.
 */
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
    const parts = await this.fetchAll(topic, new Map([[partition, offset]]))
    return parts.get(partition) ?? { messages: [], next: offset, end: offset }
  }

  /**
   * Reads several partitions by one request to each leader, so that waiting for new records takes
   * no longer for many than for one.
   */
  async fetchAll(
    topic: string,
    offsets: ReadonlyMap<number, number>,
  ): Promise<Map<number, FetchedPart>> {
    try {
      await this.cluster.addTargetTopic(topic)
      const byLeader = new Map<number, Map<number, number>>()
      const known = new Map(
        this.cluster.findTopicPartitionMetadata(topic).map(p => [p.partitionId, p.leader]),
      )
      for (const [partition, offset] of offsets) {
        const leader = known.get(partition)
        if (leader === undefined)
          throw new LabError('kafka-no-partition', { kind: 'remote', params: { topic, partition } })
        byLeader.set(
          leader,
          (byLeader.get(leader) ?? new Map<number, number>()).set(partition, offset),
        )
      }
      const parts = await Promise.all(
        [...byLeader].map(([leader, wanted]) => this.fetchFrom(leader, topic, wanted)),
      )
      return new Map(parts.flat())
    } catch (error) {
      throw kafkaError(error, this.address)
    }
  }

  private async fetchFrom(
    leader: number,
    topic: string,
    offsets: ReadonlyMap<number, number>,
  ): Promise<[number, FetchedPart][]> {
    const broker = await this.cluster.findBroker({ nodeId: leader })
    const partitions = [...offsets].map(([partition, offset]) => ({
      ...{ partition, fetchOffset: String(offset) },
      maxBytes: FETCH_BYTES_MAX,
    }))
    // kafkaClient's clusters answer with what decodeFetch gives.
    const answer = (await broker.fetch({
      ...{
        replicaId: -1,
        isolationLevel: 1,
        maxWaitTime: FETCH_WAIT_MS,
        minBytes: 1,
        maxBytes: FETCH_BYTES_MAX,
      },
      topics: [{ topic, partitions }],
    })) as FetchAnswer
    return (answer.responses[0]?.partitions ?? []).map(part => {
      const offset = offsets.get(part.partition) ?? 0
      const messages: FetchedRecord[] = []
      for (const batch of part.messages) batch.readInto(messages, part.partition, offset)
      const next = part.messages.reduce(
        (most, batch) => Math.max(most, batch.lastOffset + 1),
        offset,
      )
      return [part.partition, { messages, next, end: Number(part.highWatermark) }]
    })
  }

  /** All records from an offset up to the end as it is now (or `to`), in order. */
  async *read(
    topic: string,
    partition: number,
    from: number,
    to?: number,
  ): AsyncGenerator<FetchedRecord> {
    let offset = from
    for (let empty = 0; ;) {
      const part = await this.fetch(topic, partition, offset)
      const end = to ?? part.end
      for (const message of part.messages) if (message.offset < end) yield message
      if (part.next >= end || (to === undefined && part.next === offset)) return
      empty = part.next === offset ? empty + 1 : 0
      // Ending early would hide records that exist.
      if (empty > EMPTY_MAX)
        throw new LabError('kafka-read-stuck', {
          kind: 'remote',
          retry: true,
          params: { topic, partition, offset, end },
        })
      offset = part.next
    }
  }

  async close(): Promise<void> {
    await this.cluster.disconnect().catch(() => {})
  }
}
